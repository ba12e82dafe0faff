// The types that functions surely give, per dialect. Deliberately absent: functions whose type depends on what isn't known
// here (scales of decimals, formats, server settings).
import type { BaseType } from './baseTypes.ts';
import type { Dialect } from './dialect.ts';
import { baseOfKnown, type KnownType } from './knownTypes.ts';
import { numericResult, sumsBecomeNumeric, sumType } from './numbers.ts';
import type { Expression, FunctionCall } from './tree.ts';

/** Types of expressions in the place of a call. */
export interface ArgumentTypes {
  readonly of: (expression: Expression | undefined) => KnownType | undefined;
  /** The type that all of them have together. */
  readonly common: (expressions: readonly (Expression | undefined)[]) => KnownType | undefined;
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

const fixed: readonly (readonly [BaseType, ReadonlySet<string>])[] = [
  [
    'integer',
    words(`count count_if countif count_big approx_count_distinct approx_distinct row_number rank dense_rank ntile length len
      char_length character_length octet_length bit_length strlen lengthutf8 position strpos charindex instr locate ascii
      regexp_count array_size cardinality array_length json_array_length datediff date_diff timestampdiff timestamp_diff
      datetime_diff date_part_year farm_fingerprint xxhash64 xxhash64 unix_date unix_seconds unix_millis unix_micros
      levenshtein editdistance jarowinkler_similarity uniq uniqexact`),
  ],
  [
    'number',
    words(`percent_rank cume_dist sqrt exp ln log10 log2 pi sin cos tan asin acos atan atan2 radians degrees stddev stddev_pop
      stddev_samp variance var_pop var_samp corr covar_pop covar_samp regr_slope regr_intercept regr_r2 safe_divide
      try_to_double to_double haversine months_between st_distance`),
  ],
  [
    'date',
    words(
      'current_date to_date try_to_date parse_date date_from_parts datefromparts make_date last_day next_day',
    ),
  ],
  [
    'timestamp',
    words(`current_timestamp current_datetime localtimestamp systimestamp sysdatetime getdate getutcdate now to_timestamp
      to_timestamp_ntz to_timestamp_ltz to_timestamp_tz try_to_timestamp try_to_timestamp_ntz parse_timestamp
      parse_datetime timestamp_seconds timestamp_millis timestamp_micros timestamp_from_parts timestamp_ntz_from_parts
      make_timestamp make_timestamptz convert_timezone from_utc_timestamp to_utc_timestamp timestamp_add timestamp_sub
      timestamp_trunc datetime_add datetime_sub datetime_trunc strptime try_strptime tostartofhour tostartofminute todatetime`),
  ],
  [
    'string',
    words(`upper lower initcap concat_ws split_part to_hex hex md5_hex sha1_hex sha2_hex to_char to_varchar format_date
      format_datetime format_timestamp date_format strftime monthname dayname listagg string_agg group_concat array_to_string
      array_join chr to_json_string json_extract_path_text json_extract_string get_json_object json_value
      json_extract_scalar uuid_string generate_uuid gen_random_uuid newid regexp_substr regexp_extract translate soundex
      quote_ident quote_literal typeof current_user session_user replace_regexp tostring`),
  ],
  [
    'boolean',
    words(`bool_and bool_or logical_and logical_or boolor_agg booland_agg boolxor_agg every starts_with ends_with startswith endswith
      contains regexp_like regexp_contains array_contains arrays_overlap equal_null is_null_value try_to_boolean
      to_boolean isnan is_nan is_inf`),
  ],
  [
    'array',
    words(`array_agg array_unique_agg array_concat_agg collect_list collect_set array_construct array_construct_compact
      string_to_array regexp_split_to_array regexp_extract_all json_extract_array json_query_array generate_array
      generate_date_array generate_timestamp_array array_distinct array_compact array_cat grouparray groupuniqarray
      list_value object_keys`),
  ],
  [
    'object',
    words(`parse_json try_parse_json object_construct object_construct_keep_null object_agg to_variant json_build_object
      jsonb_build_object row_to_json to_jsonb json_agg jsonb_agg json_object_agg jsonb_object_agg named_struct
      map_from_arrays map_from_entries get_path`),
  ],
];

const byName: ReadonlyMap<string, BaseType> = new Map(
  fixed.flatMap(([base, names]) => [...names].map((name) => [name, base] as const)),
);

/** Where a function is another one, or gives something else: dialects that are left out. */
const except: Readonly<Record<string, ReadonlySet<string>>> = {
  to_date: words('oracle clickhouse'),
  last_day: words('oracle'),
  next_day: words('oracle'),
  current_date: words('oracle'),
  to_timestamp: words('starrocks mysql'),
  months_between: words('generic'),
  now: words('sqlite'),
  contains: words('postgres redshift oracle sqlserver'),
  date_format: words('duckdb'),
  json_value: words('oracle'),
  regexp_extract: words('clickhouse'),
  jarowinkler_similarity: words('duckdb'),
  log10: words('oracle'),
  exp: words('oracle'),
  split_part: words('clickhouse'),
  len: words('oracle'),
  instr: words('oracle'),
  length: words('oracle'),
  regexp_count: words('oracle'),
  array_length: words('generic'),
  variance: words('generic'),
  to_json_string: words('generic'),
  isnan: words('generic'),
};

const sameAsFirst = words(
  `min max any_value any arbitrary first last first_value last_value nth_value lag lead mode min_by max_by arg_min arg_max argmin
   argmax nullif abs zeroifnull nullifzero`,
);
const sameAsAll = words('coalesce ifnull nvl greatest least isnull');
const choices = words('if iff iif nvl2');
/** Functions of text that give bytes or arrays for bytes or arrays. */
const sameText = words('replace regexp_replace substring substr left right trim ltrim rtrim btrim lpad rpad');
const parts = words(
  'year quarter month week day hour minute dayofweek dayofyear dayofmonth weekofyear weekiso dayofweekiso yearofweek yearofweekiso monthofyear',
);
const partDialects =
  /^(?:snowflake|duckdb|spark|databricks|fabricspark|glue|trino|presto|athena|starburst|mysql|mariadb|sqlserver|fabric|synapse|starrocks|clickhouse|bigquery|redshift)$/;
const hashes = /^(?:md5|sha|sha1|sha2|sha256|sha512)$/;
const stringHashes =
  /^(?:snowflake|redshift|spark|databricks|fabricspark|glue|duckdb|mysql|mariadb|starrocks|vertica)$/;

/** The type of a call; undefined where it isn't certain. */
export function functionType(
  call: FunctionCall,
  dialect: Dialect,
  types: ArgumentTypes,
): KnownType | undefined {
  const name = call.name.replace(/^(?:safe|try)\./, '');
  const { args, range } = call;
  const of = (base: BaseType | undefined): KnownType | undefined =>
    base && {
      text: base === 'integer' && isBigint(name, dialect) ? 'bigint' : base,
      from: isAggregateType(name) ? 'aggregate' : 'function',
      base,
      range,
    };
  const baseOf = (expression: Expression | undefined) => {
    const type = types.of(expression);
    return type && baseOfKnown(type, dialect.id);
  };
  if (Object.hasOwn(except, name) && except[name]?.has(dialect.id)) return undefined;
  const base = byName.get(name);
  if (base === 'boolean' && !dialect.booleanPredicates) return undefined;
  if (base) return of(base);
  const [first, second] = args;
  if (sameAsFirst.has(name)) return types.of(first);
  if (sameAsAll.has(name)) return types.common(args);
  if (choices.has(name)) return args.length === 3 ? types.common(args.slice(1)) : undefined;
  if (sameText.has(name)) return notBytes(baseOf(first)) ? of('string') : undefined;
  if (parts.has(name) && partDialects.test(dialect.id)) return of('integer');
  if (
    hashes.test(name) &&
    (stringHashes.test(dialect.id) || (name === 'md5' && /^postgres/.test(dialect.id)))
  ) {
    return of('string');
  }
  switch (name) {
    case 'concat': {
      const known = args.map(baseOf);
      const listsToo =
        /^(?:duckdb|spark|databricks|trino|presto|athena|starburst|clickhouse|glue|fabricspark)$/;
      if (known.some((each) => each === 'binary' || each === 'array')) return undefined;
      return !listsToo.test(dialect.id) || known.includes('string') ? of('string') : undefined;
    }
    case 'split':
      return /^(?:snowflake|bigquery|spark|databricks|duckdb|trino|presto|athena|glue|fabricspark|starrocks)$/.test(
        dialect.id,
      )
        ? of('array')
        : undefined;
    case 'sum':
      return of(sumType(types.of(first), baseOf(first), dialect));
    case 'avg':
    case 'mean': {
      const known = baseOf(first);
      if (known === 'number') return of('number');
      if (known !== 'integer' || /^(?:redshift|oracle|generic|vertica)$/.test(dialect.id)) return undefined;
      return of(/^(?:sqlserver|fabric|synapse)$/.test(dialect.id) ? 'integer' : 'number');
    }
    case 'median':
      return /^(?:snowflake|duckdb|redshift)$/.test(dialect.id) && isNumeric(baseOf(first))
        ? of('number')
        : undefined;
    case 'percentile_cont':
      return isNumeric(baseOf(call.modifiers[0])) ? of('number') : undefined;
    case 'pow':
    case 'power':
      return /^(?:sqlserver|fabric|synapse|oracle|generic)$/.test(dialect.id) ? undefined : of('number');
    case 'floor':
    case 'ceil':
    case 'ceiling':
    case 'round':
    case 'trunc':
    case 'mod':
    case 'div':
    case 'div0':
      return of(numericResult(name, args.map(baseOf), types.of(first), dialect));
    case 'array':
      return of('array');
    case 'struct':
      return of('object');
    case 'hash':
      return /^(?:snowflake|spark|databricks|duckdb)$/.test(dialect.id) ? of('integer') : undefined;
    case 'list':
    case 'sequence':
      return /^(?:duckdb|trino|spark|databricks)$/.test(dialect.id) ? of('array') : undefined;
    case 'date':
      return /^(?:snowflake|bigquery|mysql|mariadb|spark|databricks|redshift|postgres|duckdb|starrocks|trino|presto|athena)$/.test(
        dialect.id,
      )
        ? of('date')
        : undefined;
    case 'timestamp':
    case 'datetime':
      return /^(?:bigquery|spark|databricks|mysql|mariadb)$/.test(dialect.id) ? of('timestamp') : undefined;
    case 'unix_timestamp':
      return /^(?:spark|databricks)$/.test(dialect.id) ? of('integer') : undefined;
    case 'extract':
    case 'date_part':
    case 'datepart':
      return of(partType(first, name, dialect));
    case 'date_trunc':
    case 'trunc_date':
      return of(truncType(first, second, baseOf, dialect));
    case 'dateadd':
    case 'timestampadd':
    case 'date_add':
    case 'date_sub':
      return of(addType(name, args, baseOf, dialect));
    case 'add_months':
      return /^(?:spark|databricks)$/.test(dialect.id)
        ? of('date')
        : dialect.id === 'snowflake'
          ? of(dateOnly(baseOf(first)))
          : undefined;
    default:
      return undefined;
  }
}

const counts = words('count sum row_number rank dense_rank regr_count');

/** Whether an integer that a function gives is a bigint, of which the sum is none any more. */
function isBigint(name: string, dialect: Dialect): boolean {
  return counts.has(name) && sumsBecomeNumeric(dialect);
}

const aggregateTypes = words(
  'count count_if countif count_big approx_count_distinct sum avg listagg string_agg array_agg',
);

function isAggregateType(name: string): boolean {
  return aggregateTypes.has(name) || /^(?:bool|logical)_|_agg$/.test(name);
}

function isNumeric(base: BaseType | undefined): boolean {
  return base === 'integer' || base === 'number';
}

function notBytes(base: BaseType | undefined): boolean {
  return base !== 'binary' && base !== 'array';
}

function dateOnly(base: BaseType | undefined): BaseType | undefined {
  return base === 'date' || base === 'timestamp' ? base : undefined;
}

const dateParts =
  /^(?:(?:iso)?(?:year|week)|years|yyyy?|yy|quarters?|qtr|qq?|months?|mon|mm?|weeks?|ww?|wk|days?|dd?|dy)$/;
const timeParts = /^(?:hours?|hh|minutes?|mi|seconds?|ss?)$/;

function wordOf(expression: Expression | undefined): string {
  return expression?.kind === 'literal' ? (expression.word ?? '') : '';
}

function partType(unit: Expression | undefined, name: string, dialect: Dialect): BaseType | undefined {
  const word = wordOf(unit);
  const counted =
    dateParts.test(word) ||
    timeParts.test(word) ||
    /^(?:dow|doy|dayofweek|dayofyear|day_of_week|isodow)$/.test(word);
  if (!counted) return undefined;
  if (/^(?:postgres|greenplum|timescaledb|cockroachdb)$/.test(dialect.id)) return 'number';
  if (
    /^(?:snowflake|bigquery|duckdb|trino|presto|athena|sqlserver|fabric|synapse|mysql|mariadb|starrocks)$/.test(
      dialect.id,
    )
  )
    return 'integer';
  // Spark gives seconds with decimals.
  if (/^(?:spark|databricks)$/.test(dialect.id)) return /^s/.test(word) ? undefined : 'integer';
  return dialect.id === 'redshift' && name === 'extract' ? 'integer' : undefined;
}

function truncType(
  first: Expression | undefined,
  second: Expression | undefined,
  baseOf: (expression: Expression | undefined) => BaseType | undefined,
  dialect: Dialect,
): BaseType | undefined {
  switch (dialect.id) {
    case 'postgres':
    case 'greenplum':
    case 'timescaledb':
    case 'spark':
    case 'databricks':
    case 'vertica':
      return 'timestamp';
    case 'snowflake':
    case 'trino':
    case 'presto':
    case 'athena':
    case 'starburst':
      return dateOnly(baseOf(second)) ?? (dialect.id === 'snowflake' ? dateOnly(baseOf(first)) : undefined);
    case 'bigquery':
      return dateOnly(baseOf(first));
    case 'redshift':
      return baseOf(second) === 'timestamp' ? 'timestamp' : undefined;
    case 'duckdb':
      // Whole days were dates in older versions.
      return baseOf(second) === 'timestamp' && timeParts.test(wordOf(first)) ? 'timestamp' : undefined;
    default:
      return undefined;
  }
}

function addType(
  name: string,
  args: readonly Expression[],
  baseOf: (expression: Expression | undefined) => BaseType | undefined,
  dialect: Dialect,
): BaseType | undefined {
  const [unit, , value] = args;
  const dated = name === 'date_add' || name === 'date_sub';
  switch (dialect.id) {
    case 'snowflake': {
      const base = dateOnly(baseOf(value));
      return base === 'date' && !dateParts.test(wordOf(unit)) ? undefined : base;
    }
    case 'redshift':
      return !dated && dateOnly(baseOf(value)) ? 'timestamp' : undefined;
    case 'bigquery':
      return dated ? dateOnly(baseOf(args[0])) : undefined;
    case 'spark':
    case 'databricks':
      return dated && args.length === 2 ? 'date' : undefined;
    case 'sqlserver':
    case 'fabric':
    case 'synapse':
    case 'trino':
      return dateOnly(baseOf(value));
    default:
      return undefined;
  }
}
