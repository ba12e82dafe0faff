// Graphs to lay out, and what has to be true of every layout. Deliberately absent: tests.

import assert from 'node:assert/strict';
import type {
  Box,
  Layout,
  LayoutEdge,
  LayoutInput,
  LayoutNode,
} from '../../../client/webview/layout/layout.ts';
import { type Random, randomOf } from '../../harness/random.ts';

export const node = (id: string, height = 46): LayoutNode => ({ id, width: 224, height });

/** `a > b > c, d > b`: chains of edges; a node is there once it is named. */
export function graph(text: string, more: Partial<LayoutInput> = {}): LayoutInput {
  const chains = text.split(',').map((chain) => chain.split('>').map((id) => id.trim()));
  const ids = [...new Set(chains.flat())];
  const edges = chains.flatMap((chain) =>
    chain.slice(1).map((to, index): LayoutEdge => ({ from: chain[index] ?? '', to })),
  );
  return { mode: 'layered', nodes: ids.map((id) => node(id)), edges, focus: ids[0] ?? '', ...more };
}

/** Edges from smaller to larger numbers, over at most `reach`; with `cycles` also some that go back. */
export function randomGraph(
  seed: number,
  count: number,
  edgeCount: number,
  cycles: boolean,
  reach = count,
): LayoutInput {
  const random = randomOf(seed);
  const nodes = Array.from({ length: count }, (_, index) => node(`n${index}`, 34 + pick(random, 6) * 21));
  const edges = Array.from({ length: edgeCount }, () => {
    const from = pick(random, count);
    const to = Math.min(count - 1, from + 1 + pick(random, reach));
    return cycles && random() < 0.1 ? { from: `n${to}`, to: `n${from}` } : { from: `n${from}`, to: `n${to}` };
  });
  return { mode: 'layered', nodes, edges, focus: `n${pick(random, count)}` };
}

export function pick(random: Random, count: number): number {
  return Math.floor(random() * count);
}

export function boxOf({ boxes }: Layout, id: string): Box {
  const box = boxes.get(id);
  assert.ok(box, `${id} has a box`);
  return box;
}

export const place = (layout: Layout, id: string): readonly number[] => {
  const { x, y } = boxOf(layout, id);
  return [x, y];
};

/** Every node has one box of its height, at a whole pixel, and no two boxes overlap. */
export function sound({ nodes }: LayoutInput, layout: Layout): void {
  assert.deepEqual([...layout.boxes.keys()].sort(), [...new Set(nodes.map(({ id }) => id))].sort());
  assert.deepEqual([...layout.ranks.keys()].sort(), [...layout.boxes.keys()].sort());
  for (const { x, y } of layout.boxes.values()) assert.ok(Number.isInteger(x) && Number.isInteger(y));
  const boxes = [...layout.boxes].sort(([, a], [, b]) => a.x - b.x);
  for (const [index, [id, a]] of boxes.entries()) {
    for (const [other, b] of boxes.slice(index + 1)) {
      if (b.x >= a.x + a.width) break;
      assert.ok(a.y + a.height <= b.y || b.y + b.height <= a.y, `${id} and ${other} overlap`);
    }
  }
  const { x, y, width, height } = layout.bounds;
  for (const box of layout.boxes.values()) {
    assert.ok(box.x >= x && box.y >= y && box.x + box.width <= x + width && box.y + box.height <= y + height);
  }
}
