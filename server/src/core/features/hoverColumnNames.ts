// How columns and relations of SQL are named on cards, and why the columns of one aren't known. Deliberately absent: facts
// (hoverColumn.ts, hoverSql.ts), names of nodes (semantics/sql/nodeNames.ts).

import { code, type Line, text } from '../card/card.ts';
import type { Project } from '../project.ts';
import { type ModelSql, sqlOf } from '../semantics/sql/modelSql.ts';
import { nodeColumns } from '../semantics/sql/nodeColumns.ts';
import type { NodeId } from '../semantics/sql/nodeId.ts';
import { nameOfNode } from '../semantics/sql/nodeNames.ts';
import { queriesOf } from '../semantics/sql/queriesOf.ts';
import type { ColumnSource, Table } from '../sql/analysis.ts';
import type { OutputColumn } from '../sql/columns.ts';
import type { SourceRelation } from '../sql/scopes.ts';
import type { Cte, Relation } from '../sql/tree.ts';
import type { TextRange } from '../text.ts';

/** A column that something in a file's SQL reads, named by the CTE or the node that has it; undefined where that has no name. */
export function nameOfSource(project: Project, sql: ModelSql, source: ColumnSource): string | undefined {
  if (source.kind === 'table') return `${nameOfNode(project, source.table.id)}.${source.name}`;
  const owner = nameOfQuery(sql, source.query);
  return owner === undefined ? undefined : `${owner}.${source.column.name}`;
}

/** The CTE that a query is, or the alias of the relation that it stands for; undefined where it has no name. */
export function nameOfQuery(
  sql: ModelSql,
  query: Extract<ColumnSource, { kind: 'query' }>['query'],
): string | undefined {
  if ('alias' in query) return query.alias?.text;
  return cteOf(sql, query)?.name.text;
}

/** The CTE whose body a query is. */
export function cteOf(sql: ModelSql, query: object): Cte | undefined {
  if (!sql.analysis) return undefined;
  return queriesOf(sql.analysis).ctes.find((cte) => cte.query === query);
}

/** A relation as it is read: the CTE's or the node's name, else as the text has it. */
export function nameOfRelation(
  project: Project,
  sql: ModelSql,
  relation: SourceRelation,
  table: Table | undefined,
): string {
  if (table) return nameOfNode(project, table.id);
  const cte = relation.query && cteOf(sql, relation.query);
  return cte?.name.text ?? relation.name?.text ?? textOfRelation(sql, relation.relation);
}

/** The CTE in whose body a place of the SQL lies; of several around it the nearest. */
export function innermostCte(sql: ModelSql, { start }: TextRange): Cte | undefined {
  if (!sql.analysis) return undefined;
  return queriesOf(sql.analysis).ctes.findLast(
    ({ query }) => query && query.range.start <= start && start <= query.range.end,
  );
}

function textOfRelation(sql: ModelSql, relation: Relation): string {
  if (relation.kind === 'query') return 'a subquery';
  if (relation.kind === 'function') return `${relation.name}(…)`;
  if (relation.kind === 'placeholder') return 'what a template makes';
  return sql.rendered.text.slice(relation.range.start, relation.range.end).slice(0, 60);
}

/** Why a node's columns aren't all known, and what would tell; empty where they are. */
export function whyColumnsUnknown(project: Project, id: NodeId): Line {
  const known = nodeColumns(project, id);
  if (known.complete) return [];
  const sql = sqlOf(project, id);
  const made = sql ? reasonsOf(sql, sql.analysis?.columns ?? []) : undefined;
  if (made !== undefined) return [text(`some are only known to dbt run (${made})`)];
  const { catalog } = project.artifacts;
  if (!catalog) return [text('there is no catalog: run '), code('dbt docs generate')];
  return [
    text(catalog.relation(id) ? 'not all of them are known' : 'not built when the catalog was written'),
  ];
}

/** Why a relation of no node has no columns that are known. */
export function whyRelationUnknown(sql: ModelSql, { query, relation }: SourceRelation): Line {
  if (query) return [text('some are only known to dbt run')];
  const reasons = reasonsIn(sql, [relation.range]);
  if (reasons.length > 0) return [text(reasons.join(', '))];
  return relation.kind === 'table' || relation.kind === 'placeholder' ? [text('no ref, source or CTE')] : [];
}

/** Why a template couldn't be rendered where entries without a name stand; undefined where there are none. */
export function reasonsOf(sql: ModelSql, columns: readonly OutputColumn[]): string | undefined {
  const made = columns.filter((column) => column.kind === 'unknown' && column.many);
  if (made.length === 0) return undefined;
  const reasons = reasonsIn(
    sql,
    made.map(({ range }) => range),
  );
  return reasons.length === 0 ? 'a template makes them' : reasons.join(', ');
}

const reasonsShown = 2;

function reasonsIn({ rendered }: ModelSql, ranges: readonly TextRange[]): readonly string[] {
  const reasons = rendered.marks.flatMap((mark) =>
    mark.kind !== 'relation' &&
    ranges.some(({ start, end }) => mark.range.start <= end && start <= mark.range.end)
      ? mark.why
      : [],
  );
  return [...new Set(reasons)].slice(0, reasonsShown);
}
