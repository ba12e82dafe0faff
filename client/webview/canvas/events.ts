// What is done to the graph by pointer; the keyboard does the same by actions. Types only.

import type { LineageDirection } from '../../../server/src/protocol.ts';
import type { Selection } from '../state.ts';

export interface GraphEvents {
  /** A click: it is selected, and ends a path that looks for its end. */
  choose(selection: Selection): void;
  /** Opens what is selected: a click comes before the second one. */
  open(): void;
  expand(node: string, direction: LineageDirection): void;
  unfold(fold: string): void;
  /** Lists the node's columns, or hides them. */
  columns(node: string): void;
  /** Draws every column of a node, or the first ones. */
  allColumns(node: string): void;
  /** Lights the column's path. */
  light(node: string, column: string): void;
}
