// The types that the columns of one name have in the models that a vocabulary covers, by the catalog and by YAML as dbt parsed it.
// Read once for each state of the artifacts. Deliberately absent: types that only SQL knows, which would take all models to be read.

import type { ArtifactState } from '../../../artifacts/state.ts';
import type { Entry } from '../../../artifacts/types.ts';
import { memo2 } from '../../../memo.ts';
import type { Project } from '../../../project.ts';
import { declaredType } from '../../../semantics/sql/columnTypes.ts';
import type { NodeId } from '../../../semantics/sql/nodeId.ts';
import type { BaseType } from '../../../sql/baseTypes.ts';
import type { Vocabulary } from '../../../yaml/vocabulary.ts';
import { isCoveredEntry } from '../coveredNodes.ts';

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

/** An index that is being made. */
interface Index {
  readonly types: Map<string, TypeInUse[]>;
  /** How many entries of the manifest are in it. */
  done: number;
}

const indexes = memo2((_: ArtifactState, __: Vocabulary): Index => ({ types: new Map(), done: 0 }));

/** The types of the columns of a name, in any case; one for each node that has such a column of a known type. */
export function typesInUse(project: Project, vocabulary: Vocabulary, name: string): readonly TypeInUse[] {
  const index = indexes(project.artifacts, vocabulary);
  advance(project, vocabulary, index, Number.POSITIVE_INFINITY);
  return index.types.get(name.toLowerCase()) ?? [];
}

/** Reads what {@link typesInUse} needs, a step at a time. Yields after each step. */
export function* prepareTypesInUse(project: Project, vocabulary: Vocabulary): Generator<void, void> {
  const index = indexes(project.artifacts, vocabulary);
  while (advance(project, vocabulary, index, 1)) yield;
}

/** Reads so many more entries; false where there was none left. */
function advance(project: Project, vocabulary: Vocabulary, index: Index, count: number): boolean {
  const entries = project.artifacts.manifest?.entries ?? [];
  const until = Math.min(entries.length, index.done + count);
  const any = index.done < until;
  for (; index.done < until; index.done++) {
    const entry = entries[index.done];
    if (entry && isCoveredEntry(project, vocabulary, entry)) collect(project, entry, index.types);
  }
  return any;
}

function collect(project: Project, entry: Entry, types: Map<string, TypeInUse[]>): void {
  const { manifest, catalog } = project.artifacts;
  const node = entry.uniqueId;
  const seen = new Set<string>();
  const add = (column: string, text: string | undefined, from: string) => {
    const key = column.toLowerCase();
    const base = text ? declaredType(project, text, false).base : undefined;
    if (text === undefined || base === undefined || seen.has(key)) return;
    seen.add(key);
    const use = { node, column, base, text, from };
    const known = types.get(key);
    if (known) known.push(use);
    else types.set(key, [use]);
  };
  for (const { name, type } of catalog?.relation(node)?.columns ?? []) add(name, type, 'by the catalog');
  for (const { name, dataType } of manifest?.detail(entry)?.columns ?? [])
    add(name, dataType, 'by `data_type` in YAML');
}
