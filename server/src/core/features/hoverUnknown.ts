// The cards that say why there is little to say: an unknown name with the nearest ones, a disabled node, a file that dbt hasn't
// parsed yet, a source by its name alone.

import type { Entry, ResourceType } from '../artifacts/types.ts';
import { alert, type Card, capped, code, type Fact, join, type Line, muted, text } from '../card/card.ts';
import { kindOf, titleOf } from '../card/entryWords.ts';
import { ago } from '../card/format.ts';
import { nearestNames } from '../nearest.ts';
import type { Project } from '../project.ts';
import { freshnessOf, isLate } from '../semantics/freshness.ts';
import { entriesOfType, refableTypes, versionKey } from '../semantics/names.ts';
import { nodeGraph } from '../semantics/nodeNeighbours.ts';
import type { FoundInFile } from '../semantics/resolution.ts';
import { nodeIdOfFile } from '../semantics/sql/nodeId.ts';
import type { SymbolName } from '../semantics/symbol.ts';
import { columnsFact } from './hoverColumns.ts';
import { freshnessFact, impactFact, listLength } from './hoverFacts.ts';
import { emptyCard } from './hoverNames.ts';
import { titleOfSymbol } from './hoverWords.ts';

/** The types of entries that a kind of name can stand for. */
const typesOf: Readonly<Partial<Record<SymbolName['kind'], readonly ResourceType[]>>> = {
  ref: refableTypes,
  node: refableTypes,
  source: ['source'],
  macro: ['macro'],
  doc: ['doc'],
  metric: ['metric'],
  function: ['function'],
  exposure: ['exposure'],
  group: ['group'],
  semantic_model: ['semantic_model'],
  saved_query: ['saved_query'],
};

/** A name that nothing bears: the nearest names, and what may be the reason. */
export function unknownCard(project: Project, symbol: SymbolName): Card {
  const { manifest } = project.artifacts;
  const title = titleOfSymbol(symbol);
  const word =
    symbol.kind === 'ref' || symbol.kind === 'node'
      ? 'model, seed or snapshot'
      : symbol.kind.replace('_', ' ');
  if (!manifest) {
    const problem = project.artifacts.problems.find(({ artifact }) => artifact === 'manifest');
    const line: Line = problem
      ? [text(problem.message)]
      : [text('there is no manifest yet: run '), code('dbt parse')];
    return {
      ...emptyCard('unknown', title),
      tags: [],
      facts: [{ sign: 'note', label: 'Nothing known', lines: [line] }],
    };
  }
  const candidates = (typesOf[symbol.kind] ?? [])
    .flatMap((type) => entriesOfType(manifest, type))
    .map(titleOf);
  const nearest = nearestNames(title, candidates);
  const facts: Fact[] = [
    { sign: 'warning', label: 'Unknown', lines: [[text(`no ${word} of that name is known`)]] },
  ];
  if (nearest.length > 0) {
    facts.push({
      sign: 'note',
      label: 'Nearest',
      lines: [capped(nearest, listLength, (name) => [code(name)])],
    });
  }
  return { ...emptyCard('unknown', title), tags: [], facts };
}

/** A node that dbt was told not to build: its card, with that first. */
export function disabledCard(card: Card): Card {
  return { ...card, tags: [...card.tags, 'disabled'] };
}

/** A versioned model in a version that it doesn't have. */
export function unknownVersionCard(symbol: SymbolName, entries: readonly Entry[]): Card {
  const versions = entries.flatMap((entry) => versionKey(entry) ?? []);
  const line: Line =
    versions.length === 0
      ? [text('the model has no versions')]
      : [
          text('there is '),
          ...join(
            versions.map((version) => [code(`v${version}`)]),
            ', ',
          ),
        ];
  return {
    ...emptyCard('unknown', titleOfSymbol(symbol)),
    tags: [],
    facts: [{ sign: 'warning', label: 'Unknown version', lines: [line] }],
  };
}

/** What only a file says so far, since dbt hasn't parsed it. `now` is milliseconds since 1970. */
export function newCard(project: Project, found: FoundInFile, now: number): Card {
  const { manifest } = project.artifacts;
  const why: Line = manifest
    ? [text('new since the manifest was written: run '), code('dbt parse'), text(' to see more')]
    : [text('run '), code('dbt parse'), text(' to see more')];
  const id = nodeIdOfFile(project, found.path);
  const graph = id === undefined ? undefined : nodeGraph(project, id, 'left out');
  const known =
    id === undefined
      ? []
      : [
          freshnessFact(project, graph, id, now),
          impactFact(project, graph, id, found.resourceType),
          columnsFact(project, id),
        ];
  return {
    ...emptyCard(kindOf(found), found.name, ['not parsed yet']),
    facts: [
      ...known.filter((fact) => fact !== undefined),
      { sign: 'note', label: manifest ? 'New' : 'No manifest yet', lines: [why] },
      { sign: 'note', label: 'From', lines: [[muted(found.path)]] },
    ],
    actions: [{ kind: 'open', label: 'Open file', path: found.path, offset: found.range?.start ?? 0 }],
  };
}

/** A source by its name alone: its tables and how fresh each is. */
export function tablesCard(
  project: Project,
  symbol: SymbolName,
  tables: readonly Entry[],
  now: number,
): Card {
  const detail = tables[0] && project.artifacts.manifest?.detail(tables[0]);
  const lines = tables.slice(0, 10).map((table): Line => {
    const fresh = freshnessOf(project, table, now);
    const loaded: Line =
      fresh?.maxLoadedAt === undefined ? [] : [text(` loaded ${ago(fresh.maxLoadedAt, now)}`)];
    return [code(table.name), ...(fresh && isLate(fresh) ? [text(' '), alert(fresh.status)] : []), ...loaded];
  });
  if (tables.length > lines.length) lines.push([muted(`+${tables.length - lines.length} more`)]);
  return {
    ...emptyCard('source', titleOfSymbol(symbol)),
    description: detail?.sourceDescription ?? '',
    facts: [{ sign: 'columns', label: 'Tables', lines: [[text(`${tables.length}`)], ...lines] }],
  };
}
