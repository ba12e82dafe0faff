// Has what the nodes of a graph need, a step at a time, before it is asked for: texts that dbt hasn't parsed, tags and owners.
// Deliberately absent: anything that has to be right; and columns (neighbourhoodPrepare.ts).

import type { LineageView } from '../../lineageProtocol.ts';
import type { Project } from '../project.ts';
import { type NodeGraph, nodeGraph, prepareNodeGraph } from '../semantics/nodeNeighbours.ts';
import type { Focus } from './neighbourhoodPaths.ts';
import { withinReach } from './neighbourhoodPlan.ts';
import { allWithin } from './neighbourhoodReach.ts';
import { type TraitsOf, traitsOf } from './neighbourhoodTraits.ts';

/** Nodes whose details are read for what can be filtered by, and how many of them at once. */
const mostRead = 5000;
const readAtOnce = 4;

/** See the head of this file. */
export function* prepareNodes(project: Project, focus: Focus, view: LineageView): Generator<void, void> {
  yield* prepareNodeGraph(project);
  const graph = nodeGraph(project, focus.node);
  const start = graph?.numberOf(focus.node);
  if (!graph || start === undefined) return;
  const within = allWithin(withinReach(graph, start, view, focus.column !== undefined));
  yield* readTraits(traitsOf(project, graph), within, mostRead);
}

/** Reads what all nodes of a project can be filtered by, before anybody asks: of unchanged ones it is kept from one manifest to the next. */
export function* prepareAllNodes(project: Project): Generator<void, void> {
  const graph = nodeGraph(project);
  if (graph) yield* readTraits(traitsOf(project, graph), nodesOf(graph), Number.POSITIVE_INFINITY);
}

/** Tests apart. */
function* nodesOf(graph: NodeGraph): Generator<number, void> {
  for (let number = 0; number < graph.size; number++)
    if (!/test$/.test(graph.entryAt(number)?.resourceType ?? '')) yield number;
}

function* readTraits(traits: TraitsOf, numbers: Iterable<number>, most: number): Generator<void, void> {
  let read = 0;
  for (const number of numbers) {
    if (traits.has(number)) continue;
    traits.tags(number);
    traits.owner(number);
    read++;
    if (read >= most) return;
    if (read % readAtOnce === 0) yield;
  }
}
