// What stands at a place of a file's SQL: a column being read or made, a star, a CTE, a relation's alias. Names inside Jinja are
// symbolAt.ts's. Deliberately absent: what is known of it (nodeColumns.ts, columnLineage.ts).

import type { Project } from '../../project.ts';
import type { ColumnSource, ResolvedReference, SelectScope } from '../../sql/analysis.ts';
import type { NamedColumn, OutputColumn } from '../../sql/columns.ts';
import type { SourceRelation } from '../../sql/scopes.ts';
import type { Cte, Query } from '../../sql/tree.ts';
import type { TextRange } from '../../text.ts';
import type { ModelSql } from './modelSql.ts';

interface Placed {
  /** The name in the source. */
  readonly range: TextRange;
  /** The range is the name as written; false where a template makes it, so that it can't be renamed. */
  readonly verbatim: boolean;
  /** The SQL that it was found in; its offsets are those of the rendered text. */
  readonly sql: ModelSql;
}

/** See the head of this file. */
export type SqlSymbol =
  /** A column where it is read. */
  | (Placed & {
      readonly kind: 'reference';
      readonly reference: ResolvedReference;
      readonly scope: SelectScope;
    })
  /** A column where it is made: its alias. A bare `a` in a select list is a reference. */
  | (Placed & {
      readonly kind: 'output';
      readonly column: NamedColumn;
      /** The query or CTE body that it is an output of. */
      readonly query: Query;
      /** It is a column of the file's node. */
      readonly final: boolean;
    })
  /** `*` or `t.*` with what it stands for. */
  | (Placed & {
      readonly kind: 'star';
      readonly columns: readonly OutputColumn[];
      readonly scope: SelectScope;
    })
  /** A CTE, where it is defined or read. */
  | (Placed & { readonly kind: 'cte'; readonly cte: Cte; readonly columns: readonly OutputColumn[] })
  /** A relation's alias, where it is defined or qualifies a column. */
  | (Placed & { readonly kind: 'alias'; readonly relation: SourceRelation; readonly scope: SelectScope })
  /** A column in a `using (…)`. */
  | (Placed & { readonly kind: 'using'; readonly name: string; readonly sources: readonly ColumnSource[] });

/** What stands at a place of a file's SQL; undefined where none of these does, inside Jinja too. */
export declare function sqlSymbolAt(project: Project, path: string, offset: number): SqlSymbol | undefined;

/** Every such name of a file in its order, as far as it is rendered. */
export declare function sqlSymbolsIn(project: Project, path: string): readonly SqlSymbol[];
