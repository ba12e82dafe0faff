// Lineage as text for Mermaid and Graphviz. Labels are text of others: what could end a label or be markup is written as a code.
// Deliberately absent: styles.

import { visibleLine } from '../core/card/visible.ts';
import type { LineageGraph } from '../core/features/lineageGraph.ts';

/** A flowchart of Mermaid. */
export function lineageToMermaid(graph: LineageGraph): string {
  const { nodes, edges } = numbered(graph);
  return [
    'flowchart LR',
    ...nodes.map(({ name, label }) => `  ${name}["${mermaidLabel(label)}"]`),
    ...edges.map(({ from, to, how }) => `  ${from} -->${how === undefined ? '' : `|${how}|`} ${to}`),
  ].join('\n');
}

/** A digraph of Graphviz. */
export function lineageToDot(graph: LineageGraph): string {
  const { nodes, edges } = numbered(graph);
  return [
    'digraph lineage {',
    '  rankdir=LR;',
    '  node [shape=box];',
    ...nodes.map(({ name, label }) => `  ${name} [label="${dotLabel(label)}"];`),
    ...edges.map(({ from, to, how }) => `  ${from} -> ${to}${how === undefined ? '' : ` [label="${how}"]`};`),
    '}',
  ].join('\n');
}

/** Nodes by short names, since keys hold anything. */
function numbered({ nodes, edges }: LineageGraph) {
  const names = new Map(nodes.map(({ key }, index) => [key, `n${index}`]));
  return {
    nodes: nodes.map(({ key, label }) => ({ name: names.get(key) ?? key, label })),
    edges: edges.flatMap(({ from, to, how }) => {
      const [start, end] = [names.get(from), names.get(to)];
      return start === undefined || end === undefined ? [] : [{ from: start, to: end, how }];
    }),
  };
}

function mermaidLabel(label: string): string {
  return visibleLine(label).replace(
    /[^\p{L}\p{M}\p{N} _.,-]/gu,
    (character) => `#${character.codePointAt(0)};`,
  );
}

function dotLabel(label: string): string {
  return visibleLine(label).replace(/["\\]/g, (character) => `\\${character}`);
}
