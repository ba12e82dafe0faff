// Which values the columns of a text surely have: through CTEs, subqueries and set operations, from what makes them and what is
// known of tables outside. Deliberately absent: VALUES lists, pivots and scalar subqueries, of which nothing is known.
import { memo } from '../memo.ts';
import type { TextRange } from '../text.ts';
import type { ColumnSource, QueryAnalysis, SelectScope } from './analysis.ts';
import { columnParts } from './columnParts.ts';
import { columnKey, type NamedColumn } from './columns.ts';
import { type Dialect, nameKey } from './dialect.ts';
import { expressionValues, maxDepth } from './expressionValues.ts';
import { baseOfKnown } from './knownTypes.ts';
import { anyOf, anything, bothOf, type KnownValues, withNull } from './knownValues.ts';
import type { SourceRelation } from './scopes.ts';
import type { ColumnReference, Name, Select } from './tree.ts';
import { valuesOfType } from './truthValues.ts';

/** What an analysis is read with. */
export interface ValuesAround {
  readonly analysis: QueryAnalysis;
  readonly dialect: Dialect;
  /** The text that was analysed. */
  readonly text: string;
  /** What is known of a column of a table outside the text. */
  readonly ofTable: (source: ColumnSource & { readonly kind: 'table' }) => KnownValues;
  /** Whether a stretch of the text may be another. */
  readonly isOpen: (range: TextRange) => boolean;
  /** Whether a select may have other relations. */
  readonly isOpenFrom: (select: Select) => boolean;
}

/** A function of the columns of a text that gives what is known of their values. */
function columnValues(around: ValuesAround): (column: NamedColumn) => KnownValues {
  const { analysis, dialect, text } = around;
  const parts = columnParts(analysis);
  const known = new Map<NamedColumn, KnownValues>();
  const hasTotals = memo((select: Select) => readTotals(select, text));

  const valuesOf = (column: NamedColumn, depth = 0): KnownValues => {
    const found = known.get(column);
    if (found) return found;
    if (depth > maxDepth) return anything;
    // A recursive CTE reads itself.
    known.set(column, anything);
    const values = made(column, depth + 1);
    known.set(column, values);
    return values;
  };
  const ofSource = (source: ColumnSource, depth: number): KnownValues =>
    source.kind === 'query'
      ? valuesOf(source.column, depth)
      : bothOf(
          around.ofTable(source),
          valuesOfType(source.column?.type && baseOfKnown(source.column.type, dialect.id), dialect),
        );
  const isOpen = ({ select }: SelectScope) => select.from.length > 0 && around.isOpenFrom(select);

  const made = (column: NamedColumn, depth: number): KnownValues => {
    if (around.isOpen(column.range)) return anything;
    const branches = parts.branches.get(column);
    if (branches === 'unknown') return anything;
    if (branches)
      return anyOf(branches.map((each) => (each.kind === 'column' ? valuesOf(each, depth) : anything)));
    const scope = parts.scopes.get(column);
    if (!scope) return passedOn(column, depth);
    if (isOpen(scope)) return anything;
    const { select } = scope;
    const values =
      column.expression && !column.star
        ? expressionValues(
            column.expression,
            {
              dialect,
              text: ({ start, end }) => text.slice(start, end),
              column: (reference, at) => read(reference, scope, at),
              grouped: select.groupBy.length > 0 && !hasTotals(select),
            },
            depth,
          )
        : starred(column, select, depth);
    return hasTotals(select) ? withNull(values, true) : values;
  };

  /** Of a column of which no select of the text says more than what it is: a new name, or one behind the star of a table. */
  const passedOn = (column: NamedColumn, depth: number): KnownValues => {
    const [only, ...more] = column.inputs;
    const isSame = column.how === 'passthrough' || column.how === 'rename';
    if (!only || more.length > 0 || !isSame || !column.traced || dialect.id === 'clickhouse') return anything;
    if (only.source.kind === 'query' && !parts.named.has(column)) return anything;
    return withNull(ofSource(only.source, depth), true);
  };

  const starred = (column: NamedColumn, { from }: Select, depth: number): KnownValues => {
    if (!column.traced || (column.how !== 'passthrough' && column.how !== 'rename')) return anything;
    const values = anyOf(column.inputs.map(({ source }) => ofSource(source, depth)));
    const [only, ...joined] = from;
    if (only && joined.length === 0 && only.relation.kind !== 'joined') return values;
    return dialect.id === 'clickhouse' ? anything : withNull(values, true);
  };

  const read = (reference: ColumnReference, here: SelectScope, depth: number): KnownValues => {
    const resolved = parts.references.get(reference);
    // Otherwise it goes into the column: `column.field`.
    if (!resolved || reference.path.at(-1) !== resolved.name) return anything;
    const { target, qualifier, name } = resolved;
    if (target.kind === 'alias') return valuesOf(target.column, depth);
    const scope = target.kind === 'column' ? parts.relations.get(target.relation) : undefined;
    if (target.kind !== 'column' || !scope || (scope !== here && isOpen(scope))) return anything;
    const { select } = scope;
    if (!qualifier && (mergesUnsurely(select) || isOverruled(select, name, dialect))) return anything;
    const values = ofSource(target.source, depth);
    if (!mayBeMissing(select, target.relation)) return values;
    // What isn't there is zero or an empty text in ClickHouse.
    return dialect.id === 'clickhouse' ? anything : withNull(values, true);
  };
  return valuesOf;
}

/** Whether a name may be an alias of the same select instead, which goes first in ClickHouse. */
function isOverruled({ items }: Select, name: Name, dialect: Dialect): boolean {
  if (dialect.id !== 'clickhouse') return false;
  const key = nameKey(name, dialect);
  return items.some(
    (item) => item.kind === 'column' && item.alias !== undefined && nameKey(item.alias, dialect) === key,
  );
}

/** Whether a join merges columns so that the left one isn't all there is. */
function mergesUnsurely({ from }: Select): boolean {
  return from.some(
    ({ join, using }) => (using.length > 0 || join.includes('natural')) && /right|full/.test(join),
  );
}

/** Whether rows that add up several groups have null for what they are grouped by. */
function readTotals({ clauses }: Select, text: string): boolean {
  return clauses.some(
    ({ name, range }) =>
      name === 'group' && /\b(?:rollup|cube|sets|totals)\b/i.test(text.slice(range.start, range.end)),
  );
}

const keepsOwn = /^(?:from|comma|inner|cross|natural|(?:natural )?(?:inner|right|right outer)|)$/;
const keepsLeft =
  /^(?:from|comma|inner|cross|natural|(?:natural )?(?:inner|left|left outer)|(?:left )?(?:semi|anti)|)$/;

/** Whether a join may give rows in which a relation has none, so that its columns are null there. */
function mayBeMissing({ from }: Select, { relation }: SourceRelation): boolean {
  const at = from.findIndex((item) => item.relation === relation);
  return (
    at < 0 ||
    from.some(
      ({ join }, index) => (index === at && !keepsOwn.test(join)) || (index > at && !keepsLeft.test(join)),
    )
  );
}

/** What is known by the names of an output's columns; those of which nothing is known are left out. */
export function valuesByKey(around: ValuesAround): ReadonlyMap<string, KnownValues> {
  const valuesOf = columnValues(around);
  const found = new Map<string, KnownValues>();
  for (const column of around.analysis.columns) {
    if (column.kind !== 'column') continue;
    const key = columnKey(column, around.dialect);
    // Of several of one name nobody knows which is meant.
    found.set(key, found.has(key) ? anything : valuesOf(column));
  }
  return found;
}
