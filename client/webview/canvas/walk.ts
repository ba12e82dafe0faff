// Where an arrow key goes: along edges to the sides, up and down through boxes and the columns that are listed in them. Pure.
// Deliberately absent: how boxes are neighbours (layout/).

import type { ColumnRef, GraphColumnEdge, LineageGraph } from '../../../server/src/lineageProtocol.ts';
import type { Arrow } from '../layout/neighbours.ts';
import { type Selection, selectionOf } from '../state.ts';
import { type Item, namesDrawn } from './boxes.ts';

export interface Walk {
  readonly graph: LineageGraph;
  readonly items: ReadonlyMap<string, Item>;
  /** The box next to a box; undefined at the end. */
  next(id: string, arrow: Arrow): string | undefined;
}

/** What is selected after an arrow key; the same where there is nothing on that side. */
export function walk(on: Walk, from: Selection, arrow: Arrow): Selection {
  if (arrow === 'left' || arrow === 'right') return sideways(on, from, arrow);
  const names = namesIn(on, from.id);
  const at = from.column === undefined ? -1 : names.indexOf(from.column);
  const to = arrow === 'below' ? at + 1 : at - 1;
  if (to >= 0 && to < names.length) return selectionOf(from.id, names[to]);
  if (to === -1 && arrow === 'above') return { id: from.id };
  const next = on.next(from.id, arrow);
  if (next === undefined) return from;
  // Up is the way back of down: into a box from below, its last column is first.
  return selectionOf(next, arrow === 'above' ? namesIn(on, next).at(-1) : undefined);
}

function namesIn({ items }: Walk, id: string): readonly string[] {
  return namesDrawn(items.get(id));
}

/** From a column to what it is made of or what is made of it, where that is listed; else from box to box. */
function sideways(on: Walk, from: Selection, arrow: 'left' | 'right'): Selection {
  const edge =
    from.column === undefined ? undefined : columnEdge(on, { node: from.id, column: from.column }, arrow);
  if (edge) {
    const { node, column } = arrow === 'left' ? edge.from : edge.to;
    return selectionOf(node, column);
  }
  const next = on.next(from.id, arrow);
  return next === undefined ? from : { id: next };
}

function columnEdge(on: Walk, ref: ColumnRef, arrow: 'left' | 'right'): GraphColumnEdge | undefined {
  const edges = on.graph.columnEdges.filter(({ from, to }) => {
    const [here, there] = arrow === 'left' ? [to, from] : [from, to];
    const listed = there.column !== undefined && namesIn(on, there.node).includes(there.column);
    return here.node === ref.node && here.column === ref.column && listed;
  });
  return edges.find(({ lit, how }) => lit && how !== 'decides') ?? edges[0];
}
