// The names that a template binds itself and that a place of it sees: `set`, loop variables, parameters.
// Deliberately absent: names that dbt brings.

import type { SourceText } from '../text.ts';
import type { JinjaBlock, JinjaNode, JinjaStatement, JinjaTarget } from './ast.ts';
import { parseJinja } from './tree.ts';

/** A name that a template binds. */
export interface LocalName {
  readonly name: string;
  /** What binds it. */
  readonly kind: 'variable' | 'loop variable' | 'parameter' | 'import';
}

/** The names bound at a place, each once, the nearest first. */
export function localNames(source: SourceText, offset: number): readonly LocalName[] {
  const found = new Map<string, LocalName>();
  visit(parseJinja(source), offset, (local) => {
    found.delete(local.name);
    found.set(local.name, local);
  });
  return [...found.values()].reverse();
}

type Bind = (local: LocalName) => void;

function visit(nodes: readonly JinjaNode[], offset: number, bind: Bind): void {
  for (const node of nodes) {
    if (node.range.start >= offset) return;
    if (node.kind === 'statement' && node.range.end <= offset) bindStatement(node, bind);
    else if (node.kind === 'block') visitBlock(node, offset, bind);
  }
}

function visitBlock(block: JinjaBlock, offset: number, bind: Bind): void {
  const [first] = block.branches;
  const within = first.tag.range.end <= offset && offset < block.range.end;
  // What a branch sets is seen behind it; what a loop or macro sets only in it.
  if (block.name !== 'if' && block.name !== 'set' && !within) return;
  if (block.name !== 'set') {
    if (within) bindStatement(first.tag, bind);
    if (block.name === 'for' && offset <= first.bodyRange.end) bind({ name: 'loop', kind: 'loop variable' });
    for (const branch of block.branches) visit(branch.body, offset, bind);
  } else if (block.range.end <= offset) bindStatement(first.tag, bind);
  else visit(first.body, offset, bind);
}

function bindStatement({ detail }: JinjaStatement, bind: Bind): void {
  const targets = (list: readonly JinjaTarget[], kind: LocalName['kind']): void => {
    for (const target of list) {
      if (target.kind === 'name') bind({ name: target.name, kind });
      else if (target.kind === 'tuple') targets(target.items, kind);
    }
  };
  switch (detail.form) {
    case 'set':
      targets(detail.targets, 'variable');
      break;
    case 'for':
      targets(detail.targets, 'loop variable');
      break;
    case 'definition':
    case 'call':
      for (const { name } of detail.parameters) bind({ name: name.text, kind: 'parameter' });
      break;
    case 'with':
      targets(
        detail.assignments.map(({ target }) => target),
        'variable',
      );
      break;
    case 'import':
      for (const { as } of detail.names) bind({ name: as.text, kind: 'import' });
      break;
    default:
      break;
  }
}
