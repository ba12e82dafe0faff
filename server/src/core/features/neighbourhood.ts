// The bounded neighbourhood of a node or a column, to be drawn: what is shown, what is folded, what the filter hides, and the edges.
// Deliberately absent: places on the screen, positions in files, and what each part is (the files of the same first word).

import type { GraphFold, GraphNode, LineageGraph, LineageView } from '../../lineageProtocol.ts';
import type { LineageDirection } from '../../protocol.ts';
import { visibleLine } from '../card/visible.ts';
import type { Project } from '../project.ts';
import { type NodeGraph, nodeGraph } from '../semantics/nodeNeighbours.ts';
import { countNodes } from '../semantics/searchNodes.ts';
import { nameOfNode } from '../semantics/sql/nodeNames.ts';
import { type UpstreamHealth, upstreamHealth } from '../semantics/upstreamHealth.ts';
import { columnEdges, graphColumns } from './neighbourhoodColumns.ts';
import { edgesOf } from './neighbourhoodEdges.ts';
import { facetsOf, type Matches, matcher } from './neighbourhoodFilter.ts';
import type { Fold } from './neighbourhoodFolds.ts';
import { findImpact } from './neighbourhoodImpact.ts';
import { nodeFace, stateOf } from './neighbourhoodNodes.ts';
import { type Focus, pathsOf } from './neighbourhoodPaths.ts';
import { limitOf, mostOfImpact, walkAll, withinReach } from './neighbourhoodPlan.ts';
import { allWithin } from './neighbourhoodReach.ts';
import { traitsOf } from './neighbourhoodTraits.ts';
import { unjudgedNotes } from './neighbourhoodUnjudged.ts';
import { settledFolds } from './neighbourhoodWalk.ts';
import { foldSpoken, nodeSpoken, staleNotes, summaryOf } from './neighbourhoodWords.ts';

/**
 * See the head of this file, without its folder; undefined where there is no such node. `now` is milliseconds since 1970. Where nodes may
 * not be analysed for it, columns and readers that aren't known yet are left out.
 */
export function neighbourhood(
  project: Project,
  focus: Focus,
  view: LineageView,
  now: number,
  mayAnalyse = true,
): Omit<LineageGraph, 'folder'> | undefined {
  const graph = nodeGraph(project, focus.node);
  const start = graph?.numberOf(focus.node);
  if (!graph || start === undefined) return undefined;
  const health = upstreamHealth(project, graph, now);
  const impact = findImpact(project, focus.node, mayAnalyse);
  const impacted = [...(impact?.nodes.keys() ?? [])].slice(0, mostOfImpact);
  const limits = { most: limitOf(view), mayAnalyse };
  const paths = pathsOf(project, graph, focus, view, limits, impacted);
  const within = withinReach(graph, start, view, focus.column !== undefined);
  const all = allWithin(within);
  for (const number of paths.nodes.keys()) all.add(number);
  const traits = traitsOf(project, graph);
  const matches = matcher(view.filter, traits, (number) => {
    const id = graph.idOf(number);
    return (impact?.nodes.has(id) ?? false) || isTroubled(health, id);
  });
  const walked = walkAll(graph, { start, view, within, paths, matches, traits, health, impact });
  const folds = settledFolds(walked);
  const shown = [...walked.shown].sort(([, a], [, b]) => a.distance - b.distance);
  const ids = shown.map(([number]) => graph.idOf(number));
  const columns = graphColumns(project, ids, new Set(view.opened), paths.column, impact, mayAnalyse);
  const visible = new Set(walked.shown.keys());
  for (const { members } of folds) for (const number of members) visible.add(number);
  const nodes = shown.map(([number, { distance, side }]): GraphNode => {
    const id = graph.idOf(number);
    const node = {
      ...nodeFace({ project, health, owner: () => traits.owner(number), now }, id, impact?.nodes.get(id)),
      side,
      distance,
      more: moreOf(graph, number, visible, matches),
      columns: columns.get(id),
      lit: paths.isLit(number),
    };
    return { ...node, spoken: nodeSpoken(node) };
  });
  const whole = {
    upstream: countNodes(graph, start, 'upstream'),
    downstream: countNodes(graph, start, 'downstream'),
  };
  const name = visibleLine(nameOfNode(project, focus.node));
  return {
    kind: 'graph',
    focus,
    nodes,
    folds: folds.map((fold) => foldOf(project, fold, graph, health)),
    edges: edgesOf(graph, {
      shown: walked.shown.keys(),
      folds,
      hidden: walked.hidden,
      isLit: paths.isLitEdge,
    }),
    columnEdges: columnEdges(project, columns, paths.column),
    facets: facetsOf(all, traits),
    filtered: countOf([...all], (number) => number !== start && !matches(number)),
    impact: impact?.impact,
    whole: mayAnalyse,
    summary: summaryOf(
      focus.column === undefined ? name : `${name}.${visibleLine(focus.column)}`,
      nodes[0]?.owner,
      whole,
    ),
    notes: [
      ...paths.notes,
      ...unjudgedNotes(project, focus.node, mayAnalyse),
      ...staleNotes(project, graph, now),
    ],
  };
}

function isTroubled(health: UpstreamHealth | undefined, id: string): boolean {
  return health?.own(id) !== undefined || health?.causeOf(id) !== undefined;
}

/** Neighbours that are neither shown nor folded, and that the filter wouldn't hide. */
function moreOf(
  graph: NodeGraph,
  number: number,
  visible: ReadonlySet<number>,
  matches: Matches,
): GraphNode['more'] {
  const count = (direction: LineageDirection) =>
    countOf(graph.neighbours(number, direction), (other) => !visible.has(other) && matches(other));
  return { upstream: count('upstream'), downstream: count('downstream') };
}

function countOf(numbers: ArrayLike<number>, matches: Matches): number {
  let count = 0;
  for (let index = 0; index < numbers.length; index++) if (matches(numbers[index] ?? 0)) count++;
  return count;
}

function foldOf(
  project: Project,
  { id, label, members, place }: Fold,
  graph: NodeGraph,
  health: UpstreamHealth | undefined,
): GraphFold {
  const states = members.flatMap((number) => {
    const trouble = health?.own(graph.idOf(number));
    return trouble ? [stateOf(trouble)] : [];
  });
  const fold = {
    id,
    label: visibleLine(label),
    count: members.length,
    direction: place.direction,
    failed: states.filter((state) => state === 'failed').length,
    late: states.filter((state) => state === 'late').length,
  };
  return { ...fold, spoken: foldSpoken(project, fold, place) };
}
