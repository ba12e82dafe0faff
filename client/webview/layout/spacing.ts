// The room between boxes, in pixels at a zoom of 1.

export const columnGap = 72;
export const rowGap = 16;
/** What an edge takes of a column that it runs through. */
export const laneHeight = 10;
