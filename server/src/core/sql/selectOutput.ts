// One select: its relations, its entries in order, and the references of its other clauses.
// Deliberately absent: ORDER BY, which belongs to the query, and set operations (queryOutput.ts).
import type { How, SelectScope } from './analysis.ts';
import {
  type Analyzing,
  type Frame,
  isRepeated,
  isUnsure,
  nameOfSource,
  type RowReads,
} from './analyzing.ts';
import { type ColumnInput, columnKey, type Derivation, namedBy, type OutputColumn } from './columns.ts';
import { nameKey } from './dialect.ts';
import { expressionInputs } from './expressionInputs.ts';
import { addFrom } from './fromRelations.ts';
import { implicitName, isManyValues } from './implicitNames.ts';
import { withNumberedNames } from './numberedNames.ts';
import { type Scope, visibleCtes } from './scopes.ts';
import { columnsOfStar } from './stars.ts';
import type { ColumnItem, Expression, Name, Select } from './tree.ts';
import { typeOf } from './types.ts';

/** The frame of a query that reads nothing yet. */
export function frameOf(owner: Frame['owner'], scope: Scope, outer: Frame | undefined): Frame {
  return {
    owner,
    relations: [],
    merged: new Map(),
    open: false,
    aliases: new Map(),
    declared: new Map(),
    overruled: new Set(),
    windows: new Map(),
    scope,
    outer,
  };
}

/** Analyses a select: its output, and its frame for what follows it. */
export function analyzeSelect(
  state: Analyzing,
  select: Select,
  scope: Scope,
  outer: Frame | undefined,
): { readonly columns: readonly OutputColumn[]; readonly frame: Frame } {
  const { dialect } = state;
  const aliased = select.items.filter(
    (item): item is ColumnItem => item.kind === 'column' && item.alias !== undefined,
  );
  const keyed = aliased.flatMap((item) =>
    item.alias ? [[nameKey(item.alias, dialect), item] as const] : [],
  );
  const overruling = dialect.id === 'clickhouse' ? keyed.filter(([, item]) => !isColumnNamed(item)) : [];
  const frame: Frame = {
    ...frameOf(select, scope, outer),
    windows: new Map(select.windows.map(({ name, parts }) => [nameKey(name, dialect), parts] as const)),
    declared: new Map(keyed.map(([key, { range }]) => [key, range] as const)),
    overruled: new Set(overruling.map(([key]) => key)),
  };
  const reads: RowReads = { influences: [], queries: [] };
  const columns: OutputColumn[] = [];
  state.reads.set(select, reads);
  publish(state, select, frame, columns, scope);
  addFrom(state, frame, select.from, reads);
  for (const item of select.items) {
    const entries =
      item.kind === 'star' ? columnsOfStar(state, frame, item, reads) : [columnOf(state, frame, item, reads)];
    for (const entry of isRepeated(state, item.range) ? entries.map(asMany) : entries) {
      columns.push(entry);
      if (entry.kind !== 'column' || entry.star) continue;
      const key = columnKey(entry, state.dialect);
      if (!frame.aliases.has(key)) frame.aliases.set(key, entry);
    }
  }
  const decide = (clause: string, ...expressions: readonly (Expression | undefined)[]) => {
    for (const expression of expressions) {
      if (!expression) continue;
      const { inputs } = expressionInputs(state, expression, { frame, clause }, reads.queries);
      for (const { source } of inputs) reads.influences.push({ source, clause, range: expression.range });
    }
  };
  decide('where', select.where);
  decide('group', ...select.groupBy);
  decide('having', select.having);
  decide('qualify', select.qualify);
  decide('distinct', ...select.distinctOn);
  for (const { parts } of select.windows) {
    for (const part of parts) expressionInputs(state, part, { frame, clause: 'select' }, reads.queries);
  }
  return { columns: withNumberedNames(columns, state.dialect), frame };
}

/** Whether an entry is a column under its own name. */
function isColumnNamed({ expression, alias }: ColumnItem): boolean {
  return expression.kind === 'column' && expression.path[expression.path.length - 1]?.text === alias?.text;
}

/** An entry in repeated text stands for any number of columns. */
function asMany(entry: OutputColumn): OutputColumn {
  if (entry.kind === 'star') return entry;
  const { range, how, inputs } = entry;
  return { kind: 'unknown', range, many: true, type: undefined, how, inputs, traced: false };
}

function publish(
  state: Analyzing,
  select: Select,
  frame: Frame,
  output: readonly OutputColumn[],
  scope: Scope,
): void {
  const published: SelectScope = {
    select,
    relations: frame.relations,
    output,
    outer: frame.outer && state.scopeOf.get(frame.outer),
    get ctes() {
      return visibleCtes(scope);
    },
  };
  state.scopeOf.set(frame, published);
  state.scopes.push(published);
}

function columnOf(state: Analyzing, frame: Frame, item: ColumnItem, reads: RowReads): OutputColumn {
  const { expression, alias, range } = item;
  const place = { frame, clause: 'select' };
  const { named, ...whole } = expressionInputs(state, expression, place, reads.queries);
  const unsure = isUnsure(state, range);
  const derivation = unsure ? { ...whole, how: asUnsure(whole.how), traced: false } : whole;
  const type = unsure ? undefined : typeOf(state, expression);
  const name = alias ?? implicitName(expression, state.dialect);
  if (!name || name.opaque) {
    const many =
      (!alias && expression.kind === 'placeholder') || isManyValues(expression, alias, state.dialect);
    return { kind: 'unknown', range, many, type, ...derivation };
  }
  if (isManyValues(expression, alias, state.dialect)) {
    return { kind: 'unknown', range, many: true, type, ...derivation, traced: false };
  }
  const column = {
    ...namedBy(name),
    range,
    aliased: alias !== undefined,
    expression,
    type,
    ...namedDerivation(state, derivation, name, expression),
  };
  if (named && !unsure) state.namedOnly.add(column);
  return column;
}

/** `rename` instead of `passthrough` where the new name isn't that of the column. */
function namedDerivation(
  state: Analyzing,
  derivation: Derivation,
  name: Name,
  expression: Expression,
): Derivation {
  if (derivation.how !== 'passthrough') return derivation;
  const key = nameKey(name, state.dialect);
  const renamed = (other: { readonly text: string; readonly quoted: boolean }): How =>
    nameKey(other, state.dialect) === key ? 'passthrough' : 'rename';
  const inputs = derivation.inputs.map(
    ({ source }): ColumnInput => ({ source, how: renamed(nameOfSource(source)) }),
  );
  const last = expression.kind === 'column' ? expression.path[expression.path.length - 1] : undefined;
  const how = inputs.some((input) => input.how === 'rename') || (last && renamed(last) === 'rename');
  return { ...derivation, inputs, how: how ? 'rename' : 'passthrough' };
}

/** Of text that may be another only what it reads is said, not that it reads nothing. */
function asUnsure(how: How): How {
  return how === 'constant' ? 'expression' : how;
}
