// What a file that makes a node reads directly, each once, where it first names it; and whom to ask about it.
// Deliberately absent: YAML, which names much that it doesn't read.

import type { Entry } from '../../artifacts/types.ts';
import { kindOf, labelOf } from '../../card/entryWords.ts';
import { memo } from '../../memo.ts';
import type { Project } from '../../project.ts';
import { nodeOfFile } from '../../semantics/modelFiles.ts';
import { ownerOf, ownersToText } from '../../semantics/owner.ts';
import type { TextRange } from '../../text.ts';
import { judgedNames } from '../names/judgedNames.ts';
import type { Problem, RuleContext } from '../rule.ts';

/** Something that is read, and the name of it. */
export interface ReadEntry {
  readonly entry: Entry;
  readonly range: TextRange;
}

/** See the head of this file. */
export const readEntries: (ctx: RuleContext) => readonly ReadEntry[] = memo((ctx) => {
  const node = nodeOfFile(ctx.project, ctx.path);
  if (!node || node.entry?.disabled) return [];
  const found = new Map<string, ReadEntry>();
  for (const { symbol, resolution } of judgedNames(ctx, 'ref', 'source')) {
    if (resolution.kind !== 'found' || resolution.entry.disabled) continue;
    const { entry } = resolution;
    if (entry !== node.entry && !found.has(entry.uniqueId))
      found.set(entry.uniqueId, { entry, range: symbol.range });
  }
  return [...found.values()];
});

/** A problem at each thing that is read of which there is something to say. */
export function problemsOfReads(
  ctx: RuleContext,
  messageOf: (entry: Entry) => string | undefined,
): readonly Problem[] {
  return readEntries(ctx).flatMap(({ entry, range }) => {
    const message = messageOf(entry);
    return message === undefined ? [] : [{ range, message: message + askWhom(ctx.project, entry) }];
  });
}

/** "the source `raw.orders`". */
export function nameOfRead(entry: Entry): string {
  return `the ${kindOf(entry)} \`${labelOf(entry)}\``;
}

/** A sentence with a space in front; nothing where nobody is known. A role of the warehouse is nobody to ask. */
function askWhom(project: Project, entry: Entry): string {
  const owner = ownerOf(project, entry);
  return owner && !owner.warehouse ? ` Owner: ${ownersToText(owner)}.` : '';
}
