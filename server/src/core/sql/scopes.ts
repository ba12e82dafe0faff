// Which CTEs and relations a select can name. Deliberately absent: tables outside the text, and columns.
import { type Dialect, nameKey } from './dialect.ts';
import type { Cte, FromItem, Name, Query, Relation } from './tree.ts';

/** The CTEs that a query's body sees, nearest last, with the scope of the query around it. */
export interface Scope {
  readonly ctes: readonly Cte[];
  readonly recursive: boolean;
  readonly outer: Scope | undefined;
}

/** A relation of a FROM clause, with the query that it is where this text has it. */
export interface SourceRelation {
  /** The name by which columns are qualified; undefined where there is none. */
  readonly name: Name | undefined;
  readonly relation: Relation;
  readonly columns: readonly Name[];
  readonly query: Query | undefined;
  /** Where names in that query are looked up. */
  readonly scope: Scope;
  /** Columns of a `using`, which an unqualified star gives only once. */
  readonly using: readonly Name[];
  /** Joined by `natural`: which columns an unqualified star gives once isn't written. */
  readonly natural: boolean;
}

/** The scope of a query's body. */
export function scopeOf(query: Query, outer: Scope | undefined): Scope {
  return { ctes: query.ctes, recursive: query.recursive, outer };
}

/** The CTE that an unqualified name means, with the scope of its own query; undefined for a table. */
function findCte(
  name: Name,
  scope: Scope | undefined,
  dialect: Dialect,
): { cte: Cte; scope: Scope } | undefined {
  if (!scope) return undefined;
  const key = nameKey(name, dialect);
  for (let i = scope.ctes.length - 1; i >= 0; i--) {
    const cte = scope.ctes[i];
    if (!cte || nameKey(cte.name, dialect) !== key) continue;
    // A CTE sees those before it, and all of them where the list is recursive.
    const seen = scope.recursive ? scope.ctes : scope.ctes.slice(0, i);
    return { cte, scope: { ...scope, ctes: seen } };
  }
  return findCte(name, scope.outer, dialect);
}

/** The relations of a FROM clause in order, those in brackets too. */
export function findRelations(
  from: readonly FromItem[],
  scope: Scope,
  dialect: Dialect,
): readonly SourceRelation[] {
  // The right side of a semi or anti join gives no columns.
  const visible = from.filter(({ join }) => !/semi|anti/.test(join));
  return visible.flatMap((item) => sourcesOf(item, item.relation, scope, dialect));
}

function sourcesOf(
  item: FromItem,
  relation: Relation,
  scope: Scope,
  dialect: Dialect,
): readonly SourceRelation[] {
  const own = {
    relation,
    columns: relation.columns,
    scope,
    using: item.using,
    natural: item.join.includes('natural'),
  };
  switch (relation.kind) {
    case 'joined':
      if (!relation.alias) {
        const inner = findRelations(relation.from, scope, dialect);
        return inner.map((source) => ({
          ...source,
          using: [...source.using, ...item.using],
          natural: source.natural || own.natural,
        }));
      }
      return [{ ...own, name: relation.alias, query: undefined }];
    case 'table': {
      const last = relation.path[relation.path.length - 1];
      const name = relation.alias ?? last;
      const found = relation.path.length === 1 && last ? findCte(last, scope, dialect) : undefined;
      if (!found) return [{ ...own, name, query: undefined }];
      const columns = relation.columns.length > 0 ? relation.columns : found.cte.columns;
      return [{ ...own, name, columns, query: found.cte.query, scope: found.scope }];
    }
    case 'query':
      return [{ ...own, name: relation.alias, query: relation.query }];
    case 'function':
    case 'placeholder':
    case 'pivot':
    case 'unpivot':
      return [{ ...own, name: relation.alias, query: undefined }];
  }
}
