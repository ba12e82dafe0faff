// Warehouse types and the base types they are, by adapter.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { baseType, baseTypeOfCast } from '../../../server/src/core/sql/baseTypes.ts';

const rows: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  snowflake: {
    integer: ['NUMBER(38,0)', 'INT', 'number(10)'],
    number: ['NUMBER(38,2)', 'FLOAT', 'DOUBLE PRECISION'],
    undefined: ['NUMBER', 'DECIMAL', 'INTERVAL', '<unknown>', ''],
    string: ['TEXT', 'VARCHAR(16777216)', 'character varying(256)'],
    timestamp: ['TIMESTAMP_NTZ', 'TIMESTAMP_TZ(9)', 'DATETIME'],
    object: ['VARIANT', 'OBJECT'],
    array: ['ARRAY'],
    binary: ['BINARY(8388608)'],
  },
  postgres: {
    string: ['character varying(256)', 'text', 'uuid', 'bpchar'],
    timestamp: ['timestamp without time zone', 'timestamp(6) with time zone', 'timestamptz'],
    time: ['time without time zone'],
    number: ['numeric', 'numeric(10,2)', 'double precision', 'float8', 'money'],
    integer: ['bigint', 'numeric(10,0)', 'int4'],
    array: ['text[]', 'integer[][]', 'ARRAY'],
    object: ['json', 'jsonb'],
    binary: ['bytea', 'bit(3)'],
    undefined: ['interval', 'int4range', 'unknown'],
  },
  redshift: { integer: ['numeric', 'bigint'], object: ['super'], binary: ['varbyte(10)'] },
  bigquery: {
    integer: ['INT64', 'NUMERIC(5)'],
    number: ['NUMERIC', 'FLOAT64', 'BIGNUMERIC(40, 2)'],
    array: ['ARRAY<STRING>', 'ARRAY<STRUCT<a INT64, b STRING>>'],
    object: ['STRUCT<a INT64, b ARRAY<STRING>>', 'JSON', 'RECORD'],
    boolean: ['BOOL'],
    timestamp: ['DATETIME', 'TIMESTAMP'],
    binary: ['BYTES(10)'],
  },
  duckdb: {
    integer: ['HUGEINT', 'UTINYINT', 'BIGINT'],
    number: ['DECIMAL(18,3)', 'DOUBLE', 'DECIMAL'],
    object: ['STRUCT(a INTEGER, b VARCHAR)', 'MAP(VARCHAR, INTEGER)'],
    array: ['INTEGER[]', 'STRUCT(a INTEGER)[]', 'INTEGER[3]'],
    string: ["ENUM('a', 'b')"],
    timestamp: ['TIMESTAMP WITH TIME ZONE', 'TIMESTAMP_NS'],
    undefined: ['NULL', 'INTERVAL'],
  },
  databricks: {
    integer: ['bigint', 'decimal(10,0)', 'byte'],
    array: ['array<int>'],
    timestamp: ['timestamp_ntz'],
  },
  clickhouse: {
    timestamp: ["DateTime64(3, 'UTC')", 'Nullable(DateTime)'],
    string: ['LowCardinality(Nullable(String))', 'FixedString(16)', 'IPv4'],
    integer: ['UInt64', 'Decimal64(0)'],
    number: ['Decimal(18, 4)', 'Float32', 'Decimal64(4)'],
    array: ['Array(Tuple(String, UInt8))'],
    object: ['Tuple(String)', 'Map(String, UInt8)'],
  },
  sqlserver: {
    boolean: ['bit'],
    string: ['uniqueidentifier', 'nvarchar(max)'],
    timestamp: ['datetime2(7)', 'datetimeoffset', 'smalldatetime'],
    number: ['money'],
    binary: ['timestamp', 'varbinary(max)'],
    undefined: ['decimal', 'sql_variant'],
  },
  mysql: {
    integer: ['int unsigned', 'bigint(20)'],
    undefined: ['tinyint(1)', 'decimal'],
    string: ['longtext'],
  },
  oracle: {
    timestamp: ['DATE', 'TIMESTAMP(6) WITH LOCAL TIME ZONE'],
    number: ['NUMBER'],
    integer: ['NUMBER(10)'],
  },
  trino: { timestamp: ['timestamp(3) with time zone'], object: ['row(a bigint)'], array: ['array(varchar)'] },
};

test('base types', () => {
  for (const [adapter, expected] of Object.entries(rows)) {
    for (const [base, types] of Object.entries(expected)) {
      for (const type of types) assert.equal(String(baseType(type, adapter)), base, `${adapter} ${type}`);
    }
  }
});

test("the user's table comes first, and casts have the dialect's default scale", () => {
  assert.equal(baseType('MONEY_EUR', 'postgres', { money_eur: 'number' }), 'number');
  assert.equal(baseType('NUMBER', 'snowflake', { number: 'integer' }), 'integer');
  assert.equal(baseTypeOfCast('number', 'snowflake'), 'integer');
  assert.equal(baseTypeOfCast('numeric', 'postgres'), 'number');
  assert.equal(baseType('constructor', 'toString'), undefined);
});
