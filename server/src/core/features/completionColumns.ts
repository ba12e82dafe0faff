// Columns of what is in scope as items, nearest first, each with its type and relation; quoted where the dialect needs it.
// Deliberately absent: where the cursor stands (sqlAt.ts) and where columns are known from (nodeColumns.ts).

import { parentsOf } from '../semantics/lineage.ts';
import type { DraftSql } from '../semantics/sql/draftSql.ts';
import { draftName } from '../semantics/sql/draftSql.ts';
import { nodeColumns } from '../semantics/sql/nodeColumns.ts';
import { entryOf, type NodeId } from '../semantics/sql/nodeId.ts';
import type { SqlCursor } from '../semantics/sql/sqlAt.ts';
import type { ScopeRelation, SelectScope, TableColumn } from '../sql/analysis.ts';
import type { OutputColumn } from '../sql/columns.ts';
import { type Dialect, nameKey } from '../sql/dialect.ts';
import { aliasesInSelect, aliasesInWhere } from '../sql/names.ts';
import type { CompletionItem, ItemSubject } from './completionItem.ts';
import type { CompletionPlace } from './completionNames.ts';

/** A column that can be named, with what has it. */
interface Offer {
  readonly name: string;
  readonly quoted: boolean;
  readonly type: string | undefined;
  /** The alias or name of the relation. */
  readonly relation: string | undefined;
  readonly subject: ItemSubject | undefined;
}

/** The columns behind `alias.`. */
export function qualifiedColumnItems(
  place: CompletionPlace,
  cursor: SqlCursor,
  draft: DraftSql,
): readonly CompletionItem[] {
  const { dialect } = draft.sql;
  const [qualifier] = cursor.qualifier;
  if (!qualifier || cursor.qualifier.length > 1) return [];
  const key = nameKey(qualifier, dialect);
  for (let scope = draft.scope; scope; scope = scope.outer) {
    const relation = scope.relations.find(
      ({ source }) => source.name && nameKey(source.name, dialect) === key,
    );
    if (relation) return itemsOf(place, cursor, draft, offersOf(draft, relation), 0);
  }
  const cte = draft.scope?.ctes.findLast(({ name }) => nameKey(name, dialect) === key);
  if (cte?.query) {
    const offers = offersOfColumns(draft, draft.analysis.columnsOf(cte.query), cte.name.text);
    return itemsOf(place, cursor, draft, offers, 0);
  }
  return hasFrom(draft.scope)
    ? []
    : itemsOf(place, cursor, draft, upstreamOffers(place, draft, qualifier.text), 0);
}

/** Columns without a qualifier, aliases of the same select, and names to qualify with. */
export function bareColumnItems(
  place: CompletionPlace,
  cursor: SqlCursor,
  draft: DraftSql,
): readonly CompletionItem[] {
  const { dialect } = draft.sql;
  const { scope } = draft;
  const items: CompletionItem[] = [];
  let rank = 0;
  for (let at = scope; at; at = at.outer, rank += 10) {
    const shared = sharedKeys(at, draft, dialect);
    for (const relation of at.relations)
      items.push(...itemsOf(place, cursor, draft, offersOf(draft, relation), rank, shared));
    for (const { source } of at.relations) {
      if (source.name && source.name.text !== draftName)
        items.push({ label: source.name.text, kind: 'relation', detail: 'relation', rank: rank + 2 });
    }
  }
  if (scope && takesAliases(cursor.clause, dialect)) {
    const aliases = scope.output.filter(
      (column) =>
        column.kind === 'column' &&
        column.aliased &&
        column.name !== draftName &&
        before(column, cursor, draft),
    );
    const known = new Set(items.map(({ label }) => label));
    items.push(
      ...itemsOf(place, cursor, draft, offersOfColumns(draft, aliases, undefined), 1).flatMap((item) =>
        known.has(item.label) ? [] : [{ ...item, from: 'alias here' }],
      ),
    );
  }
  if (hasFrom(scope)) return items;
  const guessed = [
    ...cteOffers(draft),
    ...(draft.scope?.ctes.length ? [] : upstreamOffers(place, draft, '')),
  ];
  const ctes = (scope?.ctes ?? [])
    .toReversed()
    .map(({ name }): CompletionItem => ({ label: name.text, kind: 'relation', detail: 'CTE', rank: 22 }));
  return [...items, ...itemsOf(place, cursor, draft, guessed, 20), ...ctes];
}

