// The graph in DOT, for Graphviz: nodes, their listed columns as fields, and lines between both. Pure. Names are only ever text: signs
// that mean something in a string or in a record are written as entities, which Graphviz reads in every label.
// Deliberately absent: colours but for what failed or is late; HTML labels.

import type {
  GraphColumnEdge,
  GraphEdge,
  GraphNode,
  LineageGraph,
} from '../../../server/src/lineageProtocol.ts';
import { boxesOf, type ExportBox } from './exportNode.ts';
import { oneLine } from './plainText.ts';

export function toDot(graph: LineageGraph): string {
  const boxes = boxesOf(graph);
  const byId = new Map(boxes.map((box) => [box.id, box]));
  const lines = [
    'digraph lineage {',
    '  rankdir=LR;',
    '  node [shape=box, style=rounded, fontname="Helvetica"];',
    '  edge [fontname="Helvetica", fontsize=10];',
    ...boxes.map(boxOf),
    ...graph.edges.flatMap((edge) => edgeOf(edge, byId)),
    ...graph.columnEdges.flatMap((edge) => columnEdgeOf(edge, byId)),
    '}',
  ];
  return `${lines.join('\n')}\n`;
}

function boxOf({ name, node, lines }: ExportBox): string {
  const columns = columnsOf(node).map((column, index) => `|<c${index}> ${escaped(column)}`);
  const label = lines.map(escaped).join('\\n') + columns.join('');
  const look = [
    columns.length > 0 ? 'shape=record, style=solid' : '',
    node ? '' : 'style="rounded,dashed"',
    node?.side === 'focus' ? 'penwidth=2.5' : '',
    colourOf(node),
  ];
  return `  ${name} [${[`label="${label}"`, ...look].filter(Boolean).join(', ')}];`;
}

function columnsOf(node: GraphNode | undefined): readonly string[] {
  return node?.columns?.shown.map(({ name }) => oneLine(name)) ?? [];
}

function colourOf(node: GraphNode | undefined): string {
  if (node?.state === 'failed' || node?.impact === 'breaks') return 'color="#d13438"';
  return node?.state === 'late' ? 'color="#c19c00"' : '';
}

function edgeOf(
  { from, to, through, unsaved }: GraphEdge,
  byId: ReadonlyMap<string, ExportBox>,
): readonly string[] {
  const [source, target] = [byId.get(from), byId.get(to)];
  if (!source || !target) return [];
  if (unsaved)
    return [
      `  ${source.name} -> ${target.name} [style=dashed, label="${unsaved === 'added' ? 'new' : 'gone'}, not saved"];`,
    ];
  const look = through > 0 ? ` [style=dashed, label="by way of ${through} hidden"]` : '';
  return [`  ${source.name} -> ${target.name}${look};`];
}

/** Columns have no say in where the nodes lie. */
function columnEdgeOf(
  { from, to, how, label }: GraphColumnEdge,
  byId: ReadonlyMap<string, ExportBox>,
): readonly string[] {
  const source = portOf(byId.get(from.node), from.column);
  const target = portOf(byId.get(to.node), to.column);
  if (!source || !target) return [];
  const style = how === 'decides' ? 'dotted' : how === 'passthrough' || how === 'rename' ? 'solid' : 'dashed';
  const words = how === 'passthrough' ? '' : `, label="${escaped(oneLine(label))}"`;
  return [`  ${source} -> ${target} [style=${style}, color=gray50, constraint=false${words}];`];
}

/** `n3:c0`; the node alone where the column isn't listed. */
function portOf(box: ExportBox | undefined, column: string | undefined): string | undefined {
  const index = box?.node?.columns?.shown.findIndex(({ name }) => name === column) ?? -1;
  return box && (index < 0 ? box.name : `${box.name}:c${index}`);
}

/** Quotes and all that means something in a record. Entities are read first, escapes after them: a backslash is written twice. */
function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replace(/["\\&<>{}|]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
