// The columns that the graph lists at its nodes, and the edges between them, on unsaved text.
// Deliberately absent: the nodes themselves (neighbourhood.ts), how a path is found (neighbourhoodColumnPath.ts).

import type { GraphColumn, GraphColumnEdge, GraphColumns } from '../../lineageProtocol.ts';
import { counted } from '../card/format.ts';
import { shorten, visibleLine } from '../card/visible.ts';
import { isCoveredNode } from '../lint/vocabulary/coveredNodes.ts';
import { describeName } from '../lint/vocabulary/promises/promises.ts';
import type { Project } from '../project.ts';
import { classificationOf } from '../semantics/classified.ts';
import { ownDescription } from '../semantics/sql/columnDescription.ts';
import { type ColumnOfNode, nodeLineage } from '../semantics/sql/columnLineage.ts';
import { type NodeColumn, nodeColumns } from '../semantics/sql/nodeColumns.ts';
import { entryOf, type NodeId } from '../semantics/sql/nodeId.ts';
import { testsByColumn } from '../semantics/tests.ts';
import { type ColumnPath, valueEdge } from './neighbourhoodColumnPath.ts';
import type { FoundImpact } from './neighbourhoodImpact.ts';

/**
 * All columns of the nodes that are opened; of the others those on the path, and those that a change of the text concerns. A node on the
 * path that has none of these (its rows are decided) is there with none; a node that lists nothing isn't there.
 */
export function graphColumns(
  project: Project,
  shown: readonly NodeId[],
  opened: ReadonlySet<NodeId>,
  path: ColumnPath | undefined,
  impact: FoundImpact | undefined,
): ReadonlyMap<NodeId, GraphColumns> {
  const found = new Map<NodeId, GraphColumns>();
  const onPath = columnsByNode(path);
  for (const id of shown) {
    const lit = onPath.get(id);
    const changed = impact?.columns.get(id);
    if (opened.has(id) || lit || changed)
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

/** Characters of a description that are sent. */
const descriptionLength = 400;

type ImpactOfColumns = ReadonlyMap<string, { readonly name: string; readonly impact: GraphColumn['impact'] }>;

function columnsOf(
  project: Project,
  id: NodeId,
  all: boolean,
  lit: ReadonlyMap<string, string>,
  impact: ImpactOfColumns,
): GraphColumns {
  const known = nodeColumns(project, id);
  const entry = entryOf(project, id);
  const tests = entry && testsByColumn(project, entry);
  const { vocabulary } = project.context;
  const covering = vocabulary && isCoveredNode(project, vocabulary, id) ? vocabulary : undefined;
  const make = (name: string, column: NodeColumn | undefined): GraphColumn => {
    const key = name.toLowerCase();
    const own = tests?.get(key);
    const marks = column?.declared ? classificationOf(column.declared) : [];
    const made = {
      name,
      type: column?.type?.text.toLowerCase(),
      promise: covering && describeName(covering, name),
      tests: own && { all: own.all.length, failing: own.failing.length },
      classified: marks.length === 0 ? undefined : marks.join(', '),
      description: shorten(ownDescription(project, { node: id, column: name }, column), descriptionLength),
      lit: lit.has(key),
      impact: impact.get(key)?.impact,
    };
    return { ...made, spoken: spokenOf(made) };
  };
  const keys = new Set(known.columns.map(({ name }) => name.toLowerCase()));
  const others = new Map([...lit, ...[...impact].map(([key, { name }]) => [key, name] as const)]);
  return {
    shown: [
      ...known.columns.flatMap((column) =>
        all || others.has(column.name.toLowerCase()) ? make(column.name, column) : [],
      ),
      // What others read of a node whose columns aren't all known, and what the text doesn't make any more.
      ...[...others].flatMap(([key, name]) => (keys.has(key) ? [] : make(name, undefined))),
    ],
    total: known.columns.length,
    complete: known.complete,
  };
}

const impactWords: Readonly<Record<NonNullable<GraphColumn['impact']>, string>> = {
  gone: 'gone in the unsaved text',
  renamed: 'renamed in the unsaved text',
  type: 'of another type in the unsaved text',
  breaks: 'breaks by the unsaved text',
};

function spokenOf({
  name,
  type,
  promise,
  tests,
  classified,
  lit,
  impact,
}: Omit<GraphColumn, 'spoken'>): string {
  const failing = tests && tests.failing > 0 ? `, ${tests.failing} failing` : '';
  return [
    name,
    type,
    promise,
    tests && `${counted(tests.all, 'test')}${failing}`,
    classified && `classified ${classified}`,
    impact && impactWords[impact],
    lit ? 'on the path' : undefined,
  ]
    .flatMap((part) => (part === undefined ? [] : visibleLine(part)))
    .join(', ');
}

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

function keyOfEdge({ from, to }: Pick<GraphColumnEdge, 'from' | 'to'>): string {
  return `${from.node}\n${from.column}\n${to.node}\n${to.column ?? ''}`;
}
