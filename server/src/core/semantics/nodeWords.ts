// How a node is doing, in the few words that rows and graphs have room for: its owner, its data, its last run, its tests.
// Deliberately absent: the sentences of cards and findings (healthWords.ts), and where the words stand.

import type { LineageState } from '../../protocol.ts';
import { lastRun } from '../artifacts/runHistory.ts';
import type { Detail, Entry, Manifest } from '../artifacts/types.ts';
import { ago, counted } from '../card/format.ts';
import { visibleLine } from '../card/visible.ts';
import { memo2 } from '../memo.ts';
import type { Project } from '../project.ts';
import { type FreshnessFact, freshnessOf, isLate, type UpstreamFreshness } from './freshness.ts';
import { testsOn } from './names.ts';
import { ownerOf, ownersToText } from './owner.ts';
import { lastRunOf, outcomeOf } from './runs.ts';

/** A few words, and how a node is doing by them. */
export interface HealthWord {
  readonly text: string;
  readonly state: LineageState;
}

/** How a node is doing by all that is said of it: as the worst of it. */
export function worstOf(states: readonly LineageState[]): LineageState {
  return (['failed', 'late', 'fine'] as const).find((state) => states.includes(state)) ?? 'unknown';
}

/** The owners on one line; undefined where nobody is known. */
export function ownerWord(project: Project, entry: Entry): string | undefined {
  const owner = ownerOf(project, entry);
  return owner && visibleLine(ownersToText(owner));
}

/** The schema of a node's relation; undefined where there is none: dbt writes one for what is ephemeral too. */
export function schemaWord(detail: Detail | undefined): string | undefined {
  return detail?.materialized === 'ephemeral' ? undefined : detail?.schema;
}

/** Of a source's own data: `late (loaded 14 h ago)`; undefined where it was never checked. `now` is milliseconds since 1970. */
export function freshWord(project: Project, entry: Entry, now: number): HealthWord | undefined {
  const own = freshnessOf(project, entry, now);
  if (!own || own.status === 'unchecked') return undefined;
  const loaded = own.maxLoadedAt === undefined ? '' : ` (loaded ${ago(own.maxLoadedAt, now)})`;
  return isLate(own)
    ? { text: lateWord(own.status) + loaded, state: 'late' }
    : { text: `fresh${loaded}`, state: 'fine' };
}

/** What is wrong with a source that is late, by the status of its freshness. */
export function lateWord(status: FreshnessFact['status'] | 'late'): string {
  if (status === 'failed') return 'check failed';
  return status === 'never loaded' ? status : 'late';
}

/** Of what is made of sources: `2 of 5 sources late`; undefined where none is. */
export function sourcesWord(upstream: UpstreamFreshness | undefined): HealthWord | undefined {
  if (!upstream || upstream.late.length === 0) return undefined;
  return { text: `${upstream.late.length} of ${upstream.judged} sources late`, state: 'late' };
}

/** `success 3 h ago`; undefined where no run is known. `now` is milliseconds since 1970. */
export function runWord(project: Project, entry: Entry, now: number): HealthWord | undefined {
  const run = lastRunOf(project, entry);
  // dbt lists exposures and the like as results too, though it runs nothing for them.
  if (!run || run.status === 'no-op') return undefined;
  const when = run.completedAt === undefined ? '' : ` ${ago(run.completedAt, now)}`;
  const state = run.outcome === 'bad' ? 'failed' : run.outcome === 'good' ? 'fine' : 'unknown';
  return { text: visibleLine(`${run.status}${when}`), state };
}

/** `2 tests fail`; undefined where none does. */
export function failingWord(failing: number): string | undefined {
  if (failing === 0) return undefined;
  return failing === 1 ? '1 test fails' : `${failing} tests fail`;
}

/** The tests of a node, failing ones first of all: `2 tests fail`, `8 tests pass`, `3 tests`; undefined where it has none. */
export function testsWord(project: Project, entry: Entry): HealthWord | undefined {
  const { manifest, runs } = project.artifacts;
  const tests = manifest ? enabledTests(manifest, entry) : [];
  if (tests.length === 0) return undefined;
  const outcomes = tests.map(({ uniqueId }) => outcomeOf(lastRun(runs, uniqueId)?.status));
  const failing = failingWord(outcomes.filter((outcome) => outcome === 'bad').length);
  if (failing !== undefined) return { text: failing, state: 'failed' };
  const all = counted(tests.length, 'test');
  if (!outcomes.every((outcome) => outcome === 'good')) return { text: all, state: 'unknown' };
  return { text: `${all} ${tests.length === 1 ? 'passes' : 'pass'}`, state: 'fine' };
}

const enabledTests = memo2((manifest: Manifest, entry: Entry) =>
  testsOn(manifest, entry).filter(({ disabled }) => !disabled),
);
