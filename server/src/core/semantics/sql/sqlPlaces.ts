// Where what a name of a file's SQL stands for is defined. Deliberately absent: names inside Jinja (namedPlaces.ts).

import { toSource } from '../../jinja/render/rendered.ts';
import type { Project } from '../../project.ts';
import type { ResolvedReference, SelectScope } from '../../sql/analysis.ts';
import { nameKey } from '../../sql/dialect.ts';
import type { SourceRelation } from '../../sql/scopes.ts';
import type { Cte } from '../../sql/tree.ts';
import type { TextRange } from '../../text.ts';
import type { DefinedPlace } from '../definedPlaces.ts';
import { columnYamlOf, placeOfItem, placeOfName, placesOfNode, placesOfSource } from './columnPlaces.ts';
import type { ModelSql } from './modelSql.ts';
import { nodeIdOfFile } from './nodeId.ts';
import type { SqlSymbol } from './sqlSymbol.ts';

/** The places that define what a name of SQL stands for, best first; empty where that isn't known. */
export function placesOfSqlSymbol(project: Project, symbol: SqlSymbol): readonly DefinedPlace[] {
  const { sql } = symbol;
  switch (symbol.kind) {
    case 'reference': {
      const own = finalName(sql, symbol.reference.name.range);
      return [
        ...placesOfReference(project, symbol),
        ...(own === undefined ? [] : ownYaml(project, sql, own)),
      ];
    }
    case 'output':
      return [
        placeOfItem(sql, symbol.column),
        ...(symbol.final ? ownYaml(project, sql, symbol.column.name) : []),
      ];
    case 'cte':
      return [placeOfCte(sql, symbol.cte)];
    case 'alias':
      return placesOfAlias(project, sql, symbol.relation, symbol.scope);
    case 'using':
      return symbol.sources.flatMap((source) => placesOfSource(project, sql, source));
    case 'star':
      return starRelations(symbol).flatMap(({ source, scope }) =>
        placesOfRelation(project, sql, source, scope).slice(0, 1),
      );
  }
}

function placesOfReference(
  project: Project,
  { sql, reference, scope }: SqlSymbol & { readonly kind: 'reference' },
): readonly DefinedPlace[] {
  const { target }: ResolvedReference = reference;
  switch (target.kind) {
    case 'column':
      return placesOfSource(project, sql, target.source);
    case 'alias':
      return target.column.kind === 'column' ? [placeOfItem(sql, target.column)] : [];
    case 'ambiguous':
      return target.sources.flatMap((source) => placesOfSource(project, sql, source));
    case 'relation':
      return placesOfAlias(project, sql, target.relation, scope);
    case 'missing':
    case 'unknown':
      return [];
  }
}

/** The name of the file's own column that an entry without an alias makes; undefined where it makes none. */
function finalName(sql: ModelSql, range: TextRange): string | undefined {
  for (const column of sql.analysis?.columns ?? []) {
    if (column.kind !== 'column' || column.star) continue;
    if (column.nameRange.start === range.start && column.nameRange.end === range.end) return column.name;
  }
  return undefined;
}

function ownYaml(project: Project, sql: ModelSql, name: string): readonly DefinedPlace[] {
  const id = nodeIdOfFile(project, sql.path);
  const place = id === undefined ? undefined : columnYamlOf(project, id, name);
  return place ? [place] : [];
}

function placesOfAlias(
  project: Project,
  sql: ModelSql,
  relation: SourceRelation,
  scope: SelectScope,
): readonly DefinedPlace[] {
  const { alias, range } = relation.relation;
  const own = alias ? [placeOfName(sql, alias.range, range)] : [];
  return [...own, ...placesOfRelation(project, sql, relation, scope)];
}

/** What a relation reads: a CTE of this text, or a node. */
function placesOfRelation(
  project: Project,
  sql: ModelSql,
  relation: SourceRelation,
  scope: SelectScope,
): readonly DefinedPlace[] {
  const { query } = relation;
  if (query && relation.relation.kind === 'table') {
    const cte = ctesAround(scope).find((each) => each.query === query);
    return cte ? [placeOfCte(sql, cte)] : [];
  }
  for (let at: SelectScope | undefined = scope; at; at = at.outer) {
    const table = at.relations.find(({ source }) => source.relation === relation.relation)?.table;
    if (table) return placesOfNode(project, table.id);
  }
  return [];
}

function ctesAround(scope: SelectScope): readonly Cte[] {
  const own = scope.ctes;
  return scope.outer ? [...own, ...ctesAround(scope.outer)] : own;
}

function placeOfCte(sql: ModelSql, cte: Cte): DefinedPlace {
  return placeOfName(sql, cte.name.range, cte.range);
}

function starRelations({ sql, scope, range }: SqlSymbol & { readonly kind: 'star' }): readonly {
  readonly source: SourceRelation;
  readonly scope: SelectScope;
}[] {
  const item = scope.select.items.find((each) => {
    const place = toSource(sql.rendered, each.range).range;
    return each.kind === 'star' && place.start <= range.start && range.end <= place.end;
  });
  const qualifier = item?.kind === 'star' ? item.qualifier.at(-1) : undefined;
  const key = qualifier && nameKey(qualifier, sql.dialect);
  for (let at: SelectScope | undefined = scope; at; at = at.outer) {
    const named = at.relations.filter(
      ({ source }) => key === undefined || (source.name && nameKey(source.name, sql.dialect) === key),
    );
    const found = { scope: at };
    if (named.length > 0) return named.map(({ source }) => ({ source, ...found }));
  }
  return [];
}
