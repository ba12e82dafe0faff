// A file's SQL with a name in the place where one is being typed, so that what is half-typed doesn't disturb what stands around it.
// Deliberately absent: remembering it. It is made for one question and read through the project as it is.

import { derive, type Reader } from '../../derived.ts';
import { toRendered } from '../../jinja/render/rendered.ts';
import type { Project } from '../../project.ts';
import type { QueryAnalysis, SelectScope } from '../../sql/analysis.ts';
import { sourceText, type TextRange, touches } from '../../text.ts';
import { definedBlocks } from '../blocks.ts';
import { entriesAt } from '../modelFiles.ts';
import { analyseSql } from './analyseSql.ts';
import { columnsOfNode } from './cells.ts';
import type { ModelSql } from './modelSql.ts';
import { type NodeId, nodeIdOfFile } from './nodeId.ts';
import { nodeText } from './nodeText.ts';
import { prepareUpstream } from './prepareUpstream.ts';
import { queriesOf } from './queriesOf.ts';
import { renderText } from './renderedSql.ts';

/** The name that is put in. */
export const draftName = 'dbt_context_draft';

/** See the head of this file. */
export interface DraftSql {
  readonly id: NodeId;
  readonly sql: ModelSql;
  readonly analysis: QueryAnalysis;
  /** The select that the name stands in; undefined where it stands in none. */
  readonly scope: SelectScope | undefined;
  /** Where the name stands in the rendered text; undefined where no rendering has it. */
  readonly at: number | undefined;
}

/** The SQL of a model, snapshot, analysis or test with a name in place of a range; undefined where the file has none. */
export function draftSql(project: Project, path: string, range: TextRange): DraftSql | undefined {
  const id = nodeIdAt(project, path, range.start);
  if (id === undefined) return undefined;
  prepareUpstream(project, columnsOfNode, id);
  const reader = plainReader(project);
  const text = nodeText(reader, id);
  if (text?.path !== path || !text.ownFile) return undefined;
  const { text: written } = text.source;
  const source = sourceText(written.slice(0, range.start) + draftName + written.slice(range.end));
  const columnsOf = (node: NodeId) => derive(project, columnsOfNode, node);
  const rendered = renderText(
    reader,
    { ...text, source },
    { cover: range.start, incremental: true },
    columnsOf,
  );
  const sql = analyseSql(reader, rendered, columnsOf);
  const { analysis } = sql;
  if (!analysis) return undefined;
  const [at] = toRendered(sql.rendered, range.start + 1).map((offset) => offset - 1);
  const scope = at === undefined ? undefined : queriesOf(analysis).scopes()(at);
  return { id, sql, analysis, scope, at };
}

/** Asks the project itself and remembers nothing. */
function plainReader(project: Project): Reader {
  return {
    text: (path) => project.files.text(path),
    ask: (_, read) => read(project),
    get: (derived, key) => derive(project, derived, key),
  };
}

/** The node at a place of a file: of several snapshots in one file the one around it. */
function nodeIdAt(project: Project, path: string, offset: number): NodeId | undefined {
  const source = project.files.text(path);
  const entries = entriesAt(project, path);
  const block =
    source && entries.length > 1
      ? definedBlocks(source).find(({ type, range }) => type === 'snapshot' && touches(range, offset))
      : undefined;
  const own = entries.find(({ resourceType, name }) => resourceType === 'snapshot' && name === block?.name);
  return own?.uniqueId ?? nodeIdOfFile(project, path);
}
