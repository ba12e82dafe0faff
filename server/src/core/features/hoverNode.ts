// The card of a node: what it is, who owns it, whether it is fresh, how its last run and tests ended, what depends on it.
// The hover, the tree's tooltips and `dbt-context show` draw it. Deliberately absent: columns of SQL.

import { asTime } from '../artifacts/json.ts';
import type { Detail, Entry } from '../artifacts/types.ts';
import { type Action, type Card, capped, code, type Fact, type Line, muted, text } from '../card/card.ts';
import { kindOf, titleOf } from '../card/entryWords.ts';
import { ago, day } from '../card/format.ts';
import type { Project } from '../project.ts';
import { versionKey } from '../semantics/names.ts';
import { type NodeGraph, nodeGraph } from '../semantics/nodeNeighbours.ts';
import { mayHaveColumns } from '../semantics/nodeTypes.ts';
import { pathOfEntry, rootPackageName, yamlPathOfEntry } from '../semantics/packages.ts';
import { isRemoved } from '../semantics/searchNodes.ts';
import { nameOfNode } from '../semantics/sql/nodeNames.ts';
import { testsOf } from '../semantics/tests.ts';
import { columnsFact, sizeFact } from './hoverColumns.ts';
import {
  freshnessFact,
  impactFact,
  listLength,
  ownerFact,
  runFact,
  tagsFact,
  testsFact,
} from './hoverFacts.ts';

/** The card of a node of the manifest. Of edited texts it counts what `prepareNodeGraph` has read. `now` is milliseconds since 1970. */
export function nodeCard(project: Project, entry: Entry, now: number): Card {
  const detail = project.artifacts.manifest?.detail(entry);
  const graph = nodeGraph(project, entry.uniqueId, 'left out');
  const facts = [
    stateFact(entry, detail, now),
    ownerFact(project, entry),
    freshnessFact(project, graph, entry.uniqueId, now),
    runFact(project, entry, now),
    testsFact(testsOf(project, entry), now),
    dependsFact(project, graph, entry),
    impactFact(project, graph, entry.uniqueId, entry.resourceType),
    mayHaveColumns(entry.resourceType) ? columnsFact(project, entry.uniqueId) : undefined,
    tagsFact(project, entry),
    sizeFact(project, entry, now),
    ageFact(project, now),
  ];
  return {
    kind: kindOf(entry),
    title: titleOf(entry),
    tags: tagsOf(project, entry, detail),
    subtitle: detail?.relationName ?? detail?.url,
    description: descriptionOf(entry, detail),
    facts: facts.filter((fact) => fact !== undefined),
    actions: actionsOf(project, entry),
  };
}

function tagsOf(project: Project, entry: Entry, detail: Detail | undefined): readonly string[] {
  const version = versionKey(entry);
  const latest = version !== undefined && detail?.latestVersion === entry.version;
  const access = detail?.access === 'protected' ? undefined : detail?.access;
  const foreign = entry.packageName !== rootPackageName(project) ? `package ${entry.packageName}` : undefined;
  const tags = [
    kindOf(entry),
    version === undefined ? undefined : latest ? `v${version} (latest)` : `v${version}`,
    // dbt writes one for what is never materialized too: analyses are views.
    entry.resourceType === 'model' ? detail?.materialized : undefined,
    detail?.language === 'python' ? 'Python' : undefined,
    detail?.exposureType ?? detail?.metricType,
    detail?.maturity && `${detail.maturity} maturity`,
    access,
    detail?.contractEnforced ? 'contract enforced' : undefined,
    foreign,
  ];
  return tags.filter((tag) => tag !== undefined && tag !== '').map(String);
}

/** What a reader must know first: dbt doesn't build it, or it is on its way out. */
function stateFact(entry: Entry, detail: Detail | undefined, now: number): Fact | undefined {
  if (entry.disabled) {
    return {
      sign: 'warning',
      label: 'Disabled',
      lines: [[text('dbt does not build it, and a ref to it fails')]],
    };
  }
  const moment = asTime(detail?.deprecationDate);
  if (moment === undefined) return undefined;
  const line: Line = [text(moment <= now ? `since ${day(moment)}` : `from ${day(moment)}`)];
  const instead: Line =
    detail?.latestVersion !== undefined && detail.latestVersion !== entry.version
      ? [text('; latest is '), code(`v${detail.latestVersion}`)]
      : [];
  return { sign: 'warning', label: 'Deprecated', lines: [[...line, ...instead]] };
}

/** What an exposure, metric or saved query is made from; for models the tree says it. */
function dependsFact(project: Project, graph: NodeGraph | undefined, entry: Entry): Fact | undefined {
  const asked = ['exposure', 'metric', 'saved_query', 'semantic_model', 'test', 'unit_test', 'analysis'];
  const number = graph?.numberOf(entry.uniqueId);
  if (!graph || number === undefined || !asked.includes(entry.resourceType)) return undefined;
  const read = Array.from(graph.neighbours(number, 'upstream')).filter(
    (other) => !isRemoved(graph, number, other, 'upstream'),
  );
  if (read.length === 0) return undefined;
  const line = capped(read, listLength, (other) => [code(nameOfNode(project, graph.idOf(other)))]);
  return { sign: 'note', label: 'Reads', lines: [line] };
}

/** How old the manifest is that all structure comes from. */
function ageFact(project: Project, now: number): Fact | undefined {
  const file = project.artifacts.files.manifest;
  const written = project.artifacts.manifest?.metadata.generatedAt ?? file?.modifiedAt;
  if (!file || written === undefined) return undefined;
  return { sign: 'note', label: 'From', lines: [[muted(`${file.path}, written ${ago(written, now)}`)]] };
}

function descriptionOf(entry: Entry, detail: Detail | undefined): string {
  if (!detail) return '';
  if (entry.resourceType === 'doc') return detail.blockContents ?? '';
  const own = detail.description.trim() || (detail.label ?? '');
  return own || (detail.sourceDescription ?? '');
}

/** What a reader can do with an entry from a card. */
export function actionsOf(project: Project, entry: Entry): readonly Action[] {
  const { uniqueId } = entry;
  const file = pathOfEntry(project, entry);
  const yaml = yamlPathOfEntry(project, entry);
  const actions: Action[] = [];
  if (file !== undefined && file !== yaml) actions.push({ kind: 'openFile', label: 'Open file', uniqueId });
  if (yaml !== undefined) actions.push({ kind: 'openYaml', label: 'Open YAML', uniqueId });
  if (project.artifacts.manifest && !entry.disabled && !outsideGraph.has(entry.resourceType)) {
    actions.push({ kind: 'showLineage', label: 'Show lineage', uniqueId });
  }
  return actions;
}

/** What the lineage doesn't hold. */
const outsideGraph: ReadonlySet<string> = new Set(['macro', 'doc', 'group', 'operation']);
