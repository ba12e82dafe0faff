// The items and calls of nodes in a call hierarchy. Deliberately absent: columns (callHierarchyColumns.ts).

import type { LineageDirection } from '../../protocol.ts';
import { visibleLine } from '../card/visible.ts';
import type { Project } from '../project.ts';
import type { DefinedPlace } from '../semantics/definedPlaces.ts';
import { nodeNeighbours, prepareNodeGraph } from '../semantics/nodeNeighbours.ts';
import { ownerWord, schemaWord } from '../semantics/nodeWords.ts';
import { entryOf, type NodeId, type NodeOrColumn } from '../semantics/sql/nodeId.ts';
import { nodeLineage } from '../semantics/sql/nodeLineage.ts';
import { kindOfNode, nameOfNode } from '../semantics/sql/nodeNames.ts';
import { nodeReaders } from '../semantics/sql/nodeReaders.ts';
import { prepareReaders } from '../semantics/sql/prepareReaders.ts';
import { nodeHome, placesOfRead } from '../semantics/sql/readPlaces.ts';
import type { TextRange } from '../text.ts';

/** A node or a column with the place where it stands. Texts are for people and on one line. */
export interface HierarchyItem {
  readonly subject: NodeOrColumn;
  readonly name: string;
  readonly detail: string;
  readonly place: DefinedPlace;
}

/** A step to another item. */
export interface HierarchyCall {
  readonly item: HierarchyItem;
  /** Where the one that reads names the other; never empty. */
  readonly ranges: readonly TextRange[];
  /** The file of these: where the reader stands. */
  readonly path: string;
}

/** The item of a node; undefined where it has no place here and none is given to stand at instead. */
export function nodeItem(
  project: Project,
  node: NodeId,
  { more, instead }: { readonly more?: string; readonly instead?: DefinedPlace | undefined } = {},
): HierarchyItem | undefined {
  const place = nodeHome(project, node) ?? instead;
  if (!place) return undefined;
  return {
    subject: { node, column: undefined },
    name: visibleLine(nameOfNode(project, node)),
    detail: visibleLine([more, ...factsOf(project, node)].filter(Boolean).join(' · ')),
    place,
  };
}

/** Kind, owner, schema, as far as known. */
function factsOf(project: Project, node: NodeId): readonly (string | undefined)[] {
  const entry = entryOf(project, node);
  if (!entry) return [kindOfNode(project, node), 'not parsed yet'];
  const schema = schemaWord(project.artifacts.manifest?.detail(entry));
  return [kindOfNode(project, node), ownerWord(project, entry), schema];
}

/** Who reads a node (downstream), or what it reads. */
export function* nodeCalls(
  project: Project,
  node: NodeId,
  direction: LineageDirection,
): Generator<void, readonly HierarchyCall[]> {
  const calls: HierarchyCall[] = [];
  for (const id of yield* neighboursOf(project, node, direction)) {
    const [reader, read] = direction === 'upstream' ? [node, id] : [id, node];
    const reading = { home: nodeHome(project, reader), ranges: placesOfRead(project, reader, read) };
    const call = callOf(reading, direction, (instead) => nodeItem(project, id, { instead }));
    if (call) calls.push(call);
    yield;
  }
  return calls;
}

/** As the texts stand; without a manifest their SQL says it. */
function* neighboursOf(
  project: Project,
  node: NodeId,
  direction: LineageDirection,
): Generator<void, readonly NodeId[]> {
  if (project.artifacts.manifest) {
    yield* prepareNodeGraph(project);
    return nodeNeighbours(project, node, direction).flatMap(({ id, change }) =>
      change === 'removed' ? [] : [id],
    );
  }
  if (direction === 'upstream') return nodeLineage(project, node).reads;
  yield* prepareReaders(project);
  return nodeReaders(project).of(node);
}

/** Who reads in a call, and where it names what it reads. */
export interface Reading {
  /** Where the reader stands; undefined for what has no place here. */
  readonly home: DefinedPlace | undefined;
  /** In the file of its home. */
  readonly ranges: readonly TextRange[];
}

/**
 * A call with the item that `itemAt` gives. Where the reader names the other nowhere, its own name stands for that; what is read and
 * has no place here stands where it is read. Undefined where that leaves no place.
 */
export function callOf(
  { home, ranges }: Reading,
  direction: LineageDirection,
  itemAt: (instead: DefinedPlace | undefined) => HierarchyItem | undefined,
): HierarchyCall | undefined {
  if (!home) return undefined;
  const { path } = home;
  const range = ranges[0] ?? home.nameRange;
  const item = itemAt(direction === 'upstream' ? { path, range, nameRange: range } : undefined);
  return item && { item, path, ranges: ranges.length > 0 ? ranges : [range] };
}
