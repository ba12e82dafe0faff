// The card of a column inside a file's SQL: of the node or CTE that it is read from, of a CTE or subquery that makes it.
// Deliberately absent: columns of nodes themselves (hoverColumn.ts), names that mean several or none (hoverSqlNames.ts).

import { type Card, capped, code, type Fact, type Line, muted, text } from '../card/card.ts';
import type { Project } from '../project.ts';
import type { ColumnOfNode } from '../semantics/sql/columnLineage.ts';
import type { ModelSql } from '../semantics/sql/modelSql.ts';
import { nodeColumn } from '../semantics/sql/nodeColumns.ts';
import { nodeIdOfFile } from '../semantics/sql/nodeId.ts';
import { nameOfColumn } from '../semantics/sql/nodeNames.ts';
import { isOfTable } from '../semantics/sql/tableOf.ts';
import type { ColumnSource, How, Origin } from '../sql/analysis.ts';
import type { NamedColumn } from '../sql/columns.ts';
import { columnCard, expressionText, promiseFact } from './hoverColumn.ts';
import { innermostCte, nameOfQuery, nameOfSource } from './hoverColumnNames.ts';
import {
  descriptionOf,
  endsLine,
  inputsLine,
  madeByFact,
  noInputsFact,
  originFact,
} from './hoverColumnOrigin.ts';
import { readByFact } from './hoverColumnReaders.ts';
import { typeOfColumn, wordOfTypeSource } from './hoverColumnType.ts';
import { listLength } from './hoverFacts.ts';
import { emptyCard } from './hoverNames.ts';

/** The card of a column that something reads. A CTE that passes a node's column on gives the node's. */
export function sourceCard(project: Project, sql: ModelSql, source: ColumnSource, now: number): Card {
  if (source.kind === 'table')
    return columnCard(project, { node: source.table.id, column: source.name }, now);
  const owner = nameOfQuery(sql, source.query);
  const origin = onlyOrigin(sql, source.column);
  if (origin?.how === 'passthrough') {
    const tags = owner === undefined ? [] : [`through ${owner}`];
    return columnCard(project, { node: origin.table.id, column: origin.name }, now, { tags });
  }
  return sqlColumnCard(project, sql, source.column, now, { owner });
}

/** The card of a column that the file's SQL makes: of the file's node where it is one of its columns. */
export function sqlColumnCard(
  project: Project,
  sql: ModelSql,
  column: NamedColumn,
  now: number,
  { owner, here = false }: { readonly owner?: string | undefined; readonly here?: boolean } = {},
): Card {
  const node = isFinal(sql, column) ? nodeIdOfFile(project, sql.path) : undefined;
  if (node !== undefined) return columnCard(project, { node, column: column.name }, now, { here });
  const name = owner ?? innermostCte(sql, column.nameRange)?.name.text;
  const alike = sameValues(project, sql, column);
  const file = nodeIdOfFile(project, sql.path);
  const own = alike.find((each) => each.node === file);
  const described = firstOf(alike, (each) => descriptionOf(project, each));
  const made = madeByFact(here ? undefined : expressionText(sql, column));
  const facts = [
    described && fact('columns', 'Description', [muted('of '), code(nameOfColumn(project, described.from))]),
    typeFact(project, sql, column, alike),
    promiseFact(project, column.name),
    made,
    comesFromFact(project, sql, column, made !== undefined),
    becomesFact(sql, column),
    own && readByFact(project, own),
  ];
  return {
    ...emptyCard('column', column.name, [name === undefined ? 'of a subquery' : `of CTE ${name}`]),
    description: described?.description ?? '',
    facts: facts.filter((each) => each !== undefined),
  };
}

/** Whether a column gives its name and its value to the text's own output. */
function isFinal({ analysis }: ModelSql, column: NamedColumn): boolean {
  return analysis?.columns.some((output) => output.kind === 'column' && isSame(output, column)) ?? false;
}

/** The same entry of a select list, also behind `select *`; columns of a node's star share the star's place. */
function isSame(a: NamedColumn, b: NamedColumn): boolean {
  return a.nameRange.start === b.nameRange.start && a.name === b.name;
}

