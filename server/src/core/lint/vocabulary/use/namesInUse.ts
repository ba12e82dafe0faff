// The names of columns in the nodes that a vocabulary covers, by the catalog and by YAML as dbt parsed it, each once.
// Kept while neither the artifacts nor the scope change. Deliberately absent: names that only SQL knows, which would take all models
// to be read.

import type { ArtifactState } from '../../../artifacts/state.ts';
import { memo } from '../../../memo.ts';
import type { Project } from '../../../project.ts';
import type { Scope, Vocabulary } from '../../../yaml/vocabulary.ts';
import { coveredEntries } from '../coveredNodes.ts';

/** See the head of this file. */
export interface NamesInUse {
  /** How many columns have a name. */
  readonly counts: ReadonlyMap<string, number>;
  /** Every covered node is in the catalog, so that a word that no name has isn't used. */
  readonly whole: boolean;
}

const lastOf = memo((_: ArtifactState): { scope?: string; names?: NamesInUse } => ({}));

/** See the head of this file. */
export function namesInUse(project: Project, vocabulary: Vocabulary): NamesInUse {
  const last = lastOf(project.artifacts);
  const scope = keyOf(vocabulary.scope);
  if (last.names && last.scope === scope) return last.names;
  const names = collect(project, vocabulary);
  last.scope = scope;
  last.names = names;
  return names;
}

function keyOf({ paths, exclude, resourceTypes, tags, layers }: Scope): string {
  const globs = [paths, exclude].map((list) => list.map(({ source }) => source));
  return JSON.stringify([globs, resourceTypes, tags, layers]);
}

function collect(project: Project, vocabulary: Vocabulary): NamesInUse {
  const { catalog, manifest } = project.artifacts;
  const counts = new Map<string, number>();
  const entries = coveredEntries(project, vocabulary);
  let whole = catalog !== undefined && entries.length > 0;
  for (const entry of entries) {
    const built = catalog?.relation(entry.uniqueId)?.columns;
    const detail = built ? undefined : manifest?.detail(entry);
    if (!built) whole = false;
    for (const { name } of built ?? detail?.columns ?? []) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return { counts, whole };
}
