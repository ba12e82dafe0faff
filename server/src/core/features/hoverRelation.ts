// The cards of what gives columns in a file's SQL: a CTE, a relation by its alias. Deliberately absent: nodes (hoverNode.ts), single
// columns (hoverColumn.ts, hoverSqlColumn.ts).

import { type Card, capped, code, type Fact, type Line, muted, text } from '../card/card.ts';
import { labelOf } from '../card/entryWords.ts';
import type { Project } from '../project.ts';
import type { ModelSql } from '../semantics/sql/modelSql.ts';
import { entryOf, type NodeId } from '../semantics/sql/nodeId.ts';
import type { SelectScope } from '../sql/analysis.ts';
import type { OutputColumn } from '../sql/columns.ts';
import type { SourceRelation } from '../sql/scopes.ts';
import type { Cte } from '../sql/tree.ts';
import { cteOf, innermostCte, nameOfRelation, whyRelationUnknown } from './hoverColumnNames.ts';
import { listLength } from './hoverFacts.ts';
import { emptyCard } from './hoverNames.ts';
import { actionsOf } from './hoverNode.ts';
import { isOutput, sqlColumnsFacts } from './hoverSqlColumns.ts';

/** A CTE: its columns, what it reads and who reads it. One that only brings a node in is described as the node. */
export function cteCard(project: Project, sql: ModelSql, cte: Cte, columns: readonly OutputColumn[]): Card {
  const node = broughtIn(sql, cte);
  const entry = node === undefined ? undefined : entryOf(project, node);
  const description = (entry && project.artifacts.manifest?.detail(entry)?.description.trim()) || '';
  const facts = [
    entry && description
      ? ({ sign: 'columns', label: 'Description', lines: [[muted('of '), code(labelOf(entry))]] } as const)
      : undefined,
    ...sqlColumnsFacts(project, sql, columns),
    readsFact(project, sql, cte),
    readersFact(sql, cte),
  ];
  return {
    ...emptyCard('CTE', cte.name.text),
    description,
    facts: facts.filter((fact) => fact !== undefined),
    actions: entry ? actionsOf(project, entry) : [],
  };
}

/** The node whose columns a CTE has, and no others, as in `select * from {{ ref('x') }}`; undefined for any other. */
function broughtIn({ analysis }: ModelSql, { query }: Cte): NodeId | undefined {
  const body = query?.body;
  const [item, ...more] = body?.kind === 'select' ? body.items : [];
  if (item?.kind !== 'star' || more.length > 0) return undefined;
  const scope = analysis?.scopes.find(({ select }) => select === body);
  return scope?.relations.length === 1 ? scope.relations[0]?.table?.id : undefined;
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
  const facts = sqlColumnsFacts(project, sql, columns);
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
