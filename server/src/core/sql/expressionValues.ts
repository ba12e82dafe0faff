// Which values an expression surely has: literals, choices, conditions, arithmetic and casts.
// Deliberately absent: functions (functionValues.ts), and guesses. Where something isn't certain, nothing is said.
import type { TextRange } from '../text.ts';
import { baseTypeOfCast } from './baseTypes.ts';
import type { Dialect } from './dialect.ts';
import { functionValues, windowValues } from './functionValues.ts';
import {
  amongValues,
  anyOf,
  anything,
  between,
  isOnlyNull,
  type KnownValues,
  onlyNull,
  withNull,
} from './knownValues.ts';
import type { Cast, ColumnReference, Expression, Literal, Operation } from './tree.ts';
import { fromTruth, truth } from './truthValues.ts';

/** Finds what is known of what an expression reads. */
export interface ReadValues {
  readonly dialect: Dialect;
  /** The text at a range. */
  readonly text: (range: TextRange) => string;
  /** `depth` is how deep the asking already is. */
  readonly column: (column: ColumnReference, depth: number) => KnownValues;
  /** Whether an aggregate always has a row to look at: groups have, a whole table may have none. */
  readonly grouped: boolean;
}

/** Of expressions deeper than this, in columns of columns too, nothing is known. */
export const maxDepth = 300;

/** See the head of this file. */
export function expressionValues(expression: Expression, reads: ReadValues, depth: number): KnownValues {
  if (depth > maxDepth) return anything;
  const of = (inner: Expression | undefined) =>
    inner ? expressionValues(inner, reads, depth + 1) : anything;
  switch (expression.kind) {
    case 'literal':
      return literalValues(expression, reads);
    case 'column':
      return reads.column(expression, depth);
    case 'cast':
      return castValues(expression, of(expression.operand), reads);
    case 'case': {
      const { whens, otherwise } = expression;
      return anyOf([...whens.map(({ result }) => of(result)), otherwise ? of(otherwise) : onlyNull]);
    }
    case 'operation':
      return operationValues(expression, of, reads);
    case 'function':
      return functionValues(expression, of, reads);
    case 'window':
      return expression.call.kind === 'function' ? windowValues(expression.call, of, reads) : anything;
    case 'subquery':
      return expression.exists ? truth(reads.dialect, false) : anything;
    case 'access':
    case 'placeholder':
    case 'other':
      return anything;
  }
}

function literalValues({ type, range }: Literal, { dialect, text }: ReadValues): KnownValues {
  const written = text(range);
  const notNull = withNull(anything, false);
  switch (type) {
    case 'null':
      return onlyNull;
    case 'boolean':
      if (!/^(?:true|false)$/i.test(written)) return anything;
      return fromTruth(dialect, [/^true$/i.test(written)]) ?? anything;
    case 'integer':
    case 'decimal':
      return /^\d{1,15}(?:\.\d{1,15})?$/.test(written) ? amongValues([Number(written)]) : notNull;
    case 'string': {
      const plain = /^'[^'\\]*'$/.test(written) ? written.slice(1, -1) : undefined;
      // An empty text is null in Oracle.
      if (dialect.id === 'oracle' && plain === '') return anything;
      return plain === undefined ? notNull : amongValues([plain]);
    }
    case 'keyword':
      return anything;
  }
}

const conditions = new Set('= == <> != < > <= >= and or not in between like ilike rlike regexp'.split(' '));

function operationValues(
  { operator, operands, range }: Operation,
  of: (expression: Expression | undefined) => KnownValues,
  { dialect, text }: ReadValues,
): KnownValues {
  if (operator === 'is') return truth(dialect, false);
  // Each once: two for each level would be too many for a deep expression.
  const values = operands.map(of);
  const [one, other] = values;
  const nullable = values.some((each) => each.nullable);
  if (conditions.has(operator)) {
    // A list that is compared with may hold null.
    const listed = range.end - range.start > 500 || /\b(?:any|all|some)\b/i.test(text(range));
    return truth(dialect, nullable || listed);
  }
  if (operator === 'row') return withNull(anything, nullable);
  if (!one || operands.length > 2) return anything;
  if (isOnlyNull(one) || (other && isOnlyNull(other))) return onlyNull;
  if (!other) {
    if (operator === '+') return one;
    return operator === '-' ? negated(one) : anything;
  }
  return arithmetic(operator, one, other, nullable);
}

