// The columns that something in a file's SQL gives, as facts of its card, and which aren't known and why.
// Deliberately absent: what gives them (hoverRelation.ts, hoverStar.ts).

import { capped, code, type Fact, type Line, text } from '../card/card.ts';
import { counted } from '../card/format.ts';
import type { Project } from '../project.ts';
import type { ModelSql } from '../semantics/sql/modelSql.ts';
import type { SelectScope, TableColumn } from '../sql/analysis.ts';
import type { OutputColumn, StarColumn } from '../sql/columns.ts';
import { nameOfRelation, reasonsOf, whyColumnsUnknown, whyRelationUnknown } from './hoverColumnNames.ts';
import { columnsShown } from './hoverColumns.ts';
import { listLength } from './hoverFacts.ts';

/** How many columns, the first with their types; and what isn't known of them. */
export function sqlColumnsFacts(
  project: Project,
  sql: ModelSql,
  columns: readonly (OutputColumn | TableColumn)[],
): readonly Fact[] {
  const named = columns.flatMap((column) => ('kind' in column && column.kind !== 'column' ? [] : column));
  const unknown = unknownFact(project, sql, columns.filter(isOutput), undefined);
  const line = capped(named, columnsShown, ({ name, type }) => [
    code(type === undefined ? name : `${name} ${type.text.toLowerCase()}`),
  ]);
  const fact: Fact[] =
    named.length === 0
      ? []
      : [{ sign: 'columns', label: 'Columns', lines: [[text(`${named.length}: `), ...line]] }];
  return unknown ? [...fact, unknown] : fact;
}

/** Whether it is a column of this text, not of a node. */
export function isOutput(column: OutputColumn | TableColumn): column is OutputColumn {
  return 'kind' in column;
}

/** Entries that stand for columns whose names aren't known, and why. */
export function unknownFact(
  project: Project,
  sql: ModelSql,
  columns: readonly OutputColumn[],
  scope: SelectScope | undefined,
): Fact | undefined {
  const lines: Line[] = [];
  const stars = columns.filter((column): column is StarColumn => column.kind === 'star');
  const read = new Map(
    scopesWith(sql, scope)
      .flatMap((each) => each.relations)
      .map((each) => [each.source.relation, each] as const)
      // The first counts.
      .reverse(),
  );
  for (const relation of new Set(stars.flatMap(({ relations }) => relations))) {
    const known = read.get(relation);
    if (!known) continue;
    if (lines.length === listLength) break;
    const why = known.table
      ? whyColumnsUnknown(project, known.table.id)
      : whyRelationUnknown(sql, known.source);
    const name = nameOfRelation(project, sql, known.source, known.table);
    const which = (known.table?.columns.length ?? 0) > 0 ? 'more columns of ' : 'the columns of ';
    lines.push([text(which), code(name), ...(why.length > 0 ? [text(': '), ...why] : [])]);
  }
  const reasons = reasonsOf(sql, columns);
  const unnamed = columns.filter((column) => column.kind === 'unknown' && !column.many).length;
  if (reasons !== undefined) lines.push([text(`columns that only dbt run knows: ${reasons}`)]);
  if (unnamed > 0) lines.push([text(`the name of ${counted(unnamed, 'column')}`)]);
  if (lines.length === 0) return undefined;
  return { sign: 'note', label: 'Not known', lines: lines.slice(0, listLength) };
}

function scopesWith(sql: ModelSql, scope: SelectScope | undefined): readonly SelectScope[] {
  return scope ? [scope, ...(sql.analysis?.scopes ?? [])] : (sql.analysis?.scopes ?? []);
}
