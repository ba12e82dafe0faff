// Which type an expression surely has, in every dialect: casts, literals, predicates and the few functions that fix one.
// Deliberately absent: guesses. Where it isn't certain the answer is undefined, since a wrong type costs more than none.
import type { TextRange } from '../text.ts';
import { type BaseType, baseTypeOfCast } from './baseTypes.ts';
import type { Dialect } from './dialect.ts';
import type { ColumnReference, Expression, Query } from './tree.ts';

/** What is known of a column's type from its SQL. */
export interface KnownType {
  /** A warehouse type as written for a cast; otherwise the name of the base type. */
  readonly text: string;
  readonly from: 'cast' | 'literal' | 'function' | 'aggregate' | 'predicate';
  /** The base type where it doesn't depend on the adapter; undefined for a cast, whose text is to be normalised. */
  readonly base: BaseType | undefined;
  /** Where it is said. */
  readonly range: TextRange;
}

/** Finds the types of what an expression reads; undefined where one isn't known. */
export interface ReadTypes {
  readonly column: (column: ColumnReference) => KnownType | undefined;
  /** Of the one column of a query that is used as a value. */
  readonly query: (query: Query) => KnownType | undefined;
}

/** A base type as a known one. */
export function baseTypeKnown(base: BaseType, from: KnownType['from'], range: TextRange): KnownType {
  return { text: base, from, base, range };
}

const functionTypes: Readonly<Record<string, readonly [BaseType, KnownType['from']]>> = {
  count: ['integer', 'aggregate'],
  count_if: ['integer', 'aggregate'],
  countif: ['integer', 'aggregate'],
  approx_count_distinct: ['integer', 'aggregate'],
  row_number: ['integer', 'function'],
  rank: ['integer', 'function'],
  dense_rank: ['integer', 'function'],
  ntile: ['integer', 'function'],
  percent_rank: ['number', 'function'],
  cume_dist: ['number', 'function'],
  current_date: ['date', 'function'],
  current_timestamp: ['timestamp', 'function'],
  current_datetime: ['timestamp', 'function'],
  localtimestamp: ['timestamp', 'function'],
  systimestamp: ['timestamp', 'function'],
  upper: ['string', 'function'],
  lower: ['string', 'function'],
  initcap: ['string', 'function'],
  bool_and: ['boolean', 'aggregate'],
  bool_or: ['boolean', 'aggregate'],
  logical_and: ['boolean', 'aggregate'],
  logical_or: ['boolean', 'aggregate'],
  boolor_agg: ['boolean', 'aggregate'],
  booland_agg: ['boolean', 'aggregate'],
};

/** Functions whose value has the type of their first argument. */
const sameAsFirst = new Set(
  'min max any_value first_value last_value nth_value lag lead mode min_by max_by arg_min arg_max'.split(' '),
);
/** Functions whose value has the type that all their arguments have. */
const sameAsAll = new Set('coalesce ifnull nvl greatest least'.split(' '));

const predicates = new Set(
  '= == <> != < > <= >= <=> and or not is in between like ilike rlike regexp similar ~ ~* !~ !~* glob overlaps'.split(
    ' ',
  ),
);

/** The type of an expression, or undefined. */
export function knownType(
  expression: Expression,
  dialect: Dialect,
  columns: ReadTypes,
): KnownType | undefined {
  const range = expression.range;
  switch (expression.kind) {
    case 'cast':
      return expression.type === undefined
        ? undefined
        : { text: expression.type, from: 'cast', base: undefined, range: expression.typeRange ?? range };
    case 'literal':
      return literalType(expression.type, range, dialect);
    case 'column':
      return columns.column(expression);
    case 'window':
      return knownType(expression.call, dialect, columns);
    case 'function': {
      const fixed = Object.hasOwn(functionTypes, expression.name)
        ? functionTypes[expression.name]
        : undefined;
      if (fixed) return { text: fixed[0], from: fixed[1], base: fixed[0], range };
      if (sameAsFirst.has(expression.name))
        return expression.args[0] && knownType(expression.args[0], dialect, columns);
      return sameAsAll.has(expression.name) ? common(expression.args, dialect, columns) : undefined;
    }
    case 'case': {
      const values = expression.whens.map(({ result }) => result);
      return common(expression.otherwise ? [...values, expression.otherwise] : values, dialect, columns);
    }
    case 'operation':
      if (
        expression.operator === '-' &&
        expression.operands.length === 1 &&
        expression.operands[0]?.kind === 'literal'
      ) {
        return knownType(expression.operands[0], dialect, columns);
      }
      return predicates.has(expression.operator) && dialect.booleanPredicates
        ? { text: 'boolean', from: 'predicate', base: 'boolean', range }
        : undefined;
    case 'subquery':
      if (!expression.exists) return columns.query(expression.query);
      return dialect.booleanPredicates
        ? { text: 'boolean', from: 'predicate', base: 'boolean', range }
        : undefined;
    case 'access':
    case 'placeholder':
    case 'other':
      return undefined;
  }
}

function literalType(type: string, range: TextRange, dialect: Dialect): KnownType | undefined {
  const of = (base: BaseType): KnownType => ({ text: base, from: 'literal', base, range });
  switch (type) {
    case 'string':
      return of('string');
    case 'integer':
      return of('integer');
    case 'decimal':
      return of('number');
    case 'boolean':
      return dialect.booleanPredicates || dialect.id === 'clickhouse' ? of('boolean') : undefined;
    default:
      return undefined;
  }
}

function isNull(expression: Expression | undefined): boolean {
  return expression?.kind === 'literal' && expression.type === 'null';
}

/** The type that all values have (nulls have none); undefined where one is unknown or two differ. */
function common(
  values: readonly (Expression | undefined)[],
  dialect: Dialect,
  columns: ReadTypes,
): KnownType | undefined {
  let found: KnownType | undefined;
  for (const value of values) {
    if (isNull(value)) continue;
    const type = value && knownType(value, dialect, columns);
    if (!type || (found && !sameType(found, type))) return undefined;
    found ??= type;
  }
  return found;
}

/** The type that branches of a set operation have together; `null` is a branch that is always null. */
export function commonType(
  types: readonly (KnownType | 'null' | undefined)[],
  _dialect: Dialect,
): KnownType | undefined {
  let found: KnownType | undefined;
  for (const type of types) {
    if (type === 'null') continue;
    if (!type || (found && !sameType(found, type))) return undefined;
    found ??= type;
  }
  return found;
}

/** Whether two known types are written the same. */
export function sameType(left: KnownType, right: KnownType): boolean {
  return left.base === right.base && left.text.toLowerCase() === right.text.toLowerCase();
}

/** The base type of a known type; undefined where a cast's type isn't known. `extra` as in `baseType`. */
export function baseOfKnown(
  type: KnownType,
  adapterType: string | undefined,
  extra: Readonly<Record<string, BaseType>> = {},
): BaseType | undefined {
  return type.base ?? baseTypeOfCast(type.text, adapterType, extra);
}
