// Whether a source's data is fresh, computed now from when it was last loaded and the limits, and what of it reaches a node as the texts
// stand. Deliberately absent: words for people (features) and the clock (`now` is an argument).

import type { Entry, FreshnessLimit, FreshnessRule, Manifest, SourceFreshness } from '../artifacts/types.ts';
import { memo, memo2 } from '../memo.ts';
import type { Project } from '../project.ts';
import type { NodeGraph } from './nodeNeighbours.ts';
import { reachedNodes } from './searchNodes.ts';
import type { NodeId } from './sql/nodeId.ts';

/** What is known of a source's freshness at a moment. Times are milliseconds since 1970. */
export interface FreshnessFact {
  readonly entry: Entry;
  /**
   * `pass`, `warn`, `error` as of now; `failed` when the check itself ended in an error; `unchecked` when there are limits
   * but no result; `never loaded` when the check found no row.
   */
  readonly status: 'pass' | 'warn' | 'error' | 'failed' | 'unchecked' | 'never loaded';
  readonly maxLoadedAt: number | undefined;
  readonly checkedAt: number | undefined;
  /** The limit that is passed, or the first that would be. */
  readonly limit: FreshnessLimit | undefined;
  /** The check is older than the limit, so a load since then may not have been seen. */
  readonly unlessLoadedSince: boolean;
  /** The check's own error message. */
  readonly error: string | undefined;
}

/** How the freshness of all upstream sources adds up. */
export interface UpstreamFreshness {
  /** Sources upstream that have limits. */
  readonly judged: number;
  /** Those that are late, failed or never loaded: worst first, then nearest. */
  readonly late: readonly FreshnessFact[];
  /** Those with limits but without a result. */
  readonly unchecked: number;
}

