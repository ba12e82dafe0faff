// The names that dbt and Jinja put into every template, so that they are neither macros nor unknown.
// https://docs.getdbt.com/reference/dbt-jinja-functions. Deliberately absent: what they do.

/** Functions and values of dbt's contexts, and Jinja's own. A macro of the project with such a name goes before it. */
export const builtins: ReadonlySet<string> = new Set([
  ...[
    'adapter',
    'api',
    'as_bool',
    'as_native',
    'as_number',
    'as_text',
    'builtins',
    'column',
    'compiled_code',
  ],
  ...['config', 'connection_name', 'context', 'database', 'dbt_metadata_envs', 'dbt_version'],
  ...[
    'diff_of_two_dicts',
    'doc',
    'env_var',
    'exceptions',
    'execute',
    'flags',
    'fromjson',
    'fromyaml',
    'function',
  ],
  ...[
    'graph',
    'invocation_args_dict',
    'invocation_id',
    'load_agate_table',
    'load_result',
    'local_md5',
    'log',
  ],
  ...[
    'metric',
    'micro_batch',
    'model',
    'modules',
    'node',
    'post_hooks',
    'pre_hooks',
    'print',
    'project_name',
  ],
  ...[
    'ref',
    'render',
    'return',
    'run_started_at',
    'schema',
    'selected_resources',
    'set',
    'set_strict',
    'source',
  ],
  ...[
    'sql',
    'sql_now',
    'store_raw_result',
    'store_result',
    'submit_python_job',
    'target',
    'this',
    'thread_id',
  ],
  ...['tojson', 'toyaml', 'try_or_compiler_error', 'validation', 'var', 'write', 'zip', 'zip_strict'],
  ...[
    'caller',
    'cycler',
    'dict',
    'joiner',
    'kwargs',
    'lipsum',
    'loop',
    'namespace',
    'range',
    'self',
    'super',
  ],
  ...['varargs', 'gettext', 'ngettext', '_'],
  // Filters of metrics and saved queries.
  ...['Dimension', 'Entity', 'Metric', 'TimeDimension'],
]);

/** Whether the value of an environment variable may not be shown: dbt hides it as well. */
export function isSecretVariable(name: string): boolean {
  return name.startsWith('DBT_ENV_SECRET');
}
