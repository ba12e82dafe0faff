// Who read what of a node when dbt parsed it last: what stands downstream of the node as it is now, saved or not, read as if the node
// still had the columns it had then. Typing in the node changes nothing of it. Deliberately absent: what has become of the columns.

import type { Entry, Manifest } from '../../artifacts/types.ts';
import { type Derived, isFresh, type Reader, settle } from '../../derived.ts';
import { memo2 } from '../../memo.ts';
import type { Project } from '../../project.ts';
import { downstreamOf } from '../lineage.ts';
import { analyseSql } from './analyseSql.ts';
import { columnsOfNode, renderedSql, sqlOfNode } from './cells.ts';
import { type ColumnRead, readsOf } from './columnReads.ts';
import { columnsAsParsed } from './columnsAsParsed.ts';
import { makeColumns } from './makeColumns.ts';
import { makeLineage } from './makeLineage.ts';
import type { ModelSql } from './modelSql.ts';
import type { NodeColumns } from './nodeColumns.ts';
import { askNodeFacts } from './nodeFacts.ts';
import { entryOf, type NodeId } from './nodeId.ts';
import type { NodeLineage } from './nodeLineage.ts';
import { nodeText } from './nodeText.ts';
import { upstreamFirst } from './prepareUpstream.ts';
import { type ColumnsOf, type RenderedSql, renderText } from './renderedSql.ts';
import { sameFact } from './sameFact.ts';

/** See the head of this file. */
export interface NodeBefore {
  readonly columns: NodeColumns;
  readonly reads: readonly ColumnRead[];
  /** As of {@link NodeLineage}: what it may read. */
  readonly opaque: NodeLineage['opaque'];
  readonly perhaps: NodeLineage['perhaps'];
}

/** By {@link beforeKey}. */
export const nodeBefore: Derived<NodeBefore> = {
  name: 'reads before',
  inCycle: {
    columns: { id: '', columns: [], complete: false, from: 'nothing' },
    reads: [],
    opaque: [],
    perhaps: [],
  },
  compute(reader, key) {
    const { maker, id } = partsOf(key);
    const within = (node: NodeId) => isWithin(reader, maker, node);
    const sql = reader.get(sqlBefore, key);
    const asked = reader.get(renderedBefore, key)?.asked;
    const columns = makeColumns(reader, askNodeFacts(reader, id), sql, () => none);
    const { opaque, perhaps } = makeLineage(reader, id, sql, columns);
    return {
      columns,
      reads: sql && asked ? readsOf(sql, asked, within) : [],
      opaque: opaque.filter(within),
      perhaps: perhaps.filter(({ node }) => within(node)),
    };
  },
  same: sameFact,
};

const none: ReadonlyMap<string, string> = new Map();

/** The SQL of a node, and the nodes that its template asked the columns of; undefined where it has none. */
const renderedBefore: Derived<
  { readonly sql: RenderedSql; readonly asked: ReadonlySet<NodeId> } | undefined
> = {
  name: 'rendered SQL before',
  inCycle: undefined,
  held: 8,
  compute(reader, key) {
    const text = nodeText(reader, partsOf(key).id);
    if (!text) return undefined;
    const asked = new Set<NodeId>();
    const columnsOf = columnsBefore(reader, key);
    const sql = renderText(reader, text, {}, (node) => {
      asked.add(node);
      return columnsOf(node);
    });
    return { sql, asked };
  },
};

const sqlBefore: Derived<ModelSql | undefined> = {
  name: 'SQL before',
  inCycle: undefined,
  held: 8,
  compute(reader, key) {
    const rendered = reader.get(renderedBefore, key);
    return rendered && analyseSql(reader, rendered.sql, columnsBefore(reader, key));
  },
};

function columnsBefore(reader: Reader, key: string): ColumnsOf {
  const { maker, id } = partsOf(key);
  return (node) => {
    const known =
      node === maker
        ? reader.get(columnsAsParsed, node)
        : isWithin(reader, maker, node) && node !== id
          ? reader.get(nodeBefore, beforeKey(maker, node)).columns
          : reader.get(columnsOfNode, node);
    return known.id === node ? known : { ...known, id: node };
  };
}

/**
 * Has {@link nodeBefore} of a node and all that it needs, a step at a time: yields after each. Nothing is wrong without it, only later.
 */
export function* prepareBefore(project: Project, maker: NodeId, id: NodeId): Generator<void, void> {
  const first = entryOf(project, maker);
  const within = (node: NodeId) => isDownstream(project.artifacts.manifest, first, node);
  const wanted = (node: NodeId) =>
    node !== maker &&
    (within(node)
      ? !isFresh(project, nodeBefore, beforeKey(maker, node))
      : !isFresh(project, columnsOfNode, node));
  for (const each of upstreamFirst(project, id, wanted)) {
    const isBefore = each === id || within(each);
    const steps = isBefore
      ? [renderedBefore, sqlBefore, nodeBefore]
      : [renderedSql, sqlOfNode, columnsOfNode];
    for (const step of steps) {
      settle<unknown>(project, step, isBefore ? beforeKey(maker, each) : each);
      yield;
    }
  }
}

/** The key of what a node read of another, the maker, as that was when dbt parsed it last. */
export function beforeKey(maker: NodeId, id: NodeId): string {
  return `${maker}\n${id}`;
}

function partsOf(key: string): { readonly maker: NodeId; readonly id: NodeId } {
  const [maker = '', id = ''] = key.split('\n');
  return { maker, id };
}

/** Whether a node is the maker or stands downstream of it. */
function isWithin(reader: Reader, maker: NodeId, node: NodeId): boolean {
  return (
    node === maker ||
    reader.ask(`${node} downstream of ${maker}`, (project) =>
      isDownstream(project.artifacts.manifest, entryOf(project, maker), node),
    )
  );
}

function isDownstream(manifest: Manifest | undefined, maker: Entry | undefined, node: NodeId): boolean {
  return manifest !== undefined && maker !== undefined && downstream(manifest, maker).has(node);
}

const downstream = memo2(
  (manifest: Manifest, maker: Entry): ReadonlySet<NodeId> =>
    new Set(downstreamOf(manifest, maker).map(({ entry }) => entry.uniqueId)),
);
