// The facts of a node's card: owner, freshness, last run, tests, impact. Each function gives one fact, or undefined when there
// is nothing to say. Deliberately absent: how facts are found out (semantics) and drawn (markdown, cardText).

import type { Entry, ResourceType } from '../artifacts/types.ts';
import { alert, capped, code, type Fact, join, type Line, muted, text } from '../card/card.ts';
import { ago, bytes, count, counted, duration } from '../card/format.ts';
import { shorten } from '../card/visible.ts';
import type { Project } from '../project.ts';
import { freshnessOf, isLate, upstreamFreshness } from '../semantics/freshness.ts';
import { freshnessLine, whatFailed } from '../semantics/healthWords.ts';
import { impactOf } from '../semantics/impact.ts';
import type { NodeGraph } from '../semantics/nodeNeighbours.ts';
import { type OwnerFact, ownerOf, ownersToText } from '../semantics/owner.ts';
import { lastRunOf, type RunFact } from '../semantics/runs.ts';
import { entryOf, type NodeId } from '../semantics/sql/nodeId.ts';
import { nameOfNode } from '../semantics/sql/nodeNames.ts';
import type { TestFact, TestsFact } from '../semantics/tests.ts';

/** Lists on a card are cut after this many names. */
export const listLength = 5;

/** Tags are short. */
const mostTags = 8;

/** Who owns it, and where that is written. */
export function ownerFact(project: Project, entry: Entry): Fact | undefined {
  const owner = ownerOf(project, entry);
  const group = project.artifacts.manifest?.detail(entry)?.group;
  if (!owner) return group === undefined ? undefined : fact('owner', 'Group', [code(group)]);
  const inGroup: Line =
    group === undefined || owner.from === `group ${group}` ? [] : [text('group '), code(group)];
  return fact('owner', 'Owner', join([ownersLine(owner), inGroup], ' · '));
}

/** Names and addresses, then where they are written. */
export function ownersLine(owner: OwnerFact): Line {
  const people = owner.owners.map((one): Line => {
    const addresses = one.emails.map(code);
    return one.name === undefined
      ? join(
          addresses.map((address) => [address]),
          ', ',
        )
      : join([[text(one.name)], ...addresses.map((address) => [address])], ' ');
  });
  return [...join(people, ', '), ...(owner.from === '' ? [] : [text(' '), muted(owner.from)])];
}

/** What it is selected and filtered by. */
export function tagsFact(project: Project, entry: Entry): Fact | undefined {
  const tags = [...new Set(project.artifacts.manifest?.detail(entry)?.tags)];
  const line = capped(tags, mostTags, (tag) => [code(tag)]);
  return tags.length === 0 ? undefined : fact('tags', 'Tags', line);
}

/** A source's own freshness; for anything else how many of its upstream sources are late, as the texts stand. */
export function freshnessFact(
  project: Project,
  graph: NodeGraph | undefined,
  node: NodeId,
  now: number,
): Fact | undefined {
  const entry = entryOf(project, node);
  if (entry?.resourceType === 'source') {
    const own = freshnessOf(project, entry, now);
    return own && fact(isLate(own) ? 'late' : 'fresh', 'Freshness', freshnessLine(own, now));
  }
  const upstream = graph && upstreamFreshness(project, graph, node, now);
  if (!upstream) return undefined;
  const { judged, late, unchecked } = upstream;
  const worst = late[0];
  const checked = judged - unchecked;
  const rest: Line =
    unchecked === 0
      ? []
      : checked === 0
        ? [text(`${counted(unchecked, 'source')} upstream never checked`)]
        : [muted(`${count(unchecked)} never checked`)];
  if (!worst) {
    const fresh: Line = checked > 0 ? [text(`${counted(checked, 'source')} upstream fresh`)] : [];
    return fact('fresh', 'Freshness', join([fresh, rest], ' · '));
  }
  const head: Line = [alert(`${count(late.length)} of ${counted(judged, 'source')} upstream late`)];
  const where: Line = [
    code(`${worst.entry.sourceName}.${worst.entry.name}`),
    text(': '),
    ...freshnessLine(worst, now),
  ];
  return { sign: 'late', label: 'Freshness', lines: [join([head, rest], ' · '), where] };
}

/** How the last run ended, how long it took against its median, and when. */
export function runFact(project: Project, entry: Entry, now: number): Fact | undefined {
  if (entry.resourceType === 'exposure') return undefined;
  const run = lastRunOf(project, entry);
  if (!run) return undefined;
  // Making a view touches no rows, though some adapters count them.
  const isView = project.artifacts.manifest?.detail(entry)?.materialized === 'view';
  const line = runLine(isView ? { ...run, rowsAffected: undefined } : run, now);
  const message = run.outcome === 'bad' && run.message ? shorten(whatFailed(run.message), 160) : undefined;
  const label =
    entry.resourceType === 'test' || entry.resourceType === 'unit_test' ? 'Last result' : 'Last run';
  return { sign: signOf(run), label, lines: message ? [line, [text(message)]] : [line] };
}