/** Whether a clause can name what the select list makes. */
function takesAliases(clause: string, dialect: Dialect): boolean {
  if (clause === 'select') return aliasesInSelect(dialect);
  if (clause === 'where' || clause === 'prewhere') return aliasesInWhere(dialect);
  return clause !== 'from' && clause !== 'on';
}

/** Every column in scope by its bare name, each once: for strings that name columns. */
export function scopeColumnItems(draft: DraftSql): readonly CompletionItem[] {
  const offers = (draft.scope?.relations ?? []).flatMap((relation) => offersOf(draft, relation));
  const seen = new Map<string, CompletionItem>();
  for (const { name, type, relation, subject } of offers)
    if (!seen.has(name))
      seen.set(name, {
        label: name,
        kind: 'column',
        detail: type?.toLowerCase(),
        from: relation,
        rank: 0,
        subject,
      });
  return [...seen.values()];
}

/** In a select list only the aliases before the cursor can be named. */
function before(column: OutputColumn, { clause }: SqlCursor, { at }: DraftSql): boolean {
  if (clause !== 'select' || column.kind !== 'column') return true;
  return at !== undefined && column.range.end <= at;
}

/** Columns that a `using (…)` can name: those that several relations have come first. */
export function usingItems(place: CompletionPlace, draft: DraftSql): readonly CompletionItem[] {
  const { scope, sql } = draft;
  if (!scope) return [];
  const shared = sharedKeys(scope, draft, sql.dialect);
  const cursor = { quote: '' };
  const seen = new Set<string>();
  return scope.relations
    .flatMap((relation) => offersOf(draft, relation))
    .flatMap((offer) => {
      const key = nameKey({ text: offer.name, quoted: offer.quoted }, sql.dialect);
      if (seen.has(key)) return [];
      seen.add(key);
      return itemsOf(place, cursor, draft, [offer], shared.has(key) ? 0 : 1);
    });
}

function hasFrom(scope: SelectScope | undefined): boolean {
  return scope !== undefined && scope.relations.length > 0;
}

/** Names that more than one relation of a scope has, where no `using` makes one of them. */
function sharedKeys(scope: SelectScope, draft: DraftSql, dialect: Dialect): ReadonlySet<string> {
  const seen = new Set<string>();
  const shared = new Set<string>();
  for (const relation of scope.relations) {
    for (const { name, quoted } of offersOf(draft, relation)) {
      const key = nameKey({ text: name, quoted }, dialect);
      if (seen.has(key)) shared.add(key);
      seen.add(key);
    }
  }
  for (const { using } of scope.select.from) for (const name of using) shared.delete(nameKey(name, dialect));
  return shared;
}

function offersOf(draft: DraftSql, { source, columns, table }: ScopeRelation): readonly Offer[] {
  return offersOfColumns(draft, columns, source.name?.text, table?.id);
}

function offersOfColumns(
  draft: DraftSql,
  columns: readonly (OutputColumn | TableColumn)[],
  relation: string | undefined,
  table?: NodeId,
): readonly Offer[] {
  return columns.flatMap((column): readonly Offer[] => {
    if ('kind' in column && column.kind !== 'column') return [];
    if (column.name === draftName) return [];
    const { name, quoted, type } = column;
    const subject: ItemSubject | undefined =
      table !== undefined
        ? { kind: 'column', node: table, column: name }
        : 'kind' in column
          ? originOf(draft, column)
          : undefined;
    return [{ name, quoted, type: type?.text, relation, subject }];
  });
}

/** The column of a node that a CTE passes on. */
function originOf(
  draft: DraftSql,
  column: OutputColumn & { readonly kind: 'column' },
): ItemSubject | undefined {
  const [origin, other] = draft.analysis.originsOf(column);
  if (!origin || other || (origin.how !== 'passthrough' && origin.how !== 'rename')) return undefined;
  return { kind: 'column', node: origin.table.id, column: origin.name };
}

