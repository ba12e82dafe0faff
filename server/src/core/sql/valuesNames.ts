// The names that dialects give to the columns of a VALUES list. Deliberately absent: names that the text gives them.
import type { Dialect } from './dialect.ts';

const patterns: Readonly<Record<string, (index: number) => string>> = {
  postgres: (index) => `column${index + 1}`,
  redshift: (index) => `column${index + 1}`,
  snowflake: (index) => `column${index + 1}`,
  sqlite: (index) => `column${index + 1}`,
  duckdb: (index) => `col${index}`,
  spark: (index) => `col${index + 1}`,
  databricks: (index) => `col${index + 1}`,
  trino: (index) => `_col${index}`,
  presto: (index) => `_col${index}`,
  athena: (index) => `_col${index}`,
  starburst: (index) => `_col${index}`,
  mysql: (index) => `column_${index}`,
};

/** The name of the column at an index; undefined where it isn't certain. */
export function valuesNames(dialect: Dialect, index: number): string | undefined {
  return Object.hasOwn(patterns, dialect.id) ? patterns[dialect.id]?.(index) : undefined;
}
