// Queries: their CTEs in order, their bodies, set operations and VALUES lists. Deliberately absent: what is in a select.
import type { Analyzing, Draft, Frame, RowReads } from './analyzing.ts';
import { identityOf } from './analyzing.ts';
import { type ColumnInput, columnKey, isMany, type OutputColumn, type UnknownColumn } from './columns.ts';
import { expressionInputs } from './expressionInputs.ts';
import { commonType } from './expressionTypes.ts';
import type { KnownType } from './knownTypes.ts';
import { type Scope, scopeOf, scopeOfCte } from './scopes.ts';
import { analyzeSelect, frameOf } from './selectOutput.ts';
import type { Query, QueryBody, SetOperation, Values } from './tree.ts';
import { typeOf } from './types.ts';
import { valuesNames } from './valuesNames.ts';

/** Queries deeper in each other than this aren't entered; the reader doesn't nest them deeper either. */
const maxDepth = 210;

/** Analyses a query once; its output, in order. */
export function analyzeQuery(
  state: Analyzing,
  query: Query,
  outerScope: Scope | undefined,
  outer: Frame | undefined,
): readonly OutputColumn[] {
  const known = state.outputs.get(query);
  if (known) return known;
  if (state.depth >= maxDepth) return [];
  state.depth++;
  state.outputs.set(query, []);
  state.inProgress.add(query);
  const scope = scopeOf(query, outerScope, state.dialect);
  // In their order, so that a long chain of CTEs isn't as deep a recursion.
  for (const [position, cte] of query.ctes.entries()) {
    if (cte.query) analyzeQuery(state, cte.query, scopeOfCte(query, scope, position, state.dialect), outer);
  }
  const publish = (columns: readonly OutputColumn[]) => state.outputs.set(query, columns);
  const reads: RowReads = { influences: [], queries: query.body ? [query.body] : [] };
  state.reads.set(query, reads);
  const { columns, frame } = analyzeBody(state, query.body, scope, outer, publish);
  state.outputs.set(query, columns);
  for (const expression of query.orderBy) {
    if (frame) expressionInputs(state, expression, { frame, clause: 'order' }, reads.queries);
  }
  state.inProgress.delete(query);
  state.depth--;
  return columns;
}

type Publish = (columns: readonly OutputColumn[]) => void;

function analyzeBody(
  state: Analyzing,
  body: QueryBody | undefined,
  scope: Scope,
  outer: Frame | undefined,
  publish: Publish,
): { readonly columns: readonly OutputColumn[]; readonly frame: Frame | undefined } {
  if (!body) return { columns: [], frame: undefined };
  switch (body.kind) {
    case 'query': {
      const columns = analyzeQuery(state, body, scope, outer);
      return { columns, frame: frameBehind(state, body, columns, scope, outer) };
    }
    case 'values': {
      const columns = columnsOfValues(state, body, scope, outer);
      state.outputs.set(body, columns);
      return { columns, frame: undefined };
    }
    case 'select': {
      const { columns, frame } = analyzeSelect(state, body, scope, outer);
      state.outputs.set(body, columns);
      return { columns, frame };
    }
    case 'setOperation': {
      const columns = columnsOfSetOperation(state, body, scope, outer, publish);
      state.outputs.set(body, columns);
      return { columns, frame: frameBehind(state, body, columns, scope, outer) };
    }
  }
}

/** What ORDER BY behind brackets or a set operation can name: the output alone. */
function frameBehind(
  state: Analyzing,
  body: QueryBody,
  columns: readonly OutputColumn[],
  scope: Scope,
  outer: Frame | undefined,
): Frame {
  const frame = frameOf(body, scope, outer);
  for (const column of columns) {
    if (column.kind === 'column') frame.aliases.set(columnKey(column, state.dialect), column);
  }
  return frame;
}

function columnsOfSetOperation(
  state: Analyzing,
  body: SetOperation,
  scope: Scope,
  outer: Frame | undefined,
  publish: Publish,
): readonly OutputColumn[] {
  const operations: SetOperation[] = [];
  let first: QueryBody = body;
  for (; first.kind === 'setOperation'; first = first.left) operations.push(first);
  const { columns: left } = analyzeBody(state, first, scope, outer, publish);
  const reads: RowReads = { influences: [], queries: [first] };
  state.reads.set(body, reads);
  const united = left.map((column) => drafted(first, column));
  publish(united);
  const types = left.map((column): (KnownType | 'null' | undefined)[] => [typeOfEntry(column)]);
  const known = new Map<United, Set<object | string>>();
  for (const { operator, right, byName } of operations.reverse()) {
    if (!right) continue;
    const { columns } = analyzeBody(state, right, scope, outer, () => {});
    // Rows that are left out say nothing about values.
    reads.queries.push(right);
    if (operator === 'except') continue;
    const pairs = byName ? pairByName(state, united, right, columns, types) : pairByPosition(united, columns);
    const open = columns.some(isMany);
    for (const [index, column] of united.entries()) {
      const other = pairs[index];
      if (column.kind === 'star') continue;
      if (other) {
        const has = known.get(column) ?? new Set(column.inputs.map(({ source }) => identityOf(source)));
        known.set(column, has);
        addInputs(column, has, right, other);
      } else if (!byName || open) column.traced = false;
      if (!other && byName && !open) continue;
      types[index]?.push(other && typeOfEntry(other));
    }
  }
  for (const [index, column] of united.entries()) {
    if (column.kind !== 'star') column.type = commonType(types[index] ?? [], state.dialect);
  }
  return united;
}

