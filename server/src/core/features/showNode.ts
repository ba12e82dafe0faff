// What is known of a node as plain data: for `dbt-context show --format json`, scripts and agents. The same facts as the card.

import type { Entry, FreshnessLimit, Owner } from '../artifacts/types.ts';
import type { Project } from '../project.ts';
import { freshnessOf, upstreamFreshness } from '../semantics/freshness.ts';
import { impactOf } from '../semantics/impact.ts';
import { type NodeGraph, nodeGraph } from '../semantics/nodeNeighbours.ts';
import { ownerOf } from '../semantics/owner.ts';
import { lastRunOf } from '../semantics/runs.ts';
import { nodeColumns } from '../semantics/sql/nodeColumns.ts';
import { type TestFact, testsOf } from '../semantics/tests.ts';

/** Facts of a node as JSON. Times are ISO 8601 in UTC; null is "nothing is known". Lists hold unique ids, and `file:` with its path for what dbt hasn't parsed. */
export interface NodeFacts {
  readonly uniqueId: string;
  readonly resourceType: string;
  readonly name: string;
  readonly version: string | null;
  readonly packageName: string;
  readonly disabled: boolean;
  readonly description: string;
  readonly relationName: string | null;
  readonly materialized: string | null;
  readonly access: string | null;
  readonly group: string | null;
  readonly tags: readonly string[];
  readonly contractEnforced: boolean;
  readonly owner: { readonly owners: readonly Owner[]; readonly from: string } | null;
  readonly freshness: {
    readonly status: string;
    readonly maxLoadedAt: string | null;
    readonly checkedAt: string | null;
    readonly limit: FreshnessLimit | null;
  } | null;
  readonly upstreamFreshness: {
    readonly judged: number;
    readonly unchecked: number;
    readonly late: readonly { readonly uniqueId: string; readonly status: string }[];
  } | null;
  readonly lastRun: {
    readonly status: string;
    readonly completedAt: string | null;
    readonly executionTime: number | null;
    readonly failures: number | null;
    readonly rowsAffected: number | null;
    readonly message: string | null;
  } | null;
  readonly tests: {
    readonly passing: readonly string[];
    readonly failing: readonly string[];
    readonly warning: readonly string[];
    readonly skipped: readonly string[];
    readonly neverRun: readonly string[];
  } | null;
  readonly impact: {
    readonly exposures: readonly string[];
    readonly models: readonly string[];
    readonly metrics: readonly string[];
    readonly semanticModels: readonly string[];
    readonly savedQueries: readonly string[];
  };
  readonly columns: readonly {
    readonly name: string;
    readonly type: string | null;
    readonly typeFrom: string | null;
  }[];
}

/** The facts of an entry. `now` is milliseconds since 1970. */
export function nodeFacts(project: Project, entry: Entry, now: number): NodeFacts {
  const { manifest } = project.artifacts;
  const detail = manifest?.detail(entry);
  const owner = ownerOf(project, entry);
  const graph = nodeGraph(project, entry.uniqueId);
  const impact = graph && impactOf(project, graph, entry.uniqueId);
  return {
    uniqueId: entry.uniqueId,
    resourceType: entry.resourceType,
    name: entry.name,
    version: entry.version ?? null,
    packageName: entry.packageName,
    disabled: entry.disabled,
    description: detail?.description ?? '',
    relationName: detail?.relationName ?? null,
    materialized: detail?.materialized ?? null,
    access: detail?.access ?? null,
    group: detail?.group ?? null,
    tags: [...new Set(detail?.tags)],
    contractEnforced: detail?.contractEnforced ?? false,
    owner: owner ? { owners: owner.owners, from: owner.from } : null,
    freshness: freshnessJson(project, entry, now),
    upstreamFreshness: upstreamJson(project, graph, entry, now),
    lastRun: runJson(project, entry),
    tests: testsJson(project, entry),
    impact: {
      exposures: impact?.exposures ?? [],
      models: impact?.models ?? [],
      metrics: impact?.metrics ?? [],
      semanticModels: impact?.semanticModels ?? [],
      savedQueries: impact?.savedQueries ?? [],
    },
    columns: nodeColumns(project, entry.uniqueId).columns.map(({ name, type }) => ({
      name,
      type: type?.text ?? null,
      typeFrom: type?.from ?? null,
    })),
  };
}

function freshnessJson(project: Project, entry: Entry, now: number): NodeFacts['freshness'] {
  const fact = freshnessOf(project, entry, now);
  if (!fact) return null;
  return {
    status: fact.status,
    maxLoadedAt: iso(fact.maxLoadedAt),
    checkedAt: iso(fact.checkedAt),
    limit: fact.limit ?? null,
  };
}

function upstreamJson(
  project: Project,
  graph: NodeGraph | undefined,
  entry: Entry,
  now: number,
): NodeFacts['upstreamFreshness'] {
  const fact = graph && upstreamFreshness(project, graph, entry.uniqueId, now);
  if (!fact) return null;
  return {
    judged: fact.judged,
    unchecked: fact.unchecked,
    late: fact.late.map((source) => ({ uniqueId: source.entry.uniqueId, status: source.status })),
  };
}

function runJson(project: Project, entry: Entry): NodeFacts['lastRun'] {
  const run = lastRunOf(project, entry);
  if (!run) return null;
  return {
    status: run.status,
    completedAt: iso(run.completedAt),
    executionTime: run.executionTime ?? null,
    failures: run.failures ?? null,
    rowsAffected: run.rowsAffected ?? null,
    message: run.message ?? null,
  };
}

function testsJson(project: Project, entry: Entry): NodeFacts['tests'] {
  const tests = testsOf(project, entry);
  if (!tests) return null;
  const list = (facts: readonly TestFact[]) => facts.map((fact) => fact.entry.uniqueId);
  return {
    passing: list(tests.passing),
    failing: list(tests.failing),
    warning: list(tests.warning),
    skipped: list(tests.skipped),
    neverRun: list(tests.neverRun),
  };
}

function iso(moment: number | undefined): string | null {
  const date = new Date(moment ?? Number.NaN);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}
