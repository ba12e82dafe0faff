// What a warehouse does with the constraints that a contract declares, by adapter. Deliberately absent: which constraints there are.

/** What becomes of a constraint: held at each build, written as metadata that nobody checks, or left out of the table. */
export type ConstraintSupport = 'enforced' | 'not_enforced' | 'not_supported';

type ConstraintType = 'not_null' | 'unique' | 'primary_key' | 'foreign_key' | 'check';
type Support = Readonly<Record<ConstraintType, ConstraintSupport>>;

const e = 'enforced';
const n = 'not_enforced';
const x = 'not_supported';

function row(
  not_null: ConstraintSupport,
  unique: ConstraintSupport,
  primary_key: ConstraintSupport,
  foreign_key: ConstraintSupport,
  check: ConstraintSupport,
): Support {
  return { not_null, unique, primary_key, foreign_key, check };
}

/**
 * `CONSTRAINT_SUPPORT` in each adapter’s `impl.py`, which dbt itself warns by (dbt-snowflake 1.12, -bigquery 1.12, -redshift 1.11,
 * -postgres 1.11, -spark 1.11, -databricks 1.12 (`constraints.py`), -duckdb 1.11, -athena, -trino, -clickhouse, -sqlserver,
 * -materialize, -vertica), and https://docs.getdbt.com/reference/resource-properties/constraints#platform-specific-support.
 * Fabric’s table calls all but check enforced, while its macros write `not enforced` after every key: the macros are followed.
 */
const byAdapter: Readonly<Record<string, Support>> = {
  //               not_null  unique  primary key  foreign key  check
  athena: row(x, x, x, x, x),
  bigquery: row(e, x, n, n, x),
  clickhouse: row(x, x, x, x, e),
  databricks: row(e, x, n, n, e),
  duckdb: row(e, e, e, e, e),
  fabric: row(e, n, n, n, x),
  materialize: row(e, x, x, x, x),
  postgres: row(e, e, e, e, e),
  redshift: row(e, n, n, n, x),
  snowflake: row(e, n, n, n, x),
  spark: row(n, n, n, n, n),
  sqlserver: row(e, e, e, e, e),
  trino: row(e, x, x, x, x),
  vertica: row(e, n, n, n, x),
};

/**
 * What the warehouse behind an adapter does with a type of constraint. Undefined for adapters that nobody here knows, for what is no
 * type of constraint, and for `custom`, which dbt passes on as it is written.
 */
export function constraintSupport(
  adapterType: string | undefined,
  constraintType: string,
): ConstraintSupport | undefined {
  if (adapterType === undefined || !Object.hasOwn(byAdapter, adapterType)) return undefined;
  const support: Readonly<Record<string, ConstraintSupport>> | undefined = byAdapter[adapterType];
  return support && Object.hasOwn(support, constraintType) ? support[constraintType] : undefined;
}
