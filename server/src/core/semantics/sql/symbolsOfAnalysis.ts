// The names of a query with what they stand for, in offsets of the SQL's own text. Deliberately absent: the file that the SQL comes
// from (sqlSymbol.ts).

import { memo2 } from '../../memo.ts';
import type {
  ColumnSource,
  QueryAnalysis,
  ResolvedReference,
  ScopeRelation,
  SelectScope,
  TableColumn,
} from '../../sql/analysis.ts';
import { columnKey, type NamedColumn, type OutputColumn } from '../../sql/columns.ts';
import { type Dialect, nameKey } from '../../sql/dialect.ts';
import type { SourceRelation } from '../../sql/scopes.ts';
import type { Cte, Name, Query, Relation, Select, StarItem } from '../../sql/tree.ts';
import type { TextRange } from '../../text.ts';
import { queriesOf } from './queriesOf.ts';
import type { SqlMeaning } from './sqlSymbol.ts';

/** A name and what it stands for. */
export interface FoundSymbol {
  /** In the text of the SQL. */
  readonly range: TextRange;
  readonly meaning: SqlMeaning;
}

interface Context {
  readonly analysis: QueryAnalysis;
  readonly text: string;
  readonly dialect: Dialect;
  /** The query that each select's columns are the output of. */
  readonly queries: ReadonlyMap<Select, Query>;
  readonly ctes: ReadonlyMap<Query, Cte>;
  /** Where the names of the text's own columns stand. */
  readonly final: ReadonlySet<string>;
  readonly found: FoundSymbol[];
}

/** Every name of a query, in the order of its text. */
export function symbolsOfAnalysis(
  analysis: QueryAnalysis,
  text: string,
  dialect: Dialect,
): readonly FoundSymbol[] {
  const { queries, ctes, scopes: spans } = queriesOf(analysis);
  const final = new Set(
    analysis.columns.flatMap((column) => (column.kind === 'column' ? rangeKey(column.nameRange) : [])),
  );
  const byQuery = new Map(ctes.flatMap((cte) => (cte.query ? [[cte.query, cte] as const] : [])));
  const found: FoundSymbol[] = [];
  const ctx: Context = { analysis, text, dialect, queries, ctes: byQuery, final, found };
  for (const cte of ctes) found.push({ range: cte.name.range, meaning: cteMeaning(ctx, cte) });
  for (const scope of analysis.scopes) scopeSymbols(ctx, scope);
  const seen = new Set(found.map(({ range }) => rangeKey(range)));
  const scopeAt = spans();
  for (const reference of [...analysis.references].sort((a, b) => start(a) - start(b))) {
    const scope = scopeAt(start(reference));
    if (scope && !seen.has(rangeKey(reference.name.range))) referenceSymbols(ctx, reference, scope);
  }
  return found.sort((a, b) => a.range.start - b.range.start);
}

function start(reference: ResolvedReference): number {
  return reference.reference.range.start;
}

function scopeSymbols(ctx: Context, scope: SelectScope): void {
  const { found } = ctx;
  for (const { source } of scope.relations) relationSymbols(ctx, source, scope);
  const made = new Map<string, NamedColumn>();
  for (const column of scope.output)
    if (column.kind === 'column') made.set(rangeKey(column.nameRange), column);
  const query = ctx.queries.get(scope.select);
  const output = (name: Name | undefined) => {
    const column = name && !name.opaque ? made.get(rangeKey(name.range)) : undefined;
    if (!name || !column || !query) return;
    const final = ctx.final.has(rangeKey(name.range));
    found.push({ range: name.range, meaning: { kind: 'output', column, query, final } });
  };
  const outputAt = new Map<string, OutputColumn[]>();
  for (const column of scope.output) {
    const key = rangeKey(column.range);
    const there = outputAt.get(key);
    if (there) there.push(column);
    else outputAt.set(key, [column]);
  }
  for (const item of scope.select.items) {
    if (item.kind === 'column') output(item.alias);
    else {
      starSymbols(ctx, item, scope, outputAt.get(rangeKey(item.range)) ?? []);
      for (const { alias } of item.replace) output(alias);
      for (const { to } of item.rename) output(to);
    }
  }
  for (const item of scope.select.from) {
    for (const name of item.using) {
      const sources = scope.relations.flatMap((relation) => columnIn(ctx, relation, name) ?? []);
      if (!name.opaque)
        found.push({ range: name.range, meaning: { kind: 'using', name: name.text, sources } });
    }
  }
}

/** The name that a relation is read by where it is a CTE's, and its alias. */
function relationSymbols(ctx: Context, source: SourceRelation, scope: SelectScope): void {
  const { alias } = source.relation;
  for (const relation of tablesOf(source.relation)) {
    const [name, ...more] = relation.path;
    if (!name || more.length > 0 || name.opaque) continue;
    const own = relation === source.relation ? source.query && ctx.ctes.get(source.query) : undefined;
    const cte = own ?? (relation === source.relation ? undefined : cteNamed(ctx, name, scope));
    if (cte) ctx.found.push({ range: name.range, meaning: cteMeaning(ctx, cte) });
  }
  if (alias && !alias.opaque)
    ctx.found.push({ range: alias.range, meaning: { kind: 'alias', relation: source, scope } });
}

