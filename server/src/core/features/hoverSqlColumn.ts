// The card of a column inside a file's SQL: of the node or CTE that it is read from, of a CTE or subquery that makes it.
// Deliberately absent: columns of nodes themselves (hoverColumnCard.ts), names that mean several or none (hoverSqlNames.ts).

import { type Card, capped, code, type Fact, type Line, muted, text } from '../card/card.ts';
import type { Project } from '../project.ts';
import type { ModelSql } from '../semantics/sql/modelSql.ts';
import { nodeColumn } from '../semantics/sql/nodeColumns.ts';
import { nodeIdOfFile } from '../semantics/sql/nodeId.ts';
import type { ColumnSource, Origin } from '../sql/analysis.ts';
import type { NamedColumn } from '../sql/columns.ts';
import { columnCard, expressionText, promiseFact } from './hoverColumnCard.ts';
import { descriptionOf, inputsLine } from './hoverColumnLineage.ts';
import { innermostCte, nameOfColumn, nameOfQuery, nameOfSource } from './hoverColumnNames.ts';
import { wordOfTypeSource } from './hoverColumnType.ts';
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
  const origin = onlyOrigin(sql, column);
  const passed = origin && isPassed(origin) ? { node: origin.table.id, column: origin.name } : undefined;
  const described = passed && descriptionOf(project, passed);
  const facts = [
    described && fact('columns', 'Description', [muted('of '), code(nameOfColumn(project, described.from))]),
    typeFact(project, column, origin),
    promiseFact(project, column.name),
    comesFromFact(project, sql, column, here),
    becomesFact(sql, column),
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

function isPassed({ how }: Origin): boolean {
  return how === 'passthrough' || how === 'rename';
}

function typeFact(project: Project, column: NamedColumn, origin: Origin | undefined): Fact | undefined {
  const line = typeLine(project, column, origin);
  return line && fact('columns', 'Type', line);
}

function typeLine(project: Project, column: NamedColumn, origin: Origin | undefined): Line | undefined {
  const passed = origin && isPassed(origin) ? origin : undefined;
  const of = passed && nodeColumn(project, passed.table.id, passed.name)?.type;
  if (passed && of) {
    const name = nameOfColumn(project, { node: passed.table.id, column: passed.name });
    return [code(of.text.toLowerCase()), muted(' the type of '), code(name)];
  }
  if (!column.type) return undefined;
  return [code(column.type.text.toLowerCase()), muted(` ${wordOfTypeSource(column.type.from)}`)];
}

/** What it is made of in this file, then the columns of nodes behind that. */
function comesFromFact(
  project: Project,
  sql: ModelSql,
  column: NamedColumn,
  here: boolean,
): Fact | undefined {
  const expression = here ? undefined : expressionText(sql, column);
  const made: Line = expression === undefined ? [] : [code(expression)];
  const inputs = column.inputs.map(({ source, how }) => ({ name: nameOfSource(project, sql, source), how }));
  if (inputs.length === 0) {
    const why = column.traced ? 'reads no column' : 'what it reads is not known';
    return fact('lineage', 'Comes from', [...made, muted(made.length > 0 ? ` ${why}` : why)]);
  }
  const first: Line = [...made, ...(made.length > 0 ? [text(' from ')] : []), ...inputsLine(inputs)];
  const rest: Line = column.traced ? [] : [muted(' and what is not known')];
  const origins = (sql.analysis?.originsOf(column) ?? []).map((origin) => ({
    name: nameOfColumn(project, { node: origin.table.id, column: origin.name }),
    how: origin.how,
  }));
  const same = origins.every(({ name }) => inputs.some((input) => input.name === name));
  const lines = [[...first, ...rest], ...(same ? [] : [[text('← '), ...inputsLine(origins)] as Line])];
  return { sign: 'lineage', label: 'Comes from', lines };
}

const mostColumns = 2_000;

/** The columns of the file's own output that are made of a column of a CTE. */
function becomesFact(sql: ModelSql, column: NamedColumn): Fact | undefined {
  const names = (sql.analysis?.columns ?? []).flatMap((output) =>
    output.kind === 'column' && reads(output, column) ? [output.name] : [],
  );
  if (names.length === 0) return undefined;
  return fact('impact', 'Becomes', namesLine(names));
}

function reads(output: NamedColumn, wanted: NamedColumn): boolean {
  const seen = new Set<NamedColumn>([output]);
  for (const column of seen) {
    if (isSame(column, wanted)) return true;
    if (seen.size > mostColumns) return false;
    for (const { source } of column.inputs) if (source.kind === 'query') seen.add(source.column);
  }
  return false;
}

function namesLine(names: readonly string[]): Line {
  return capped([...new Set(names)], listLength, (name) => [code(name)]);
}

function fact(sign: Fact['sign'], label: string, line: Line): Fact {
  return { sign, label, lines: [line] };
}
