// The names that a text's Jinja reads, each with where its value comes from. Deliberately absent: what the global ones are in dbt.

import { memo } from '../memo.ts';
import type { SourceText, TextRange } from '../text.ts';
import type {
  JinjaBlock,
  JinjaExpression,
  JinjaName,
  JinjaNode,
  JinjaStatement,
  JinjaTarget,
} from './ast.ts';
import { pathOf } from './readExpression.ts';
import { expressionsOf, parseJinja, partsOf } from './tree.ts';

/** A name read, with the attributes behind it. */
export interface JinjaReference {
  /** `target`, `name` of `target.name`; at least one segment. */
  readonly path: readonly JinjaName[];
  readonly range: TextRange;
  /** `local` when the first segment is set, looped over or a parameter around here; `global` when dbt or a macro gives it. */
  readonly scope: 'local' | 'global';
  /** The name that binds a local one; undefined for a global one and for what a block brings along (`loop`, `caller`). */
  readonly binding: TextRange | undefined;
  /** Whether the path is called. */
  readonly called: boolean;
}

/** Every name read in the text's Jinja, in order of evaluation within a tag. */
export const jinjaNames: (source: SourceText) => readonly JinjaReference[] = memo((source) => {
  const found: JinjaReference[] = [];
  visitNodes(parseJinja(source), scopeIn(undefined), found);
  return found;
});

/** Names bound so far; undefined for those without a place of their own. */
interface Scope {
  readonly names: Map<string, TextRange | undefined>;
  readonly outer: Scope | undefined;
}

function scopeIn(outer: Scope | undefined, implicit: readonly string[] = []): Scope {
  return { names: new Map(implicit.map((name) => [name, undefined])), outer };
}

function visitNodes(nodes: readonly JinjaNode[], scope: Scope, found: JinjaReference[]): void {
  for (const node of nodes) {
    if (node.kind === 'block') {
      visitBlock(node, scope, found);
    } else if (node.kind === 'output' || node.kind === 'statement') {
      for (const expression of expressionsOf(node)) visit(expression, scope, found);
      if (node.kind === 'statement') bindStatement(node, scope, found);
    }
  }
}

function bindStatement(tag: JinjaStatement, scope: Scope, found: JinjaReference[]): void {
  const { detail } = tag;
  if (detail.form === 'set') bind(detail.targets, scope, found);
  if (detail.form === 'import') {
    for (const { as } of detail.names) scope.names.set(as.text, as.range);
  }
}

function visitBlock(block: JinjaBlock, scope: Scope, found: JinjaReference[]): void {
  const [first, ...others] = block.branches;
  const { detail } = first.tag;
  if (block.name === 'if') {
    // A branch is no scope of its own: what it sets is seen behind it.
    for (const branch of block.branches) {
      for (const expression of expressionsOf(branch.tag)) visit(expression, scope, found);
      visitNodes(branch.body, scope, found);
    }
    return;
  }
  const inner = scopeIn(scope, implicitNames(block.name));
  if (detail.form === 'for') {
    if (detail.iterable) visit(detail.iterable, scope, found);
    bind(detail.targets, inner, found);
    if (detail.condition) visit(detail.condition, inner, found);
  } else {
    for (const expression of expressionsOf(first.tag)) visit(expression, scope, found);
  }
  if (detail.form === 'definition' || detail.form === 'call') {
    for (const { name } of detail.parameters) inner.names.set(name.text, name.range);
  } else if (detail.form === 'with') {
    bind(
      detail.assignments.map((assignment) => assignment.target),
      inner,
      found,
    );
  }
  visitNodes(first.body, inner, found);
  for (const branch of others) visitNodes(branch.body, scope, found);
  if (detail.form === 'set') bind(detail.targets, scope, found);
}

function implicitNames(block: string): readonly string[] {
  if (block === 'for') return ['loop'];
  return block === 'macro' || block === 'test' || block === 'data_test' || block === 'materialization'
    ? ['varargs', 'kwargs', 'caller']
    : [];
}

function bind(targets: readonly JinjaTarget[], scope: Scope, found: JinjaReference[]): void {
  for (const target of targets) {
    if (target.kind === 'name') scope.names.set(target.name, target.range);
    else if (target.kind === 'tuple') bind(target.items, scope, found);
    // `set space.x = 1` reads `space`.
    else found.push(reference(target.path, target.range, false, scope));
  }
}

function visit(expression: JinjaExpression, scope: Scope, found: JinjaReference[]): void {
  if (expression.kind === 'call' && expression.callee.length > 0) {
    found.push(reference(expression.callee, expression.target.range, true, scope));
    for (const argument of expression.args) visit(argument.value, scope, found);
    return;
  }
  const path = pathOf(expression);
  if (path.length > 0) {
    found.push(reference(path, expression.range, false, scope));
    return;
  }
  for (const part of partsOf(expression)) visit(part, scope, found);
}

function reference(
  path: readonly JinjaName[],
  range: TextRange,
  called: boolean,
  scope: Scope,
): JinjaReference {
  const name = path[0]?.text ?? '';
  for (let at: Scope | undefined = scope; at; at = at.outer) {
    if (at.names.has(name)) return { path, range, scope: 'local', binding: at.names.get(name), called };
  }
  return { path, range, scope: 'global', binding: undefined, called };
}
