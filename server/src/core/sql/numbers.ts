// Types of arithmetic and of functions of numbers, per dialect. Deliberately absent: precision and scale, and dialects whose
// numbers have one type for all (Oracle).
import type { BaseType } from './baseTypes.ts';
import type { Dialect } from './dialect.ts';
import type { KnownType } from './knownTypes.ts';

const withoutRules = new Set([
  'oracle',
  'generic',
  'sqlite',
  'db2',
  'teradata',
  'exasol',
  'upsolver',
  'rockset',
  'dremio',
]);
const wholeDivision = new Set([
  'postgres',
  'redshift',
  'sqlserver',
  'fabric',
  'synapse',
  'trino',
  'presto',
  'athena',
  'starburst',
]);
const datesAreDays = new Set(['postgres', 'redshift', 'snowflake', 'duckdb']);

/** Whether the sum of a bigint is a numeric, that of an integer a bigint: Postgres and what is made of it. */
export function sumsBecomeNumeric({ id }: Dialect): boolean {
  return /^(?:postgres|greenplum|timescaledb|cockroachdb|materialize|risingwave)$/.test(id);
}

/** The type of `sum(x)`, given the type of x. */
export function sumType(
  type: KnownType | undefined,
  base: BaseType | undefined,
  dialect: Dialect,
): BaseType | undefined {
  if (withoutRules.has(dialect.id)) return undefined;
  if (base === 'number') return 'number';
  if (base !== 'integer' || !type) return undefined;
  if (!sumsBecomeNumeric(dialect)) return 'integer';
  if (type.from === 'literal') return 'integer';
  if (type.from !== 'cast') return type.from === 'aggregate' ? 'number' : undefined;
  if (/^(?:int|integer|int4|smallint|int2)$/i.test(type.text)) return 'integer';
  return /^(?:bigint|int8)$/i.test(type.text) ? 'number' : undefined;
}

/** The type of `round(x)` and its like, given the base types of the arguments. */
export function numericResult(
  name: string,
  args: readonly (BaseType | undefined)[],
  first: KnownType | undefined,
  dialect: Dialect,
): BaseType | undefined {
  const [value, other] = args;
  const numeric = value === 'integer' || value === 'number';
  const isFloat =
    value === 'number' && /^(?:float|double|real|float4|float8|float64)/i.test(first?.text ?? '');
  switch (name) {
    case 'mod':
      return value === 'integer' && other === 'integer' && !withoutRules.has(dialect.id)
        ? 'integer'
        : undefined;
    case 'div':
      return /^(?:bigquery|mysql|duckdb)$/.test(dialect.id) ? 'integer' : undefined;
    case 'div0':
      return numeric ? 'number' : undefined;
    case 'floor':
    case 'ceil':
    case 'ceiling':
      if (/^(?:spark|databricks)$/.test(dialect.id)) return args.length === 1 ? 'integer' : undefined;
      if (/^(?:postgres|bigquery)$/.test(dialect.id)) return 'number';
      return isFloat && dialect.id !== 'clickhouse' && !withoutRules.has(dialect.id) ? 'number' : undefined;
    default:
      if (/^(?:postgres|bigquery)$/.test(dialect.id) && numeric)
        return value === 'number' || dialect.id === 'postgres' ? 'number' : undefined;
      return isFloat && !withoutRules.has(dialect.id) ? 'number' : undefined;
  }
}

/** The type of `a operator b`, given base types; undefined where it isn't certain. */
export function arithmeticType(
  operator: string,
  left: BaseType | undefined,
  right: BaseType | undefined,
  dialect: Dialect,
): BaseType | undefined {
  if (withoutRules.has(dialect.id) || !left || !right) return undefined;
  const numbers = (left === 'integer' || left === 'number') && (right === 'integer' || right === 'number');
  const integers = left === 'integer' && right === 'integer';
  switch (operator) {
    case '/':
      if (!numbers) return undefined;
      return integers && wholeDivision.has(dialect.id)
        ? 'integer'
        : integers && dialect.id === 'vertica'
          ? undefined
          : 'number';
    case '//':
    case 'div':
    case '%':
    case 'mod':
      return integers ? 'integer' : undefined;
    case '+':
    case '-':
      if (datesAreDays.has(dialect.id)) {
        if (left === 'date' && right === 'integer') return 'date';
        if (operator === '-' && left === 'date' && right === 'date') return 'integer';
      }
      return numbers ? (integers ? 'integer' : 'number') : undefined;
    case '*':
      return numbers ? (integers ? 'integer' : 'number') : undefined;
    default:
      return undefined;
  }
}
