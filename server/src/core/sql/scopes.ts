// Which CTEs a select can name, and the relation that each entry of FROM is. Deliberately absent: columns.
import { type Dialect, nameKey } from './dialect.ts';
import type { Cte, Name, Query, Relation, TableRelation } from './tree.ts';

/** The CTEs that a query's body or one of its CTEs sees, with the scope of the query around it. */
export interface Scope {
  /** The whole WITH list. */
  readonly ctes: readonly Cte[];
  /** How many of them are seen. */
  readonly seen: number;
  /** Positions in the list by name, ascending. */
  readonly index: ReadonlyMap<string, readonly number[]>;
  readonly outer: Scope | undefined;
}

/** A relation of a FROM clause, with the query that it is where this text has it. */
export interface SourceRelation {
  /** The name by which columns are qualified; undefined where there is none. */
  readonly name: Name | undefined;
  readonly relation: Relation;
  /** Names that the text gives its columns: `t (a, b)`. */
  readonly columns: readonly Name[];
  readonly query: Query | undefined;
}

/** Dialects in which a CTE can read itself without the word `recursive`. */
const selfReading = new Set(['sqlserver', 'fabric', 'synapse', 'oracle', 'snowflake', 'db2', 'teradata']);

/** The scope of a query's body. */
export function scopeOf(query: Query, outer: Scope | undefined, dialect: Dialect): Scope {
  const index = new Map<string, number[]>();
  for (const [position, { name }] of query.ctes.entries()) {
    const key = nameKey(name, dialect);
    const same = index.get(key);
    if (same) same.push(position);
    else index.set(key, [position]);
  }
  return { ctes: query.ctes, seen: query.ctes.length, index, outer };
}

/** The scope of the CTE at a position: it sees those before it, and all of them where the list is recursive. */
export function scopeOfCte(query: Query, scope: Scope, position: number, dialect: Dialect): Scope {
  if (query.recursive) return scope;
  const recursive = selfReading.has(dialect.id) && query.ctes[position]?.query?.body?.kind === 'setOperation';
  return { ...scope, seen: recursive ? position + 1 : position };
}

/** The CTE that an unqualified name means; undefined for a table. */
export function findCte(
  relation: TableRelation,
  scope: Scope,
  dialect: Dialect,
): { readonly cte: Cte; readonly scope: Scope; readonly position: number } | undefined {
  const [name, ...more] = relation.path;
  if (!name || more.length > 0 || name.opaque) return undefined;
  const key = nameKey(name, dialect);
  for (let at: Scope | undefined = scope; at; at = at.outer) {
    const positions = at.index.get(key) ?? [];
    for (let i = positions.length - 1; i >= 0; i--) {
      const position = positions[i] ?? 0;
      const cte = position < at.seen ? at.ctes[position] : undefined;
      if (cte) return { cte, scope: at, position };
    }
  }
  return undefined;
}

/** The CTEs that a scope sees, nearest last. */
export function visibleCtes(scope: Scope): readonly Cte[] {
  const own = scope.ctes.slice(0, scope.seen);
  return scope.outer ? [...visibleCtes(scope.outer), ...own] : own;
}

/** The name by which a table's columns are qualified: its alias, else the last part of its path. */
export function tableName(relation: TableRelation, dialect: Dialect): Name | undefined {
  const last = relation.path[relation.path.length - 1];
  if (relation.alias || !last) return relation.alias;
  // BigQuery quotes a whole path at once: `project.dataset.table`.
  if (!last.quoted || dialect.id !== 'bigquery' || !last.text.includes('.')) return last;
  return { ...last, text: last.text.slice(last.text.lastIndexOf('.') + 1) };
}
