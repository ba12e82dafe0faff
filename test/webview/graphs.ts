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
    cause: undefined,
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
    distance: 1,
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
