// The outline of a node by its kind: round where data begins, at the left, and where people take it, at the right; the graph, its legend
// and the exported picture agree. Deliberately absent: colours.

/** `begin`: sources and seeds; `end`: exposures, metrics and what they are defined by; `step`: what dbt builds. */
export type Shape = 'begin' | 'step' | 'end';

const shapes: Readonly<Record<string, Shape>> = {
  source: 'begin',
  seed: 'begin',
  exposure: 'end',
  metric: 'end',
  'semantic model': 'end',
  'saved query': 'end',
};

export function shapeOf(kind: string): Shape {
  return shapes[kind] ?? 'step';
}

/** In the order of the legend. */
export const shapeMeanings: readonly { readonly shape: Shape; readonly words: string }[] = [
  { shape: 'begin', words: 'Data comes in: a source, a seed' },
  { shape: 'step', words: 'dbt builds it: a model, a snapshot' },
  { shape: 'end', words: 'People take it: an exposure, a metric, a saved query' },
];

/** Corners of the picture, in pixels: at the left and at the right. */
export function cornersOf(shape: Shape): { readonly left: number; readonly right: number } {
  return { left: shape === 'begin' ? 16 : 4, right: shape === 'end' ? 16 : 4 };
}
