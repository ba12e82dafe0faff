// The keys of dbt's property files by place, and what each takes. https://docs.getdbt.com/reference/configs-and-properties.
// Deliberately absent: settings under `config:` (completionConfig.ts) and keys that only very old versions knew.

/** What a key takes: a map or list of maps of a shape, a text or list of texts that something names. */
export type KeyType =
  | { readonly kind: 'map' | 'list'; readonly shape: string }
  | { readonly kind: 'text' | 'texts'; readonly names: string };

/** One line per shape: `key` is a text, `key=names` one that is named by something, `key:shape` a map, `key:[shape]` a list. */
const written = `
root version=version models:[model] sources:[source] seeds:[seed] snapshots:[snapshot] analyses:[analysis] macros:[macro] exposures:[exposure] metrics:[metric] semantic_models:[semanticModel] saved_queries:[savedQuery] groups:[group] unit_tests:[unitTest] data_tests:[singularTest] functions:[function]
model name=newNode description columns:[column] data_tests:[test] tests:[test] config:config versions:[version] latest_version=version deprecation_date access=access group=group constraints:[constraint] docs:docs meta:any tags:[=tag] time_spine:timeSpine
version v defined_in=model description columns:[versionColumn] config:config access=access deprecation_date data_tests:[test] tests:[test] constraints:[constraint] docs:docs
versionColumn include exclude name=column description data_type=dataType data_tests:[test] tests:[test]
seed name=newNode description columns:[column] data_tests:[test] tests:[test] config:config docs:docs meta:any tags:[=tag]
snapshot name=newNode relation=relation description columns:[column] data_tests:[test] tests:[test] config:config docs:docs meta:any tags:[=tag]
analysis name=newNode description columns:[column] config:config docs:docs tags:[=tag]
source name description database schema tables:[table] loader loaded_at_field loaded_at_query freshness:freshness quoting:quoting config:config meta:any tags:[=tag] overrides=package tests:[test] data_tests:[test]
table name description identifier columns:[column] data_tests:[test] tests:[test] loaded_at_field=column loaded_at_query freshness:freshness quoting:quoting external:any config:config meta:any tags:[=tag]
column name=column description data_type=dataType data_tests:[test] tests:[test] constraints:[constraint] quote=boolean config:columnConfig meta:any tags:[=tag] policy_tags:[=none] granularity=granularity
columnConfig meta:any tags:[=tag]
constraint type=constraintType expression name columns:[=column] to=relation to_columns:[=targetColumn] warn_unenforced=boolean warn_unsupported=boolean
test name test_name=test arguments:any config:config description column_name=column
testArguments arguments:any config:config name description
singularTest name=newNode description config:config
macro name=newMacro description arguments:[argument] docs:docs meta:any config:any
argument name type=argumentType description
function name description arguments:[argument] returns:returns config:config
returns data_type=dataType
exposure name label type=exposureType maturity=maturity url description depends_on:[=relation] owner:owner config:config meta:any tags:[=tag] enabled=boolean
owner name email
group name owner:owner description config:any
unitTest name description model=model given:[given] expect:expect overrides:overrides config:config versions:include
given input=input rows:any format=format fixture
expect rows:any format=format fixture
overrides macros:any vars:any env_vars:any
include include exclude
docs show=boolean node_color
freshness warn_after:period error_after:period filter
period count period=period
quoting database=boolean schema=boolean identifier=boolean
timeSpine standard_granularity_column=column custom_granularities:any
semanticModel name model=relation description defaults:defaults entities:[entity] dimensions:[dimension] measures:[measure] primary_entity config:config
defaults agg_time_dimension
entity name type=entityType expr=column description role label
dimension name type=dimensionType expr=column description type_params:any label is_partition=boolean
measure name agg=aggregation expr=column description label agg_time_dimension agg_params:any non_additive_dimension:any create_metric=boolean
metric name label type=metricType description type_params:any filter config:config meta:any
savedQuery name label description query_params:any exports:any config:config tags:[=tag]
contract enforced=boolean alias_types=boolean
persistDocs relation=boolean columns=boolean
`;

function typeOf(text: string | undefined, value: string): KeyType {
  const list = /^\[(=?)(.*)\]$/.exec(value);
  if (list) return list[1] ? { kind: 'texts', names: list[2] ?? '' } : { kind: 'list', shape: list[2] ?? '' };
  return text === ':' ? { kind: 'map', shape: value } : { kind: 'text', names: value };
}

