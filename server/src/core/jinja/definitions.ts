// What a text defines in Jinja: macros, tests, materializations, snapshots, docs blocks and variables. Deliberately absent: which of
// them dbt would accept in which folder.

import { memo } from '../memo.ts';
import type { SourceText, TextRange } from '../text.ts';
import type {
  JinjaBlock,
  JinjaExpression,
  JinjaName,
  JinjaParameter,
  JinjaStatement,
  JinjaTarget,
} from './ast.ts';
import { parseJinja, walkNodes } from './tree.ts';

interface Defined {
  readonly name: JinjaName;
  /** From the opening tag to the closing one; of an inline `set` and of a block whose end is missing, the tag. */
  readonly range: TextRange;
  /** Between the two tags; empty, at the end of the tag, where there is one tag only. */
  readonly body: TextRange;
}

/** A definition; those of a kind that dbt keeps among its macros have the name that it has there. */
export type JinjaDefinition =
  | (Defined & {
      /** `test` stands for `data_test` too. */
      readonly kind: 'macro' | 'test';
      readonly macroName: string;
      readonly parameters: readonly JinjaParameter[];
    })
  | (Defined & {
      readonly kind: 'materialization';
      readonly macroName: string;
      /** `default` for every adapter. */
      readonly adapter: string;
    })
  | (Defined & { readonly kind: 'snapshot' | 'docs' })
  | (Defined & {
      readonly kind: 'variable';
      /** Undefined for a `set` block, and where several names share a value that isn't a list of as many. */
      readonly value: JinjaExpression | undefined;
    });

/** The definitions of a text, in the order they are written; those of variables inside macros and loops too. */
export const jinjaDefinitions: (source: SourceText) => readonly JinjaDefinition[] = memo((source) => {
  const found: JinjaDefinition[] = [];
  const inBlocks = new Set<JinjaStatement>();
  walkNodes(parseJinja(source), (node) => {
    if (node.kind === 'block') {
      inBlocks.add(node.branches[0].tag);
      define(node.branches[0].tag, node, found);
    } else if (node.kind === 'statement' && !inBlocks.has(node)) {
      define(node, undefined, found);
    }
    return undefined;
  });
  return found;
});

function define(tag: JinjaStatement, block: JinjaBlock | undefined, found: JinjaDefinition[]): void {
  const { detail, keyword } = tag;
  const range = block?.range ?? tag.range;
  const body = block?.branches[0].bodyRange ?? { start: tag.range.end, end: tag.range.end };
  if (detail.form === 'definition' && detail.name) {
    const { name, parameters } = detail;
    const kind = keyword === 'macro' ? 'macro' : 'test';
    const macroName = kind === 'macro' ? name.text : `test_${name.text}`;
    found.push({ kind, name, range, body, macroName, parameters });
  } else if (detail.form === 'materialization' && detail.name) {
    const { name } = detail;
    const value = detail.args.find((argument) => argument.name?.text === 'adapter')?.value;
    const adapter = value?.kind === 'string' ? value.value : 'default';
    found.push({
      kind: 'materialization',
      name,
      range,
      body,
      macroName: `materialization_${name.text}_${adapter}`,
      adapter,
    });
  } else if (detail.form === 'name' && detail.name && keyword !== 'block') {
    found.push({ kind: keyword === 'docs' ? 'docs' : 'snapshot', name: detail.name, range, body });
  } else if (detail.form === 'set') {
    const values = valuesFor(detail.targets, detail.value);
    detail.targets.forEach((target, index) => {
      if (target.kind !== 'name') return;
      const name = { text: target.name, range: target.range };
      found.push({ kind: 'variable', name, range, body, value: values[index] });
    });
  }
}

function valuesFor(
  targets: readonly JinjaTarget[],
  value: JinjaExpression | undefined,
): readonly (JinjaExpression | undefined)[] {
  if (targets.length === 1) return [value];
  const items = value?.kind === 'tuple' || value?.kind === 'list' ? value.items : [];
  return items.length === targets.length ? items : [];
}
