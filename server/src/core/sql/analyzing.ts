// What one analysis goes by and what it collects, shared by the parts of the analysis. Deliberately absent: any rule of SQL.
import type { TextRange } from '../text.ts';
import type {
  ColumnSource,
  FindTable,
  How,
  ReferenceTarget,
  ResolvedReference,
  ScopeRelation,
  SelectScope,
  Table,
} from './analysis.ts';
import type { ColumnInput, NamedColumn, OutputColumn, StarColumn } from './columns.ts';
import type { Dialect } from './dialect.ts';
import type { Scope, SourceRelation } from './scopes.ts';
import type { ColumnReference, Cte, Expression, Query, QueryBody, Relation } from './tree.ts';

/** A column while it is being made: set operations and recursive CTEs learn of their inputs later. */
export type Draft = { -readonly [K in keyof NamedColumn]: NamedColumn[K] } & { inputs: ColumnInput[] };

/** A relation that a select reads, with what its columns are looked up by. */
export interface FrameRelation extends ScopeRelation {
  /** Of the name by which columns are qualified. */
  readonly key: string | undefined;
  /** Whose output `columns` are; undefined for a table outside the text as it is. */
  readonly owner: (ColumnSource & { readonly kind: 'query' })['query'] | undefined;
  /** The right side of a semi or anti join: seen in the join's condition alone. */
  readonly hidden: boolean;
  /** Any name may be a column of it, made of these: a table function whose columns aren't known. */
  readonly madeOf: readonly ColumnInput[] | undefined;
}

/** A column that joins have merged. */
export interface Merged {
  readonly members: ReadonlySet<FrameRelation>;
  /** The relations on the right of a join that merges it: an unqualified star leaves it out of them. */
  readonly right: ReadonlySet<FrameRelation>;
  /** Whether a relation on the left is known to have it. */
  readonly known: boolean;
}

/** A select while it is being analysed. */
export interface Frame {
  readonly owner: QueryBody;
  readonly relations: FrameRelation[];
  /** Columns that `using` or `natural` joins have merged, by key; those of later joins first. */
  merged: ReadonlyMap<string, Merged>;
  /** A relation is in a repeated region, or what a natural join merges isn't known. */
  open: boolean;
  /** Entries with a name that the select list has so far, by key. */
  readonly aliases: Map<string, NamedColumn>;
  readonly scope: Scope;
  readonly outer: Frame | undefined;
  /** Windows of the WINDOW clause by key. */
  readonly windows: ReadonlyMap<string, readonly Expression[]>;
  /** Aliases of the whole select list, wherever they stand, with the ranges of their entries. */
  readonly declared: ReadonlyMap<string, TextRange>;
  /** Aliases of the whole select list that go before columns of their name, wherever they stand (ClickHouse). */
  readonly overruled: ReadonlySet<string>;
}

/** What a reference means, with all columns that it stands for (both sides of a merged one). */
export interface Resolution {
  readonly target: ReferenceTarget;
  readonly sources: readonly ColumnSource[];
  /** The reference goes into the column: `column.field`. */
  readonly inside: boolean;
}

/** What decides about rows in one select, and the queries that it reads. */
export interface RowReads {
  readonly influences: {
    readonly source: ColumnSource;
    readonly clause: string;
    readonly range: TextRange;
  }[];
  readonly queries: QueryBody[];
}

/** See the head of this file. */
export interface Analyzing {
  readonly dialect: Dialect;
  readonly findTable: FindTable;
  /** Regions whose text may be there any number of times, in order. */
  readonly many: readonly TextRange[];
  /** Regions whose text may be another, in order. */
  readonly unsure: readonly TextRange[];
  readonly outputs: Map<QueryBody, readonly OutputColumn[]>;
  /** Queries whose output isn't complete yet: a recursive CTE reads itself. */
  readonly inProgress: Set<Query>;
  readonly references: ResolvedReference[];
  readonly resolutions: Map<ColumnReference, Resolution>;
  readonly scopes: SelectScope[];
  readonly scopeOf: Map<Frame, SelectScope>;
  readonly reads: Map<QueryBody, RowReads>;
  readonly tables: Map<Relation, Table | undefined>;
  /** Columns with the names that a CTE's head gives them. */
  readonly named: Map<Cte, readonly OutputColumn[]>;
  /** By the array of columns that they index. */
  readonly indexes: Map<readonly unknown[], ReadonlyMap<string, readonly ColumnSource[]>>;
  /** Of the entries of select lists those that read nothing but what references in them name. */
  readonly namedOnly: Set<NamedColumn>;
  /** Columns found behind a star whose columns aren't known. */
  readonly behindStars: Map<StarColumn | FrameRelation, Map<string, NamedColumn>>;
  /** How many columns stars have stood for so far. */
  starColumns: number;
  /** What is named where a name is missing, by the frame in which it stands. */
  readonly searched: Map<Frame, readonly SourceRelation[]>;
  /** How deep the analysis is in queries inside queries. */
  depth: number;
  /** Analyses a query, in the scope of its CTEs and of the select around it. */
  readonly query: (
    query: Query,
    scope: Scope | undefined,
    outer: Frame | undefined,
  ) => readonly OutputColumn[];
}

const ranks: Readonly<Record<How, number>> = {
  passthrough: 0,
  rename: 1,
  cast: 2,
  expression: 3,
  aggregate: 4,
  window: 5,
  constant: 6,
};

/** The less faithful of two. */
export function leastFaithful(left: How, right: How): How {
  return ranks[left] >= ranks[right] ? left : right;
}

/** Whether the value is still the column's own: `passthrough` or `rename`. */
export function isSameValue(how: How): boolean {
  return ranks[how] <= 1;
}

/** The name that a source has where it is read. */
export function nameOfSource(source: ColumnSource): { readonly text: string; readonly quoted: boolean } {
  if (source.kind === 'query') return { text: source.column.name, quoted: source.column.quoted };
  return { text: source.name, quoted: source.column?.quoted ?? false };
}

/** What is the same for two sources of the same column. */
export function identityOf(source: ColumnSource): object | string {
  if (source.kind === 'query') return source.column;
  return source.column ?? `${source.table.id}\n${source.name}`;
}

/** Whether a range lies in text that may be there any number of times. */
export function isRepeated(state: Analyzing, range: TextRange): boolean {
  return state.many.some(({ start, end }) => start <= range.start && range.end <= end);
}

/** Whether part of a range is text that may be another. */
export function isUnsure({ unsure }: Analyzing, range: TextRange): boolean {
  let low = 0;
  let high = unsure.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((unsure[middle]?.end ?? 0) <= range.start) low = middle + 1;
    else high = middle;
  }
  return (unsure[low]?.start ?? Number.POSITIVE_INFINITY) < range.end;
}
