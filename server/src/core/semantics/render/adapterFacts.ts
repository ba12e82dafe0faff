// What differs between adapters in the text that dbt writes: quotes, which parts of a relation's name are written, labels of
// types. Source: the Relation and Column classes of each adapter. Deliberately absent: macros, which the manifest has.

import type { EachPart } from './inputs.ts';

/** How an adapter writes names and types. */
export interface AdapterFacts {
  /** The opening and the closing quote of relations. */
  readonly quotes: readonly [string, string];
  /** Which parts of a relation are in quotes where nothing else is configured. */
  readonly quoted: EachPart;
  /** Which parts of a relation are written. */
  readonly included: EachPart;
  /** The opening and the closing quote of columns, and of `adapter.quote`. */
  readonly columnQuotes: readonly [string, string];
  /** Whether a column's type is given as the catalog has it, not taken apart and put together again. */
  readonly wholeTypes: boolean;
  /** The type that a label of dbt's macros stands for, by the label in upper case; other labels stand for themselves. */
  readonly typeLabels: Readonly<Record<string, string>>;
}

const all: EachPart = { database: true, schema: true, identifier: true };
const none: EachPart = { database: false, schema: false, identifier: false };
const withoutDatabase: EachPart = { database: false, schema: true, identifier: true };

const standard: AdapterFacts = {
  quotes: ['"', '"'],
  quoted: all,
  included: all,
  columnQuotes: ['"', '"'],
  wholeTypes: false,
  typeLabels: { STRING: 'TEXT' },
};

const spark: Partial<AdapterFacts> = {
  quotes: ['`', '`'],
  quoted: none,
  included: withoutDatabase,
  columnQuotes: ['`', '`'],
  wholeTypes: true,
  typeLabels: {},
};

const mysql: Partial<AdapterFacts> = {
  quotes: ['`', '`'],
  included: withoutDatabase,
  columnQuotes: ['`', '`'],
};

const fabric: Partial<AdapterFacts> = {
  typeLabels: {
    STRING: 'VARCHAR(8000)',
    VARCHAR: 'VARCHAR(8000)',
    TIMESTAMP: 'DATETIME2(6)',
    BOOLEAN: 'BIT',
    INTEGER: 'INT',
  },
};

const different: Readonly<Record<string, Partial<AdapterFacts>>> = {
  athena: { typeLabels: { STRING: 'VARCHAR', TEXT: 'VARCHAR' } },
  bigquery: {
    quotes: ['`', '`'],
    columnQuotes: ['`', '`'],
    wholeTypes: true,
    typeLabels: { TEXT: 'STRING', FLOAT: 'FLOAT64', INTEGER: 'INT64' },
  },
  clickhouse: {
    quotes: ['`', '`'],
    included: withoutDatabase,
    wholeTypes: true,
    typeLabels: { STRING: 'String' },
  },
  databricks: { ...spark, quoted: all, included: all },
  fabric,
  hive: spark,
  mysql,
  mariadb: mysql,
  oracle: { quoted: none, included: withoutDatabase, typeLabels: { STRING: 'VARCHAR2(4000)' } },
  snowflake: { quoted: none },
  spark,
  sqlserver: fabric,
  starrocks: mysql,
  synapse: fabric,
  trino: { wholeTypes: true, typeLabels: { STRING: 'VARCHAR', FLOAT: 'DOUBLE' } },
};

/** Before dbt 1.7 labels without a type of their own became upper case. */
const oldLabels: Readonly<Record<string, string>> = {
  TIMESTAMP: 'TIMESTAMP',
  FLOAT: 'FLOAT',
  INTEGER: 'INT',
  BOOLEAN: 'BOOLEAN',
};

/** What is known of an adapter; of one that isn't listed, what most of them do. */
export function adapterFacts(adapterType: string | undefined, dbtVersion?: string): AdapterFacts {
  const facts = { ...standard, ...different[adapterType ?? ''] };
  const version = /^(0|1)\.(\d+)/.exec(dbtVersion ?? '');
  const old = version !== null && (version[1] === '0' || Number(version[2]) < 7);
  if (!old) return facts;
  const text = facts.typeLabels['TEXT'];
  const labels = text === undefined ? oldLabels : { ...oldLabels, STRING: text };
  return { ...facts, typeLabels: { ...labels, ...facts.typeLabels } };
}
