// The cards of a column's name that means several columns, or none that is known: what it may mean, and why it isn't known.
// Deliberately absent: columns themselves (hoverColumn.ts, hoverSqlColumn.ts).

import { type Card, code, type Fact, join, type Line, muted, text } from '../card/card.ts';
import type { Project } from '../project.ts';
import { missingColumns } from '../semantics/sql/missingColumns.ts';
import { type ModelSql, modelSql } from '../semantics/sql/modelSql.ts';
import { nodeColumn } from '../semantics/sql/nodeColumns.ts';
import type { SqlSymbol } from '../semantics/sql/sqlSymbol.ts';
import type { ColumnSource, ResolvedReference, SelectScope } from '../sql/analysis.ts';
import type { SourceRelation } from '../sql/scopes.ts';
import type { TextRange } from '../text.ts';
import { noColumnFact } from './hoverColumn.ts';
import { nameOfRelation, nameOfSource, whyColumnsUnknown, whyRelationUnknown } from './hoverColumnNames.ts';
import { listLength } from './hoverFacts.ts';
import { emptyCard } from './hoverNames.ts';

/** A name that several relations have: each with its type. */
export function severalCard(
  project: Project,
  sql: ModelSql,
  name: string,
  sources: readonly ColumnSource[],
  kind: 'ambiguous' | 'using',
): Card {
  const lines = sources.slice(0, listLength).map((source): Line => {
    const type =
      source.kind === 'table'
        ? nodeColumn(project, source.table.id, source.name)?.type?.text
        : source.column.type?.text;
    const shown = type === undefined ? [] : [text(' '), code(type.toLowerCase())];
    return [code(nameOfSource(project, sql, source) ?? name), ...shown];
  });
  const more: Line[] =
    sources.length > lines.length ? [[muted(`+${sources.length - lines.length} more`)]] : [];
  const fact: Fact =
    kind === 'using'
      ? { sign: 'columns', label: 'Joins', lines: [join(lines, ' = '), ...more] }
      : { sign: 'warning', label: 'Ambiguous', lines: [[text('may be any of')], ...lines, ...more] };
  return { ...emptyCard('column', name), facts: [fact] };
}

/** A name that none of the relations in question has, as far as that is certain. */
export function missingCard(
  project: Project,
  { sql, range, reference: { name }, scope }: Extract<SqlSymbol, { kind: 'reference' }>,
  relations: readonly SourceRelation[],
): Card {
  const known = scope.relations.filter(({ source }) => relations.includes(source));
  const owners = known.map(({ source, table }) => nameOfRelation(project, sql, source, table));
  const owner = owners.length === 0 ? 'what is read here' : owners.slice(0, listLength).join(' or ');
  if (!isCertain(project, sql, range)) {
    const line = [
      text(`not as the template is rendered here; another branch may make it a column of ${owner}`),
    ];
    const fact: Fact = { sign: 'note', label: 'Not known', lines: [line] };
    return { ...emptyCard('column', name.text), facts: [fact] };
  }
  const columns = known.flatMap((relation) =>
    relation.columns.flatMap((column) => ('kind' in column && column.kind !== 'column' ? [] : column)),
  );
  return { ...emptyCard('unknown', name.text), tags: [], facts: [noColumnFact(name.text, owner, columns)] };
}

/** Whether a reference is surely missing: not in a branch that isn't taken, nor where a template leaves open what there is. */
function isCertain(project: Project, sql: ModelSql, { start, end }: TextRange): boolean {
  if (modelSql(project, sql.path) !== sql) return false;
  return missingColumns(sql).some(({ range }) => range.start === start && range.end === end);
}

/** A name of which can't be said what it means: which relations could have it, and why that isn't known. Undefined where none can. */
export function notKnownCard(
  project: Project,
  sql: ModelSql,
  { name, qualifier }: ResolvedReference,
  scope: SelectScope,
): Card | undefined {
  const unclear: Line[] = [];
  for (let at: SelectScope | undefined = scope; at; at = at.outer) {
    for (const { source, table, complete } of at.relations) {
      if (complete || (qualifier && source.name?.text.toLowerCase() !== qualifier.text.toLowerCase()))
        continue;
      unclear.push([
        code(nameOfRelation(project, sql, source, table)),
        ...whyLine(project, sql, source, table?.id),
      ]);
    }
  }
  if (unclear.length === 0) return undefined;
  const lines = unclear.slice(0, listLength);
  const head: Line = [text(lines.length === 1 ? 'it may be a column of' : 'it may be a column of any of')];
  const fact: Fact = {
    sign: 'note',
    label: 'Not known',
    lines: lines.length === 1 ? [[...head, text(' '), ...(lines[0] ?? [])]] : [head, ...lines],
  };
  return { ...emptyCard('column', name.text), facts: [fact] };
}

function whyLine(project: Project, sql: ModelSql, source: SourceRelation, id: string | undefined): Line {
  const why = id === undefined ? whyRelationUnknown(sql, source) : whyColumnsUnknown(project, id);
  return why.length === 0 ? [] : [text(': '), ...why];
}
