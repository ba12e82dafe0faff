// Warehouse types → the base types of column-name contracts, per adapter, by tables.
// Deliberately absent: lengths and precisions, and types that aren't values (INTERVAL, VOID), which give undefined.

/** The types that contracts speak of. `number` is a number with or without decimals. */
export type BaseType =
  | 'string'
  | 'integer'
  | 'number'
  | 'boolean'
  | 'date'
  | 'timestamp'
  | 'time'
  | 'binary'
  | 'array'
  | 'object';

const everywhere: Readonly<Record<BaseType, string>> = {
  string: `string text varchar char character nchar nvarchar varchar2 nvarchar2 bpchar citext name clob nclob ntext longtext
    mediumtext tinytext fixedstring uuid uniqueidentifier enum enum8 enum16 sysname long_varchar national_character
    character_varying char_varying national_character_varying long_varchar char_large_object graphic vargraphic guid inet cidr macaddr
    hllsketch xml`,
  integer: `int integer bigint smallint tinyint mediumint byteint int1 int2 int4 int8 int16 int32 int64 int128 int256 uint8
    uint16 uint32 uint64 uint128 uint256 hugeint uhugeint ubigint uinteger usmallint utinyint largeint long short serial
    bigserial smallserial serial4 serial8 int_unsigned bigint_unsigned integer_unsigned smallint_unsigned tinyint_unsigned
    mediumint_unsigned year varint oid`,
  number: `float float4 float8 float16 float32 float64 bfloat16 double double_precision real money smallmoney decfloat
    binary_float binary_double double_unsigned float_unsigned`,
  boolean: 'boolean bool logical',
  date: 'date date32',
  timestamp: `timestamp timestamptz timestamp_ntz timestamp_ltz timestamp_tz timestampntz timestampltz timestamptz
    timestamp_s timestamp_ms timestamp_us timestamp_ns datetime datetime2 datetime64 datetimeoffset smalldatetime
    timestamp_with_time_zone timestamp_without_time_zone timestamp_with_local_time_zone abstime seconddate`,
  time: 'time timetz time_with_time_zone time_without_time_zone time64 time_ntz',
  binary: `binary varbinary bytea bytes blob tinyblob mediumblob longblob raw long_raw image rowversion binary_varying
    long_varbinary varbyte bit_varying binary_large_object`,
  array: 'array list nested super_array',
  object: `struct object map json jsonb variant super row record tuple hstore map_type json_type dynamic geography geometry
    point polygon variant_type`,
};

const decimals = new Set([
  'decimal',
  'numeric',
  'number',
  'dec',
  'bignumeric',
  'bigdecimal',
  'fixed',
  'decimal32',
  'decimal64',
  'decimal128',
  'decimal256',
]);

/** What differs: a decimal without scale, and words that mean something else. */
interface AdapterTypes {
  /** The type of a decimal type without precision and scale; undefined where it may be either. */
  readonly bareDecimal?: BaseType;
  /** The same in a cast, where the dialect's default scale holds though a catalog hides the scale. */
  readonly castDecimal?: BaseType;
  readonly words?: Readonly<Record<string, BaseType | 'unknown'>>;
}

const byAdapter: Readonly<Record<string, AdapterTypes>> = {
  bigquery: { bareDecimal: 'number', words: { geography: 'string' } },
  clickhouse: { words: { ipv4: 'string', ipv6: 'string', object: 'object' } },
  mysql: { castDecimal: 'integer', words: { bit: 'unknown', point: 'binary', set: 'string' } },
  oracle: { bareDecimal: 'number', words: { date: 'timestamp', long: 'string' } },
  // The catalog of Snowflake comes from information_schema, which hides the scale: NUMBER there may well be an integer.
  snowflake: { castDecimal: 'integer', words: { fixed: 'unknown', real: 'number' } },
  sqlserver: {
    words: { bit: 'boolean', timestamp: 'binary', sql_variant: 'unknown', hierarchyid: 'binary' },
  },
  postgres: { bareDecimal: 'number', words: { bit: 'binary', xid: 'integer' } },
  redshift: { bareDecimal: 'integer' },
  duckdb: { bareDecimal: 'number', words: { bit: 'binary', bitstring: 'binary', union: 'object' } },
  exasol: { bareDecimal: 'integer' },
  teradata: { bareDecimal: 'integer', words: { byte: 'binary', long_varchar: 'string' } },
  trino: { bareDecimal: 'integer' },
  spark: { bareDecimal: 'integer', words: { byte: 'integer' } },
};

