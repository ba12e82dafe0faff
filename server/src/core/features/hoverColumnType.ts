// The type of a column and where it is known from, as a fact of its card. Deliberately absent: how types are found.

import { code, type Fact, type Line, muted, text } from '../card/card.ts';
import { ago } from '../card/format.ts';
import type { Project } from '../project.ts';
import type { ColumnOfNode } from '../semantics/sql/columnLineage.ts';
import type { ColumnType, NodeColumn } from '../semantics/sql/nodeColumns.ts';
import { nameOfColumn } from '../semantics/sql/nodeNames.ts';
import { passedFrom } from './hoverColumnOrigin.ts';

const sources: Readonly<Record<ColumnType['from'], string>> = {
  catalog: 'from the catalog',
  contract: 'from the contract',
  YAML: 'from YAML',
  seed: 'from the seed',
  cast: 'from its cast',
  literal: 'from its literal value',
  function: 'from its expression',
  aggregate: 'from its aggregate function',
  predicate: 'from its comparison',
  upstream: 'from what it is made of',
};

/** Where a type is known from, in words that follow it: `from its cast`. */
export function wordOfTypeSource(from: ColumnType['from']): string {
  return sources[from];
}

/** The same of a type that is that of another column. */
export function typeOfColumn(project: Project, column: ColumnOfNode): Line {
  return [muted('from '), code(nameOfColumn(project, column))];
}

/** The type of a column of a node. Where it isn't known the fact says what would tell. */
export function columnTypeFact(
  project: Project,
  column: ColumnOfNode,
  known: NodeColumn | undefined,
  now: number,
): Fact | undefined {
  const { catalog } = project.artifacts;
  if (known?.type) return typeFact(typeLine(project, column, known, known.type, now));
  if (!known) return undefined;
  if (known.made?.hangsOn)
    return typeFact([text('unknown'), muted(': it hangs on '), ...quoting(known.made.hangsOn)]);
  const relation = catalog?.relation(column.node);
  const built = relation?.columns.find(({ name }) => name.toLowerCase() === column.column.toLowerCase());
  if (built) {
    return typeFact([
      text('unknown: it was '),
      code(built.type.toLowerCase()),
      muted(' in the catalog, and is made in another way since'),
    ]);
  }
  if (relation) return typeFact([text('unknown'), muted(': not there when the catalog was written')]);
  const why = catalog ? ': not built when the catalog was written' : ': run dbt docs generate';
  return typeFact([text('unknown'), muted(why)]);
}

/** A sentence with what stands in backticks as code. */
function quoting(sentence: string): Line {
  return sentence.split('`').map((part, index) => (index % 2 === 1 ? code(part) : muted(part)));
}

function typeFact(line: Line): Fact {
  return { sign: 'columns', label: 'Type', lines: [line] };
}

function typeLine(
  project: Project,
  column: ColumnOfNode,
  known: NodeColumn,
  type: ColumnType,
  now: number,
): Line {
  const { catalog } = project.artifacts;
  const declared = known.declared?.dataType;
  const differs =
    type.from === 'catalog' && declared !== undefined && spelled(declared) !== spelled(type.text);
  const from = (): Line => {
    const passed = type.from === 'upstream' ? passedFrom(project, column) : undefined;
    if (passed) return typeOfColumn(project, passed);
    const written = type.from === 'catalog' ? catalog?.generatedAt : undefined;
    const age = written === undefined ? '' : `, ${ago(written, now)}`;
    return [muted(wordOfTypeSource(type.from) + age)];
  };
  return [
    code(type.text.toLowerCase()),
    text(' '),
    ...from(),
    ...(differs ? [text(' · declared '), code(declared)] : []),
  ];
}

/** A type without what says nothing: `DECIMAL(16, 2)` is `decimal(16,2)`. */
function spelled(type: string): string {
  return type.toLowerCase().replace(/\s+/g, '');
}
