// Where the boxes of a graph lie. Pure: the same input gives the same layout, in a browser or without one. What was there stays
// where it was as far as the new graph allows. Deliberately absent: what is in a box, and drawing.

import { layered } from './layered.ts';
import { rows } from './rows.ts';

/** A box to place; sizes in pixels at a zoom of 1. */
export interface LayoutNode {
  readonly id: string;
  /** At least: in a column of the layout all are as wide as the widest, in rows as there is room. */
  readonly width: number;
  readonly height: number;
  /** What words on lines take that arrive at its left; by default nothing. */
  readonly wordRoom?: number;
  /** In rows, of those as far from the focus the larger comes first; by default 0. */
  readonly urgency?: number;
}

/** Data flows from `from` to `to`; ends that aren't among the nodes are ignored. */
export interface LayoutEdge {
  readonly from: string;
  readonly to: string;
}

/**
 * `layered`: upstream left, downstream right, by ranks. `rows`: one below the other, upstream above, for a view too narrow for
 * columns; edges run in a margin at the left, which boxes leave free: they are narrower than their nodes.
 */
export type LayoutMode = 'layered' | 'rows';

export interface LayoutInput {
  readonly mode: LayoutMode;
  readonly nodes: readonly LayoutNode[];
  readonly edges: readonly LayoutEdge[];
  /** Its box lies at the origin of a first layout. */
  readonly focus: string;
  /** What is on the screen now; boxes of it that are still there stay as far as possible. */
  readonly previous?: Layout;
  /** The box that was acted on (expanded, opened): it doesn't move at all. By default the focus where it was there before. */
  readonly anchor?: string;
}

/** The top left corner and the size. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Layout {
  readonly mode: LayoutMode;
  readonly boxes: ReadonlyMap<string, Box>;
  /** Column of a layered layout, row of the other: from 0, upstream first. */
  readonly ranks: ReadonlyMap<string, number>;
  /** By rank, how far lines run straight before they arrive there, so that words can stand on them; in rows nothing. */
  readonly wordRooms: readonly number[];
  /** Around all boxes, in rows the margin too; of nothing, empty at the origin. */
  readonly bounds: Box;
}

/** See the head of this file. */
export function layOut(input: LayoutInput): Layout {
  return input.mode === 'rows' ? rows(input) : layered(input);
}
