// Graphs for tests of the panel, made of a few words each. Deliberately absent: what a server would add.

import type { GraphColumn, GraphFold, GraphNode, LineageGraph } from '../../server/src/lineageProtocol.ts';

export function node(label: string, more: Partial<GraphNode> = {}): GraphNode {
  return {
    id: `model.ferries.${label}`,
    label,
    kind: 'model',
    icon: 'symbol-class',
    context: 'marts',
    owner: undefined,
    badges: [],
    state: 'fine',
    side: 'focus',
    distance: 0,
    more: { upstream: 0, downstream: 0 },
    hasColumns: true,
    columns: undefined,
    lit: false,
    impact: undefined,
    opens: true,
    spoken: label,
    ...more,
  };
}

export function columns(...names: readonly string[]): Pick<GraphNode, 'columns'> {
  return { columns: { shown: names.map((name) => column(name)), total: names.length, complete: true } };
}

export function column(name: string, more: Partial<GraphColumn> = {}): GraphColumn {
  return {
    name,
    type: undefined,
    promise: undefined,
    tests: undefined,
    classified: undefined,
    description: '',
    lit: false,
    impact: undefined,
    spoken: name,
    ...more,
  };
}

export function fold(label: string, count: number): GraphFold {
  return {
    id: `fold:${label}`,
    label,
    count,
    direction: 'downstream',
    failed: 0,
    late: 0,
    spoken: `${count} more`,
  };
}

export function graph(nodes: readonly GraphNode[], more: Partial<LineageGraph> = {}): LineageGraph {
  return {
    kind: 'graph',
    folder: 'file:///ferries',
    focus: { node: nodes[0]?.id ?? '' },
    nodes,
    folds: [],
    edges: [],
    columnEdges: [],
    facets: { kinds: [], tags: [], packages: [], folders: [], owners: [] },
    filtered: 0,
    impact: undefined,
    summary: '',
    whole: true,
    notes: [],
    ...more,
  };
}

/** `a → b`, `b → c` …, by the nodes' ids. */
export function edges(...pairs: readonly (readonly [string, string])[]): Pick<LineageGraph, 'edges'> {
  return {
    edges: pairs.map(([from, to]) => ({ from, to, through: 0, unsaved: undefined, lit: false })),
  };
}

/** Names that break formats that don't expect them. */
export const hostileNames: readonly string[] = [
  'end',
  'say "hello"',
  "it's [a] {b} (c) <d> |e|",
  '<script>alert(1)</script>',
  'back\\slash\\',
  'two\nlines\r\nand\ttab',
  '#quot; &amp; &#34; style:a#b; %% x',
  'مبيعات_العبارات',
  'turned \u202Egnorw\u202C',
  'half \uD83D of a sign \u0000\u0007',
  '```\n---\nclick n0 href "javascript:alert(1)"',
  'x'.repeat(200),
  '',
];

/** A graph of hostile names, each reading the one before. */
export function hostileGraph(): LineageGraph {
  const nodes = hostileNames.map((name, index) =>
    node(name, {
      id: `model.${index}.${name}`,
      context: name,
      owner: name,
      spoken: name,
      badges: [{ kind: 'tests', icon: 'error', text: name, state: 'failed' }],
      ...columns(name, 'plain'),
    }),
  );
  const pairs = nodes.slice(1).map((one, index) => [nodes[index]?.id ?? '', one.id] as const);
  return graph(nodes, {
    ...edges(...pairs),
    folds: hostileNames.map((name) => fold(name, 3)),
    columnEdges: pairs.map(([from, to], index) => ({
      from: { node: from, column: 'plain' },
      to: { node: to, column: 'plain' },
      how: 'expression',
      label: hostileNames[index] ?? '',
      lit: false,
    })),
    summary: hostileNames.join(' '),
  });
}
