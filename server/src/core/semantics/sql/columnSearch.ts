// A search through columns, nearest first, within limits, and what it found. Deliberately absent: which way it goes.

import { derive, isFresh } from '../../derived.ts';
import type { Project } from '../../project.ts';
import type { How } from '../../sql/analysis.ts';
import { leastFaithful } from '../../sql/analyzing.ts';
import { columnsOfNode } from './cells.ts';
import type { ClosureLimits, ColumnClosure, ColumnEdge } from './columnLineage.ts';
import type { NodeId } from './nodeId.ts';
import type { ColumnOfNode } from './nodeLineage.ts';
import { upstreamFirst } from './prepareUpstream.ts';

/** See the head of this file. */
export interface ColumnSearch {
  /** The start and every column found to go on from, each once, also those found while this goes on; `last` at the greatest depth. */
  reached(): Generator<{ readonly column: ColumnOfNode; readonly distance: number; readonly last: boolean }>;
  /** Something lies behind a limit. */
  cut(): void;
  /** An edge of a column that was reached at a distance to another. */
  add(column: ColumnOfNode, edge: ColumnEdge, distance: number): void;
  /** Whether one more node may be analysed. */
  mayAnalyse(node: NodeId): boolean;
  readonly unknown: Set<NodeId>;
  result(): Pick<ColumnClosure, 'columns' | 'edges' | 'unknown' | 'whole'>;
}

/** The key of a column; two are the same column where it is. */
export function keyOf({ node, column }: ColumnOfNode): string {
  return `${node}\n${column}`;
}

/** A search that starts at a column. */
export function columnSearch(
  project: Project,
  start: ColumnOfNode,
  {
    depth = Number.POSITIVE_INFINITY,
    nodes = Number.POSITIVE_INFINITY,
    nearest = Number.POSITIVE_INFINITY,
  }: ClosureLimits,
): ColumnSearch {
  const found = new Map([[keyOf(start), { column: start, distance: 0 }]]);
  const edges: ColumnEdge[] = [];
  const steps: Step[] = [];
  const analysed = new Set<NodeId>();
  const gone = new Set<NodeId>();
  let left = nodes;
  const unknown = new Set<NodeId>();
  let whole = true;
  return {
    unknown,
    *reached() {
      // A Map gives what is added meanwhile too.
      for (const each of found.values()) {
        const { node } = each.column;
        if (gone.size < nearest || gone.has(node)) {
          gone.add(node);
          yield { ...each, last: each.distance >= depth };
        } else whole = false;
      }
    },
    cut() {
      whole = false;
    },
    add(column, edge, distance) {
      edges.push(edge);
      const key = keyOf(column);
      const from = keyOf(edge.from);
      steps.push({ from: from === key ? keyOf(edge.to) : from, to: key, how: edge.how });
      if (!found.has(key)) found.set(key, { column, distance: distance + 1 });
    },
    mayAnalyse(node) {
      if (analysed.has(node)) return true;
      const rest = left === Number.POSITIVE_INFINITY ? left : analyse(project, node, left);
      // What is analysed already is free, also when nothing is left.
      left = Math.max(0, rest);
      if (rest < 0) {
        whole = false;
        return false;
      }
      analysed.add(node);
      return true;
    },
    result() {
      const hows = bestHows(start, steps);
      const columns = [...found.entries()].flatMap(([key, { column, distance }]) =>
        distance === 0 ? [] : [{ column, distance, how: hows.get(key) ?? 'passthrough' }],
      );
      return { columns, edges, unknown: [...unknown], whole };
    },
  };
}

/**
 * Analyses a node and what it reads, as far as that isn't done; how many more may be analysed after that, less than 0 where there
 * were too many. What was done of them is remembered, so that the next search gets further.
 */
function analyse(project: Project, node: NodeId, most: number): number {
  let left = most;
  if (isFresh(project, columnsOfNode, node)) return left;
  for (const id of upstreamFirst(project, node, (each) => !isFresh(project, columnsOfNode, each))) {
    if (--left < 0) return left;
    derive(project, columnsOfNode, id);
  }
  return isFresh(project, columnsOfNode, node) ? left : left - 1;
}

/** An edge in the direction of the search. */
interface Step {
  readonly from: string;
  readonly to: string;
  readonly how: How;
}

/** For each column the least faithful step of the path to it whose least faithful step is the most faithful. */
function bestHows(start: ColumnOfNode, steps: readonly Step[]): ReadonlyMap<string, How> {
  const next = new Map<string, Step[]>();
  for (const step of steps) {
    const known = next.get(step.from);
    if (known) known.push(step);
    else next.set(step.from, [step]);
  }
  const best = new Map<string, How>([[keyOf(start), 'passthrough']]);
  const waiting = [keyOf(start)];
  for (let from = waiting.pop(); from !== undefined; from = waiting.pop()) {
    const soFar = best.get(from) ?? 'passthrough';
    for (const { to, how } of next.get(from) ?? []) {
      const whole = leastFaithful(soFar, how);
      const known = best.get(to);
      if (known !== undefined && leastFaithful(whole, known) === whole) continue;
      best.set(to, whole);
      waiting.push(to);
    }
  }
  return best;
}
