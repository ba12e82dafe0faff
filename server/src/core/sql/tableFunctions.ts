// The columns of table functions where they are fixed. Deliberately absent: functions whose columns depend on their arguments.

import type { Dialect } from './dialect.ts';
import { baseTypeKnown, type KnownType } from './knownTypes.ts';
import type { FunctionRelation, Name } from './tree.ts';

/** What is known of the columns of a table function. */
export interface FunctionColumns {
  readonly names: readonly Name[];
  /** By the name as it stands in `names`. */
  readonly types: ReadonlyMap<string, KnownType>;
  readonly complete: boolean;
}

const fixed: Readonly<Record<string, string>> = {
  'snowflake flatten': 'seq key path index value this',
  'snowflake split_to_table': 'seq index value',
  'snowflake strtok_split_to_table': 'seq index value',
  'snowflake generator': '',
  'postgres json_array_elements': 'value',
  'postgres jsonb_array_elements': 'value',
  'postgres json_array_elements_text': 'value',
  'postgres jsonb_array_elements_text': 'value',
  'postgres json_each': 'key value',
  'postgres jsonb_each': 'key value',
  'postgres json_each_text': 'key value',
  'postgres jsonb_each_text': 'key value',
  'duckdb range': 'range',
  'duckdb generate_series': 'generate_series',
  'spark posexplode': 'pos col',
  'spark posexplode_outer': 'pos col',
  'spark range': 'id',
  'sqlserver string_split': 'value',
  'sqlserver openjson': 'key value type',
};

const types: Readonly<Record<string, Readonly<Record<string, 'integer' | 'string'>>>> = {
  'snowflake flatten': { seq: 'integer', key: 'string', path: 'string', index: 'integer' },
  'snowflake split_to_table': { seq: 'integer', index: 'integer', value: 'string' },
  'snowflake strtok_split_to_table': { seq: 'integer', index: 'integer', value: 'string' },
  'spark posexplode': { pos: 'integer' },
  'spark range': { id: 'integer' },
};

const families: Readonly<Record<string, string>> = {
  databricks: 'spark',
  fabricspark: 'spark',
  glue: 'spark',
  fabric: 'sqlserver',
  synapse: 'sqlserver',
};

/** The columns of a table function under the names that the text gives them. */
export function tableFunctionColumns(relation: FunctionRelation, dialect: Dialect): FunctionColumns {
  const key = `${families[dialect.id] ?? dialect.id} ${relation.name}`;
  const known = Object.hasOwn(fixed, key) ? fixed[key] : undefined;
  const { alias, columns, range, offset } = relation;
  const extra = offset ? [offset] : [];
  const name = (text: string): Name => ({ text, quoted: false, range });
  if (columns.length > 0) {
    // In BigQuery and Spark fields of the rows can be named as well.
    return { names: [...columns, ...extra], types: new Map(), complete: dialect.id !== 'bigquery' };
  }
  if (known !== undefined) {
    const names = known.split(' ').filter(Boolean).map(name);
    const ofColumns = Object.hasOwn(types, key) ? types[key] : undefined;
    return {
      names: [...names, ...extra],
      types: new Map(
        Object.entries(ofColumns ?? {}).map(([column, base]) => [
          column,
          baseTypeKnown(base, 'function', range),
        ]),
      ),
      complete: true,
    };
  }
  // A function that gives one value a row: its alias is that value's name too.
  const value =
    /^(?:bigquery unnest|postgres (?:unnest|generate_series|regexp_split_to_table|string_to_table))$/;
  if (alias && value.test(key)) {
    return {
      names: [{ ...alias, range: alias.range }, ...extra],
      types: new Map(),
      complete: /series|to_table/.test(key),
    };
  }
  return { names: extra, types: new Map(), complete: false };
}
