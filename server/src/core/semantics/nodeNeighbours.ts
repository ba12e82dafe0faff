// Who reads whom, as the texts stand: the manifest's edges, and what texts that dbt hasn't parsed add and take away. Nodes are numbered,
// so that a search over all of a large project is cheap. Deliberately absent: columns, tests (no nodes here), and what a text reads
// (sql/textEdges.ts).

import type { LineageDirection } from '../../protocol.ts';
import type { Entry, Manifest } from '../artifacts/types.ts';
import { memo } from '../memo.ts';
import type { Project } from '../project.ts';
import { type Edges, graphOf } from './lineage.ts';
import type { FileNode } from './modelFiles.ts';
import { editedNodes } from './sql/editedNodes.ts';
import { fileOf, type NodeId, nodeIdOf } from './sql/nodeId.ts';
import {
  hasTextEdges,
  prepareTextEdges,
  type TextEdges,
  textEdges,
  textEdgesAgain,
} from './sql/textEdges.ts';

/** See the head of this file. */
export interface NodeGraph {
  /** How many numbers there are, from 0: those of the manifest's graph, then those of files that dbt hasn't parsed. */
  readonly size: number;
  /** Undefined for what is no node. */
  numberOf(id: NodeId): number | undefined;
  idOf(number: number): NodeId;
  /** Undefined for what dbt hasn't parsed. */
  entryAt(number: number): Entry | undefined;
  /** The nodes that a node reads (upstream), or that read it, each once: in the order of the manifest, then what texts add. */
  neighbours(number: number, direction: LineageDirection): ArrayLike<number>;
  /** Whether only the text as it stands has an edge, or only what dbt parsed. */
  changeOf(from: number, to: number): 'added' | 'removed' | undefined;
  /** How many files have changed since dbt parsed them, new ones apart. */
  readonly changedFiles: number;
  /** Of how many nodes the text wasn't looked at. */
  readonly leftOut: number;
}

/** So many texts are read at once for who didn't have them prepared. */
const textsAtOnce = 25;
/** Nobody waits for more of them. */
const textsPrepared = 400;

/**
 * See the head of this file; undefined without a manifest. `focus` is in it in any case, if it is a new file or an analysis. The same
 * object while it is equal. What nobody has read yet is left out for who can't wait.
 */
export function nodeGraph(
  project: Project,
  focus?: NodeId,
  unread: 'read' | 'left out' = 'read',
): NodeGraph | undefined {
  const { manifest } = project.artifacts;
  if (!manifest) return undefined;
  const files = editedNodes(project);
  const edits = new Map<NodeId, TextEdges>();
  const focused = manifest.entry(focus ?? '');
  // Nobody reads an analysis: its text counts where it is looked at.
  if (focus !== undefined && (!focused || focused.resourceType === 'analysis') && fileOf(project, focus))
    edits.set(focus, textEdges(project, focus));
  const isOfAll = edits.size === 0;
  const known = wholeGraph(project);
  if (isOfAll && known.graph && known.files === files) return known.graph;
  const edgesOf = unread === 'read' ? textEdges : textEdgesAgain;
  let left = textsAtOnce;
  let leftOut = 0;
  for (const file of files) {
    const id = nodeIdOf(file);
    const isFresh = hasTextEdges(project, id);
    const edges = isFresh || left > 0 ? edgesOf(project, id) : undefined;
    if (edges) edits.set(id, edges);
    else leftOut++;
    if (edges && !isFresh) left--;
  }
  const changedFiles = files.filter(({ entry }) => entry).length;
  const last = lastGraph(manifest);
  const { graph } = last;
  const isSame =
    graph?.changedFiles === changedFiles && graph.leftOut === leftOut && sameEdits(last.edits, edits);
  const found = graph && isSame ? graph : { ...overlaid(manifest, edits), changedFiles, leftOut };
  if (found !== graph) Object.assign(last, { graph: found, edits });
  if (isOfAll && leftOut === 0) Object.assign(known, { graph: found, files });
  return found;
}

/** That of all texts, of a moment: hundreds may be edited, and each of many answers would look at all of them. */
const wholeGraph = memo(
  (_: Project): { graph: NodeGraph | undefined; files: readonly FileNode[] | undefined } => ({
    graph: undefined,
    files: undefined,
  }),
);

