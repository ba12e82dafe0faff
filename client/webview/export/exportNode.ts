// What every format writes of a node and a fold, in words. Pure.

import type { GraphFold, GraphNode, LineageGraph } from '../../../server/src/lineageProtocol.ts';
import { mostBadges } from '../geometry.ts';
import { foldText, foldTrouble } from '../words.ts';
import { oneLine } from './plainText.ts';

/** A box of the graph: a name that is safe everywhere (`n0`, `n1` …), and its lines of text. */
export interface ExportBox {
  readonly name: string;
  readonly id: string;
  /** Undefined for a fold. */
  readonly node: GraphNode | undefined;
  /** The label first. */
  readonly lines: readonly string[];
}

/** In the graph's order, the folds last. */
export function boxesOf({ nodes, folds }: LineageGraph): readonly ExportBox[] {
  return [
    ...nodes.map((node, index) => ({ name: `n${index}`, id: node.id, node, lines: linesOf(node) })),
    ...folds.map((fold, index) => {
      return { name: `f${index}`, id: fold.id, node: undefined, lines: foldLines(fold) };
    }),
  ];
}

/** "model · marts · Harbour team". */
function aroundText({ kind, context, owner }: GraphNode): string {
  return [kind, context, owner].flatMap((part) => (part ? [oneLine(part)] : [])).join(' · ');
}

function linesOf(node: GraphNode): readonly string[] {
  const facts = node.badges.slice(0, mostBadges).map(({ text }) => oneLine(text));
  return [oneLine(node.label), aroundText(node), ...facts].filter(Boolean);
}

function foldLines(fold: GraphFold): readonly string[] {
  return [oneLine(foldText(fold)), foldTrouble(fold)].filter(Boolean);
}
