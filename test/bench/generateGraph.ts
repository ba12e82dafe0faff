// A neighbourhood of any size as the server answers it, for the panel's bench: as many layers as nodes side by side, each of which reads one to
// three of the layers before it, the focus in the middle. The same for the same size. Deliberately absent: anything taken from a real project.

import type { GraphEdge, GraphNode, LineageGraph } from '../../server/src/lineageProtocol.ts';
import { randomOf } from '../harness/random.ts';
import { graph, node } from '../webview/graphs.ts';

/** Of the nodes that have a first parent, how many have a second, and of those a third. */
const further = 0.56;

/** About five edges to three nodes. */
export function generateGraph(count: number): LineageGraph {
  const random = randomOf(count);
  const perLayer = Math.round(Math.sqrt(count));
  const middle = Math.floor(count / 2);
  const nodes = Array.from({ length: count }, (_, index) =>
    nodeAt(index, middle, Math.floor(index / perLayer) - Math.floor(middle / perLayer)),
  );
  const [focus] = nodes.splice(middle, 1);
  const edges = new Map<string, GraphEdge>();
  for (let index = perLayer; index < count; index++) {
    do {
      // Mostly of the layer before, near to it in the order.
      const layers = random() < 0.85 ? 1 : 2;
      const parent = index - layers * perLayer + Math.floor(random() * 5) - 2;
      if (parent >= 0) edges.set(`${parent} ${index}`, edge(parent, index));
    } while (random() < further);
  }
  return graph(focus ? [focus, ...nodes] : nodes, {
    edges: [...edges.values()],
    summary: `${label(middle)}: ${middle} upstream, ${count - middle - 1} downstream`,
  });
}

/** The same with as many children more of the focus, as it is after an expand. */
export function withChildren(before: LineageGraph, count: number): LineageGraph {
  const added = Array.from({ length: count }, (_, index) =>
    node(`added_${index}`, { side: 'downstream', distance: 1, context: 'marts', badges: badges(index) }),
  );
  const edges = added.map(({ id }) => ({ ...edge(0, 0), from: before.focus.node, to: id }));
  return { ...before, nodes: [...before.nodes, ...added], edges: [...before.edges, ...edges] };
}

const label = (index: number) => `stg_harbour_office__crossings_${index}`;

function nodeAt(index: number, middle: number, steps: number): GraphNode {
  return node(label(index), {
    side: index === middle ? 'focus' : index < middle ? 'upstream' : 'downstream',
    distance: Math.abs(steps),
    owner: index % 3 === 0 ? 'Harbour Office' : undefined,
    badges: badges(index),
    more: index === middle ? { upstream: 0, downstream: 10 } : { upstream: 0, downstream: 0 },
    spoken: `model ${label(index)}, in marts, ${Math.abs(steps)} steps away`,
  });
}

function badges(index: number): GraphNode['badges'] {
  const run = { kind: 'run', icon: 'pass', text: 'success 60 min ago', state: 'fine' } as const;
  const tests = { kind: 'tests', icon: 'beaker', text: '3 tests pass', state: 'fine' } as const;
  return [[], [run], [run, tests]][index % 3] ?? [];
}

function edge(from: number, to: number): GraphEdge {
  const id = (index: number) => node(label(index)).id;
  return { from: id(from), to: id(to), through: 0, unsaved: undefined, lit: false };
}
