// A line between two boxes.

import type { Box } from '../layout/layout.ts';

export function curve(from: Box, fromY: number, to: Box, toY: number): string {
  const [x1, y1, x2, y2] = [from.x + from.width, from.y + fromY, to.x, to.y + toY];
  const bend = Math.max(24, Math.abs(x2 - x1) / 2);
  return `M${x1},${y1}C${x1 + bend},${y1} ${x2 - bend},${y2} ${x2},${y2}`;
}
