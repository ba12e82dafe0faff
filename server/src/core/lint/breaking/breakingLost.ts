// Who names columns of a node that it doesn't make, where dbt has parsed both as they are: the node lost the column before.
// Deliberately absent: readers being typed, whose own file says what they lack.

import { derive, lastDerived } from '../../derived.ts';
import type { Project } from '../../project.ts';
import { childrenOf } from '../../semantics/lineage.ts';
import { isParsedAsIs } from '../../semantics/sql/changedColumns.ts';
import { entryOf, fileOf, type NodeId } from '../../semantics/sql/nodeId.ts';
import type { ReaderOfColumn } from '../../semantics/sql/readersBefore.ts';
import { type ReadsInVain, readsInVain } from '../../semantics/sql/readsInVain.ts';
import { dialectOf, nameKey } from '../../sql/dialect.ts';
import { certaintyOf, columnNodes } from '../columns/columnSources.ts';
import type { ColumnUses } from './breakingUses.ts';

/** A name that readers take for a column. */
export interface LostColumn {
  readonly name: string;
  readonly uses: ColumnUses;
}

/**
 * See the head of this file. While the node's own text is being typed (`parsed` false) what was known of its readers last: they would be
 * understood anew after every key.
 */
export function readersInVain(project: Project, id: NodeId, parsed: boolean): readonly LostColumn[] {
  const dialect = dialectOf(project.artifacts.manifest?.metadata.adapterType);
  const found = new Map<string, { name: string; readers: Map<NodeId, ReaderOfColumn> }>();
  const seen = new Set<NodeId>([id]);
  const waiting = [{ node: id, distance: 1 }];
  for (const { node, distance } of waiting) {
    for (const child of sqlChildren(project, node)) {
      const known = parsed ? derive(project, readsInVain, child) : lastDerived(project, readsInVain, child);
      if (!known) continue;
      if (known.passesOn === node && !seen.has(child)) {
        seen.add(child);
        waiting.push({ node: child, distance: distance + 1 });
      }
      const path = fileOf(project, child);
      const reads = readsOf(known, node);
      const source = reads.length === 0 || path === undefined ? undefined : project.files.text(path);
      if (!source || isParsedAsIs(project, child, source) !== true) continue;
      for (const { name, range } of reads) {
        const key = nameKey({ text: name, quoted: false }, dialect);
        const lost = found.get(key) ?? { name, readers: new Map() };
        found.set(key, lost);
        const reader = lost.readers.get(child);
        const places = [...(reader?.places ?? []), range];
        lost.readers.set(child, { node: child, path, places, lost: [], distance });
      }
    }
  }
  if (found.size === 0) return [];
  const nodes = columnNodes(project, id);
  return [...found.values()].flatMap(({ name, readers }) =>
    certaintyOf(project, nodes, name) === 'open'
      ? []
      : [
          {
            name,
            uses: {
              readers: [...readers.values()],
              unknown: [],
              whole: true,
              inYaml: [],
              exposures: [],
              exposuresBehind: [],
            },
          },
        ],
  );
}

function readsOf({ reads }: ReadsInVain, node: NodeId): ReadsInVain['reads'] {
  return reads.filter((read) => read.node === node);
}

/** The models and snapshots in SQL that read a node by the manifest. */
export function sqlChildren(project: Project, id: NodeId): readonly NodeId[] {
  const { manifest } = project.artifacts;
  const entry = entryOf(project, id);
  if (!manifest || !entry) return [];
  return childrenOf(manifest, entry).flatMap(({ uniqueId, resourceType }) =>
    resourceType === 'model' || resourceType === 'snapshot' ? [uniqueId] : [],
  );
}
