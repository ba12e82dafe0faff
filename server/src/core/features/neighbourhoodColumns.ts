// The columns that the graph lists at its nodes, and the edges between them, on unsaved text.
// Deliberately absent: what is said of one (neighbourhoodColumn.ts), how a path is found (neighbourhoodColumnPath.ts).

import type { GraphColumnEdge, GraphColumns } from '../../lineageProtocol.ts';
import { memo } from '../memo.ts';
import type { Project } from '../project.ts';
import { type ColumnOfNode, isUnderstood, nodeLineage } from '../semantics/sql/columnLineage.ts';
import { namesRead } from '../semantics/sql/namesRead.ts';
import { type NodeColumn, type NodeColumns, nodeColumns } from '../semantics/sql/nodeColumns.ts';
import type { NodeId } from '../semantics/sql/nodeId.ts';
import { columnMaker } from './neighbourhoodColumn.ts';
import { type ColumnPath, keyOfEdge, valueEdge } from './neighbourhoodColumnPath.ts';
import type { FoundImpact, ImpactedColumn } from './neighbourhoodImpact.ts';

/**
 * All columns of the nodes that are opened; of the others those on the path, and those that a change of the text concerns. A node on the
 * path that has none of these (its rows are decided) is there with none; a node that lists nothing isn't there, nor one that would have
 * to be analysed where that may not be.
 */
export function graphColumns(
  project: Project,
  shown: readonly NodeId[],
  opened: ReadonlySet<NodeId>,
  path: ColumnPath | undefined,
  impact: FoundImpact | undefined,
  mayAnalyse = true,
): ReadonlyMap<NodeId, GraphColumns> {
  const found = new Map<NodeId, GraphColumns>();
  const onPath = columnsByNode(path);
  for (const id of shown) {
    const lit = onPath.get(id);
    const changed = impact?.columns.get(id);
    const isListed = opened.has(id) || lit || changed;
    if (isListed && (mayAnalyse || isUnderstood(project, id)))
      found.set(id, columnsOf(project, id, opened.has(id), lit ?? new Map(), changed ?? new Map()));
  }
  return found;
}

/** By node, and by the name in lower case: the columns of a path as they are spelled there. */
function columnsByNode(path: ColumnPath | undefined): ReadonlyMap<NodeId, ReadonlyMap<string, string>> {
  const found = new Map<NodeId, Map<string, string>>();
  for (const { id } of path?.nodes ?? []) found.set(id, new Map());
  const add = ({ node, column }: ColumnOfNode) => found.get(node)?.set(column.toLowerCase(), column);
  if (path) add(path.start);
  for (const { from, to } of path?.edges ?? []) {
    add(from);
    if (to.column !== undefined) add({ node: to.node, column: to.column });
  }
  return found;
}

function columnsOf(
  project: Project,
  id: NodeId,
  all: boolean,
  lit: ReadonlyMap<string, string>,
  impact: ReadonlyMap<string, ImpactedColumn>,
): GraphColumns {
  const known = nodeColumns(project, id);
  const { columns, complete } = known;
  const places = placesOf(known);
  const make = columnMaker(project, id);
  const marked = (name: string, column?: NodeColumn) => {
    const key = name.toLowerCase();
    return make(name, column, { lit: lit.has(key), impact: impact.get(key)?.impact });
  };
  const wanted = [...new Set([...lit.keys(), ...impact.keys()])].flatMap((key) => places.get(key) ?? []);
  const listed = all ? columns : wanted.sort((a, b) => a - b).flatMap((place) => columns[place] ?? []);
  const isOther = ([key]: readonly [string, unknown]) => !places.has(key);
  // What others read of a node whose columns aren't all known.
  const read = new Map([...lit, ...(all && !complete ? namesRead(project, id) : [])].filter(isOther));
  const lost = [...impact].filter((each) => isOther(each) && !read.has(each[0]));
  return {
    shown: [
      ...listed.map((column) => marked(column.name, column)),
      ...[...read.values(), ...lost.map(([, { name }]) => name)].map((name) => marked(name)),
    ],
    total: columns.length + read.size,
    complete,
  };
}

/** By its name in lower case: which of a node's columns one is. */
const placesOf = memo(
  ({ columns }: NodeColumns): ReadonlyMap<string, number> =>
    new Map(columns.map(({ name }, index) => [name.toLowerCase(), index])),
);

/** The steps between columns that are listed; what decides rows only where it is of the path. */
export function columnEdges(
  project: Project,
  shown: ReadonlyMap<NodeId, GraphColumns>,
  path: ColumnPath | undefined,
): readonly GraphColumnEdge[] {
  const names = new Map(
    [...shown].map(([id, { shown: columns }]) => [
      id,
      new Map(columns.map(({ name }) => [name.toLowerCase(), name])),
    ]),
  );
  const listed = ({ node, column }: ColumnOfNode): ColumnOfNode | undefined => {
    const name = names.get(node)?.get(column.toLowerCase());
    return name === undefined ? undefined : { node, column: name };
  };
  const lit = new Set(path?.edges.map(keyOfEdge));
  const found = new Map<string, GraphColumnEdge>();
  for (const [node, { shown: columns }] of shown) {
    const { upstream } = nodeLineage(project, node);
    for (const { name } of columns) {
      for (const { column: read, how } of upstream.get(name) ?? []) {
        const from = listed(read);
        if (!from) continue;
        const edge = { from, to: { node, column: name }, how };
        const key = keyOfEdge(edge);
        found.set(key, valueEdge(project, edge, lit.has(key)));
      }
    }
  }
  const deciding = (path?.edges ?? []).filter(
    ({ from, to, how }) => how === 'decides' && listed(from) && shown.has(to.node),
  );
  return [...found.values(), ...deciding];
}
