// The language ids that files of a dbt project have, by VS Code itself and by common extensions. None is ours.

/** See the head of this file. */
export const languages: readonly string[] = [
  'sql',
  'jinja-sql',
  'snowflake-sql',
  'sql-bigquery',
  'yaml',
  'jinja-yaml',
  'python',
  'markdown',
];
