// Which types are one type to the comparison that dbt makes of a contract: an adapter asks the warehouse for the types of two empty
// queries and compares what it is told. Deliberately absent: what type a column has (contractTypes.ts).

interface AdapterCodes {
  /** Each line: names of one type. The first is its code. */
  readonly types: readonly string[];
  /** Of a decimal: precision and scale when none are given, where they are compared. */
  readonly decimal?: readonly [number, number];
}

const postgres: AdapterCodes = {
  // psycopg2 tells families: smallint and integer are one, so are real and double precision.
  types: [
    'integer int int4 smallint int2 serial serial4 smallserial',
    'bigint int8 bigserial serial8',
    'double precision|float8|float|float4|real',
    'numeric decimal dec',
    'text|varchar|character varying|char|character|bpchar|name|string',
    'boolean bool',
    'date',
    'timestamp|timestamp without time zone',
    'timestamptz|timestamp with time zone',
    'json',
    'jsonb',
    'bytea',
    'uuid',
  ],
};

const spark: AdapterCodes = {
  types: [
    'int integer',
    'bigint long',
    'smallint short',
    'tinyint byte',
    'float real',
    'double',
    'decimal dec numeric',
    'string varchar char',
    'boolean',
    'date',
    'binary',
  ],
};

const sqlserver: AdapterCodes = {
  types: [
    'int bigint smallint tinyint integer',
    'bit',
    'decimal numeric money smallmoney dec',
    'float|real|double precision',
    'date',
    'time',
    'datetime2 datetime smalldatetime',
    'varchar char nchar nvarchar text ntext xml',
    'varbinary binary image',
  ],
};

const byAdapter: Readonly<Record<string, AdapterCodes>> = {
  bigquery: {
    types: [
      'int64 int integer smallint bigint tinyint byteint',
      'float64 float',
      'numeric decimal',
      'bignumeric bigdecimal',
      'string text',
      'bool boolean',
      'date',
      'datetime',
      'timestamp',
      'time',
      'bytes',
      'json',
      'geography',
    ],
  },
  databricks: spark,
  duckdb: {
    types: [
      'integer int int4 int32 signed',
      'bigint int8 int64 long oid',
      'smallint int2 int16 short',
      'tinyint int1',
      'hugeint int128',
      'ubigint uint64',
      'uinteger uint32',
      'usmallint uint16',
      'utinyint uint8',
      'float float4 real',
      'double float8',
      'decimal numeric dec',
      'varchar char bpchar text string nvarchar',
      'boolean bool logical',
      'date',
      'time',
      'timestamp|datetime|timestamp_us|timestamp without time zone',
      'timestamptz|timestamp with time zone',
      'timestamp_s',
      'timestamp_ms',
      'timestamp_ns',
      'blob bytea binary varbinary',
      'uuid guid',
      'json',
    ],
    decimal: [18, 3],
  },
  fabric: sqlserver,
  postgres,
  redshift: {
    types: [
      'smallint int2',
      'integer int int4',
      'bigint int8',
      'real float4',
      'double precision|float8|float',
      'numeric decimal',
      'varchar|character varying|nvarchar|text|char|character|nchar|bpchar|string',
      'boolean bool',
      'date',
      'timestamp|timestamp without time zone',
      'timestamptz|timestamp with time zone',
      'super',
    ],
  },
  snowflake: {
    types: [
      'fixed number decimal numeric dec int integer bigint smallint tinyint byteint',
      'real|float|float4|float8|double|double precision',
      'text|varchar|string|char|character|nchar|nvarchar|nvarchar2|char varying|nchar varying',
      'boolean',
      'date',
      'time',
      'timestamp_ntz|datetime|timestamp without time zone',
      'timestamp_ltz|timestamp with local time zone',
      'timestamp_tz|timestamp with time zone',
      'variant',
      'object',
      'array',
      'binary varbinary',
      'geography',
      'geometry',
    ],
  },
  spark,
  sqlserver,
  trino: {
    types: [
      'integer int',
      'bigint',
      'smallint',
      'tinyint',
      'real',
      'double',
      'decimal numeric',
      'varchar',
      'boolean',
      'date',
      'json',
      'uuid',
      'varbinary',
    ],
  },
};

const codes: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map(
  Object.entries(byAdapter).map(([adapter, { types }]) => [
    adapter,
    new Map(
      types.flatMap((line) => {
        const names = line.split(line.includes('|') ? '|' : ' ');
        return names.map((name) => [name, names[0] ?? name] as const);
      }),
    ),
  ]),
);

/**
 * What an adapter compares of a type as a cast or a contract writes it: equal codes are one type to dbt. Undefined where that isn't
 * known of the adapter or of the type.
 */
export function typeCode(adapterType: string | undefined, text: string): string | undefined {
  const names = codes.get(adapterType ?? '');
  const own =
    adapterType !== undefined && Object.hasOwn(byAdapter, adapterType) ? byAdapter[adapterType] : undefined;
  if (!names || text.length > 200) return undefined;
  const written = text.trim().toLowerCase().replace(/["`]/g, '').replace(/\s+/g, ' ');
  const list = /^(.*\S) ?\[\d*\]$/.exec(written)?.[1];
  if (list !== undefined) {
    const inner = adapterType === 'duckdb' ? typeCode(adapterType, list) : undefined;
    return inner && `${inner}[]`;
  }
  const parts = /^([a-z_0-9 ]+?) ?(?:\(([^()]*)\))?( with(?:out)?(?: local)? time zone)?$/.exec(written);
  const code = parts && names.get(`${parts[1] ?? ''}${parts[3] ?? ''}`);
  if (!parts || !code) return undefined;
  if (!own?.decimal || code !== 'decimal') return code;
  const [precision, scale = '0'] = parts[2]?.split(',').map((each) => each.trim()) ?? own.decimal.map(String);
  return `${code}(${precision},${scale})`;
}