/** `success · 3.2 s (median 3.0 s) · 1,204 rows · 2 h ago`. */
export function runLine(run: RunFact, now: number): Line {
  const attention = run.outcome === 'bad' || run.outcome === 'warning';
  const failures = attention && run.failures ? [text(counted(run.failures, 'row'))] : [];
  const time: Line =
    run.executionTime === undefined || run.outcome === 'none' ? [] : [text(duration(run.executionTime))];
  const median: Line = run.medianTime === undefined ? [] : [muted(` (median ${duration(run.medianTime)})`)];
  const rows: Line = run.rowsAffected === undefined ? [] : [text(counted(run.rowsAffected, 'row'))];
  const scanned: Line = run.bytesProcessed === undefined ? [] : [text(`${bytes(run.bytesProcessed)} read`)];
  const when: Line = run.completedAt === undefined ? [] : [muted(ago(run.completedAt, now))];
  const status = attention ? alert(run.status) : text(run.status);
  return join([[status], failures, time.length > 0 ? [...time, ...median] : [], rows, scanned, when], ' · ');
}

/** How tests ended: counts, then the failing ones by name; undefined where there are none. */
export function testsFact(tests: TestsFact | undefined, now: number): Fact | undefined {
  if (!tests) return undefined;
  const sign = tests.failing.length > 0 ? 'failed' : 'tests';
  return { sign, label: 'Tests', lines: testsLines(tests, now) };
}

/** Counts by how they ended, worst first, then the failing ones by name. */
function testsLines(tests: TestsFact, now: number): readonly Line[] {
  const part = (list: readonly TestFact[], word: string, bad = false): Line =>
    list.length === 0 ? [] : [(bad ? alert : text)(`${count(list.length)} ${word}`)];
  const when: Line = tests.completedAt === undefined ? [] : [muted(ago(tests.completedAt, now))];
  const head = join(
    [
      part(tests.failing, 'failing', true),
      part(tests.warning, tests.warning.length === 1 ? 'warning' : 'warnings', true),
      part(tests.passing, 'passing'),
      part(tests.skipped, 'skipped'),
      part(tests.neverRun, 'never run'),
      when,
    ],
    ' · ',
  );
  const named = [...tests.failing, ...tests.warning];
  return named.length === 0 ? [head] : [head, capped(named, listLength, failingTest)];
}

function failingTest(test: TestFact): Line {
  const rows: Line = test.run?.failures ? [text(` ${counted(test.run.failures, 'row')}`)] : [];
  return [code(test.label), ...rows];
}

/** What depends on it as the texts stand: exposures with their owners first, then counts and the nearest names. */
export function impactFact(
  project: Project,
  graph: NodeGraph | undefined,
  node: NodeId,
  type: ResourceType,
): Fact | undefined {
  if (graph?.numberOf(node) === undefined || leaves.has(type)) return undefined;
  const impact = impactOf(project, graph, node);
  const list = (nodes: readonly NodeId[], word: string, plural = `${word}s`): Line =>
    nodes.length === 0
      ? []
      : [
          text(`${counted(nodes.length, word, plural)}: `),
          ...capped(nodes, listLength, (id) => [code(nameOfNode(project, id)), ...owned(project, id)]),
        ];
  const lines = [
    list(impact.exposures, 'exposure'),
    list(impact.models, 'model'),
    list(impact.metrics, 'metric'),
    list(impact.semanticModels, 'semantic model'),
    list(impact.savedQueries, 'saved query', 'saved queries'),
    list(impact.functions, 'function'),
    list(impact.analyses, 'analysis', 'analyses'),
  ].filter((line) => line.length > 0);
  const { leftOut } = graph;
  if (leftOut > 0) lines.push([muted(`${counted(leftOut, 'new or edited file')} not looked at yet`)]);
  if (lines.length === 0) lines.push([text('nothing downstream')]);
  return { sign: 'impact', label: 'Used by', lines };
}

/** Whom to tell of an exposure. */
function owned(project: Project, node: NodeId): Line {
  const entry = entryOf(project, node);
  const owner = entry?.resourceType === 'exposure' ? ownerOf(project, entry) : undefined;
  return owner ? [text(` (${ownersToText(owner)})`)] : [];
}

const leaves: ReadonlySet<string> = new Set([
  'exposure',
  'saved_query',
  'test',
  'unit_test',
  'analysis',
  'operation',
]);

function signOf(run: RunFact): Fact['sign'] {
  return run.outcome === 'bad' ? 'failed' : run.outcome === 'warning' ? 'warning' : 'run';
}

function fact(sign: Fact['sign'], label: string, line: Line): Fact {
  return { sign, label, lines: [line] };
}
