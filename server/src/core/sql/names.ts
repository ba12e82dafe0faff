// How dialects differ in what a bare name can mean: aliases of the same select, columns that no table lists.
// Deliberately absent: the comparison of names (dialect.ts).
import type { Dialect } from './dialect.ts';

const lateral = new Set(
  'snowflake redshift databricks spark fabricspark glue duckdb clickhouse teradata databend'.split(' '),
);
const inWhere = new Set('snowflake duckdb clickhouse sqlite teradata databend'.split(' '));
/** Dialects of which too little is known, or in which an alias inside any expression is a name everywhere. */
const lenient = new Set(['clickhouse', 'generic', 'upsolver', 'rockset', 'dremio', 'exasol']);

/** Whether the select list may name an alias that stands before, where no column has that name. */
export function aliasesInSelect(dialect: Dialect): boolean {
  return lateral.has(dialect.id);
}

/** Whether WHERE may name an alias of the select list. */
export function aliasesInWhere(dialect: Dialect): boolean {
  return inWhere.has(dialect.id);
}

/** Whether a name that no relation has is surely wrong. */
export function mayBeMissing(dialect: Dialect): boolean {
  return !lenient.has(dialect.id);
}

const pseudo = new Set(
  `rownum rowid rownumber level ctid oid xmin xmax cmin cmax tableoid user uid sysdate systimestamp current_role current_user
   current_schema current_catalog current_database current_warehouse session_user system_user localtime localtimestamp
   current_time current_timezone value key filename file_row_number _row_id _rowid_ ora_rowscn object_value
   column_value connect_by_isleaf connect_by_iscycle nextval currval default today now getdate
   grouping__id grouping_id input__file__name block__offset__inside__file padb_internal_commit_id
   insertxid deletexid epoch _id`.split(/\s+/),
);

/** Whether a name may stand for something that no list of columns has: row ids, files, partitions, functions without brackets. */
export function isPseudoColumn(name: string): boolean {
  const lower = name.toLowerCase();
  return (
    pseudo.has(lower) ||
    /^(?:metadata\$|system\$|\$|@|_partition|_table_|_file|_metadata|_change_|_commit_|_dbt_)/.test(lower)
  );
}

const system =
  /^(?:row(?:num|id)|rownumber|ctid|oid|tableoid|[xc]m(?:in|ax)|sys(?:date|timestamp)|current_\w+|session_user|system_user|localtime(?:stamp)?|(?:ora|padb)_.*|(?:curr|next)val|[$@].*)$/;

/** Whether a name is one of the system's even where a relation may have it as a column. */
export function isSystemName(name: string, dialect: Dialect): boolean {
  const lower = name.toLowerCase();
  if (lower === 'level' || lower === 'uid') return dialect.id === 'oracle';
  if (lower === 'user') return /^(?:postgres|redshift|oracle|sqlserver|greenplum|vertica)$/.test(dialect.id);
  return (
    system.test(lower) ||
    (lower.startsWith('_') && isPseudoColumn(name) && lower !== '_id') ||
    lower.includes('$')
  );
}
