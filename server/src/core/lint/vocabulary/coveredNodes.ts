// The nodes of a project whose columns its vocabulary covers. Deliberately absent: their columns.

import type { Entry, Manifest } from '../../artifacts/types.ts';
import { memo2 } from '../../memo.ts';
import type { Project } from '../../project.ts';
import { nodeOfFile } from '../../semantics/modelFiles.ts';
import { packageNameOf, pathOfEntry, rootPackageName } from '../../semantics/packages.ts';
import { entryOf, fileOf, type NodeId } from '../../semantics/sql/nodeId.ts';
import type { ProjectConfig } from '../../yaml/projectConfig.ts';
import type { Vocabulary } from '../../yaml/vocabulary.ts';
import { covers } from './scope.ts';

/** What is known of one project folder and vocabulary; typing changes neither. */
const answers = memo2((_: Manifest, __: Vocabulary) => new WeakMap<ProjectConfig, Map<NodeId, boolean>>());

/** Whether the vocabulary is for the columns of a node, by the tags that dbt knows of it. Never for nodes of packages. */
export function isCoveredNode(project: Project, vocabulary: Vocabulary, id: NodeId): boolean {
  const { manifest } = project.artifacts;
  const entry = entryOf(project, id);
  if (!manifest || !entry) return coversFile(project, vocabulary, fileOf(project, id));
  const byConfig = answers(manifest, vocabulary);
  const known = byConfig.get(project.config) ?? new Map<NodeId, boolean>();
  byConfig.set(project.config, known);
  const before = known.get(id);
  if (before !== undefined) return before;
  const answer = coversEntry(project, vocabulary, entry);
  known.set(id, answer);
  return answer;
}

/** The enabled nodes that dbt knows and that the vocabulary covers, in the manifest's order. */
export function coveredEntries(project: Project, vocabulary: Vocabulary): readonly Entry[] {
  return (project.artifacts.manifest?.entries ?? []).filter((entry) =>
    isCoveredEntry(project, vocabulary, entry),
  );
}

/** Whether an entry of the manifest is such a node. */
export function isCoveredEntry(project: Project, vocabulary: Vocabulary, entry: Entry): boolean {
  return withColumns.has(entry.resourceType) && isCoveredNode(project, vocabulary, entry.uniqueId);
}

const withColumns: ReadonlySet<string> = new Set(['model', 'seed', 'snapshot', 'source']);

function coversEntry(project: Project, { scope }: Vocabulary, entry: Entry): boolean {
  if (entry.disabled || entry.packageName !== rootPackageName(project)) return false;
  const path = pathOfEntry(project, entry);
  if (path === undefined) return false;
  // Tags cost reading the entry's details.
  const tags = scope.tags.length === 0 ? [] : (project.artifacts.manifest?.detail(entry)?.tags ?? []);
  return covers(scope, { path, resourceType: entry.resourceType, tags });
}

function coversFile(project: Project, { scope }: Vocabulary, path: string | undefined): boolean {
  const node = path === undefined ? undefined : nodeOfFile(project, path);
  if (!node || packageNameOf(project, node.path) !== rootPackageName(project)) return false;
  return covers(scope, { path: node.path, resourceType: node.resourceType, tags: [] });
}
