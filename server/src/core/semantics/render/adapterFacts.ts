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
  typeLabels: { STRING: 'TEXT' },
};

const spark: AdapterFacts = {
  quotes: ['`', '`'],
  quoted: none,
  included: withoutDatabase,
  typeLabels: { STRING: 'STRING' },
};

const different: Readonly<Record<string, Partial<AdapterFacts>>> = {
  athena: { typeLabels: { STRING: 'VARCHAR', TEXT: 'VARCHAR' } },
  bigquery: {
    quotes: ['`', '`'],
    typeLabels: { TEXT: 'STRING', FLOAT: 'FLOAT64', INTEGER: 'INT64' },
  },
  clickhouse: { quotes: ['`', '`'], included: withoutDatabase, typeLabels: { STRING: 'String' } },
  databricks: { ...spark, quoted: all, included: all },
  duckdb: { typeLabels: { STRING: 'TEXT' } },
  hive: spark,
  mysql: { quotes: ['`', '`'], included: withoutDatabase },
  mariadb: { quotes: ['`', '`'], included: withoutDatabase },
  oracle: { quoted: none, included: withoutDatabase, typeLabels: { STRING: 'VARCHAR2(4000)' } },
  snowflake: { quoted: none },
  spark,
  starrocks: { quotes: ['`', '`'], included: withoutDatabase },
  trino: { typeLabels: { STRING: 'VARCHAR', FLOAT: 'DOUBLE' } },
};

/** What is known of an adapter; of one that isn't listed, what most of them do. */
export function adapterFacts(adapterType: string | undefined): AdapterFacts {
  return { ...standard, ...different[adapterType ?? ''] };
}
