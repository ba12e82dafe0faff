// The cards of what gives columns in a file's SQL: a CTE, a relation by its alias, a star.
// Deliberately absent: nodes (hoverNode.ts) and single columns (hoverColumn.ts, hoverSqlColumn.ts).

import { type Card, capped, code, type Fact, type Line, muted, text } from '../card/card.ts';
import { counted } from '../card/format.ts';
import type { Project } from '../project.ts';
import type { ModelSql } from '../semantics/sql/modelSql.ts';
import type { NodeId } from '../semantics/sql/nodeId.ts';
import type { SelectScope, TableColumn } from '../sql/analysis.ts';
import type { NamedColumn, OutputColumn, StarColumn } from '../sql/columns.ts';
import type { SourceRelation } from '../sql/scopes.ts';
import type { Cte } from '../sql/tree.ts';
import {
  cteOf,
  innermostCte,
  nameOfNode,
  nameOfQuery,
  nameOfRelation,
  reasonsOf,
  whyColumnsUnknown,
  whyRelationUnknown,
} from './hoverColumnNames.ts';
import { listLength } from './hoverFacts.ts';
import { emptyCard } from './hoverNames.ts';

const columnsShown = 8;
/** Names on the card of a star, spread over its relations. */
const starColumnsShown = 40;

/** A CTE: its columns, what it reads and who reads it. */
export function cteCard(project: Project, sql: ModelSql, cte: Cte, columns: readonly OutputColumn[]): Card {
  const facts = [...columnFacts(project, sql, columns), readsFact(project, sql, cte), readersFact(sql, cte)];
  return { ...emptyCard('CTE', cte.name.text), facts: facts.filter((fact) => fact !== undefined) };
}

/** A relation by the name that the select gives it: the node's card, the CTE's, or the columns of what it is. */
export function relationCard(
  project: Project,
  sql: ModelSql,
  relation: SourceRelation,
  scope: SelectScope,
  nodeCard: (id: NodeId) => Card | undefined,
): Card | undefined {
  const known = findRelation(relation, scope);
  if (known?.table) return nodeCard(known.table.id);
  const cte = relation.query && cteOf(sql, relation.query);
  if (cte) return cteCard(project, sql, cte, known?.columns.filter(isOutput) ?? []);
  const name = relation.name?.text;
  if (name === undefined) return undefined;
  const columns = known?.columns ?? [];
  const facts = columnFacts(project, sql, columns);
  const why = whyRelationUnknown(sql, relation);
  const none: Fact[] =
    columns.length > 0 || why.length === 0 ? [] : [{ sign: 'note', label: 'Not known', lines: [why] }];
  return { ...emptyCard('CTE', name), tags: [wordOfRelation(relation)], facts: [...facts, ...none] };
}

const words: Readonly<Record<SourceRelation['relation']['kind'], string>> = {
  table: 'relation',
  placeholder: 'relation',
  query: 'subquery',
  function: 'table function',
  joined: 'joined relations',
  pivot: 'pivot',
  unpivot: 'unpivot',
};

function wordOfRelation({ relation }: SourceRelation): string {
  return words[relation.kind];
}

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

function columnFacts(
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

function isOutput(column: OutputColumn | TableColumn): column is OutputColumn {
  return 'kind' in column;
}

/** Entries that stand for columns whose names aren't known, and why. */
function unknownFact(
  project: Project,
  sql: ModelSql,
  columns: readonly OutputColumn[],
  scope: SelectScope | undefined,
): Fact | undefined {
  const lines: Line[] = [];
  const stars = columns.filter((column): column is StarColumn => column.kind === 'star');
  for (const relation of new Set(stars.flatMap(({ relations }) => relations))) {
    const known = scopesWith(sql, scope)
      .flatMap((each) => each.relations)
      .find(({ source }) => source.relation === relation);
    if (!known) continue;
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

function findRelation(
  relation: SourceRelation,
  scope: SelectScope,
): SelectScope['relations'][number] | undefined {
  for (let at: SelectScope | undefined = scope; at; at = at.outer) {
    const found = at.relations.find(({ source }) => source === relation);
    if (found) return found;
  }
  return undefined;
}

function readsFact(project: Project, sql: ModelSql, cte: Cte): Fact | undefined {
  const { query } = cte;
  if (!query) return undefined;
  const inside = (sql.analysis?.scopes ?? []).filter(
    ({ select }) => query.range.start <= select.range.start && select.range.end <= query.range.end,
  );
  const names = inside
    .flatMap(({ relations }) => relations)
    .filter(({ source }) => source.query !== query && source.relation.kind !== 'query')
    .map(({ source, table }) => nameOfRelation(project, sql, source, table));
  if (names.length === 0) return undefined;
  return { sign: 'lineage', label: 'Reads', lines: [namesLine(names)] };
}

/** The CTEs that read a CTE, and whether the query's own select does. */
function readersFact(sql: ModelSql, cte: Cte): Fact {
  const { analysis } = sql;
  const scopes = (analysis?.scopes ?? []).filter(({ relations }) =>
    relations.some(({ source }) => source.query !== undefined && source.query === cte.query),
  );
  const readers = scopes.map(({ select }) => innermostCte(sql, select.range));
  const ctes = readers.flatMap((reader) => (reader && reader !== cte ? reader.name.text : []));
  const last = readers.some((reader) => reader === undefined);
  const line: Line = [
    ...namesLine(ctes),
    ...(last ? [text(ctes.length > 0 ? ', the final select' : 'the final select')] : []),
  ];
  return {
    sign: 'impact',
    label: 'Read by',
    lines: [line.length > 0 ? line : [muted('nothing in this file')]],
  };
}

function namesLine(names: readonly string[]): Line {
  return capped([...new Set(names)], listLength, (name) => [code(name)]);
}
