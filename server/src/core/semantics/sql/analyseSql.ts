// Rendered SQL with what its names mean, given the columns of the nodes that it reads. Deliberately absent: rendering.

import type { Reader } from '../../derived.ts';
import { analyze } from '../../sql/analyze.ts';
import type { ModelSql } from './modelSql.ts';
import type { NodeId } from './nodeId.ts';
import { relationNodes } from './relationNode.ts';
import type { ColumnsOf, RenderedSql } from './renderedSql.ts';
import { tableOf } from './tableOf.ts';
import { unreadIn } from './unreadIn.ts';
import { unsureRanges } from './unsureRanges.ts';

/** The analysis of a text that is rendered and read. */
export function analyseSql(
  reader: Reader,
  { text, rendered, query, dialect }: RenderedSql,
  columnsOf: ColumnsOf,
): ModelSql {
  const nodeOf = relationNodes(reader, rendered.marks);
  const reads = new Set<NodeId>();
  const analysis =
    query &&
    analyze(
      query,
      dialect,
      (relation) => {
        const id = nodeOf(relation);
        if (id === undefined) return undefined;
        reads.add(id);
        return tableOf(columnsOf(id));
      },
      {
        many: rendered.marks.flatMap(({ kind, range }) => (kind === 'repeated' ? [range] : [])),
        unsure: unsureRanges(rendered),
      },
    );
  const unread = query ? unreadIn(query) : [];
  return { path: text.path, source: text.source, rendered, dialect, analysis, unread, reads: [...reads] };
}
