// A file's SQL as it stands, saved or not: rendered, read and analysed, with the way back to the file's own offsets.
// Deliberately absent: what a column means beyond the file (nodeColumns.ts, columnLineage.ts).

import { derive } from '../../derived.ts';
import { type Rendered, toRendered } from '../../jinja/render/rendered.ts';
import type { Project } from '../../project.ts';
import type { QueryAnalysis } from '../../sql/analysis.ts';
import type { Dialect } from '../../sql/dialect.ts';
import { type SourceText, type TextRange, touches } from '../../text.ts';
import { definedBlocks } from '../blocks.ts';
import { entriesAt } from '../modelFiles.ts';
import { branchAt, coveredKey } from './branches.ts';
import { columnsOfNode, coveredSql, sqlOfNode } from './cells.ts';
import { type NodeId, nodeIdOfFile } from './nodeId.ts';
import { prepareUpstream } from './prepareUpstream.ts';

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
  /** The nodes whose relations the query reads, each once. */
  readonly reads: readonly NodeId[];
}

/** The SQL of a model, snapshot, analysis or singular test; undefined for any other file. The same object while nothing it reads changes. */
export function modelSql(project: Project, path: string): ModelSql | undefined {
  const id = nodeIdOfFile(project, path);
  const sql = id === undefined ? undefined : sqlOf(project, id);
  return sql?.path === path ? sql : undefined;
}

/** The SQL of a node; undefined where it has none. */
export function sqlOf(project: Project, id: NodeId): ModelSql | undefined {
  prepareUpstream(project, columnsOfNode, id);
  return derive(project, sqlOfNode, id);
}

/** The same, rendered so that a place in the file is part of it (a branch that isn't taken otherwise); undefined as {@link modelSql}. */
export function modelSqlAt(project: Project, path: string, offset: number): ModelSql | undefined {
  const id = idAt(project, path, offset);
  const sql = id === undefined ? undefined : sqlOf(project, id);
  if (id === undefined || sql?.path !== path) return undefined;
  if (toRendered(sql.rendered, offset).length > 0) return sql;
  const branch = branchAt(sql.source, offset);
  const covered = branch === undefined ? undefined : derive(project, coveredSql, coveredKey(id, branch));
  return covered && toRendered(covered.rendered, offset).length > 0 ? covered : sql;
}

/** The node at a place of a file: of several snapshots in one file the one around it. */
function idAt(project: Project, path: string, offset: number): NodeId | undefined {
  const id = nodeIdOfFile(project, path);
  const source = project.files.text(path);
  if (!source || entriesAt(project, path).length < 2) return id;
  const block = definedBlocks(source).find(
    ({ type, range }) => type === 'snapshot' && touches(range, offset),
  );
  const own =
    block &&
    entriesAt(project, path).find((entry) => entry.resourceType === 'snapshot' && entry.name === block.name);
  return own?.uniqueId ?? id;
}