/** The one column of a node that a column is made of; undefined where there is none, or where there may be more. */
function onlyOrigin({ analysis }: ModelSql, column: NamedColumn): Origin | undefined {
  const origins = analysis?.originsOf(column) ?? [];
  return origins.length === 1 && column.traced ? origins[0] : undefined;
}

/** Columns of nodes with the same values: the one that it passes on, and those of the file's node that pass it on. */
function sameValues(project: Project, sql: ModelSql, column: NamedColumn): readonly ColumnOfNode[] {
  const origin = onlyOrigin(sql, column);
  const passed = origin && isPassed(origin.how) ? [{ node: origin.table.id, column: origin.name }] : [];
  const node = nodeIdOfFile(project, sql.path);
  if (node === undefined) return passed;
  const made = finalReaders(sql, column, ({ how }) => isPassed(how));
  return [...passed, ...made.map((name) => ({ node, column: name }))];
}

function isPassed(how: How): boolean {
  return how === 'passthrough' || how === 'rename';
}

function typeFact(
  project: Project,
  sql: ModelSql,
  column: NamedColumn,
  alike: readonly ColumnOfNode[],
): Fact | undefined {
  const { type } = column;
  if (type && !isOfTable(type)) return shown(type.text, [muted(wordOfTypeSource(type.from))]);
  const known = (each: ColumnOfNode) => nodeColumn(project, each.node, each.column)?.type;
  const of = alike.find(known);
  const same = of && known(of);
  if (of && same) return shown(same.text, typeOfColumn(project, of));
  if (!type) return undefined;
  const only = onlyOrigin(sql, column);
  return shown(
    type.text,
    only
      ? typeOfColumn(project, { node: only.table.id, column: only.name })
      : [muted(wordOfTypeSource('upstream'))],
  );

  function shown(name: string, from: Line): Fact {
    return fact('columns', 'Type', [code(name.toLowerCase()), text(' '), ...from]);
  }
}

/** What it is made of in this file, then the columns of nodes behind that. */
function comesFromFact(
  project: Project,
  sql: ModelSql,
  column: NamedColumn,
  shown: boolean,
): Fact | undefined {
  if (column.inputs.length === 0) return noInputsFact(column.traced, shown);
  const inputs = column.inputs.flatMap(({ source, how }) => {
    const name = nameOfSource(project, sql, source);
    return name === undefined ? [] : { name, how };
  });
  const first = [...inputsLine(inputs), ...(column.traced ? [] : [muted(' and what is not known')])];
  const ends = (sql.analysis?.originsOf(column) ?? []).map(({ table, name, how }) => ({
    name: nameOfColumn(project, { node: table.id, column: name }),
    how,
  }));
  // A subquery without a name says nothing: what is behind it does.
  return inputs.length === 0 ? originFact([inputsLine(ends)]) : originFact([first, endsLine(inputs, ends)]);
}

/** Steps from columns to what they are made of that one question may take. */
const mostSteps = 20_000;

/** The columns of the file's own output that are made of a column of a CTE. */
function becomesFact(sql: ModelSql, column: NamedColumn): Fact | undefined {
  const names = finalReaders(sql, column, () => true);
  return names.length === 0 ? undefined : fact('impact', 'Becomes', namesLine(names));
}

/** The columns of the text's output that a column comes to by steps of a kind. */
function finalReaders(
  { analysis }: ModelSql,
  wanted: NamedColumn,
  step: (column: NamedColumn) => boolean,
): readonly string[] {
  const names: string[] = [];
  let left = mostSteps;
  for (const output of analysis?.columns ?? []) {
    if (output.kind !== 'column') continue;
    const seen = new Set([output]);
    for (const column of seen) {
      if (isSame(column, wanted)) {
        names.push(output.name);
        break;
      }
      if (--left < 0) return names;
      if (!step(column)) continue;
      for (const { source } of column.inputs) if (source.kind === 'query') seen.add(source.column);
    }
  }
  return names;
}

function firstOf<Item, Found>(
  items: readonly Item[],
  find: (item: Item) => Found | undefined,
): Found | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

function namesLine(names: readonly string[]): Line {
  return capped([...new Set(names)], listLength, (name) => [code(name)]);
}

function fact(sign: Fact['sign'], label: string, line: Line): Fact {
  return { sign, label, lines: [line] };
}