type DraftUnknown = { -readonly [K in keyof UnknownColumn]: UnknownColumn[K] } & { inputs: ColumnInput[] };
type United = Draft | DraftUnknown | (OutputColumn & { readonly kind: 'star' });

/** An entry of a set operation as its first branch makes it. Its type is known when all branches are. */
function drafted(query: QueryBody, column: OutputColumn): United {
  switch (column.kind) {
    case 'star':
      return column;
    case 'unknown':
      return { ...column, inputs: [...column.inputs], type: undefined };
    case 'column': {
      const input: ColumnInput = { source: { kind: 'query', query, column }, how: 'passthrough' };
      return { ...column, how: 'passthrough', inputs: [input], type: undefined, traced: true };
    }
  }
}

/** Adds what a branch makes to inputs of which `known` are there. */
function addInputs(
  to: Draft | DraftUnknown,
  known: Set<object | string>,
  query: QueryBody,
  from: OutputColumn,
): void {
  if (from.kind === 'star') return;
  const added: readonly ColumnInput[] =
    from.kind === 'column'
      ? [{ source: { kind: 'query', query, column: from }, how: 'passthrough' }]
      : from.inputs;
  for (const input of added) {
    const identity = identityOf(input.source);
    if (known.has(identity)) continue;
    known.add(identity);
    to.inputs.push(input);
  }
  if (from.kind === 'unknown') to.traced &&= from.traced;
}

function pairByPosition(
  left: readonly OutputColumn[],
  right: readonly OutputColumn[],
): readonly (OutputColumn | undefined)[] {
  const sure = Math.min(firstMany(left), firstMany(right));
  return left.map((_, index) => (index < sure ? right[index] : undefined));
}

function firstMany(columns: readonly OutputColumn[]): number {
  const found = columns.findIndex(isMany);
  return found < 0 ? columns.length : found;
}

/** Pairs columns by name and adds those that only the right side has. */
function pairByName(
  state: Analyzing,
  left: United[],
  query: QueryBody,
  right: readonly OutputColumn[],
  types: (KnownType | 'null' | undefined)[][],
): readonly (OutputColumn | undefined)[] {
  const keyOf = (column: OutputColumn) =>
    column.kind === 'column' ? columnKey(column, state.dialect) : undefined;
  const byKey = new Map(right.map((column) => [keyOf(column), column] as const));
  const pairs = left.map((column) => {
    const key = keyOf(column);
    return key === undefined ? undefined : byKey.get(key);
  });
  const have = new Set(left.map(keyOf));
  for (const column of right) {
    const key = keyOf(column);
    if (key !== undefined && have.has(key)) continue;
    left.push(drafted(query, column));
    types.push([typeOfEntry(column)]);
    pairs.push(column);
  }
  return pairs;
}

function typeOfEntry(column: OutputColumn): KnownType | 'null' | undefined {
  if (column.kind === 'star') return undefined;
  const { expression } = column.kind === 'column' ? column : { expression: undefined };
  if (!column.type && expression?.kind === 'literal' && expression.type === 'null') return 'null';
  return column.type;
}

function columnsOfValues(
  state: Analyzing,
  values: Values,
  scope: Scope,
  outer: Frame | undefined,
): readonly OutputColumn[] {
  const frame = frameOf(values, scope, outer);
  const reads: RowReads = { influences: [], queries: [] };
  state.reads.set(values, reads);
  const width = values.rows[0]?.length ?? 0;
  const types: (KnownType | 'null' | undefined)[][] = Array.from({ length: width }, () => []);
  const inputs = types.map(() => new Map<object | string, ColumnInput>());
  const traced = types.map(() => true);
  for (const row of values.rows) {
    for (const [index, value] of row.entries()) {
      const derivation = expressionInputs(state, value, { frame, clause: 'select' }, reads.queries);
      if (index >= width) continue;
      const isNull = value.kind === 'literal' && value.type === 'null';
      types[index]?.push(isNull ? 'null' : typeOf(state, value));
      for (const input of derivation.inputs) inputs[index]?.set(identityOf(input.source), input);
      if (!derivation.traced) traced[index] = false;
    }
  }
  return types.map((each, index): OutputColumn => {
    const read = [...(inputs[index]?.values() ?? [])];
    const how = read.length > 0 || !traced[index] ? 'expression' : 'constant';
    const type = commonType(each, state.dialect);
    const base = { range: values.range, type, how, inputs: read, traced: traced[index] ?? false } as const;
    const name = valuesNames(state.dialect, index);
    if (name === undefined) return { kind: 'unknown', many: false, ...base };
    return {
      kind: 'column',
      name,
      quoted: false,
      nameRange: values.range,
      star: undefined,
      aliased: false,
      expression: undefined,
      ...base,
    };
  });
}
