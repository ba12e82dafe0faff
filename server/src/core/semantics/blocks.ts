// The blocks of a file that define something by name: macros, generic tests, materializations, snapshots and docs, named as
// dbt's manifest names them. Deliberately absent: arguments and bodies (hover reads them from the manifest).

import type { Entry } from '../artifacts/types.ts';
import type { JinjaBlock } from '../jinja/ast.ts';
import { parseJinja, walkNodes } from '../jinja/tree.ts';
import { memo } from '../memo.ts';
import type { SourceText, TextRange } from '../text.ts';

/** A block that defines something. */
export interface DefinedBlock {
  readonly type: 'macro' | 'snapshot' | 'doc';
  /** As in the manifest: `test_x` for a generic test, `materialization_x_adapter` for a materialization. */
  readonly name: string;
  /** From the opening tag to the end of the closing one. */
  readonly range: TextRange;
  /** The name as written in the opening tag. */
  readonly nameRange: TextRange;
}

/** The blocks of a file that define something, those in blocks apart, in order. */
export const definedBlocks: (source: SourceText) => readonly DefinedBlock[] = memo((source) => {
  const found: DefinedBlock[] = [];
  if (!source.text.includes('{%')) return found;
  walkNodes(parseJinja(source).nodes, (node) => {
    if (node.kind !== 'block') return undefined;
    const block = toDefined(node);
    if (block) found.push(block);
    return block ? false : undefined;
  });
  return found;
});

/** The block of a file that an entry of the manifest comes from; undefined when it isn't there any more. */
export function blockOf(source: SourceText, entry: Entry): DefinedBlock | undefined {
  return definedBlocks(source).find(
    (block) => block.type === entry.resourceType && block.name === entry.name,
  );
}

function toDefined(node: JinjaBlock): DefinedBlock | undefined {
  const { detail } = node.branches[0].tag;
  if (detail.form !== 'definition' && detail.form !== 'name' && detail.form !== 'materialization')
    return undefined;
  if (detail.name === undefined) return undefined;
  const { text, range: nameRange } = detail.name;
  const { range } = node;
  switch (node.name) {
    case 'macro':
      return { type: 'macro', name: text, range, nameRange };
    case 'test':
    case 'data_test':
      return { type: 'macro', name: `test_${text}`, range, nameRange };
    case 'materialization': {
      const adapter =
        detail.form === 'materialization'
          ? detail.args.find((argument) => argument.name?.text === 'adapter')?.value
          : undefined;
      const suffix = adapter?.kind === 'string' ? adapter.value : 'default';
      return { type: 'macro', name: `materialization_${text}_${suffix}`, range, nameRange };
    }
    case 'snapshot':
      return { type: 'snapshot', name: text, range, nameRange };
    case 'docs':
      return { type: 'doc', name: text, range, nameRange };
    default:
      return undefined;
  }
}
