// The zoom and the place at which a graph is seen whole.

import type { Box } from './layout.ts';

/** A point of the layout is seen at `k` times itself, moved by `x` and `y`. */
export interface Transform {
  readonly x: number;
  readonly y: number;
  readonly k: number;
}

export interface FitOptions {
  /** The smallest zoom at which text is read, and the largest that is wanted. */
  readonly min: number;
  readonly max: number;
  /** Around the graph, in pixels of the screen. */
  readonly padding: number;
  /** In the middle where not all can be seen; by default the middle of the graph is. */
  readonly anchor?: Box | undefined;
}

/** All of `bounds` in the middle; where it would be smaller than `min`, the anchor in the middle of each direction that doesn't fit. */
export function fit(
  bounds: Box,
  viewport: { readonly width: number; readonly height: number },
  { min, max, padding, anchor = bounds }: FitOptions,
): Transform {
  const across = Math.max(0, viewport.width - 2 * padding);
  const down = Math.max(0, viewport.height - 2 * padding);
  const whole = Math.min(across / Math.max(1, bounds.width), down / Math.max(1, bounds.height));
  const k = Math.max(min, Math.min(max, whole));
  const horizontal = bounds.width * k <= across ? bounds : anchor;
  const vertical = bounds.height * k <= down ? bounds : anchor;
  return {
    x: viewport.width / 2 - (horizontal.x + horizontal.width / 2) * k,
    y: viewport.height / 2 - (vertical.y + vertical.height / 2) * k,
    k,
  };
}
