// Has what the nodes of a graph need, a step at a time, before it is asked for: texts that dbt hasn't parsed, tags and owners.
// Deliberately absent: anything that has to be right; and columns (neighbourhoodPrepare.ts).

import type { LineageView } from '../../lineageProtocol.ts';
import type { Project } from '../project.ts';
import { nodeGraph, prepareNodeGraph } from '../semantics/nodeNeighbours.ts';
import type { Focus } from './neighbourhoodPaths.ts';
import { withinReach } from './neighbourhoodPlan.ts';
import { allWithin } from './neighbourhoodReach.ts';
import { traitsOf } from './neighbourhoodTraits.ts';

/** Nodes whose details are read for what can be filtered by, and how many of them at once. */
const mostRead = 5000;
const readAtOnce = 16;

/** See the head of this file. */
export function* prepareNodes(project: Project, focus: Focus, view: LineageView): Generator<void, void> {
  yield* prepareNodeGraph(project);
  const graph = nodeGraph(project, focus.node);
  const start = graph?.numberOf(focus.node);
  if (!graph || start === undefined) return;
  const traits = traitsOf(project, graph);
  let read = 0;
  for (const number of allWithin(withinReach(graph, start, view, focus.column !== undefined))) {
    if (traits.has(number)) continue;
    traits.tags(number);
    traits.owner(number);
    read++;
    if (read >= mostRead) return;
    if (read % readAtOnce === 0) yield;
  }
}