function arithmetic(operator: string, one: KnownValues, other: KnownValues, nullable: boolean): KnownValues {
  const natural = one.min !== undefined && one.min >= 0 && other.min !== undefined && other.min >= 0;
  switch (operator) {
    case '+':
      return between(sum(one.min, other.min), sum(one.max, other.max), nullable);
    case '-':
      return between(sum(one.min, minus(other.max)), sum(one.max, minus(other.min)), nullable);
    case '*':
      if (!natural) return withNull(anything, nullable);
      return between(
        (one.min ?? 0) * (other.min ?? 0),
        one.max === undefined || other.max === undefined ? undefined : one.max * other.max,
        nullable,
      );
    // A division by zero may be null, and so may its rest.
    case '/':
    case '//':
    case 'div':
    case '%':
    case 'mod':
      return natural ? between(0, undefined, true) : anything;
    default:
      return anything;
  }
}

function negated({ nullable, min, max, among }: KnownValues): KnownValues {
  if (among?.every((value) => typeof value === 'number'))
    return withNull(amongValues(among.map((value) => 0 - value)), nullable);
  return between(minus(max), minus(min), nullable);
}

function sum(left: number | undefined, right: number | undefined): number | undefined {
  return left === undefined || right === undefined ? undefined : left + right;
}

function minus(limit: number | undefined): number | undefined {
  return limit === undefined ? undefined : 0 - limit;
}

/** Where a cast that isn't possible fails, so that it never makes null of a value. */
const strict =
  /^(?:postgres|redshift|snowflake|bigquery|duckdb|trino|presto|athena|starburst|sqlserver|fabric|synapse|greenplum|timescaledb|cockroachdb)$/;
/** Whole numbers of which some are so short that a larger one may come out as another. */
const short = /tiny|small|byte|int1|int2|short|unsigned|^u/i;

function castValues(cast: Cast, from: KnownValues, { dialect, text }: ReadValues): KnownValues {
  if (cast.type === undefined) return anything;
  if (isOnlyNull(from)) return onlyNull;
  const tried = /^(?:try|safe)/i.test(text(cast.range).slice(0, 20));
  const base = baseTypeOfCast(cast.type, dialect.id);
  const { among, min, max } = from;
  const nullable = from.nullable || tried;
  if (base === 'integer' || base === 'number') {
    if (among?.every((value) => typeof value === 'boolean'))
      return withNull(amongValues(among.map(Number)), nullable);
    if (min !== undefined || max !== undefined) {
      const fits = min !== undefined && max !== undefined && min >= 0 && max <= 127;
      if (short.test(cast.type) && !fits) return anything;
      const whole = among?.every(Number.isInteger) === true;
      return {
        ...between(floor(min), ceil(max), nullable),
        among: whole ? among : undefined,
      };
    }
  }
  if (base === 'boolean' && among?.every((value) => value === 0 || value === 1)) {
    const values = fromTruth(
      dialect,
      among.map((value) => value === 1),
    );
    if (values) return withNull(values, nullable);
  }
  const whole = /^(?:string|text|varchar|character varying)$/i.test(cast.type.trim());
  if (
    base === 'string' &&
    whole &&
    among?.every((value) => typeof value === 'string' || Number.isInteger(value))
  )
    return withNull(amongValues(among.map(String)), nullable);
  return withNull(anything, nullable || !strict.test(dialect.id));
}

function floor(limit: number | undefined): number | undefined {
  return limit === undefined ? undefined : Math.floor(limit);
}

function ceil(limit: number | undefined): number | undefined {
  return limit === undefined ? undefined : Math.ceil(limit);
}
