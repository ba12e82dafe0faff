// Words for where the columns of a relation are known from: its name, its age where only a catalog knows them, the place that
// defines it. Deliberately absent: which columns there are.

import { lastRun } from '../../artifacts/runHistory.ts';
import { ago } from '../../card/format.ts';
import { toSource } from '../../jinja/render/rendered.ts';
import type { Project } from '../../project.ts';
import { ownPlace, yamlPlace } from '../../semantics/definedPlaces.ts';
import { type ModelSql, sqlOf } from '../../semantics/sql/modelSql.ts';
import { nodeColumns } from '../../semantics/sql/nodeColumns.ts';
import { entryOf, fileOf, type NodeId } from '../../semantics/sql/nodeId.ts';
import type { QueryAnalysis, ScopeRelation } from '../../sql/analysis.ts';
import type { OutputColumn } from '../../sql/columns.ts';
import type { Cte, Query } from '../../sql/tree.ts';
import type { RelatedPlace } from '../rule.ts';

/** " as of the catalog, 3 d ago", or nothing where columns are known without one. */
export function catalogAge(project: Project, now: number): string {
  const { catalog, files } = project.artifacts;
  const moment = catalog?.generatedAt ?? files.catalog?.modifiedAt;
  return moment === undefined ? ' as of the catalog' : ` as of the catalog, ${ago(moment, now)}`;
}

/** The nodes that decide which columns a node has: itself, and what it reads with a star, in the order of reading. */
export function columnNodes(project: Project, id: NodeId): readonly NodeId[] {
  return [...nodesBelow(project, id, new Set())];
}

/** The same for a relation of a file's SQL. */
export function columnNodesOf(
  project: Project,
  sql: ModelSql,
  { table, source: { query } }: ScopeRelation,
): readonly NodeId[] {
  if (table) return columnNodes(project, table.id);
  if (!query || !sql.analysis) return [];
  return [...nodesOfColumns(project, sql.analysis, sql.analysis.columnsOf(query), new Set())];
}

/** How certain it is that none of some nodes has a column: by what the files say, by the catalog alone, or not. */
export type Certainty = 'sql' | 'catalog' | 'open';

/** Whether none of the nodes can have a column of that name besides those that {@link nodeColumns} lists. */
export function certaintyOf(project: Project, nodes: readonly NodeId[], name: string): Certainty {
  const rests = nodes.filter(
    (id) => nodeColumns(project, id).from === 'catalog' || keepsColumns(project, id),
  );
  const open = rests.some((id) => isBuiltSince(project, id) || mayHave(project, id, name));
  return open ? 'open' : rests.length > 0 ? 'catalog' : 'sql';
}

/** Whether a node's table may have a column as far as the catalog goes. Some adapters write names in another case into it. */
function mayHave(project: Project, id: NodeId, name: string): boolean {
  const folded = name.toLowerCase();
  const built = project.artifacts.catalog?.relation(id)?.columns;
  return built === undefined || built.some((column) => column.name.toLowerCase() === folded);
}

/** Whether the table of a node keeps columns that its SQL doesn't make any more, which are lost to everybody but the catalog. */
function keepsColumns(project: Project, id: NodeId): boolean {
  const entry = entryOf(project, id);
  if (entry?.resourceType === 'snapshot') return true;
  const written = sqlOf(project, id)?.rendered.config;
  const config = entry && project.artifacts.manifest?.detail(entry)?.config;
  const set = (key: string): unknown => written?.get(key) ?? config?.[key];
  return set('materialized') === 'incremental' && set('on_schema_change') === 'append_new_columns';
}

/** Whether a node was, or may have been, built after the catalog was written, so that it may have other columns by now. */
function isBuiltSince(project: Project, id: NodeId): boolean {
  const { catalog, manifest, runs } = project.artifacts;
  if (entryOf(project, id)?.resourceType === 'source') return false;
  const built = lastRun(runs, id)?.completedAt ?? manifest?.metadata.generatedAt;
  const written = catalog?.generatedAt;
  // `dbt docs generate` writes the catalog some time after it has begun to.
  return written === undefined || (built ?? 0) > written + 600_000;
}

function* nodesBelow(project: Project, id: NodeId, seen: Set<NodeId>): Generator<NodeId> {
  if (seen.has(id)) return;
  seen.add(id);
  yield id;
  const analysis = nodeColumns(project, id).from === 'sql' ? sqlOf(project, id)?.analysis : undefined;
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
  const cte = source.relation.kind === 'table' ? cteOf(sql.analysis, query) : undefined;
  const range = cte?.name.range ?? { ...query.range, end: query.range.start };
  return { path: sql.path, range: toSource(sql.rendered, range).range };
}

/** The selects at the end see the most CTEs. */
function cteOf({ scopes }: QueryAnalysis, query: Query): Cte | undefined {
  for (let i = scopes.length - 1; i >= 0; i--) {
    const found = scopes[i]?.ctes.find((cte) => cte.query === query);
    if (found) return found;
  }
  return undefined;
}
