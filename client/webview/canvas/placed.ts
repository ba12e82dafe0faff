// Where a box stands in the layer, as a style.

import type { Box } from '../layout/layout.ts';

export function placed({ x, y, width, height }: Box): {
  readonly transform: string;
  readonly width: string;
  readonly height: string;
} {
  return { transform: `translate(${x}px, ${y}px)`, width: `${width}px`, height: `${height}px` };
}
