// Words for where the columns of a relation are known from: its name, its age where only a catalog knows them, the place that
// defines it. Deliberately absent: which columns there are.

import { lastRun } from '../artifacts/runHistory.ts';
import { ago } from '../card/format.ts';
import { toSource } from '../jinja/render/rendered.ts';
import type { Project } from '../project.ts';
import { ownPlace, yamlPlace } from '../semantics/definedPlaces.ts';
import { type ModelSql, sqlOf } from '../semantics/sql/modelSql.ts';
import { nodeColumns } from '../semantics/sql/nodeColumns.ts';
import { entryOf, fileOf, type NodeId } from '../semantics/sql/nodeId.ts';
import type { QueryAnalysis, ScopeRelation } from '../sql/analysis.ts';
import type { OutputColumn } from '../sql/columns.ts';
import type { Cte, Query } from '../sql/tree.ts';
import type { RelatedPlace } from './rule.ts';

/** " as of the catalog, 3 d ago", or nothing where columns are known without one. */
export function catalogAge(project: Project, now: number): string {
  const { catalog, files } = project.artifacts;
  const moment = catalog?.generatedAt ?? files.catalog?.modifiedAt;
  return moment === undefined ? ' as of the catalog' : ` as of the catalog, ${ago(moment, now)}`;
}

/** The nodes by whose catalog the columns of a node are known: itself, or what it reads with a star; none where SQL tells all. */
export function catalogNodes(project: Project, id: NodeId): readonly NodeId[] {
  return [...nodesBelow(project, id, new Set())];
}

/** The same for a relation of a file's SQL. */
export function catalogNodesOf(
  project: Project,
  sql: ModelSql,
  { table, source: { query } }: ScopeRelation,
): readonly NodeId[] {
  if (table) return catalogNodes(project, table.id);
  if (!query || !sql.analysis) return [];
  return [...nodesOfColumns(project, sql.analysis, sql.analysis.columnsOf(query), new Set())];
}

/** Whether a node was built after the catalog was written, so that it may have other columns by now. */
export function isBuiltSince(project: Project, id: NodeId): boolean {
  const { catalog, runs } = project.artifacts;
  const built = lastRun(runs, id);
  const written = catalog?.generatedAt;
  // `dbt docs generate` writes the catalog some time after it has begun to.
  return written !== undefined && (built?.completedAt ?? 0) > written + 60_000;
}

function* nodesBelow(project: Project, id: NodeId, seen: Set<NodeId>): Generator<NodeId> {
  if (seen.has(id)) return;
  seen.add(id);
  const { from } = nodeColumns(project, id);
  if (from === 'catalog') yield id;
  const analysis = from === 'sql' ? sqlOf(project, id)?.analysis : undefined;
  if (analysis) yield* nodesOfColumns(project, analysis, analysis.columns, seen);
}

function* nodesOfColumns(
  project: Project,
  analysis: QueryAnalysis,
  columns: readonly OutputColumn[],
  seen: Set<NodeId>,
): Generator<NodeId> {
  for (const column of columns) {
    // A column without an expression comes by a star.
    if (column.kind !== 'column' || column.expression) continue;
    for (const { table } of analysis.originsOf(column)) yield* nodesBelow(project, table.id, seen);
  }
}

/** A relation as people call it: "the model `orders`", "the CTE `paid`". */
export function relationName(project: Project, { source, table }: ScopeRelation): string {
  if (table) {
    const entry = entryOf(project, table.id);
    if (entry?.resourceType === 'source') return `the source \`${entry.sourceName}.${entry.name}\``;
    if (entry) return `the ${entry.resourceType} \`${entry.name}\``;
    const path = fileOf(project, table.id) ?? table.id;
    return `the model \`${path.slice(path.lastIndexOf('/') + 1).replace(/\.\w+$/, '')}\``;
  }
  const kind = source.relation.kind === 'table' ? 'CTE' : source.query ? 'subquery' : 'relation';
  const written = source.relation.kind === 'table' ? source.relation.path.at(-1) : source.name;
  return written ? `the ${kind} \`${written.text}\`` : `the ${kind}`;
}

/** Where a relation is defined; undefined where that isn't in the project. */
export function relationPlace(
  project: Project,
  sql: ModelSql,
  { source, table }: ScopeRelation,
): Omit<RelatedPlace, 'message'> | undefined {
  if (table) {
    const entry = entryOf(project, table.id);
    const place = entry && (ownPlace(project, entry) ?? yamlPlace(project, entry));
    if (place) return { path: place.path, range: place.nameRange };
    const path = entry ? undefined : fileOf(project, table.id);
    return path === undefined ? undefined : { path, range: { start: 0, end: 0 } };
  }
  const { query } = source;
  if (!query || !sql.analysis) return undefined;
  const range = cteOf(sql.analysis, query)?.name.range ?? { ...query.range, end: query.range.start };
  return { path: sql.path, range: toSource(sql.rendered, range).range };
}

function cteOf(analysis: QueryAnalysis, query: Query): Cte | undefined {
  for (const { ctes } of analysis.scopes) {
    const found = ctes.find((cte) => cte.query === query);
    if (found) return found;
  }
  return undefined;
}
