// The graph as a Mermaid flowchart, as GitHub draws it: boxes with the shape of their kind, and arrows. Pure. Names are only ever text:
// every sign that could mean something is written as its number. Deliberately absent: columns, a theme.

import type { GraphEdge, GraphNode, LineageGraph } from '../../../server/src/lineageProtocol.ts';
import { boxesOf, type ExportBox } from './exportNode.ts';

/** Mermaid draws no more, and GitHub doesn't let a diagram ask for it. */
const mostEdges = 500;

export function toMermaid(graph: LineageGraph): string {
  const boxes = boxesOf(graph);
  const names = new Map(boxes.map(({ id, name }) => [id, name]));
  const arrows = graph.edges.flatMap((edge) => {
    const [from, to] = [names.get(edge.from), names.get(edge.to)];
    return from && to ? [`  ${from} ${arrowOf(edge)} ${to}`] : [];
  });
  const tooMany = arrows.length > mostEdges ? [`%% ${arrows.length} arrows: Mermaid draws ${mostEdges}`] : [];
  const lines = ['flowchart LR', ...tooMany, ...boxes.map(boxOf), ...arrows, ...classesOf(boxes)];
  return `${lines.join('\n')}\n`;
}

const shapes: Readonly<Record<string, readonly [string, string]>> = {
  source: ['[(', ')]'],
  seed: ['[/', '/]'],
  snapshot: ['[[', ']]'],
  exposure: ['([', '])'],
  metric: ['{{', '}}'],
  'semantic model': ['{{', '}}'],
  'saved query': ['{{', '}}'],
};

function boxOf({ name, node, lines }: ExportBox): string {
  const [open, close] = node ? (shapes[node.kind] ?? ['[', ']']) : ['(', ')'];
  return `  ${name}${open}"${lines.map(escaped).join('<br/>')}"${close}`;
}

/** Letters, digits, spaces and underscores stand for themselves, and so does what isn't ASCII. */
function escaped(text: string): string {
  return text.replace(/[!-/:-@[-^`{-~]/g, (sign) => `#${sign.charCodeAt(0)};`);
}

function arrowOf({ through, unsaved }: GraphEdge): string {
  if (unsaved) return `-. "${unsaved === 'added' ? 'new' : 'gone'}, not saved" .->`;
  return through > 0 ? `-. "by way of ${through} hidden" .->` : '-->';
}

/** How they are doing is in the texts too; a colour of the line alone goes with every theme. */
const looks = [
  ['focus', 'stroke-width:4px', ({ side }: GraphNode) => side === 'focus'],
  ['failed', 'stroke:#d13438', ({ state, impact }: GraphNode) => state === 'failed' || impact === 'breaks'],
  ['late', 'stroke:#c19c00', ({ state }: GraphNode) => state === 'late'],
] as const;

function classesOf(boxes: readonly ExportBox[]): readonly string[] {
  return looks.flatMap(([name, look, has]) => {
    const members = boxes.filter(({ node }) => node && has(node));
    if (members.length === 0) return [];
    return [`  classDef ${name} ${look}`, `  class ${members.map((box) => box.name).join(',')} ${name}`];
  });
}
