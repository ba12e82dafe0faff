// Puts boxes into a column between those that stand there and don't move: each where there is room nearest to its wish.

import type { LayoutNode } from './layout.ts';
import { settle } from './settle.ts';
import { reachOf } from './spacing.ts';

interface Gap {
  readonly top: number;
  readonly bottom: number;
  free: number;
  readonly items: number[];
}

/** `ports` are places for `standing` and wishes for `items`, which become places. */
export function fill(
  nodes: readonly LayoutNode[],
  standing: readonly number[],
  items: readonly number[],
  ports: number[],
): void {
  const span = (index: number) => {
    const port = ports[index] ?? 0;
    const { above, below } = reachOf(nodes[index] ?? { height: 0 });
    return { top: port - above, bottom: port + below, tall: above + below };
  };
  const gaps = items.length > 0 ? gapsBetween(standing.map(span)) : [];
  for (const item of items.toSorted((a, b) => (ports[a] ?? 0) - (ports[b] ?? 0) || a - b)) {
    const { top, bottom, tall } = span(item);
    let best: { gap: Gap; away: number } | undefined;
    for (const gap of gaps) {
      const away = Math.max(0, gap.top - top, bottom - gap.bottom);
      if (gap.free >= tall && (!best || away < best.away)) best = { gap, away };
    }
    if (!best) continue;
    best.gap.items.push(item);
    best.gap.free -= tall;
  }
  for (const { top, bottom, items: inside } of gaps) {
    const wishes = inside.map((index) => ({
      port: ports[index] ?? 0,
      ...reachOf(nodes[index] ?? { height: 0 }),
      weight: 1,
    }));
    const settled = settle(wishes, top, bottom);
    for (const [place, index] of inside.entries()) ports[index] = settled[place] ?? 0;
  }
}

/** What is free in a column, all above and all below included: there is always room. */
function gapsBetween(spans: { readonly top: number; readonly bottom: number }[]): Gap[] {
  const gaps: Gap[] = [];
  let end = -Infinity;
  const add = (top: number) => gaps.push({ top: end, bottom: top, free: top - end, items: [] });
  for (const { top, bottom } of spans.sort((a, b) => a.top - b.top)) {
    if (top > end) add(top);
    end = Math.max(end, bottom);
  }
  add(Infinity);
  return gaps;
}