/** Has what {@link nodeGraph} needs, of so many texts that weren't read yet; yields after each step. */
export function* prepareNodeGraph(project: Project, most = textsPrepared): Generator<void, void> {
  const files = editedNodes(project);
  if (wholeGraph(project).files === files) return;
  let left = most;
  for (const file of files) {
    const id = nodeIdOf(file);
    if (hasTextEdges(project, id)) continue;
    if (left-- <= 0) return;
    yield* prepareTextEdges(project, id);
  }
}

/** A direct neighbour, and whether only the text has the edge or only what dbt parsed. */
export interface Neighbour {
  readonly id: NodeId;
  readonly change: 'added' | 'removed' | undefined;
}

/** What a node reads (upstream), or what reads it, tests apart; nothing for what is no node. */
export function nodeNeighbours(
  project: Project,
  id: NodeId,
  direction: LineageDirection,
): readonly Neighbour[] {
  return neighboursIn(nodeGraph(project, id), id, direction);
}

/** The same for any node, asked often: all texts are looked at for it first. */
export function allNeighbours(
  project: Project,
): (id: NodeId, direction: LineageDirection) => readonly Neighbour[] {
  const steps = prepareNodeGraph(project);
  while (!steps.next().done);
  const graph = nodeGraph(project);
  return (id, direction) => neighboursIn(graph, id, direction);
}

function neighboursIn(
  graph: NodeGraph | undefined,
  id: NodeId,
  direction: LineageDirection,
): readonly Neighbour[] {
  const number = graph?.numberOf(id);
  if (!graph || number === undefined) return [];
  return Array.from(graph.neighbours(number, direction), (other) => ({
    id: graph.idOf(other),
    change: direction === 'upstream' ? graph.changeOf(other, number) : graph.changeOf(number, other),
  }));
}

const lastGraph = memo(
  (_: Manifest): { graph: NodeGraph | undefined; edits: ReadonlyMap<NodeId, TextEdges> } => ({
    graph: undefined,
    edits: new Map(),
  }),
);

/** Equal edits are the same object (derived.ts). */
function sameEdits(a: ReadonlyMap<NodeId, TextEdges>, b: ReadonlyMap<NodeId, TextEdges>): boolean {
  return a.size === b.size && [...a].every(([id, edges]) => b.get(id) === edges);
}

function overlaid(
  manifest: Manifest,
  edits: ReadonlyMap<NodeId, TextEdges>,
): Omit<NodeGraph, 'changedFiles' | 'leftOut'> {
  const base = graphOf(manifest);
  const { entries, numbers } = base;
  const own = new Map<NodeId, number>();
  const ids: NodeId[] = [];
  const numberFor = (id: NodeId): number | undefined => {
    const known = numbers.get(id) ?? own.get(id);
    if (known !== undefined || !id.startsWith('file:')) return known;
    own.set(id, entries.length + ids.length);
    return entries.length + ids.push(id) - 1;
  };
  const added = { upstream: new Map<number, number[]>(), downstream: new Map<number, number[]>() };
  /** By who reads, then by what is read. */
  const changes = new Map<number, Map<number, 'added' | 'removed'>>();
  for (const [id, edges] of edits) {
    const to = numberFor(id);
    if (to === undefined) continue;
    const changed = new Map<number, 'added' | 'removed'>();
    changes.set(to, changed);
    for (const read of edges.added) {
      const from = numberFor(read);
      if (from === undefined) continue;
      put(added.upstream, to, from);
      put(added.downstream, from, to);
      changed.set(from, 'added');
    }
    for (const read of edges.removed) {
      const from = numbers.get(read);
      if (from !== undefined) changed.set(from, 'removed');
    }
  }
  const parsed: Record<LineageDirection, Edges> = { upstream: base.parents, downstream: base.children };
  return {
    size: entries.length + ids.length,
    numberOf: (id) => numbers.get(id) ?? own.get(id),
    idOf: (number) => entries[number]?.uniqueId ?? ids[number - entries.length] ?? '',
    entryAt: (number) => entries[number],
    neighbours(number, direction) {
      const { starts, targets } = parsed[direction];
      const row = targets.subarray(starts[number] ?? 0, starts[number + 1] ?? 0);
      const more = added[direction].get(number);
      return more ? [...new Set([...row, ...more])] : row;
    },
    changeOf: (from, to) => changes.get(to)?.get(from),
  };
}

function put(map: Map<number, number[]>, key: number, value: number): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}