/** Columns of the CTEs before, the last first, while no FROM says what is read. */
function cteOffers({ scope, analysis, ...draft }: DraftSql): readonly Offer[] {
  return (scope?.ctes ?? [])
    .toReversed()
    .flatMap(({ name, query }) =>
      query ? offersOfColumns({ scope, analysis, ...draft }, analysis.columnsOf(query), name.text) : [],
    );
}

/** Columns of what the node read when dbt last parsed it, of those that a half-typed qualifier could mean. */
function upstreamOffers({ project }: CompletionPlace, { id }: DraftSql, qualifier: string): readonly Offer[] {
  const { manifest } = project.artifacts;
  const entry = entryOf(project, id);
  if (!manifest || !entry) return [];
  const parents = parentsOf(manifest, entry).filter(({ resourceType }) =>
    /^(?:model|seed|snapshot|source)$/.test(resourceType),
  );
  const meant = parents.filter(({ name }) => name.toLowerCase().includes(qualifier.toLowerCase()));
  return (meant.length > 0 ? meant : parents).flatMap(({ uniqueId, name }) =>
    nodeColumns(project, uniqueId).columns.map((column) => ({
      name: column.name,
      quoted: column.quoted,
      type: column.type?.text,
      relation: name,
      subject: { kind: 'column', node: uniqueId, column: column.name },
    })),
  );
}

function itemsOf(
  { source }: CompletionPlace,
  { quote }: Pick<SqlCursor, 'quote'>,
  { sql: { dialect } }: DraftSql,
  offers: readonly Offer[],
  rank: number,
  ambiguous: ReadonlySet<string> = new Set(),
): readonly CompletionItem[] {
  const lower = dialect.folding === 'upper' && !/\bSELECT\b/.test(source.text);
  return offers.map((offer): CompletionItem => {
    const { name, quoted, relation, subject } = offer;
    const plain = !needsQuotes(name, quoted, dialect);
    const spelled = plain && lower && name === name.toUpperCase() ? name.toLowerCase() : name;
    const written =
      plain && quote === '' ? spelled : inQuotes(plain ? folded(name, dialect) : name, quote, dialect);
    const key = nameKey({ text: name, quoted }, dialect);
    const qualifier = relation !== undefined && quote === '' && ambiguous.has(key) ? `${relation}.` : '';
    return {
      label: spelled,
      kind: 'column',
      detail: offer.type?.toLowerCase(),
      from: relation,
      insert: qualifier + written,
      filter: quote === '' ? undefined : quote + name,
      rank,
      subject,
    };
  });
}

const reserved = new Set(
  `all and any as asc between by case cast check column constraint create cross current_date default delete desc distinct drop else
  end except exists false for foreign from full grant group having in inner insert intersect into is join left like limit not null
  on or order outer primary references right select set some table then to true union unique update user using values when where
  window with`.split(/\s+/),
);

/** Whether a name can only be written in quotes: it has other characters, is a reserved word, or means another one without. */
export function needsQuotes(name: string, quoted: boolean, dialect: Dialect): boolean {
  if (!/^[\p{L}_][\p{L}\p{N}_$]*$/u.test(name) || reserved.has(name.toLowerCase())) return true;
  return (
    quoted &&
    nameKey({ text: name, quoted: true }, dialect) !== nameKey({ text: name, quoted: false }, dialect)
  );
}

/** A name without quotes as it is with them. */
function folded(name: string, dialect: Dialect): string {
  const folds = dialect.folding === 'upper' || dialect.folding === 'lower';
  return folds ? nameKey({ text: name, quoted: false }, dialect) : name;
}

function inQuotes(name: string, quote: string, dialect: Dialect): string {
  const open = quote === '' ? (dialect.identifierQuotes[0] ?? '"') : quote;
  const close = open === '[' ? ']' : open;
  return open + name.replaceAll(close, close + close) + close;
}
