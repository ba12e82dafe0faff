// What a view asks for in numbers of nodes: what is within reach, what must be shown, how much room there is. Deliberately absent: the
// walk itself (neighbourhoodWalk.ts).

import type { LineageView } from '../../lineageProtocol.ts';
import type { NodeGraph } from '../semantics/nodeNeighbours.ts';
import type { UpstreamHealth } from '../semantics/upstreamHealth.ts';
import type { Matches } from './neighbourhoodFilter.ts';
import { roomOf } from './neighbourhoodFolds.ts';
import type { FoundImpact } from './neighbourhoodImpact.ts';
import { stateOf } from './neighbourhoodNodes.ts';
import type { Paths } from './neighbourhoodPaths.ts';
import { type Reach, reachOf, stepsOf, type WithinReach } from './neighbourhoodReach.ts';
import type { TraitsOf } from './neighbourhoodTraits.ts';
import { place, type Walked, type WalkRules, walk } from './neighbourhoodWalk.ts';

/** Nodes of an answer, and of a layer. */
export const mostNodes = 150;
/** Where all is asked for. */
export const mostOfAll = 1000;
/** Nodes that a layer shows by themselves. */
const mostOfLayer = 25;

/** How many nodes a view is answered with, about. */
export function limitOf(view: LineageView): number {
  return [view.upstream, view.downstream, ...view.expanded.map(({ steps }) => steps)].includes('all')
    ? mostOfAll
    : mostNodes;
}

/** See {@link WithinReach}. `alone`: nothing but what is expanded, as where a column is in the focus. */
export function withinReach(graph: NodeGraph, start: number, view: LineageView, alone: boolean): WithinReach {
  const steps = (asked: number | 'all') => (alone ? 0 : stepsOf(asked));
  return {
    upstream: reachOf(graph, start, 'upstream', steps(view.upstream)),
    downstream: reachOf(graph, start, 'downstream', steps(view.downstream)),
    expanded: view.expanded.flatMap(({ node, direction, steps: asked }) => {
      const number = graph.numberOf(node);
      if (number === undefined) return [];
      const reach = reachOf(graph, number, direction, stepsOf(asked));
      return [{ number, direction, steps: asked, reach }];
    }),
  };
}

/** What the walks go by, besides the graph. */
export interface WalkPlan {
  readonly start: number;
  readonly view: LineageView;
  readonly within: WithinReach;
  readonly paths: Paths;
  readonly matches: Matches;
  readonly traits: TraitsOf;
  readonly health: UpstreamHealth | undefined;
  readonly impact: FoundImpact | undefined;
}

/** The focus, the paths, what is around the focus, and what is expanded from any of these, in turn. */
export function walkAll(graph: NodeGraph, plan: WalkPlan): Walked {
  const { start, view, within, paths, matches } = plan;
  const walked: Walked = {
    shown: new Map([[start, { distance: 0, side: 'focus' }]]),
    folds: [],
    hidden: new Set(),
  };
  for (const [number, placed] of paths.nodes) {
    if (number === start) continue;
    if (matches(number)) place(walked, number, placed);
    else walked.hidden.add(number);
  }
  const rules = walkRules(graph, plan);
  const most = limitOf(view);
  const sizes = (reach: Reach) => reach.layers.slice(1).map((layer) => layer.filter(matches).length);
  const around = [...sizes(within.upstream), ...sizes(within.downstream)];
  const room = roomOf(around, most - walked.shown.size, most === mostOfAll ? most : mostOfLayer);
  for (const direction of ['upstream', 'downstream'] as const) {
    const steps = within[direction].layers.length - 1;
    walk(walked, rules, { start, direction, steps, room, root: undefined });
  }
  // What is expanded may only be shown by what another expansion shows.
  let waiting = within.expanded;
  for (let left = -1; left !== waiting.length; ) {
    left = waiting.length;
    waiting = waiting.filter((expansion) => {
      const { number, direction, steps, reach } = expansion;
      if (!walked.shown.has(number)) return true;
      const own =
        steps === 'all' ? roomOf(sizes(reach), mostOfAll - walked.shown.size, mostOfAll) : mostOfLayer;
      walk(walked, rules, {
        start: number,
        direction,
        steps: reach.layers.length - 1,
        room: own,
        root: graph.idOf(number),
      });
      return false;
    });
  }
  return walked;
}

/** Nodes of a change's impact that no fold takes. */
export const mostOfImpact = 100;

function walkRules(graph: NodeGraph, { view, traits, matches, health, impact }: WalkPlan): WalkRules {
  const kept = new Set([
    ...view.opened,
    ...view.expanded.map(({ node }) => node),
    ...[...(impact?.nodes.keys() ?? [])].slice(0, mostOfImpact),
  ]);
  return {
    graph,
    matches,
    by: view.foldBy,
    traits,
    isKept: (number) => kept.has(graph.idOf(number)),
    rank(number) {
      const trouble = health?.own(graph.idOf(number));
      return trouble ? (stateOf(trouble) === 'failed' ? 0 : 1) : 2;
    },
    unfolded: new Map(view.unfolded.map(({ fold, shown }) => [fold, shown])),
  };
}
