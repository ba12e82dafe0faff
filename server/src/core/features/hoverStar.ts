// The card of a star in a file's SQL. Deliberately absent: types (they stand on the columns' own cards).

import { type Card, capped, code, type Fact, text } from '../card/card.ts';
import { counted } from '../card/format.ts';
import type { Project } from '../project.ts';
import type { ModelSql } from '../semantics/sql/modelSql.ts';
import { nameOfNode } from '../semantics/sql/nodeNames.ts';
import type { SelectScope } from '../sql/analysis.ts';
import type { NamedColumn, OutputColumn } from '../sql/columns.ts';
import { nameOfQuery } from './hoverColumnNames.ts';
import { columnsShown } from './hoverColumns.ts';
import { emptyCard } from './hoverNames.ts';
import { unknownFact } from './hoverSqlColumns.ts';

/** Names on the card of a star, spread over its relations. */
const starColumnsShown = 40;

/** What a star stands for, by the relation that has it. */
export function starCard(
  project: Project,
  sql: ModelSql,
  columns: readonly OutputColumn[],
  scope: SelectScope,
): Card {
  const groups = new Map<string, NamedColumn[]>();
  for (const column of columns) {
    if (column.kind !== 'column') continue;
    const owner = ownerOf(project, sql, column);
    const group = groups.get(owner);
    if (group) group.push(column);
    else groups.set(owner, [column]);
  }
  const shown = Math.max(columnsShown, Math.floor(starColumnsShown / Math.max(1, groups.size)));
  const named = [...groups].map(
    ([owner, group]): Fact => ({
      sign: 'columns',
      label: owner,
      lines: [[text(`${group.length}: `), ...capped(group, shown, ({ name }) => [code(name)])]],
    }),
  );
  const count = [...groups.values()].reduce((sum, group) => sum + group.length, 0);
  const unknown = unknownFact(project, sql, columns, scope);
  const tag = unknown
    ? count > 0
      ? `${counted(count, 'column')} known`
      : 'columns not known'
    : counted(count, 'column');
  return {
    ...emptyCard('column', '*'),
    tags: [tag],
    facts: unknown ? [...named, unknown] : named,
  };
}

/** The relation that a column of a star is read from: a column that is passed on has one input, where it isn't merged by a join. */
function ownerOf(project: Project, sql: ModelSql, { inputs }: NamedColumn): string {
  const source = inputs[0]?.source;
  if (!source) return 'Columns';
  if (source.kind === 'table') return nameOfNode(project, source.table.id);
  return nameOfQuery(sql, source.query) ?? 'a subquery';
}
