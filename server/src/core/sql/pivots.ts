// The columns of `pivot` and `unpivot` where the text lists them. Deliberately absent: match_recognize, values by a subquery.
import { type Analyzing, type Frame, identityOf, leastFaithful, type RowReads } from './analyzing.ts';
import { type ColumnInput, isComplete, type NamedColumn, namedBy, type OutputColumn } from './columns.ts';
import type { Dialect } from './dialect.ts';
import { expressionInputs } from './expressionInputs.ts';
import { copies } from './relationCopies.ts';
import type { Name, PivotRelation, PivotShape } from './tree.ts';
import { typeOf } from './types.ts';

/** The columns of a pivoted relation; undefined where they aren't certain. `inner` has the relation that is pivoted. */
export function pivotColumns(
  state: Analyzing,
  inner: Frame,
  relation: PivotRelation,
  reads: RowReads,
): readonly OutputColumn[] | undefined {
  const place = { frame: inner, clause: 'from' };
  const { shape } = relation;
  // Where the brackets aren't understood, their words may be anything.
  if (!shape) inner.open = true;
  for (const arg of relation.args) expressionInputs(state, arg, place, reads.queries);
  if (!shape) return undefined;
  const used = new Set<object | string>();
  const read = (name: Name): readonly ColumnInput[] => {
    const reference = { kind: 'column', range: name.range, path: [name] } as const;
    const { inputs } = expressionInputs(state, reference, place, reads.queries);
    for (const { source } of inputs) used.add(identityOf(source));
    return inputs;
  };
  const made =
    relation.kind === 'pivot'
      ? pivoted(state, inner, shape, read, used, reads)
      : unpivoted(state, shape, read);
  const source = inner.relations.flatMap((each) => copies(each, relation.range));
  if (!made || !isComplete(source)) return undefined;
  const kept = source.filter(
    (column) =>
      column.kind === 'column' && !column.inputs.some((input) => used.has(identityOf(input.source))),
  );
  return [...kept, ...made];
}

type Read = (name: Name) => readonly ColumnInput[];

function pivoted(
  state: Analyzing,
  inner: Frame,
  shape: PivotShape,
  read: Read,
  used: Set<object | string>,
  reads: RowReads,
): readonly OutputColumn[] | undefined {
  const place = { frame: inner, clause: 'from' };
  const key = read(shape.key);
  const values = shape.values.map(({ expression, alias }) => {
    const derivation = expressionInputs(state, expression, place, reads.queries);
    for (const { source } of derivation.inputs) used.add(identityOf(source));
    return { expression, alias, derivation, type: typeOf(state, expression) };
  });
  const columns: OutputColumn[] = [];
  for (const entry of shape.entries) {
    for (const { expression, alias, derivation, type } of values) {
      const name = pivotName(entry, alias, values.length, state.dialect);
      if (!name) return undefined;
      columns.push({
        ...named(name, expression.range),
        expression,
        type,
        how: leastFaithful(derivation.how, 'aggregate'),
        inputs: distinct([
          ...derivation.inputs,
          ...key.map(({ source }): ColumnInput => ({ source, how: 'aggregate' })),
        ]),
        traced: derivation.traced,
      });
    }
  }
  return columns;
}

/** The name of a pivot's column as each dialect gives it; undefined where that isn't certain. */
function pivotName(
  entry: PivotShape['entries'][number],
  aggregate: Name | undefined,
  count: number,
  dialect: Dialect,
): Name | undefined {
  const base = entry.alias ?? entry.name;
  switch (dialect.id) {
    case 'snowflake':
      if (count > 1) return undefined;
      return (
        entry.alias ?? {
          ...base,
          text: entry.literal && !/^\d/.test(base.text) ? `'${base.text}'` : base.text,
          quoted: true,
        }
      );
    case 'bigquery':
      if (aggregate) return { ...base, text: `${aggregate.text}_${base.text}` };
      return count === 1 ? base : undefined;
    case 'spark':
    case 'databricks':
    case 'duckdb':
      if (count === 1) return base;
      return aggregate && { ...base, text: `${base.text}_${aggregate.text}` };
    case 'sqlserver':
    case 'fabric':
    case 'synapse':
      return count === 1 ? base : undefined;
    default:
      return undefined;
  }
}

function unpivoted(state: Analyzing, shape: PivotShape, read: Read): readonly OutputColumn[] | undefined {
  const [value] = shape.values;
  const [name] = value?.expression.kind === 'column' ? value.expression.path : [];
  const inputs = shape.entries.flatMap((entry) => (entry.literal ? [] : read(entry.name)));
  if (!name || shape.values.length > 1 || inputs.length < shape.entries.length) return undefined;
  const valueColumn: NamedColumn = {
    ...named(name, name.range),
    how: 'expression',
    inputs: distinct(inputs.map(({ source }): ColumnInput => ({ source, how: 'expression' }))),
    traced: true,
  };
  const nameColumn: NamedColumn = {
    ...named(shape.key, shape.key.range),
    how: 'constant',
    inputs: [],
    traced: true,
  };
  if (state.dialect.id === 'bigquery') return [valueColumn, nameColumn];
  return /^(?:snowflake|redshift|oracle|duckdb|spark|databricks)$/.test(state.dialect.id)
    ? [nameColumn, valueColumn]
    : undefined;
}

function named(name: Name, made: NamedColumn['range']) {
  return { ...namedBy(name), range: made, type: undefined } as const;
}

function distinct(inputs: readonly ColumnInput[]): readonly ColumnInput[] {
  const found = new Map<object | string, ColumnInput>();
  for (const input of inputs) {
    const identity = identityOf(input.source);
    if (!found.has(identity)) found.set(identity, input);
  }
  return [...found.values()];
}
