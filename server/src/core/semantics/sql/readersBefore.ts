// The readers of a column that a node had when dbt parsed it last, through the stars that pass it on. Deliberately absent: words, and
// what isn't SQL (lint/breaking/breakingUses.ts).

import { derive, isFresh } from '../../derived.ts';
import type { Project } from '../../project.ts';
import type { TextRange } from '../../text.ts';
import { testChildrenOf } from '../lineage.ts';
import type { ColumnRead } from './columnReads.ts';
import { mayReadOf } from './mayReadOf.ts';
import { beforeKey, nodeBefore, prepareBefore } from './nodeBefore.ts';
import { entryOf, fileOf, type NodeId } from './nodeId.ts';
import type { ColumnOfNode } from './nodeLineage.ts';
import { nodeReaders } from './nodeReaders.ts';
import { prepareReaders, textsAtOnce } from './prepareReaders.ts';

/** A node that reads a column, itself or what a star made of it. */
export interface ReaderOfColumn {
  readonly node: NodeId;
  /** Its file; undefined where it has none in the project. */
  readonly path: string | undefined;
  /** In that file; empty where no place names the column. */
  readonly places: readonly TextRange[];
  /** Its own columns that go with the column. */
  readonly lost: readonly string[];
  /** Steps from the node that had the column, from 1. */
  readonly distance: number;
}

/** See the head of this file. */
export interface ReadersOfColumn {
  /** Nearest first. */
  readonly readers: readonly ReaderOfColumn[];
  /** Nodes that may read it: what they read isn't known. */
  readonly unknown: readonly NodeId[];
  /** False where a limit ended the search. */
  readonly whole: boolean;
}

/** The readers of a column; at most so many nodes are analysed for it besides those that are already. */
export function readersBefore(project: Project, column: ColumnOfNode, most: number): ReadersOfColumn {
  const steps = searchReaders(project, column, most);
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
}

/** The same with all nodes that it takes; yields after each that was analysed. */
export function* prepareReadersBefore(project: Project, column: ColumnOfNode): Generator<void, void> {
  yield* prepareReaders(project);
  yield* searchReaders(project, column, Number.POSITIVE_INFINITY);
}

function* searchReaders(
  project: Project,
  { node: maker, column }: ColumnOfNode,
  most: number,
): Generator<void, ReadersOfColumn> {
  const { of, whole: everyText } = nodeReaders(project, textsAtOnce);
  const readers = new Map<NodeId, ReaderOfColumn>();
  const unknown = new Set<NodeId>();
  let left = most;
  let whole = everyText;
  const waiting = [{ node: maker, column, distance: 1 }];
  const seen = new Set<string>();
  for (const step of waiting) {
    const name = step.column.toLowerCase();
    if (seen.has(`${step.node}\n${name}`)) continue;
    seen.add(`${step.node}\n${name}`);
    for (const child of [...of(step.node), ...singularTests(project, step.node)]) {
      if (child === maker || child === step.node) continue;
      const key = beforeKey(maker, child);
      const known = isFresh(project, nodeBefore, key);
      if (!known && left-- <= 0) {
        whole = false;
        continue;
      }
      if (!known) yield* prepareBefore(project, maker, child);
      const before = derive(project, nodeBefore, key);
      const read = before.reads.find((each) => each.node === step.node && each.name.toLowerCase() === name);
      if (read) {
        readers.set(child, joined(project, readers.get(child), child, read, step.distance));
        for (const lost of read.lost)
          waiting.push({ node: child, column: lost, distance: step.distance + 1 });
      } else if (mayReadOf(before)(step)) unknown.add(child);
    }
  }
  return {
    readers: [...readers.values()],
    unknown: [...unknown].filter((id) => !readers.has(id)),
    whole,
  };
}

/** A reader that reads something more. */
function joined(
  project: Project,
  known: ReaderOfColumn | undefined,
  node: NodeId,
  { places, lost }: ColumnRead,
  distance: number,
): ReaderOfColumn {
  if (!known) return { node, path: fileOf(project, node), places, lost, distance };
  const more = places.filter(
    ({ start, end }) => !known.places.some((each) => each.start === start && each.end === end),
  );
  return { ...known, places: [...known.places, ...more], lost: [...new Set([...known.lost, ...lost])] };
}

/** The data tests in files of their own that read a node. */
function singularTests(project: Project, id: NodeId): readonly NodeId[] {
  const { manifest } = project.artifacts;
  const entry = entryOf(project, id);
  if (!manifest || !entry) return [];
  return testChildrenOf(manifest, entry).flatMap(({ uniqueId, resourceType, originalFilePath }) =>
    resourceType === 'test' && originalFilePath.endsWith('.sql') ? [uniqueId] : [],
  );
}
