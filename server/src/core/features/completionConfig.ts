// Settings that `config(…)` and `config:` take, with the values that a setting can have, in general and by adapter.
// https://docs.getdbt.com/reference/model-configs and its page for each adapter. Deliberately absent: what a setting does.

/** A setting. */
export interface ConfigKey {
  readonly name: string;
  /** What it takes: words to choose from, where they are known. */
  readonly values: readonly string[];
  readonly type: 'text' | 'boolean' | 'list' | 'map' | 'number' | 'value';
}

/** What a setting takes: a type, or the words to choose from. */
function keys(text: string): readonly ConfigKey[] {
  return text
    .trim()
    .split('\n')
    .map((line): ConfigKey => {
      const [name = '', type = 'text', ...values] = line.trim().split(/\s+/);
      return {
        name,
        type: type as ConfigKey['type'],
        values: type === 'boolean' ? ['true', 'false'] : values,
      };
    });
}

const general = keys(`
materialized text
enabled boolean
schema text
database text
alias text
tags list
meta map
group text
access text private protected public
contract map
docs map
persist_docs map
pre_hook list
post_hook list
grants map
event_time text
full_refresh boolean
sql_header text
packages list
static_analysis text strict baseline off`);

const incremental = keys(`
unique_key text
incremental_strategy text
on_schema_change text ignore fail append_new_columns sync_all_columns
incremental_predicates list
merge_update_columns list
merge_exclude_columns list
batch_size text hour day month year
begin text
lookback number
concurrent_batches boolean
on_configuration_change text apply continue fail`);

const snapshot = keys(`
strategy text timestamp check
unique_key text
updated_at text
check_cols list
target_schema text
target_database text
hard_deletes text ignore invalidate new_record
dbt_valid_to_current text
snapshot_meta_column_names map`);

const test = keys(`
severity text error warn
error_if text
warn_if text
where text
limit number
fail_calc text
store_failures boolean
store_failures_as text table view ephemeral`);

const spark = keys(`
file_format text delta parquet iceberg hudi orc csv json
location_root text
partition_by list
clustered_by list
buckets number
tblproperties map
options map`);

const postgres = keys(`
unlogged boolean
indexes list`);

const trino = keys(`
properties map
views_enabled boolean
on_table_exists text rename drop replace`);

const byAdapter: Readonly<Record<string, readonly ConfigKey[]>> = {
  bigquery: keys(`
partition_by map
cluster_by list
partitions list
partition_expiration_days number
require_partition_filter boolean
copy_partitions boolean
hours_to_expiration number
kms_key_name text
labels map
resource_tags map
policy_tags list
grant_access_to list
enable_refresh boolean
refresh_interval_minutes number
max_staleness text
description text
submission_method text serverless cluster bigframes`),
  snowflake: keys(`
transient boolean
snowflake_warehouse text
cluster_by list
automatic_clustering boolean
copy_grants boolean
secure boolean
query_tag text
target_lag text
refresh_mode text AUTO FULL INCREMENTAL
initialize text ON_CREATE ON_SCHEDULE
table_format text default iceberg
external_volume text
base_location_subpath text
catalog_name text
tmp_relation_type text view table
python_version text
imports list`),
  redshift: keys(`
dist text even all auto
sort text
sort_type text compound interleaved
bind boolean
backup boolean
auto_refresh boolean
query_group text`),
  postgres,
  alloydb: postgres,
  greenplum: postgres,
  databricks: [
    ...spark,
    ...keys(`
liquid_clustered_by list
auto_liquid_cluster boolean
databricks_compute text
databricks_tags map
target_alias text
source_alias text
matched_condition text
not_matched_by_source_action text
skip_matched_step boolean
skip_not_matched_step boolean
merge_with_schema_evolution boolean
schedule map
submission_method text all_purpose_cluster job_cluster serverless_cluster workflow_job
create_notebook boolean
timeout number
job_cluster_config map
compression text
include_full_name_in_path boolean`),
  ],
  spark,
  glue: spark,
  fabricspark: spark,
  duckdb: keys(`
format text parquet csv json
location text
delimiter text
partitioned_by list
indexes list
options map
overwrite boolean
glue_register boolean
glue_database text
plugin text`),
  clickhouse: keys(`
engine text
order_by list
partition_by list
primary_key list
sharding_key text
ttl text
settings map
query_settings map
indexes list
projections list
inserts_only boolean
catchup boolean
mv_on_schema_change text`),
  athena: keys(`
external_location text
s3_data_dir text
s3_data_naming text unique table_unique schema_table schema_table_unique
s3_tmp_table_dir text
table_type text hive iceberg
format text parquet orc avro json textfile
write_compression text
field_delimiter text
partitioned_by list
bucketed_by list
bucket_count number
table_properties map
ha boolean
force_batch boolean
partitions_limit number
lf_tags_config map
seed_s3_upload_args map`),
  trino,
  starburst: trino,
  sqlserver: keys(`
as_columnstore boolean
indexes list`),
  synapse: keys(`
dist text
index text`),
};

