// A file's SQL as it stands, saved or not: rendered, read and analysed, with the way back to the file's own offsets.
// Deliberately absent: what a column means beyond the file (nodeColumns.ts, columnLineage.ts).

import type { Rendered } from '../../jinja/render/rendered.ts';
import type { Project } from '../../project.ts';
import type { QueryAnalysis } from '../../sql/analysis.ts';
import type { Dialect } from '../../sql/dialect.ts';
import type { SourceText, TextRange } from '../../text.ts';

/** The SQL of a file. Offsets in `analysis` are those of the rendered text; `toSource` and `toRendered` (jinja/render/rendered.ts) convert. */
export interface ModelSql {
  readonly path: string;
  readonly source: SourceText;
  readonly rendered: Rendered;
  readonly dialect: Dialect;
  /** Undefined where the text has no query. */
  readonly analysis: QueryAnalysis | undefined;
  /** Where the query isn't understood, in the rendered text: its columns and types are not known there. */
  readonly unread: readonly TextRange[];
}

/** The SQL of a model, snapshot, analysis or singular test; undefined for any other file. The same object while nothing it reads changes. */
export declare function modelSql(project: Project, path: string): ModelSql | undefined;

/** The same, rendered so that a place in the file is part of it (a branch that isn't taken otherwise); undefined as {@link modelSql}. */
export declare function modelSqlAt(project: Project, path: string, offset: number): ModelSql | undefined;
