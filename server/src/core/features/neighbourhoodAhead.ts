// Reads tags and owners of nodes, a step at a time, before a graph is asked for: what it can be filtered by, and is folded by.
// Deliberately absent: anything that has to be right; and columns (neighbourhoodPrepare.ts).

import type { LineageView } from '../../lineageProtocol.ts';
import type { Project } from '../project.ts';
import { type NodeGraph, nodeGraph } from '../semantics/nodeNeighbours.ts';
import { parsedChecksum } from '../semantics/sql/editedNodes.ts';
import type { Focus } from './neighbourhoodPaths.ts';
import { withinReach } from './neighbourhoodPlan.ts';
import { allWithin } from './neighbourhoodReach.ts';
import { type TraitsOf, traitsOf } from './neighbourhoodTraits.ts';

/** Nodes whose details are read at once. */
const readAtOnce = 4;

/** Whether a view can't be answered without them: what it shows hangs on tags or owners. */
export function needsNodes({ filter, foldBy }: LineageView): boolean {
  return filter.tags.length > 0 || filter.owners.length > 0 || foldBy === 'tag';
}

/** Reads those of all nodes within reach. */
export function* prepareNodes(project: Project, focus: Focus, view: LineageView): Generator<void, void> {
  const graph = nodeGraph(project, focus.node);
  const start = graph?.numberOf(focus.node);
  if (!graph || start === undefined) return;
  const within = allWithin(withinReach(graph, start, view, focus.column !== undefined));
  yield* readTraits(traitsOf(project, graph), within);
}

/**
 * Reads those of all nodes of a project, before anybody asks, and with them what says whether a file is edited: of unchanged nodes all
 * of that is kept from one manifest to the next.
 */
export function* prepareAllNodes(project: Project): Generator<void, void> {
  const { manifest } = project.artifacts;
  const graph = nodeGraph(project);
  if (!manifest || !graph) return;
  const traits = traitsOf(project, graph);
  for (const number of nodesOf(graph)) {
    if (traits.has(number)) continue;
    yield* readTraits(traits, [number]);
    const entry = graph.entryAt(number);
    if (entry) parsedChecksum(manifest, entry);
    yield;
  }
}

/** Tests apart. */
function* nodesOf(graph: NodeGraph): Generator<number, void> {
  for (let number = 0; number < graph.size; number++)
    if (!/test$/.test(graph.entryAt(number)?.resourceType ?? '')) yield number;
}

function* readTraits(traits: TraitsOf, numbers: Iterable<number>): Generator<void, void> {
  let read = 0;
  for (const number of numbers) {
    if (traits.has(number)) continue;
    traits.tags(number);
    traits.owner(number);
    read++;
    if (read % readAtOnce === 0) yield;
  }
}
