// The columns that a query gives, by its text alone: names with their ranges, casts, and stars followed into CTEs.
// Deliberately absent: columns of tables and of placeholders (a star of theirs stays a star), and lineage.
import { columnKey, type NamedColumn, type OutputColumn } from './columns.ts';
import { type Dialect, nameKey } from './dialect.ts';
import { type ColumnTypes, type KnownType, knownType, sameType } from './knownTypes.ts';
import { findRelations, type Scope, type SourceRelation, scopeOf } from './scopes.ts';
import { columnsOfStar } from './stars.ts';
import type {
  ColumnItem,
  ColumnReference,
  Expression,
  Name,
  Query,
  QueryBody,
  Select,
  SetOperation,
} from './tree.ts';

/** The output of a query, in order. Of set operations: names of the first branch, types where all branches agree. */
export function finalColumns(query: Query, dialect: Dialect): readonly OutputColumn[] {
  return columnsOfQuery(query, dialect, undefined, new Map());
}

type Cache = Map<Query, readonly OutputColumn[]>;

function columnsOfQuery(
  query: Query,
  dialect: Dialect,
  outer: Scope | undefined,
  cache: Cache,
): readonly OutputColumn[] {
  const known = cache.get(query);
  if (known) return known;
  // A recursive CTE reads itself: while it is being read it gives nothing.
  cache.set(query, []);
  const scope = scopeOf(query, outer);
  // In their order, so that a long chain of CTEs isn't as deep a recursion.
  for (const [index, cte] of query.ctes.entries()) {
    const seen = query.recursive ? scope : { ...scope, ctes: query.ctes.slice(0, index) };
    if (cte.query) columnsOfQuery(cte.query, dialect, seen, cache);
  }
  const columns = query.body ? columnsOfBody(query.body, dialect, scope, cache) : [];
  cache.set(query, columns);
  return columns;
}

function columnsOfBody(
  body: QueryBody,
  dialect: Dialect,
  scope: Scope,
  cache: Cache,
): readonly OutputColumn[] {
  switch (body.kind) {
    case 'query':
      return columnsOfQuery(body, dialect, scope, cache);
    case 'values':
      return [];
    case 'select':
      return columnsOfSelect(body, dialect, scope, cache);
    case 'setOperation': {
      const operations: SetOperation[] = [];
      let first: QueryBody = body;
      for (; first.kind === 'setOperation'; first = first.left) operations.push(first);
      let columns = columnsOfBody(first, dialect, scope, cache);
      for (const { operator, right, byName } of operations.reverse()) {
        if (operator === 'except' || !right) continue;
        columns = withCommonTypes(columns, columnsOfBody(right, dialect, scope, cache), byName, dialect);
      }
      return columns;
    }
  }
}

function withCommonTypes(
  left: readonly OutputColumn[],
  right: readonly OutputColumn[],
  byName: boolean,
  dialect: Dialect,
): readonly OutputColumn[] {
  const positional = left.length === right.length && ![...left, ...right].some(isMany);
  return left.map((column, index) => {
    if (column.kind !== 'column' || !column.type) return column;
    const other = byName
      ? findColumn(right, { text: column.name, quoted: column.quoted }, dialect)
      : positional
        ? right[index]
        : undefined;
    const agrees = other && other.kind !== 'star' && other.type && sameType(column.type, other.type);
    return agrees ? column : { ...column, type: undefined };
  });
}

/** Whether an entry may stand for several columns, so that those behind it have no known position. */
function isMany(column: OutputColumn): boolean {
  return column.kind === 'star' || (column.kind === 'unknown' && column.many);
}

function findColumn(
  columns: readonly OutputColumn[],
  name: { readonly text: string; readonly quoted: boolean },
  dialect: Dialect,
): NamedColumn | undefined {
  const key = nameKey(name, dialect);
  const found = columns.filter(
    (column): column is NamedColumn => column.kind === 'column' && columnKey(column, dialect) === key,
  );
  return found.length === 1 ? found[0] : undefined;
}

function columnsOfSelect(
  select: Select,
  dialect: Dialect,
  scope: Scope,
  cache: Cache,
): readonly OutputColumn[] {
  const sources = findRelations(select.from, scope, dialect);
  const columnsOf = (source: SourceRelation) => columnsOfSource(source, dialect, cache);
  const types = (column: ColumnReference) => typeOfColumn(column, sources, columnsOf, dialect);
  return select.items.flatMap((item) =>
    item.kind === 'star'
      ? columnsOfStar(
          item,
          sources,
          columnsOf,
          (expression) => knownType(expression, dialect, types),
          dialect,
        )
      : columnOf(item, dialect, types),
  );
}

/** The columns of a relation that this text defines; undefined for any other. */
function columnsOfSource(
  source: SourceRelation,
  dialect: Dialect,
  cache: Cache,
): readonly OutputColumn[] | undefined {
  if (!source.query) return undefined;
  const columns = columnsOfQuery(source.query, dialect, source.scope, cache);
  if (source.columns.length === 0) return columns.length === 0 ? undefined : columns;
  if (columns.some((column) => column.kind === 'star' || (column.kind === 'unknown' && column.many)))
    return undefined;
  return source.columns.map((name, index): OutputColumn => {
    const column = columns[index];
    const named = {
      kind: 'column',
      name: name.text,
      quoted: name.quoted,
      nameRange: name.range,
      aliased: true,
    } as const;
    const expression = column?.kind === 'column' ? column.expression : undefined;
    return { ...named, expression, type: column && column.kind !== 'star' ? column.type : undefined };
  });
}

function columnOf(item: ColumnItem, dialect: Dialect, types: ColumnTypes): OutputColumn {
  const { expression, alias } = item;
  const name = alias ?? implicitName(expression, dialect);
  const type = knownType(expression, dialect, types);
  if (!name || name.opaque) {
    return { kind: 'unknown', range: item.range, many: !alias && expression.kind === 'placeholder', type };
  }
  return {
    kind: 'column',
    name: name.text,
    quoted: name.quoted,
    nameRange: name.range,
    aliased: alias !== undefined,
    expression,
    type,
  };
}

/** The name of a column without an alias: that of the column it reads, in Postgres and its kin also through a cast. */
function implicitName(expression: Expression, dialect: Dialect): Name | undefined {
  if (expression.kind === 'column') return expression.path[expression.path.length - 1];
  if (dialect.cst !== 'postgresql' || !/^(?:postgres|redshift)/.test(dialect.id)) return undefined;
  return expression.kind === 'cast' ? implicitName(expression.operand, dialect) : undefined;
}

/** Undefined where the column isn't in this text, or where two relations have it with different types. */
function typeOfColumn(
  column: ColumnReference,
  sources: readonly SourceRelation[],
  columnsOf: (source: SourceRelation) => readonly OutputColumn[] | undefined,
  dialect: Dialect,
): KnownType | undefined {
  const name = column.path[column.path.length - 1];
  const qualifier = column.path[column.path.length - 2];
  if (!name || name.opaque || qualifier?.opaque) return undefined;
  const candidates = qualifier
    ? sources.filter((source) => source.name && nameKey(source.name, dialect) === nameKey(qualifier, dialect))
    : sources;
  const types = candidates.flatMap((source) => {
    const found = findColumn(columnsOf(source) ?? [], name, dialect);
    return found ? [found.type] : [];
  });
  const [first, ...others] = types;
  return first && others.every((type) => type && sameType(first, type)) ? first : undefined;
}
