// Code lenses: over a model's file who owns it, how much is up- and downstream and how its last run ended; over its columns where each
// comes from and how many read it. Deliberately absent: when they are shown (a setting), and what a click does.

import { counted } from '../card/format.ts';
import { visibleLine } from '../card/visible.ts';
import type { Project } from '../project.ts';
import { nodeOfFile } from '../semantics/modelFiles.ts';
import { nodeGraph, prepareNodeGraph } from '../semantics/nodeNeighbours.ts';
import { ownerWord, runWord } from '../semantics/nodeWords.ts';
import { countNodes } from '../semantics/searchNodes.ts';
import { itemsOfNode } from '../semantics/sql/columnPlaces.ts';
import { columnSteps, prepareColumnSteps } from '../semantics/sql/columnSteps.ts';
import { wordOfHow } from '../semantics/sql/howWords.ts';
import { modelSql } from '../semantics/sql/modelSql.ts';
import { entryOf, type NodeId, type NodeOrColumn, nodeIdOf } from '../semantics/sql/nodeId.ts';
import type { ColumnOfNode } from '../semantics/sql/nodeLineage.ts';
import { nameOfColumn, nameOfNode } from '../semantics/sql/nodeNames.ts';
import type { TextRange } from '../text.ts';

/** A lens without its words. */
export interface Lens {
  /** What it stands over. */
  readonly range: TextRange;
  /** A column's words take understanding those who read it. */
  readonly subject: NodeOrColumn;
}

/** Lenses of more columns than this help nobody. */
const mostColumns = 500;

/** The lenses of a model's file, the model's first; of its columns those that the file itself writes. */
export function codeLenses(project: Project, path: string, columns: boolean): readonly Lens[] {
  const node = nodeOfFile(project, path);
  if (!node || !withLens.has(node.resourceType) || node.entry?.disabled) return [];
  const id = nodeIdOf(node);
  const model: Lens = { range: { start: 0, end: 0 }, subject: { node: id, column: undefined } };
  return columns ? [model, ...columnLenses(project, path, id)] : [model];
}

const withLens: ReadonlySet<string> = new Set(['model', 'snapshot', 'analysis']);

function columnLenses(project: Project, path: string, node: NodeId): readonly Lens[] {
  const made = modelSql(project, path)?.analysis?.columns ?? [];
  const names = new Set(made.flatMap((column) => (column.kind === 'column' ? [column.name] : [])));
  return [...names].slice(0, mostColumns).flatMap((column) => {
    const [place] = itemsOfNode(project, node, column).filter((each) => each.path === path);
    return place ? [{ range: place.nameRange, subject: { node, column } }] : [];
  });
}

/** The words of a lens, on one line. `now` is milliseconds since 1970. */
export function* lensWords(
  project: Project,
  { node, column }: NodeOrColumn,
  now: number,
): Generator<void, string> {
  return column === undefined
    ? yield* modelWords(project, node, now)
    : yield* columnWords(project, { node, column });
}

function* modelWords(project: Project, node: NodeId, now: number): Generator<void, string> {
  yield* prepareNodeGraph(project);
  const entry = entryOf(project, node);
  const owner = entry && ownerWord(project, entry);
  const graph = nodeGraph(project, node);
  const number = graph?.numberOf(node);
  const counts =
    graph && number !== undefined
      ? (['upstream', 'downstream'] as const).map((way) => `${countNodes(graph, number, way)} ${way}`)
      : [];
  const words = [
    owner && `owner ${owner}`,
    ...counts,
    entry ? runWord(project, entry, now)?.text : 'not parsed yet',
  ];
  return visibleLine(words.filter(Boolean).join(' · ')) || nameOfNode(project, node);
}

/** How many are named; the others are counted. */
const named = 2;

function list(names: readonly string[]): string {
  const more = names.length - named;
  return names.slice(0, named).join(', ') + (more > 0 ? ` +${more} more` : '');
}

function* columnWords(project: Project, column: ColumnOfNode): Generator<void, string> {
  yield* prepareColumnSteps(project, column, 'upstream');
  const upstream = columnSteps(project, column, 'upstream');
  yield* prepareColumnSteps(project, column, 'downstream');
  const downstream = columnSteps(project, column, 'downstream');
  const [first, ...others] = upstream.columns;
  const how = first && others.length === 0 && first.how !== 'passthrough' ? ` (${wordOfHow(first.how)})` : '';
  const from = first
    ? `from ${list(upstream.columns.map((each) => nameOfColumn(project, each.column)))}${how}`
    : upstream.perhaps.length > 0
      ? `perhaps from ${list(upstream.perhaps.map((id) => nameOfNode(project, id)))}`
      : 'from no column';
  const readers = new Set([
    ...downstream.columns.map((each) => each.column.node),
    ...downstream.decides.map((each) => each.node),
  ]);
  const perhaps = downstream.perhaps.length > 0 ? `, perhaps ${downstream.perhaps.length} more` : '';
  const readBy = `read by ${readers.size === 0 ? 'no model' : counted(readers.size, 'model')}${perhaps}`;
  return visibleLine(`${from} · ${readBy}`);
}
