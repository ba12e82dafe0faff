// Where a column that is read is made: the item of a select list that gives it, in this file or in that of the node it is read from.
// A star is followed to the item behind it, anything else is one step. Where a template makes the item, the tag that prints it.
// Deliberately absent: what the value is made of further up (columnLineage.ts).

import { toSource } from '../../jinja/render/rendered.ts';
import type { Project } from '../../project.ts';
import type { ColumnSource, QueryAnalysis, Table } from '../../sql/analysis.ts';
import type { NamedColumn, OutputColumn, StarColumn } from '../../sql/columns.ts';
import type { TextRange } from '../../text.ts';
import { columnYamlPlace, type DefinedPlace, filePlace } from '../definedPlaces.ts';
import { entryPlaces } from '../entryPlaces.ts';
import { nodeOfFile } from '../modelFiles.ts';

import { yamlEntries } from '../notParsedYet.ts';
import { packageNameOf } from '../packages.ts';
import { columnPlace } from './columnPlace.ts';
import { type ModelSql, sqlOf } from './modelSql.ts';
import { entryOf, fileOf, type NodeId } from './nodeId.ts';
import { nodeColumnKey } from './sameColumn.ts';

/** Where a column is made, best first, then its entry in YAML; what holds it where neither is found. */
export function placesOfSource(
  project: Project,
  sql: ModelSql,
  source: ColumnSource,
): readonly DefinedPlace[] {
  const { items, nodes } = follow(project, stepTo(sql, source));
  const [described] = nodes.flatMap(({ id, name }) => columnYamlOf(project, id, name) ?? []);
  const found = described ? [...items, described] : items;
  const [holder] = nodes;
  return found.length > 0 || !holder ? found : placesOfNode(project, holder.id);
}

/** The items that make a column of a node, a seed's header; empty where none is found. */
export function itemsOfNode(project: Project, id: NodeId, name: string): readonly DefinedPlace[] {
  return follow(project, { id, name }).items;
}

/** The place of an entry of a select list of this very SQL. */
export function placeOfItem(sql: ModelSql, column: NamedColumn): DefinedPlace {
  return placeOfName(sql, column.nameRange, column.star ? column.nameRange : column.range);
}

/** The place of a name of this very SQL within something larger. */
export function placeOfName(sql: ModelSql, name: TextRange, whole: TextRange): DefinedPlace {
  const nameRange = toSource(sql.rendered, name).range;
  const range = toSource(sql.rendered, whole).range;
  const contains = range.start <= nameRange.start && nameRange.end <= range.end;
  return { path: sql.path, range: contains ? range : nameRange, nameRange };
}

/** Where a node is made and described. */
export function placesOfNode(project: Project, id: NodeId): readonly DefinedPlace[] {
  const entry = entryOf(project, id);
  if (entry) return entryPlaces(project, entry);
  const path = fileOf(project, id);
  const place = path === undefined ? undefined : filePlace(project, path);
  return place ? [place] : [];
}

/** Where YAML describes a column of a node; undefined where it doesn't. */
export function columnYamlOf(project: Project, id: NodeId, name: string): DefinedPlace | undefined {
  const entry = entryOf(project, id);
  if (entry) return columnYamlPlace(project, entry, name);
  const path = fileOf(project, id);
  const node = path === undefined ? undefined : nodeOfFile(project, path);
  if (!node || !(node.resourceType === 'model' || node.resourceType === 'seed')) return undefined;
  const wanted = name.toLowerCase();
  for (const found of yamlEntries(project, node.resourceType, node.name, packageNameOf(project, node.path))) {
    const column = found.entry.columns.find((each) => each.name.text.toLowerCase() === wanted);
    if (column) return { path: found.path, range: column.range, nameRange: column.name.range };
  }
  return undefined;
}

/** More items than this are no answer; unions of stars may have them. */
const mostItems = 100;

interface NodeStep {
  readonly id: NodeId;
  readonly name: string;
}

/** An entry of a query's output, or a column of a node. */
type Step = { readonly sql: ModelSql; readonly column: OutputColumn } | NodeStep;

function stepTo(sql: ModelSql, source: ColumnSource): Step {
  return source.kind === 'table'
    ? { id: source.table.id, name: source.name }
    : { sql, column: source.column };
}

/** Goes through stars to the items behind them, each once, and tells the nodes on the way. */
function follow(
  project: Project,
  start: Step,
): { readonly items: readonly DefinedPlace[]; readonly nodes: readonly NodeStep[] } {
  const items: DefinedPlace[] = [];
  const nodes: NodeStep[] = [];
  // Where nothing is known to be behind it, the star of the last node gives the column.
  let lastStar: DefinedPlace | undefined;
  const seen = new Set<OutputColumn | string>();
  const waiting: Step[] = [start];
  for (let step = waiting.pop(); step && items.length < mostItems; step = waiting.pop()) {
    const key = 'column' in step ? step.column : nodeColumnKey(step.id, step.name);
    if (seen.has(key)) continue;
    seen.add(key);
    if ('column' in step) {
      const { sql, column } = step;
      if (column.kind !== 'column') continue;
      if (!column.star || column.inputs.length === 0) items.push(placeOfItem(sql, column));
      else for (const { source } of column.inputs.toReversed()) waiting.push(stepTo(sql, source));
      continue;
    }
    nodes.push(step);
    const path = fileOf(project, step.id);
    const sql = path === undefined ? undefined : sqlOf(project, step.id);
    if (path === undefined) continue;
    if (!sql?.analysis || sql.path !== path) {
      const place = columnPlace(project, path, step.name);
      if (place) items.push(place);
      continue;
    }
    const made = columnNamed(sql.analysis, step.name);
    const behind = made ? undefined : behindStar(sql.analysis, step.name);
    if (made) {
      if (made.star) lastStar = placeOfItem(sql, made);
      waiting.push({ sql, column: made });
    } else if (behind) {
      lastStar = placeOfName(sql, behind.star.range, behind.star.range);
      waiting.push({ id: behind.table.id, name: behind.name });
    }
  }
  return { items: items.length === 0 && lastStar ? [lastStar] : items, nodes };
}

/** The column of a query's output by its name, compared without case as names of YAML and catalogs are. */
export function columnNamed(analysis: QueryAnalysis, name: string): NamedColumn | undefined {
  const wanted = name.toLowerCase();
  let found: NamedColumn | undefined;
  for (const column of analysis.columns) {
    if (column.kind !== 'column') continue;
    if (column.name === name) return column;
    if (column.name.toLowerCase() === wanted) found ??= column;
  }
  return found;
}

/** The table that a column must come from: the one behind the only star of an output, whose columns aren't all known. */
function behindStar(
  analysis: QueryAnalysis,
  name: string,
): { readonly table: Table; readonly name: string; readonly star: StarColumn } | undefined {
  const [star, ...more] = analysis.columns.filter((column) => column.kind === 'star');
  const [relation, ...others] = star?.relations ?? [];
  if (!star || !relation || more.length > 0 || others.length > 0) return undefined;
  const wanted = name.toLowerCase();
  const renamed = star.renamed.find(({ to }) => to.text.toLowerCase() === wanted);
  if (star.except.some(({ text }) => text.toLowerCase() === wanted)) return undefined;
  for (const scope of analysis.scopes) {
    const table = scope.relations.find(({ source }) => source.relation === relation)?.table;
    if (table) return { table, name: renamed?.from.text ?? name, star };
  }
  return undefined;
}