const shapes: ReadonlyMap<string, ReadonlyMap<string, KeyType>> = new Map(
  written
    .trim()
    .split('\n')
    .map((line) => {
      const [shape = '', ...keys] = line.split(' ');
      const types = keys.map((key): readonly [string, KeyType] => {
        const [, name = '', sign, value = ''] = /^(\w+)([:=])?(.*)$/.exec(key) ?? [];
        return [name, typeOf(sign, value)];
      });
      return [shape, new Map(types)];
    }),
);

/** The keys of a shape with what each takes; empty for maps of the user's own. */
export function keysOfShape(shape: string): ReadonlyMap<string, KeyType> {
  return shapes.get(shape) ?? new Map();
}

/** Words that some keys take. */
export const namedWords: Readonly<Record<string, readonly string[]>> = {
  version: ['2'],
  boolean: ['true', 'false'],
  access: ['private', 'protected', 'public'],
  constraintType: ['not_null', 'unique', 'primary_key', 'foreign_key', 'check', 'custom'],
  exposureType: ['dashboard', 'notebook', 'analysis', 'ml', 'application'],
  maturity: ['high', 'medium', 'low'],
  period: ['minute', 'hour', 'day'],
  format: ['dict', 'csv', 'sql'],
  granularity: ['day', 'week', 'month', 'quarter', 'year', 'hour', 'minute', 'second'],
  entityType: ['primary', 'unique', 'foreign', 'natural'],
  dimensionType: ['categorical', 'time'],
  aggregation: [
    'sum',
    'min',
    'max',
    'average',
    'median',
    'count',
    'count_distinct',
    'percentile',
    'sum_boolean',
  ],
  metricType: ['simple', 'ratio', 'derived', 'cumulative', 'conversion'],
  argumentType: [
    'string',
    'boolean',
    'integer',
    'float',
    'any',
    'list[string]',
    'relation',
    'column',
    'optional[string]',
  ],
};

/** Where a path of keys leads. */
export interface YamlPlace {
  /** What stands there. */
  readonly type: KeyType;
  /** The kind of entry that a `config:` or test on the way belongs to: `model`, `seed`, `snapshot`, `source`, `table`, `test` … */
  readonly entry: string;
  /** The generic test whose arguments these are. */
  readonly test: string | undefined;
}

/** What the schema says of a path from the root; undefined where it knows nothing. */
export function yamlPlaceOf(path: readonly string[]): YamlPlace | undefined {
  let type: KeyType = { kind: 'map', shape: 'root' };
  let entry = '';
  let test: string | undefined;
  for (const [index, key] of path.entries()) {
    if (key === '*') {
      if (type.kind === 'texts') type = { kind: 'text', names: type.names };
      else if (type.kind === 'list') {
        type = { kind: 'map', shape: type.shape };
        if (index === 1 || type.shape === 'table') entry = type.shape;
      } else return undefined;
      continue;
    }
    if (type.kind !== 'map') return undefined;
    const { shape }: { shape: string } = type;
    const known = keysOfShape(shape).get(key);
    if (shape === 'test' && !known) {
      test = key;
      type = { kind: 'map', shape: 'testArguments' };
    } else if (shape === 'testArguments' && !/^(?:config|name|description)$/.test(key)) {
      type = key === 'arguments' ? { kind: 'map', shape: 'onlyArguments' } : argument(key);
    } else if (shape === 'onlyArguments') type = argument(key);
    else if (shape === 'config') {
      type = settingType(key);
      if (path.includes('data_tests') || path.includes('tests')) entry = 'test';
    } else if (known) {
      type = known;
      if (known.kind === 'map' && known.shape === 'config' && test !== undefined) entry = 'test';
    } else return undefined;
  }
  return { type, entry, test };
}

function argument(key: string): KeyType {
  if (key === 'to' || key === 'compare_model') return { kind: 'text', names: 'relation' };
  if (key === 'field') return { kind: 'text', names: 'targetColumn' };
  if (/column/.test(key))
    return /s$|list|combination/.test(key)
      ? { kind: 'texts', names: 'column' }
      : { kind: 'text', names: 'column' };
  return { kind: 'texts', names: 'none' };
}

function settingType(key: string): KeyType {
  if (key === 'contract') return { kind: 'map', shape: 'contract' };
  if (key === 'docs') return { kind: 'map', shape: 'docs' };
  if (key === 'persist_docs') return { kind: 'map', shape: 'persistDocs' };
  if (key === 'freshness') return { kind: 'map', shape: 'freshness' };
  if (key === 'meta' || key === 'grants') return { kind: 'map', shape: 'any' };
  if (key === 'tags') return { kind: 'texts', names: 'tag' };
  if (/^(?:unique_key|updated_at|event_time)$/.test(key)) return { kind: 'text', names: 'column' };
  return { kind: 'text', names: `setting ${key}` };
}
