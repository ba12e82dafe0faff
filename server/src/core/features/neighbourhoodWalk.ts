// Walks from the focus, and from what is expanded, and says which nodes are shown, which are folded and which the filter hides. Nothing
// is reached through a fold. Deliberately absent: what is said of the nodes, and edges.

import type { GraphNode } from '../../lineageProtocol.ts';
import type { LineageDirection } from '../../protocol.ts';
import type { NodeGraph } from '../semantics/nodeNeighbours.ts';
import type { Matches } from './neighbourhoodFilter.ts';
import { type Fold, type FoldRules, foldLayer } from './neighbourhoodFolds.ts';

/** A node that is shown. */
export type Placed = Pick<GraphNode, 'distance' | 'side'>;

/** What is found on all walks together. */
export interface Walked {
  readonly shown: Map<number, Placed>;
  readonly folds: Fold[];
  /** What the filter hides. */
  readonly hidden: Set<number>;
}

/** One walk. */
export interface Walk {
  readonly start: number;
  readonly direction: LineageDirection;
  readonly steps: number;
  /** How many nodes of a layer are shown by themselves. */
  readonly room: number;
  /** The node that is expanded; undefined from the focus. */
  readonly root: string | undefined;
}

/** What all walks go by. */
export interface WalkRules extends FoldRules {
  readonly graph: NodeGraph;
  readonly matches: Matches;
}

/** See the head of this file: adds to what was walked before. */
export function walk(walked: Walked, { graph, matches, ...rules }: WalkRules, way: Walk): void {
  const { start, direction, steps, room, root } = way;
  const from = walked.shown.get(start);
  if (!from) return;
  // A parent of what is downstream may be neither.
  const side = from.side === 'beside' || from.side === opposite[direction] ? 'beside' : direction;
  const seen = new Set([start]);
  let front: readonly number[] = [start];
  for (let step = 1; step <= steps && front.length > 0; step++) {
    const distance = from.distance + step;
    const met: number[] = [];
    for (const node of front) {
      const others = graph.neighbours(node, direction);
      for (let index = 0; index < others.length; index++) {
        const other = others[index] ?? 0;
        if (seen.has(other)) continue;
        seen.add(other);
        met.push(other);
      }
    }
    const known = met.filter((number) => walked.shown.has(number));
    const fresh = met.filter((number) => !walked.shown.has(number));
    const layer = fresh.filter(matches);
    const { shown, folds } = foldLayer(layer, room, { direction, distance, root }, rules);
    for (const number of [...known, ...shown]) place(walked, number, { distance, side });
    walked.folds.push(...folds);
    const through = fresh.filter((number) => !matches(number));
    for (const number of through) walked.hidden.add(number);
    front = [...known, ...shown, ...through];
  }
}

const opposite = { upstream: 'downstream', downstream: 'upstream' } as const;

/** Shows a node; one that is shown already may be nearer than was known, and on both sides. */
export function place({ shown }: Walked, number: number, placed: Placed): void {
  const known = shown.get(number);
  if (!known || known.side === 'beside') shown.set(number, placed);
  else if (known.side !== 'focus' && placed.side !== 'beside')
    shown.set(number, {
      distance: Math.min(known.distance, placed.distance),
      side: known.side === placed.side ? known.side : 'both',
    });
}

/** The folds without what another walk shows, each node in the first alone. */
export function settledFolds({ shown, folds }: Walked): readonly Fold[] {
  const taken = new Set<number>();
  return folds.flatMap((fold) => {
    const members = fold.members.filter((number) => !shown.has(number) && !taken.has(number));
    for (const number of members) taken.add(number);
    return members.length === 0 ? [] : [{ ...fold, members }];
  });
}
