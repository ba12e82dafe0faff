// The types that the columns of one name have in the models that a vocabulary covers, by the catalog and by YAML as dbt parsed it.
// Read once for each state of the artifacts. Deliberately absent: types that only SQL knows, which would take all models to be read.

import type { ArtifactState } from '../../artifacts/state.ts';
import { memo2 } from '../../memo.ts';
import type { Project } from '../../project.ts';
import { declaredType } from '../../semantics/sql/columnTypes.ts';
import type { NodeId } from '../../semantics/sql/nodeId.ts';
import type { BaseType } from '../../sql/baseTypes.ts';
import type { Vocabulary } from '../../yaml/vocabulary.ts';
import { coveredEntries } from './coveredNodes.ts';

/** The type of a column somewhere. */
export interface TypeInUse {
  readonly node: NodeId;
  readonly column: string;
  readonly base: BaseType;
  /** As the warehouse or YAML writes it. */
  readonly text: string;
  /** "by the catalog", "by `data_type` in YAML" */
  readonly from: string;
}

const indexes = memo2(
  (_: ArtifactState, __: Vocabulary): { types?: ReadonlyMap<string, readonly TypeInUse[]> } => ({}),
);

/** The types of the columns of a name, in any case; one for each node that has such a column of a known type. */
export function typesInUse(project: Project, vocabulary: Vocabulary, name: string): readonly TypeInUse[] {
  const index = indexes(project.artifacts, vocabulary);
  index.types ??= collect(project, vocabulary);
  return index.types.get(name.toLowerCase()) ?? [];
}

function collect(project: Project, vocabulary: Vocabulary): ReadonlyMap<string, readonly TypeInUse[]> {
  const found = new Map<string, TypeInUse[]>();
  const { manifest, catalog } = project.artifacts;
  for (const entry of coveredEntries(project, vocabulary)) {
    const node = entry.uniqueId;
    const seen = new Set<string>();
    const add = (column: string, text: string | undefined, from: string) => {
      const key = column.toLowerCase();
      const base = text ? declaredType(project, text, false).base : undefined;
      if (text === undefined || base === undefined || seen.has(key)) return;
      seen.add(key);
      const use = { node, column, base, text, from };
      const known = found.get(key);
      if (known) known.push(use);
      else found.set(key, [use]);
    };
    for (const { name, type } of catalog?.relation(node)?.columns ?? []) add(name, type, 'by the catalog');
    for (const { name, dataType } of manifest?.detail(entry)?.columns ?? [])
      add(name, dataType, 'by `data_type` in YAML');
  }
  return found;
}
