// The rows of the tree "Upstream & downstream": a node, its neighbours as the texts stand, and how each is doing. One step at a time, so
// a project of any size opens at once. Deliberately absent: columns (lineageTreeColumns.ts), drawing, the graph with all its edges.

import type { LineageDirection, LineageRow } from '../../protocol.ts';
import { iconOf } from '../card/icons.ts';
import { visibleLine } from '../card/visible.ts';
import { memo } from '../memo.ts';
import type { Project } from '../project.ts';
import { upstreamFreshness } from '../semantics/freshness.ts';
import { nodeOfFile } from '../semantics/modelFiles.ts';
import { type NodeGraph, nodeGraph } from '../semantics/nodeNeighbours.ts';
import { mayHaveColumns } from '../semantics/nodeTypes.ts';
import {
  freshWord,
  type HealthWord,
  ownerWord,
  runWord,
  sourcesWord,
  testsWord,
  worstOf,
} from '../semantics/nodeWords.ts';
import { type NodeSearch, searchNodes } from '../semantics/searchNodes.ts';
import { entryOf, fileOf, type NodeId } from '../semantics/sql/nodeId.ts';
import { kindOfNode, nameOfNode } from '../semantics/sql/nodeNames.ts';

/** The row of a node by itself; undefined for what is no node. `now` is milliseconds since 1970. */
export function treeRow(project: Project, node: NodeId, now: number): LineageRow | undefined {
  const graph = nodeGraph(project, node);
  if (graph?.numberOf(node) === undefined) return undefined;
  return row({ project, graph, now }, node, { expandable: true });
}

/**
 * The rows one step from the last id of `path`, which leads there from the root (both included). Empty when the path's end is no node,
 * or none any more. It costs less once `prepareNodeGraph` has run.
 */
export function treeChildren(
  project: Project,
  direction: LineageDirection,
  path: readonly NodeId[],
  now: number,
): readonly LineageRow[] {
  const graph = nodeGraph(project, path[0]);
  const root = graph?.numberOf(path[0] ?? '');
  const parent = graph?.numberOf(path.at(-1) ?? '');
  if (!graph || root === undefined || parent === undefined) return [];
  const nearest = searchOf(graph, root, direction);
  const ctx = { project, graph, now };
  return Array.from(graph.neighbours(parent, direction), (number) => {
    const node = graph.idOf(number);
    const [reader, read] = direction === 'upstream' ? [parent, number] : [number, parent];
    const change = graph.changeOf(read, reader);
    // What is not read any more leads nowhere.
    if (change === 'removed') return row(ctx, node, { expandable: false, edit: 'not read any more' });
    if (path.includes(node)) return row(ctx, node, { expandable: false, mark: 'cycle' });
    // All that a new file reads is new.
    const edit = change === 'added' && graph.entryAt(reader) ? 'read since the edit' : undefined;
    const expandable = graph.neighbours(number, direction).length > 0;
    const before = nearest.before(number);
    return before === undefined || before === parent
      ? row(ctx, node, { expandable, edit })
      : row(ctx, node, {
          expandable,
          edit,
          mark: 'again',
          also: nameOfNode(project, graph.idOf(before)),
        });
  });
}

/** The search from the root that was asked for last, each way: a tree has one, and thousands of nodes may be below it. */
function searchOf(graph: NodeGraph, root: number, direction: LineageDirection): NodeSearch {
  const last = lastSearch(graph);
  if (last.root !== root) Object.assign(last, { root, upstream: undefined, downstream: undefined });
  last[direction] ??= searchNodes(graph, root, direction);
  return last[direction];
}

const lastSearch = memo(
  (_: NodeGraph): { root: number | undefined } & Partial<Record<LineageDirection, NodeSearch>> => ({
    root: undefined,
  }),
);

/** How a row stands in the tree. */
interface RowPlace {
  readonly expandable: boolean;
  readonly mark?: LineageRow['mark'];
  /** The name of the node that it also stands under. */
  readonly also?: string;
  /** What the text as it stands changes about it. */
  readonly edit?: string | undefined;
}

/** What a row is made with. `now` is milliseconds since 1970. */
interface RowContext {
  readonly project: Project;
  readonly graph: NodeGraph;
  readonly now: number;
}

function row(ctx: RowContext, node: NodeId, { expandable, mark, also, edit }: RowPlace): LineageRow {
  const { project } = ctx;
  const { badge, state, facts } = healthOf(ctx, node);
  const kind = kindOfNode(project, node) ?? 'unknown';
  const label = visibleLine(nameOfNode(project, node));
  const under = also === undefined ? undefined : visibleLine(also);
  const marked = mark === 'cycle' ? 'cycle' : under && `also under ${under}`;
  const said = [edit, ...facts].filter((fact) => fact !== undefined);
  const type =
    entryOf(project, node)?.resourceType ?? nodeOfFile(project, fileOf(project, node) ?? '')?.resourceType;
  return {
    uniqueId: node,
    label,
    kind,
    icon: iconOf(kind),
    description: visibleLine(said.join(' · ')),
    badge,
    state,
    expandable,
    mark,
    also: under,
    hasColumns: type !== undefined && mayHaveColumns(type),
    spoken: visibleLine([`${kind} ${label}`, badge, ...said, marked].filter(Boolean).join(', ')),
  };
}

/** What is known of a node's data, runs and tests. A sidebar is narrow: what asks for attention stands before what doesn't. */
function healthOf(
  { project, graph, now }: RowContext,
  node: NodeId,
): Pick<LineageRow, 'badge' | 'state'> & { readonly facts: readonly (string | undefined)[] } {
  const entry = entryOf(project, node);
  const fresh =
    entry?.resourceType === 'source'
      ? freshWord(project, entry, now)
      : sourcesWord(upstreamFreshness(project, graph, node, now));
  const run = entry && runWord(project, entry, now);
  const tests = entry && testsWord(project, entry);
  const [bad, good] = [[run, fresh].filter(isBad), [fresh, run].filter((word) => !isBad(word))];
  const owner = entry ? ownerWord(project, entry) : 'not parsed yet';
  return {
    badge: tests?.state === 'failed' ? tests.text : undefined,
    state: worstOf([fresh, run, tests].flatMap((word) => word?.state ?? [])),
    facts: [...bad.map((word) => word?.text), owner, ...good.map((word) => word?.text)],
  };
}

function isBad(word: HealthWord | undefined): boolean {
  return word?.state === 'failed' || word?.state === 'late';
}
