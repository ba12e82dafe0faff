// Jinja's statements as items: the end of what is open first. Deliberately absent: what stands behind a statement's keyword.

import type { JinjaNode, JinjaStatement } from '../jinja/ast.ts';
import { parseJinja } from '../jinja/tree.ts';
import { blockStatements } from '../semantics/dbtNames.ts';
import { extensionOf } from '../semantics/modelFiles.ts';
import type { CompletionItem } from './completionItem.ts';
import type { CompletionPlace } from './completionNames.ts';

/** What can stand behind `{%` here. */
export function statementItems(place: CompletionPlace): readonly CompletionItem[] {
  const { open, inside } = blocksAt(parseJinja(place.source), place.offset);
  const last = open.at(-1);
  const around = last ?? inside.at(-1);
  const items: CompletionItem[] = [];
  const add = (label: string, rank: number, detail = 'statement') =>
    items.push({ label, kind: 'keyword', detail, rank });
  const end = last === undefined ? undefined : blockStatements.get(last);
  if (end !== undefined) add(end, 0, `ends ${last}`);
  if (around === 'if') add('elif', 1);
  if (around === 'if' || around === 'for') add('else', 1);
  const markdown = extensionOf(place.path) === 'md';
  for (const [keyword, closing] of blockStatements) {
    if (markdown !== (keyword === 'docs')) continue;
    add(keyword, 2);
    if (closing !== end) add(closing, 4);
  }
  if (!markdown) for (const keyword of ['do', 'include', 'import', 'from']) add(keyword, 3);
  return items;
}

/** The statements that are open at a place without an end, and the whole blocks that it lies in. */
function blocksAt(
  nodes: readonly JinjaNode[],
  offset: number,
): { readonly open: readonly string[]; readonly inside: readonly string[] } {
  const open: string[] = [];
  for (const node of nodes) {
    if (node.range.start >= offset) break;
    if (node.kind === 'block' && offset < node.range.end) {
      const body = node.branches.find(
        ({ bodyRange }) => bodyRange.start <= offset && offset <= bodyRange.end,
      );
      const within = blocksAt(body?.body ?? [], offset);
      return { open: within.open, inside: [node.name, ...within.inside] };
    }
    if (node.kind === 'statement' && node.range.end <= offset) {
      if (opens(node)) open.push(node.keyword);
      else if (node.keyword === blockStatements.get(open.at(-1) ?? '')) open.pop();
    }
  }
  return { open, inside: [] };
}

function opens({ keyword, detail }: JinjaStatement): boolean {
  if (detail.form === 'set') return detail.value === undefined;
  return blockStatements.has(keyword);
}
