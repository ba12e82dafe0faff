// The files whose findings a change of some others most likely touches: those that are made from them and those that describe these,
// what they read, and the YAML of all. Deliberately absent: every file whose findings may be others, which is any.

import type { Entry, Manifest } from '../../artifacts/types.ts';
import type { Project } from '../../project.ts';
import { nodesOfEntry } from '../../semantics/describedNodes.ts';
import { childrenOf, parentsOf } from '../../semantics/lineage.ts';
import { entriesAt, isYaml } from '../../semantics/modelFiles.ts';
import { pathOfEntry, yamlPathOfEntry } from '../../semantics/packages.ts';
import { schemaEntries } from '../../yaml/schemaFile.ts';

/** The changed files first, then their neighbours, then what is further downstream, the nearest first. */
export function nearFiles(project: Project, changed: Iterable<string>): ReadonlySet<string> {
  const found = new Set(changed);
  const { manifest } = project.artifacts;
  if (!manifest) return found;
  const nodes = [...found].flatMap((path) => nodesOf(project, path));
  const neighbours = nodes.flatMap((node) => [
    node,
    ...childrenOf(manifest, node),
    ...parentsOf(manifest, node),
  ]);
  for (const node of new Set(neighbours)) {
    for (const path of [pathOfEntry(project, node), yamlPathOfEntry(project, node)])
      if (path !== undefined) found.add(path);
  }
  for (const node of downstreamOfAll(manifest, nodes)) {
    const path = pathOfEntry(project, node);
    if (path !== undefined) found.add(path);
  }
  return found;
}

/** The nodes that a file makes or describes. */
function nodesOf(project: Project, path: string): readonly Entry[] {
  const source = isYaml(path) ? project.files.text(path) : undefined;
  const described = (source ? schemaEntries(source) : []).flatMap((entry) =>
    nodesOfEntry(project, entry, path).flatMap((node) => node.entry ?? []),
  );
  return [...entriesAt(project, path), ...described].filter((entry) => !entry.disabled);
}

function downstreamOfAll(manifest: Manifest, nodes: readonly Entry[]): ReadonlySet<Entry> {
  const found = new Set(nodes);
  // A set is walked on into what is added to it meanwhile.
  for (const node of found) for (const child of childrenOf(manifest, node)) found.add(child);
  return found;
}