const strategies: Readonly<Record<string, readonly string[]>> = {
  bigquery: ['merge', 'insert_overwrite', 'microbatch'],
  snowflake: ['merge', 'append', 'delete+insert', 'insert_overwrite', 'microbatch'],
  redshift: ['append', 'delete+insert', 'merge', 'microbatch'],
  postgres: ['append', 'delete+insert', 'merge', 'microbatch'],
  databricks: ['append', 'insert_overwrite', 'merge', 'replace_where', 'delete+insert', 'microbatch'],
  spark: ['append', 'insert_overwrite', 'merge', 'microbatch'],
  duckdb: ['append', 'delete+insert', 'merge', 'microbatch'],
  clickhouse: ['append', 'delete+insert', 'insert_overwrite', 'microbatch', 'legacy'],
  athena: ['append', 'insert_overwrite', 'merge', 'microbatch'],
  trino: ['append', 'delete+insert', 'merge', 'microbatch'],
};

const extraMaterializations: Readonly<Record<string, readonly string[]>> = {
  snowflake: ['dynamic_table'],
  databricks: ['streaming_table'],
  duckdb: ['external'],
  clickhouse: ['dictionary', 'distributed_table', 'distributed_incremental'],
};

function at<Value>(map: Readonly<Record<string, Value>>, key: string | undefined): Value | undefined {
  return key !== undefined && Object.hasOwn(map, key) ? map[key] : undefined;
}

/** The settings of a kind of node on an adapter; of every adapter where that isn't known. Each once. */
export function configKeys(adapter: string | undefined, node: string): readonly ConfigKey[] {
  const own = at(byAdapter, adapter) ?? (adapter === undefined ? Object.values(byAdapter).flat() : []);
  const all: readonly ConfigKey[] =
    node === 'test'
      ? [...test, ...general.filter(({ name }) => /^(?:enabled|tags|meta|schema|database|alias)$/.test(name))]
      : node === 'snapshot'
        ? [...snapshot, ...general, ...own]
        : node === 'seed'
          ? [...keys('column_types map\nquote_columns boolean\ndelimiter text'), ...general, ...own]
          : [...general, ...incremental, ...own];
  return [...new Map(all.toReversed().map((key) => [key.name, key])).values()].reverse();
}

/** Incremental strategies of an adapter; of all where that isn't known. */
export function incrementalStrategies(adapter: string | undefined): readonly string[] {
  return at(strategies, adapter) ?? [...new Set(Object.values(strategies).flat())];
}

/** Materializations that dbt and an adapter bring. */
export function materializations(adapter: string | undefined): readonly string[] {
  const own = at(extraMaterializations, adapter) ?? [];
  return ['table', 'view', 'incremental', 'ephemeral', 'materialized_view', ...own];
}
