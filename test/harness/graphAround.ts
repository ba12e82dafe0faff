// A graph around a node, asked as the panel asks, and told in short lines. What holds of every graph is asserted at each.

import assert from 'node:assert/strict';
import { neighbourhood } from '../../server/src/core/features/neighbourhood.ts';
import type { Project } from '../../server/src/core/project.ts';
import type { LineageGraph, LineageView } from '../../server/src/lineageProtocol.ts';
import { plainView } from './plainView.ts';
import { testNow } from './project.ts';

/** The plain view but for what is given. */
export function around(
  project: Project,
  node: string,
  view: Partial<LineageView> = {},
): Omit<LineageGraph, 'folder'> {
  const graph = neighbourhood(project, { node }, { ...plainView, ...view }, testNow);
  assert.ok(graph);
  const ids = new Set([...graph.nodes, ...graph.folds].map(({ id }) => id));
  assert.equal(ids.size, graph.nodes.length + graph.folds.length, 'ids are unique');
  assert.equal(new Set(graph.edges.map(({ from, to }) => `${from} ${to}`)).size, graph.edges.length);
  assert.ok(
    graph.edges.every(({ from, to }) => ids.has(from) && ids.has(to)),
    'edges end at nodes',
  );
  return graph;
}

/** Names of nodes, the focus first. */
export const labels = ({ nodes }: Pick<LineageGraph, 'nodes'>) => nodes.map(({ label }) => label).join(' ');

/** `a>b`, with how many hidden nodes are between, and whether only one of the two texts has it. */
export const edges = ({ edges: all }: Pick<LineageGraph, 'edges'>) =>
  all.map(({ from, to, through, unsaved }) =>
    [`${short(from)}>${short(to)}`, through > 0 && `~${through}`, unsaved].filter(Boolean).join(' '),
  );

const short = (id: string) =>
  id.startsWith('fold:') ? id : id.replace(/^file:models\/|\.sql$|^\w+\.shop\./g, '');