const sameTypes: Readonly<Record<string, string>> = {
  athena: 'spark',
  databricks: 'spark',
  doris: 'mysql',
  fabric: 'sqlserver',
  fabricspark: 'spark',
  glue: 'spark',
  greenplum: 'postgres',
  hive: 'spark',
  impala: 'spark',
  mariadb: 'mysql',
  materialize: 'postgres',
  presto: 'trino',
  risingwave: 'postgres',
  singlestore: 'mysql',
  starburst: 'trino',
  starrocks: 'mysql',
  synapse: 'sqlserver',
  timescaledb: 'postgres',
  vertica: 'postgres',
  yellowbrick: 'postgres',
};

const common: ReadonlyMap<string, BaseType> = new Map(
  Object.entries(everywhere).flatMap(([base, words]) =>
    words.split(/\s+/).map((word) => [word, base as BaseType] as const),
  ),
);

/**
 * The base type of a type as a warehouse or a cast writes it. `extra` is the user's own table: type (in lower case, without
 * brackets) → base type. Undefined where the type isn't known, isn't one of the base types, or doesn't say whether it is an
 * integer: a bare `NUMBER` on Snowflake.
 */
export function baseType(
  text: string,
  adapterType: string | undefined,
  extra: Readonly<Record<string, BaseType>> = {},
): BaseType | undefined {
  return normalise(text, adapterType, extra, 'bareDecimal');
}

/**
 * The base type of a type as a cast writes it: as `baseType`, but a decimal without scale has the dialect's default scale
 * (`x::number` is an integer on Snowflake, where the same word in a catalog says nothing).
 */
export function baseTypeOfCast(
  text: string,
  adapterType: string | undefined,
  extra: Readonly<Record<string, BaseType>> = {},
): BaseType | undefined {
  return normalise(text, adapterType, extra, 'castDecimal');
}

function normalise(
  text: string,
  adapterType: string | undefined,
  extra: Readonly<Record<string, BaseType>>,
  bare: 'bareDecimal' | 'castDecimal',
): BaseType | undefined {
  const written = text.trim().toLowerCase().replace(/\s+/g, ' ');
  if (Object.hasOwn(extra, written)) return extra[written];
  if (/\[\d*\]$/.test(written) && !written.startsWith('[')) return 'array';
  const wrapped = /^(?:nullable|lowcardinality)\((.*)\)$/.exec(written);
  if (wrapped) return normalise(wrapped[1] ?? '', adapterType, extra, bare);
  const word = withoutBrackets(written.replace(/<.*$/, ''))
    .replace(/ (?:not null|null|collate .*|character set .*)$/, '')
    .replace(/["`[\]]/g, '')
    .trim()
    .replace(/\s+/g, '_');
  if (Object.hasOwn(extra, word)) return extra[word];
  const adapter =
    adapterType !== undefined && Object.hasOwn(sameTypes, adapterType) ? sameTypes[adapterType] : adapterType;
  const own = adapter !== undefined && Object.hasOwn(byAdapter, adapter) ? byAdapter[adapter] : undefined;
  const special = own?.words && Object.hasOwn(own.words, word) ? own.words[word] : undefined;
  if (special) return special === 'unknown' ? undefined : special;
  if (adapter === 'mysql' && /^tinyint\(1\)/.test(written)) return undefined;
  if (decimals.has(word.replace(/_unsigned$/, '')))
    return decimalType(written, word, own?.[bare] ?? own?.bareDecimal);
  return common.get(word);
}

/** Without what stands from the first bracket to the last, or to the end where none closes. */
function withoutBrackets(text: string): string {
  const open = text.indexOf('(');
  if (open < 0) return text;
  const close = text.lastIndexOf(')');
  return close < open
    ? text.slice(0, open)
    : text.slice(0, open) + text.slice(close + 1).replace(/\(.*$/, '');
}

function decimalType(written: string, word: string, bare: BaseType | undefined): BaseType | undefined {
  const digits = /\(\s*(\*|\d+)\s*(?:,\s*(-?\d+)\s*)?\)/.exec(written);
  if (word === 'bignumeric' || word === 'bigdecimal')
    return digits && digits[2] === undefined ? 'integer' : 'number';
  if (!digits) return bare;
  // ClickHouse's `Decimal64(S)` gives the scale alone.
  if (/^decimal\d+$/.test(word)) return Number(digits[1]) > 0 ? 'number' : 'integer';
  return digits[2] === undefined || Number(digits[2]) <= 0 ? 'integer' : 'number';
}
