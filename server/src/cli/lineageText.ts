// Lineage as trees for a terminal, upstream and downstream. Each column or node is opened once. Text of others can't move the cursor.
// Deliberately absent: colours.

import { visibleLine } from '../core/card/visible.ts';
import { type GraphEdge, type LineageGraph, nodeLabel } from '../core/features/lineageGraph.ts';
import type { Project } from '../core/project.ts';

/** See the head of this file. */
export function lineageToText(project: Project, graph: LineageGraph): string {
  const start = graph.nodes.find(({ key }) => key === graph.start);
  const lines = [start ? `${visibleLine(start.label)} · ${start.kind}` : ''];
  for (const [title, near, far] of [
    ['upstream', 'to', 'from'],
    ['downstream', 'from', 'to'],
  ] as const) {
    const tree = branches(graph, near, far);
    if (tree.length > 0) lines.push('', title, ...tree);
  }
  if (graph.edges.length === 0) lines.push('', 'Nothing is known to flow into it or out of it.');
  const names = (ids: readonly string[]) =>
    [...new Set(ids.map((id) => visibleLine(nodeLabel(project, id))))].join(', ');
  const influenced = names(graph.influenced.map(({ node }) => node));
  if (influenced !== '') lines.push('', `Decides which rows there are in ${influenced}.`);
  if (graph.consumers.length > 0) lines.push('', `Read by ${names(graph.consumers)}.`);
  if (graph.unknown.length > 0)
    lines.push('', `It can't be known which columns are read by ${names(graph.unknown)}.`);
  if (!graph.whole) lines.push('', 'There may be more beyond that depth.');
  return lines.join('\n');
}

interface Waiting {
  readonly edge: GraphEdge;
  readonly last: boolean;
  readonly before: string;
}

/** The lines below the start, with a stack of their own: a chain may be longer than the program's. */
function branches(graph: LineageGraph, near: 'from' | 'to', far: 'from' | 'to'): readonly string[] {
  const byEnd = new Map<string, GraphEdge[]>();
  for (const edge of graph.edges) {
    const known = byEnd.get(edge[near]);
    if (known) known.push(edge);
    else byEnd.set(edge[near], [edge]);
  }
  const nodes = new Map(graph.nodes.map((node) => [node.key, node]));
  const opened = new Set([graph.start]);
  const waiting: Waiting[] = [];
  const open = (key: string, before: string) => {
    const edges = byEnd.get(key) ?? [];
    for (const [index, edge] of [...edges.entries()].reverse())
      waiting.push({ edge, last: index === edges.length - 1, before });
  };
  const lines: string[] = [];
  open(graph.start, '');
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { edge, last, before } = next;
    const node = nodes.get(edge[far]);
    if (!node) continue;
    const again = opened.has(node.key) && byEnd.has(node.key);
    const words = [edge.how ?? node.kind, again ? '(above)' : ''].filter((word) => word !== '').join(' ');
    lines.push(`${before}${last ? '└─' : '├─'} ${visibleLine(node.label)} · ${words}`);
    if (opened.has(node.key)) continue;
    opened.add(node.key);
    open(node.key, `${before}${last ? '   ' : '│  '}`);
  }
  return lines;
}
