// Names of select entries without an alias, where a dialect's own name for them is certain.
// Deliberately absent: dialects that name an expression by its text in a normalised form.
import type { Dialect } from './dialect.ts';
import { type Expression, type Name, partsOf } from './tree.ts';

/** The name that an entry without an alias has; undefined where it isn't certain. */
export function implicitName(expression: Expression, dialect: Dialect): Name | undefined {
  if (expression.kind === 'column') return expression.path[expression.path.length - 1];
  if (!/^(?:postgres|redshift|cockroachdb|timescaledb|greenplum|materialize)/.test(dialect.id))
    return undefined;
  const named = (text: string): Name => ({ text, quoted: false, range: expression.range });
  switch (expression.kind) {
    case 'cast':
      return implicitName(expression.operand, dialect);
    case 'function':
      return dialect.id === 'postgres' && /^[a-z_]\w*$/.test(expression.name) && !special.has(expression.name)
        ? named(expression.name)
        : undefined;
    case 'window':
      return implicitName(expression.call, dialect);
    default:
      return undefined;
  }
}

/** Calls that Postgres rewrites to others, and so names otherwise. */
const special = new Set(
  'extract substring position overlay trim ltrim rtrim btrim normalize nullif xmlelement xmlforest collation grouping array row'.split(
    ' ',
  ),
);

const manyColumns = /^(?:posexplode|posexplode_outer|inline|inline_outer|stack|json_tuple|parse_url_tuple)$/;

/** Whether an entry may give several columns: `columns('…')` of DuckDB, generators of Spark. */
export function isManyValues(expression: Expression, alias: Name | undefined, dialect: Dialect): boolean {
  if (dialect.id === 'duckdb' || dialect.id === 'clickhouse') return reads(expression, 'columns');
  const spark = /^(?:spark|databricks|fabricspark|glue|hive|impala)$/.test(dialect.id);
  return spark && alias === undefined && expression.kind === 'function' && manyColumns.test(expression.name);
}

function reads(expression: Expression, name: string): boolean {
  const rest: Expression[] = [expression];
  for (let part = rest.pop(); part; part = rest.pop()) {
    if (part.kind === 'function' && part.name === name) return true;
    for (const inner of partsOf(part)) rest.push(inner);
  }
  return false;
}
