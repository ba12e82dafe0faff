// What the analysis of a query says: its columns with what they are made of, every column reference with what it means, and the
// relations that each select has in scope. Deliberately absent: how it is found (analyze.ts), and dbt.
import type { TextRange } from '../text.ts';
import type { OutputColumn } from './columns.ts';
import type { KnownType } from './knownTypes.ts';
import type { SourceRelation } from './scopes.ts';
import type {
  ColumnReference,
  Cte,
  Name,
  PlaceholderRelation,
  Query,
  QueryBody,
  QueryRelation,
  Relation,
  Select,
  TableRelation,
} from './tree.ts';

/** A column of a relation outside the text, as its owner spells it. */
export interface TableColumn {
  readonly name: string;
  /** Taken as written: it needs quotes where the dialect folds names. */
  readonly quoted: boolean;
  /** Undefined where it isn't known. */
  readonly type: KnownType | undefined;
}

/** What is known of a relation outside the text. */
export interface Table {
  /** The caller's key of it: a node's unique id. */
  readonly id: string;
  readonly columns: readonly TableColumn[];
  /** Every column there is, in the relation's order; false where one may be missing, so that nothing can be said to be wrong. */
  readonly complete: boolean;
}

/** Finds the table that a relation stands for; undefined where the caller doesn't know it. */
export type FindTable = (relation: TableRelation | PlaceholderRelation) => Table | undefined;

/**
 * How a value comes to be, from the most to the least faithful: `passthrough` keeps the name (compared as the dialect does),
 * `rename` the value alone, `cast` changes its type, `expression` combines, `aggregate` and `window` read many rows, `constant`
 * reads no column.
 */
export type How = 'passthrough' | 'rename' | 'cast' | 'expression' | 'aggregate' | 'window' | 'constant';

/** A column that something reads: of a query in this text, or of a table outside it. */
export type ColumnSource =
  | {
      readonly kind: 'query';
      /** What has it: a CTE's or subquery's query, a part of it, or the relation whose text names it (`flatten(…)`, `t (a, b)`). */
      readonly query: QueryBody | Exclude<Relation, QueryRelation>;
      readonly column: OutputColumn & { readonly kind: 'column' };
    }
  | {
      readonly kind: 'table';
      readonly table: Table;
      /** As the table spells it, else as it is written where it is read. */
      readonly name: string;
      /** Undefined where the table's columns aren't all known and it isn't among those that are. */
      readonly column: TableColumn | undefined;
    };

/** A column of a table outside the text that a column of this text is made of, through all CTEs and subqueries. */
export interface Origin {
  readonly table: Table;
  readonly name: string;
  /** Over the whole path: the least faithful step; `rename` where the names at its two ends differ. */
  readonly how: How;
}

/** What a column reference means. */
export type ReferenceTarget =
  | { readonly kind: 'column'; readonly source: ColumnSource; readonly relation: SourceRelation }
  /** An alias of the same select (order by, group by, lateral aliases, qualify …). */
  | { readonly kind: 'alias'; readonly column: OutputColumn & { readonly kind: 'column' } }
  /** Several relations have it, and the dialect doesn't say which is meant. */
  | { readonly kind: 'ambiguous'; readonly sources: readonly ColumnSource[] }
  /** Every relation in question is known completely and none has it. */
  | { readonly kind: 'missing'; readonly relations: readonly SourceRelation[] }
  /** The whole row of a relation: `t` in `count(t)`, `to_json(t)`. */
  | { readonly kind: 'relation'; readonly relation: SourceRelation }
  | { readonly kind: 'unknown' };

/** A column reference and what it means. */
export interface ResolvedReference {
  readonly reference: ColumnReference;
  /** The part of its path that names the column (`b` in `t.b.field`). */
  readonly name: Name;
  /** The part of its path that names the relation; undefined where there is none. */
  readonly qualifier: Name | undefined;
  /** The clause it stands in: `select`, `from` (a join's condition, arguments of a table function), `where`,
   * `group`, `having`, `qualify`, `order`, `using`, `distinct` (`distinct on`). */
  readonly clause: string;
  readonly target: ReferenceTarget;
}

/** A relation of a select with what is known of its columns. */
export interface ScopeRelation {
  readonly source: SourceRelation;
  /** Of a CTE or subquery its output; of a table its columns; entries whose names aren't known too. */
  readonly columns: readonly (OutputColumn | TableColumn)[];
  readonly table: Table | undefined;
  /** Whether every column is known. */
  readonly complete: boolean;
}

/** A select of the text with what can be named in it. */
export interface SelectScope {
  readonly select: Select;
  /** Nearest first in the order of FROM. */
  readonly relations: readonly ScopeRelation[];
  /** CTEs that its FROM can name, nearest last. */
  readonly ctes: readonly Cte[];
  /** Its own output, for aliases. */
  readonly output: readonly OutputColumn[];
  /** The select around it, for correlated subqueries and lateral joins. */
  readonly outer: SelectScope | undefined;
}

/** See the head of this file. */
export interface QueryAnalysis {
  readonly query: Query;
  /** The output, in order. */
  readonly columns: readonly OutputColumn[];
  /** Every entry of the output has a known name: no star of an unknown relation, no placeholder. */
  readonly complete: boolean;
  /** Every column reference of the text, in its order. */
  readonly references: readonly ResolvedReference[];
  /** Every select of the text, in the order of its start, outer before inner. */
  readonly scopes: readonly SelectScope[];
  /** Entries of select lists that read nothing but what references in them name, whether these are resolved or not. */
  readonly namedOnly: ReadonlySet<OutputColumn>;
  /** The columns of any CTE or subquery of the text; empty where it isn't one of this text. */
  columnsOf(query: Query): readonly OutputColumn[];
  /** The columns of tables that a column of the output (or of any query of this text) is made of; each once. */
  originsOf(column: OutputColumn & { readonly kind: 'column' }): readonly Origin[];
  /**
   * The columns of tables that decide which rows the output has, or how often: conditions, join keys, grouping; each once, with
   * the clause. Those of every CTE and subquery that the output reads.
   */
  readonly influences: readonly {
    readonly table: Table;
    readonly name: string;
    readonly clause: string;
    readonly range: TextRange;
  }[];
}
