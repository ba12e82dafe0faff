// The type that SQL gives a column of a contract, as exactly as it is known, and whether dbt would call it another than the declared
// one. Unknown is a good answer. Deliberately absent: which columns there are (contractMade.ts).

import type { Project } from '../../project.ts';
import { columnNamed } from '../../semantics/sql/columnPlaces.ts';
import type { ModelSql } from '../../semantics/sql/modelSql.ts';
import { sqlOf } from '../../semantics/sql/modelSql.ts';
import { nodeColumn } from '../../semantics/sql/nodeColumns.ts';
import { isOfTable } from '../../semantics/sql/tableOf.ts';
import { choiceBehind } from '../../semantics/sql/unsureRanges.ts';
import { type BaseType, baseType } from '../../sql/baseTypes.ts';
import type { NamedColumn } from '../../sql/columns.ts';
import { baseOfKnown } from '../../sql/knownTypes.ts';
import type { Expression } from '../../sql/tree.ts';
import { typeCode } from './contractTypeCodes.ts';

/** A type that SQL gives. */
export interface SqlType {
  /** As it can be written into a contract; undefined where only the base type is known. */
  readonly text: string | undefined;
  readonly base: BaseType | undefined;
  /** For people: "by a cast", "in the catalog". */
  readonly from: string;
}

/** The type of a column as its SQL makes it; undefined where it isn't certain. */
export function sqlType(
  project: Project,
  sql: ModelSql,
  column: NamedColumn,
  depth = 0,
): SqlType | undefined {
  if (choiceBehind(sql.rendered, column) !== undefined) return undefined;
  const adapter = project.artifacts.manifest?.metadata.adapterType;
  const exact = exactType(adapter, sql, column);
  if (exact) return exact;
  const { type } = column;
  if (!type) return undefined;
  if (isOfTable(type)) return upstreamType(project, sql, column, depth);
  const base = baseOfKnown(type, adapter);
  const text = type.from === 'cast' && type.base === undefined ? type.text : undefined;
  return { text, base, from: sources[type.from] };
}

const sources = {
  cast: 'by a cast',
  literal: 'by a literal',
  function: 'by a function',
  aggregate: 'by an aggregate',
  predicate: 'by a condition',
} as const;

/** Most nodes that a type is followed through. */
const mostNodes = 30;

/** Of a column that another node's is passed on as: a type that nobody vouches for isn't certain. */
function upstreamType(
  project: Project,
  sql: ModelSql,
  column: NamedColumn,
  depth: number,
): SqlType | undefined {
  const [origin, ...others] = sql.analysis?.originsOf(column) ?? [];
  if (!origin || others.length > 0 || depth >= mostNodes) return undefined;
  if (origin.how !== 'passthrough' && origin.how !== 'rename') return undefined;
  const { id } = origin.table;
  const found = nodeColumn(project, id, origin.name)?.type;
  if (!found || found.from === 'YAML') return undefined;
  if (found.from === 'catalog') return { text: found.text, base: found.base, from: 'in the catalog' };
  if (found.from === 'contract')
    return { text: found.text, base: found.base, from: 'by the contract of what it reads' };
  const upstream = sqlOf(project, id);
  const made = upstream?.analysis && columnNamed(upstream.analysis, origin.name);
  return upstream && made ? sqlType(project, upstream, made, depth + 1) : undefined;
}

const counts = new Set(['count', 'count_if', 'countif']);
const ranks = new Set(['row_number', 'rank', 'dense_rank']);
const countsAreBig = new Set(['duckdb', 'postgres', 'redshift', 'trino', 'databricks', 'spark']);
const ranksAreBig = new Set(['duckdb', 'postgres', 'redshift', 'trino']);
const moments = new Set(['current_timestamp', 'now']);

