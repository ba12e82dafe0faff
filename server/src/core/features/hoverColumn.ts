// The card of a column in YAML: its type and where that is known from, what its name promises, its tests, its description.
// Deliberately absent: columns in SQL, and where a value comes from.

import type { Entry } from '../artifacts/types.ts';
import { type Card, capped, code, type Fact, type Line, muted, text } from '../card/card.ts';
import { titleOf } from '../card/entryWords.ts';
import { ago } from '../card/format.ts';
import { describeName } from '../lint/vocabulary/promises.ts';
import type { Project } from '../project.ts';
import { isEnforced, type KnownColumn, knownColumns } from '../semantics/columns.ts';
import type { Resolution } from '../semantics/resolution.ts';
import type { SymbolName } from '../semantics/symbol.ts';
import { testsOfColumn } from '../semantics/tests.ts';
import { testsFact } from './hoverFacts.ts';
import { emptyCard } from './hoverNames.ts';

type ColumnSymbol = Extract<SymbolName, { kind: 'column' }>;

/** The card of a column; what holds it is `owner`. */
export function columnCard(project: Project, symbol: ColumnSymbol, owner: Resolution, now: number): Card {
  const entry = owner.kind === 'found' || owner.kind === 'disabled' ? owner.entry : undefined;
  const column = entry && knownColumns(project, entry).find((known) => sameName(known.name, symbol.name));
  const facts = [
    typeFact(project, entry, column, now),
    promiseFact(project, symbol.name),
    entry && testsFact(testsOfColumn(project, entry, symbol.name), now),
    constraintsFact(project, column),
    classificationFact(column),
  ];
  return {
    ...emptyCard('column', symbol.name, entry ? [`of ${titleOf(entry)}`] : []),
    description: column?.declared?.description || catalogComment(project, entry, symbol.name),
    facts: facts.filter((fact) => fact !== undefined),
  };
}

function typeFact(
  project: Project,
  entry: Entry | undefined,
  column: KnownColumn | undefined,
  now: number,
): Fact {
  const { catalog } = project.artifacts;
  const line = (parts: Line): Fact => ({ sign: 'columns', label: 'Type', lines: [parts] });
  if (column?.type !== undefined) {
    const built = column.typeFrom === 'catalog' && catalog?.generatedAt !== undefined;
    const from = built ? `catalog, ${ago(catalog.generatedAt, now)}` : (column.typeFrom ?? '');
    const declared = column.declared?.dataType;
    const differs = built && declared !== undefined && declared.toLowerCase() !== column.type.toLowerCase();
    return line([
      code(column.type.toLowerCase()),
      text(' '),
      muted(from),
      ...(differs ? [text(' · declared '), code(declared)] : []),
    ]);
  }
  if (entry && catalog?.relation(entry.uniqueId))
    return line([text('not in the warehouse'), muted(' when the catalog was written')]);
  return line([
    text('unknown'),
    muted(catalog ? ': not built when the catalog was written' : ': run dbt docs generate'),
  ]);
}

function promiseFact(project: Project, name: string): Fact | undefined {
  const { vocabulary } = project.context;
  const spelled = vocabulary && describeName(vocabulary, name);
  return spelled ? { sign: 'note', label: 'Promises', lines: [[text(spelled)]] } : undefined;
}

function constraintsFact(project: Project, column: KnownColumn | undefined): Fact | undefined {
  const constraints = column?.declared?.constraints ?? [];
  if (constraints.length === 0) return undefined;
  const adapter = project.artifacts.manifest?.metadata.adapterType;
  const line = capped(constraints, 5, (constraint) => [
    code(constraint.type),
    ...(isEnforced(adapter, constraint) === false ? [muted(` not enforced on ${adapter}`)] : []),
  ]);
  return { sign: 'note', label: 'Constraints', lines: [line] };
}

/** Meta keys and tags that people mark personal data with. */
function classificationFact(column: KnownColumn | undefined): Fact | undefined {
  const declared = column?.declared;
  if (!declared) return undefined;
  const marks = [
    ...['contains_pii', 'pii', 'sensitive'].filter((key) => declared.meta[key] === true),
    ...declared.tags.filter((tag) => tag.toLowerCase() === 'pii').map((tag) => `tag ${tag}`),
    ...(typeof declared.meta['classification'] === 'string' ? [declared.meta['classification']] : []),
  ];
  if (marks.length === 0) return undefined;
  return { sign: 'warning', label: 'Classified', lines: [capped(marks, 5, (mark) => [code(mark)])] };
}

function catalogComment(project: Project, entry: Entry | undefined, name: string): string {
  const relation = entry && project.artifacts.catalog?.relation(entry.uniqueId);
  return relation?.columns.find((column) => sameName(column.name, name))?.comment ?? '';
}

function sameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