/** A relation, or those that a pivot or brackets around joins are made of. */
function tablesOf(relation: Relation): readonly Extract<Relation, { kind: 'table' }>[] {
  switch (relation.kind) {
    case 'table':
      return [relation];
    case 'pivot':
    case 'unpivot':
      return tablesOf(relation.source);
    case 'joined':
      return relation.from.flatMap((item) => tablesOf(item.relation));
    default:
      return [];
  }
}

function starSymbols(
  ctx: Context,
  item: StarItem,
  scope: SelectScope,
  columns: readonly OutputColumn[],
): void {
  const qualifier = item.qualifier.at(-1);
  const from = qualifier ? qualifier.range.end : item.range.start;
  const at = ctx.text.indexOf('*', from);
  if (at >= 0 && at < item.range.end) {
    ctx.found.push({ range: { start: at, end: at + 1 }, meaning: { kind: 'star', columns, scope } });
  }
  const of = qualifier && relationNamed(ctx, qualifier, scope);
  if (qualifier && of) qualifierSymbol(ctx, qualifier, of.source, of.scope);
  const sources = of ? [of.source] : scope.relations.map(({ source }) => source);
  for (const name of [...item.except, ...item.rename.map((renaming) => renaming.from)]) {
    if (name.opaque) continue;
    const reference = starReference(ctx, name, sources, scope);
    ctx.found.push({ range: name.range, meaning: { kind: 'reference', reference, scope } });
  }
}

/** A name that a star leaves out or renames: it reads a column of the star's relations. */
function starReference(
  ctx: Context,
  name: Name,
  sources: readonly SourceRelation[],
  scope: SelectScope,
): ResolvedReference {
  const found = sources.flatMap((relation) => {
    const source = columnOf(ctx, scope, relation, name);
    return source ? [{ source, relation }] : [];
  });
  const [first] = found;
  return {
    reference: { kind: 'column', range: name.range, path: [name] },
    name,
    qualifier: undefined,
    clause: 'select',
    target: first ? { kind: 'column', ...first } : { kind: 'unknown' },
  };
}

function referenceSymbols(ctx: Context, reference: ResolvedReference, scope: SelectScope): void {
  const { name, qualifier, target } = reference;
  if (!name.opaque) ctx.found.push({ range: name.range, meaning: { kind: 'reference', reference, scope } });
  if (!qualifier || qualifier.opaque) return;
  const named = relationNamed(ctx, qualifier, scope);
  const relation = target.kind === 'column' ? target.relation : named?.source;
  if (relation) qualifierSymbol(ctx, qualifier, relation, named?.scope ?? scope);
}

/** A qualifier is the relation's alias, or the name of the CTE itself. */
function qualifierSymbol(ctx: Context, name: Name, relation: SourceRelation, scope: SelectScope): void {
  const cte = relation.query && !relation.relation.alias ? ctx.ctes.get(relation.query) : undefined;
  const meaning: SqlMeaning = cte ? cteMeaning(ctx, cte) : { kind: 'alias', relation, scope };
  if (!name.opaque) ctx.found.push({ range: name.range, meaning });
}

function cteMeaning(ctx: Context, cte: Cte): SqlMeaning {
  return { kind: 'cte', cte, columns: cte.query ? ctx.analysis.columnsOf(cte.query) : [] };
}

function cteNamed(ctx: Context, name: Name, scope: SelectScope): Cte | undefined {
  const key = nameKey(name, ctx.dialect);
  return scope.ctes.findLast((cte) => nameKey(cte.name, ctx.dialect) === key);
}

function relationNamed(
  ctx: Context,
  name: Name,
  scope: SelectScope,
): { readonly source: SourceRelation; readonly scope: SelectScope } | undefined {
  const key = nameKey(name, ctx.dialect);
  for (let at: SelectScope | undefined = scope; at; at = at.outer) {
    for (const { source } of at.relations)
      if (source.name && nameKey(source.name, ctx.dialect) === key) return { source, scope: at };
  }
  return undefined;
}

/** A relation's column of that name; undefined where none is known. */
function columnOf(
  ctx: Context,
  scope: SelectScope,
  relation: SourceRelation,
  name: Name,
): ColumnSource | undefined {
  const known = scope.relations.find(({ source }) => source === relation);
  return known && columnIn(ctx, known, name);
}

function columnIn(ctx: Context, known: ScopeRelation, name: Name): ColumnSource | undefined {
  const column = columnsByKey(known.columns, ctx.dialect).get(nameKey(name, ctx.dialect));
  if (!column) return undefined;
  const { relation, query } = known.source;
  const owner = relation.kind === 'query' ? relation.query : (query ?? relation);
  if ('kind' in column) return { kind: 'query', query: owner, column };
  return known.table && { kind: 'table', table: known.table, name: column.name, column };
}

/** The first of each name. */
const columnsByKey = memo2((columns: ScopeRelation['columns'], dialect: Dialect) => {
  const byKey = new Map<string, NamedColumn | TableColumn>();
  for (const column of columns) {
    if ('kind' in column && column.kind !== 'column') continue;
    const key = columnKey(column, dialect);
    if (!byKey.has(key)) byKey.set(key, column);
  }
  return byKey;
});

function rangeKey(range: TextRange): string {
  return `${range.start}:${range.end}`;
}