const periods = { minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const;
/** dbt writes the year 1 for an empty table. */
const firstYear = Date.UTC(1900, 0, 1);
const severity = { error: 0, 'never loaded': 1, failed: 2, warn: 3, unchecked: 4, pass: 5 } as const;

/** A limit in milliseconds. */
export function limitLength(limit: FreshnessLimit): number {
  return limit.count * periods[limit.period];
}

/** Whether a fact asks for attention. */
export function isLate(fact: FreshnessFact): boolean {
  return severity[fact.status] < severity.unchecked;
}

/** The freshness of a source; undefined when it has neither limits nor a result, or isn't a source. */
export function freshnessOf(project: Project, entry: Entry, now: number): FreshnessFact | undefined {
  if (entry.resourceType !== 'source') return undefined;
  const { manifest, freshness } = project.artifacts;
  return manifest && judge(entry, ruleOf(manifest, freshness)(entry), freshness, now);
}

/** Since when a source is late, and why: `late` by its age, or whatever its age for as long as nothing else is known. */
export interface LateSince {
  readonly entry: Entry;
  /** Milliseconds since 1970, exclusive; `-Infinity` for what its age doesn't decide. */
  readonly since: number;
  readonly status: 'late' | 'failed' | 'never loaded';
}

/** The sources that are late at some time, in the order of that: what {@link isLate} says of each at any moment. */
export const lateSources: (manifest: Manifest, freshness: SourceFreshness) => readonly LateSince[] = memo2(
  (manifest, freshness) =>
    manifest.entries
      .flatMap((entry): LateSince[] => {
        if (entry.resourceType !== 'source' || entry.disabled || !freshness.result(entry.uniqueId)) return [];
        const rule = ruleOf(manifest, freshness)(entry);
        const fact = judge(entry, rule, freshness, Number.POSITIVE_INFINITY);
        if (!fact || !isLate(fact)) return [];
        const { status, maxLoadedAt } = fact;
        if (status === 'failed' || status === 'never loaded')
          return [{ entry, since: Number.NEGATIVE_INFINITY, status }];
        const limits = [rule?.warnAfter, rule?.errorAfter].flatMap((limit) =>
          limit ? limitLength(limit) : [],
        );
        return [{ entry, since: (maxLoadedAt ?? 0) + Math.min(...limits), status: 'late' }];
      })
      .sort((a, b) => a.since - b.since),
);

/** The freshness of all sources upstream of a node; undefined when none of them has limits or a result. */
export function upstreamFreshness(
  project: Project,
  graph: NodeGraph,
  node: NodeId,
  now: number,
): UpstreamFreshness | undefined {
  const { manifest, freshness } = project.artifacts;
  if (!manifest) return undefined;
  const rules = ruleOf(manifest, freshness);
  const facts = sourcesUpstream(graph, node).flatMap(
    (source) => judge(source, rules(source), freshness, now) ?? [],
  );
  if (facts.length === 0) return undefined;
  const late = facts.filter(isLate);
  return {
    judged: facts.length,
    // The sort is stable and the sources come nearest first.
    late: late.sort((a, b) => severity[a.status] - severity[b.status]),
    unchecked: facts.filter((fact) => fact.status === 'unchecked').length,
  };
}

/** Kept while nobody reads anything else: a tree asks for each of its rows, again and again. */
function sourcesUpstream(graph: NodeGraph, node: NodeId): readonly Entry[] {
  const known = knownSources(graph);
  const start = graph.numberOf(node);
  if (start === undefined) return [];
  const sources =
    known.get(start) ??
    Array.from(reachedNodes(graph, start, 'upstream')).flatMap((number) => {
      const entry = graph.entryAt(number);
      return entry?.resourceType === 'source' ? [entry] : [];
    });
  known.set(start, sources);
  return sources;
}

const knownSources = memo((_: NodeGraph) => new Map<number, readonly Entry[]>());

const noFreshness: SourceFreshness = { generatedAt: undefined, result: () => undefined };

/** The limits in force: the manifest's, which is newer as a rule, else those that the check used. */
const rules = memo2((manifest: Manifest, freshness: SourceFreshness) =>
  memo((entry: Entry): FreshnessRule | undefined => {
    const declared = manifest.detail(entry)?.freshness;
    const used = freshness.result(entry.uniqueId)?.rule;
    return hasLimit(declared) ? declared : used;
  }),
);

function ruleOf(
  manifest: Manifest,
  freshness: SourceFreshness | undefined,
): (entry: Entry) => FreshnessRule | undefined {
  return rules(manifest, freshness ?? noFreshness);
}

function judge(
  entry: Entry,
  rule: FreshnessRule | undefined,
  freshness: SourceFreshness | undefined,
  now: number,
): FreshnessFact | undefined {
  const result = freshness?.result(entry.uniqueId);
  const smallest = rule?.warnAfter ?? rule?.errorAfter;
  const base = {
    entry,
    maxLoadedAt: result?.maxLoadedAt,
    checkedAt: result?.snapshottedAt ?? (result && freshness?.generatedAt),
    limit: smallest,
    unlessLoadedSince: false,
    error: result?.error,
  };
  if (!result) return smallest ? { ...base, status: 'unchecked' } : undefined;
  if (result.error !== undefined || result.status === 'runtime error') return { ...base, status: 'failed' };
  if (result.maxLoadedAt === undefined || result.maxLoadedAt < firstYear) {
    return { ...base, maxLoadedAt: undefined, status: 'never loaded' };
  }
  const age = now - result.maxLoadedAt;
  const status = passed(rule?.errorAfter, age) ? 'error' : passed(rule?.warnAfter, age) ? 'warn' : 'pass';
  const limit = status === 'error' ? rule?.errorAfter : smallest;
  const checkAge = base.checkedAt === undefined ? 0 : now - base.checkedAt;
  return { ...base, status, limit, unlessLoadedSince: status !== 'pass' && passed(limit, checkAge) };
}

/** dbt compares strictly: a source exactly at its limit passes. */
function passed(limit: FreshnessLimit | undefined, age: number): boolean {
  return limit !== undefined && age > limitLength(limit);
}

function hasLimit(rule: FreshnessRule | undefined): boolean {
  return rule?.warnAfter !== undefined || rule?.errorAfter !== undefined;
}
