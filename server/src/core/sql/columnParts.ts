// Where the columns of an analysis stand: in which select, in which branches of a set operation. Deliberately absent: what follows
// from that (columnValues.ts).
import { memo } from '../memo.ts';
import type { TextRange } from '../text.ts';
import type { QueryAnalysis, ResolvedReference, SelectScope } from './analysis.ts';
import { isMany, type OutputColumn } from './columns.ts';
import type { SourceRelation } from './scopes.ts';
import type { ColumnReference, Query, QueryBody, Select, SetOperation } from './tree.ts';

/** See the head of this file. */
export interface ColumnParts {
  /** The select whose list gives a column. */
  readonly scopes: ReadonlyMap<OutputColumn, SelectScope>;
  /** What the branches of a set operation give for its column; `unknown` where they aren't known. */
  readonly branches: ReadonlyMap<OutputColumn, readonly OutputColumn[] | 'unknown'>;
  /** All that the branches of a set operation give, wherever it stands, by each entry of its output. */
  readonly united: ReadonlyMap<OutputColumn, readonly OutputColumn[]>;
  /** Columns under the names that a relation gives them: `t (a, b)`. */
  readonly named: ReadonlySet<object>;
  readonly references: ReadonlyMap<ColumnReference, ResolvedReference>;
  /** The select that reads a relation. */
  readonly relations: ReadonlyMap<SourceRelation, SelectScope>;
}

/** The parts of an analysis. */
export const columnParts: (analysis: QueryAnalysis) => ColumnParts = memo((analysis) => {
  const scopes = new Map<OutputColumn, SelectScope>();
  const relations = new Map<SourceRelation, SelectScope>();
  const named = new Set<object>();
  const outputs = new Map<Select, readonly OutputColumn[]>();
  const queries = new Set([analysis.query]);
  for (const scope of analysis.scopes) {
    outputs.set(scope.select, scope.output);
    // What isn't known is the same entry wherever a star passes it on.
    for (const column of scope.output)
      if (isWithin(column.range, scope.select.range)) scopes.set(column, scope);
    for (const { source, columns } of scope.relations) {
      relations.set(source, scope);
      if (source.query) queries.add(source.query);
      if (source.columns.length > 0) for (const column of columns) named.add(column);
    }
  }
  const branches = new Map<OutputColumn, readonly OutputColumn[] | 'unknown'>();
  const united = new Map<OutputColumn, readonly OutputColumn[]>();
  for (const query of queries) {
    const { body } = query;
    if (body?.kind === 'query') queries.add(body);
    if (body?.kind !== 'setOperation') continue;
    const operands = operandsOf(body);
    for (const operand of operands ?? []) if (operand.kind === 'query') queries.add(operand);
    const columns = analysis.columnsOf(query);
    const all = operands?.map((operand) => outputOf(analysis, outputs, operand));
    const sure = all?.every((each) => each.length === columns.length && !each.some(isMany));
    for (const [index, column] of columns.entries()) {
      branches.set(column, (sure && all?.flatMap((each) => each[index] ?? [])) || 'unknown');
    }
    const whole = bodiesOf(body).map((each) => outputOf(analysis, outputs, each));
    if (whole.every((each) => each.length > 0)) {
      const given = whole.flat();
      for (const column of columns) united.set(column, given);
    }
  }
  const references = new Map(analysis.references.map((each) => [each.reference, each] as const));
  return { scopes, branches, united, named, references, relations };
});

function isWithin(inner: TextRange, outer: TextRange): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** What a chain of set operations takes its rows from, by position; undefined where that isn't known. */
function operandsOf(operation: SetOperation): readonly QueryBody[] | undefined {
  const found: QueryBody[] = [];
  let at: QueryBody = operation;
  for (; at.kind === 'setOperation'; at = at.left) {
    if (at.byName || !at.right) return undefined;
    // What it takes away says nothing about the rest.
    if (at.operator !== 'except') found.push(at.right);
  }
  return [at, ...found.reverse()];
}

/** All bodies that a chain of set operations stands between. */
function bodiesOf(operation: SetOperation): readonly QueryBody[] {
  const found: QueryBody[] = [];
  let at: QueryBody = operation;
  for (; at.kind === 'setOperation'; at = at.left) if (at.right) found.push(at.right);
  return [at, ...found.reverse()];
}

function outputOf(
  analysis: QueryAnalysis,
  outputs: ReadonlyMap<Select, readonly OutputColumn[]>,
  operand: QueryBody,
): readonly OutputColumn[] {
  if (operand.kind === 'select') return outputs.get(operand) ?? [];
  return operand.kind === 'query' ? analysis.columnsOf(operand as Query) : [];
}