/** The type of an expression of the last select itself whose warehouse type has one name. */
function exactType(adapter: string | undefined, sql: ModelSql, column: NamedColumn): SqlType | undefined {
  const { expression, range } = column;
  if (adapter === undefined || sql.analysis?.query.body?.kind !== 'select') return undefined;
  // Of the last select: elsewhere it may be one part of a union.
  if (!expression || expression.range.start < range.start || expression.range.end > range.end)
    return undefined;
  const called = nameOfCall(expression);
  const exact = (text: string, from: keyof typeof sources) => ({
    text,
    base: baseType(text, adapter),
    from: sources[from],
  });
  if (called !== undefined) {
    if (counts.has(called) && countsAreBig.has(adapter)) return exact('bigint', 'aggregate');
    if (ranks.has(called) && ranksAreBig.has(adapter)) return exact('bigint', 'function');
    if (moments.has(called) && (adapter === 'duckdb' || adapter === 'postgres'))
      return exact('timestamptz', 'function');
    return undefined;
  }
  if (expression.kind !== 'literal' || !(adapter === 'duckdb' || adapter === 'postgres')) return undefined;
  const written = sql.rendered.text.slice(expression.range.start, expression.range.end);
  if (expression.type === 'integer' && /^\d{1,18}$/.test(written))
    return exact(Number(written) <= 2147483647 ? 'integer' : 'bigint', 'literal');
  const decimal = expression.type === 'decimal' ? /^([1-9]\d{0,14})\.(\d{1,15})$/.exec(written) : null;
  if (!decimal) return undefined;
  if (adapter === 'postgres') return exact('numeric', 'literal');
  const digits = (decimal[1] ?? '').length;
  const scale = (decimal[2] ?? '').length;
  return exact(`decimal(${digits + scale},${scale})`, 'literal');
}

function nameOfCall(expression: Expression): string | undefined {
  if (expression.kind === 'function') return expression.name;
  return expression.kind === 'window' ? nameOfCall(expression.call) : undefined;
}

/** Whether dbt would call a type of SQL another than the one that a contract declares; false where that isn't certain. */
export function isOtherType(adapter: string | undefined, declared: string, found: SqlType): boolean {
  const wanted = typeCode(adapter, declared);
  const given = found.text === undefined ? codeOfBase(adapter, found.base) : typeCode(adapter, found.text);
  if (wanted !== undefined && given !== undefined) return wanted !== given;
  const declaredBase = baseType(declared, adapter);
  // What DuckDB’s functions make of a date hangs on its version.
  if (adapter === 'duckdb' && found.text === undefined && isMoment(declaredBase) && isMoment(found.base))
    return false;
  const left = familyOf(adapter, declaredBase);
  const right = familyOf(adapter, found.base);
  return left !== undefined && right !== undefined && left !== right;
}

/** Where all integers are one type to the adapter. */
function codeOfBase(adapter: string | undefined, base: BaseType | undefined): string | undefined {
  if (base !== 'integer') return undefined;
  return adapter === 'snowflake'
    ? typeCode(adapter, 'integer')
    : adapter === 'bigquery'
      ? 'int64'
      : undefined;
}

/** Adapters whose booleans are numbers, or whose columns have no types of their own. */
const withoutBooleans =
  /^(?:mysql|mariadb|singlestore|starrocks|doris|oracle|sqlserver|fabric|synapse|teradata|db2)$/;

/** Base types that no warehouse takes for each other; undefined where it may. */
function familyOf(adapter: string | undefined, base: BaseType | undefined): string | undefined {
  if (adapter === undefined || adapter === 'sqlite' || !base) return undefined;
  if (base === 'integer' || base === 'number') return 'number';
  if (base === 'boolean') return withoutBooleans.test(adapter) ? undefined : base;
  // Arrays, structs and JSON are told apart in too many ways.
  return base === 'array' || base === 'object' ? 'semi-structured' : base;
}

function isMoment(base: BaseType | undefined): boolean {
  return base === 'date' || base === 'timestamp';
}
