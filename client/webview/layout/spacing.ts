// The room between and around boxes, in pixels at a zoom of 1.

export const columnGap = 72;
export const rowGap = 16;
/** What an edge takes of a column that it runs through. */
export const laneHeight = 10;
/** Between an edge and a box that it passes; less than half of `rowGap`. */
export const clearance = 6;
/** For the head of an arrow, between the end of an edge and its target. */
export const arrowRoom = 6;

/** In rows: at the left of the boxes, for edges. */
export const rowsMargin = 40;
export const rowsGap = 12;
/** In rows, for each step from the focus. */
export const indent = 4;
export const mostIndent = 16;
