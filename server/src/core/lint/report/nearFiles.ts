// The files whose findings a change of some others most likely touches: those that are made from them, as the texts stand or were parsed,
// those that describe these, what they read, and the YAML of all. Deliberately absent: every file whose findings may be others, which is any.

import type { Project } from '../../project.ts';
import { nodesOfEntry, yamlEntryOf } from '../../semantics/describedNodes.ts';
import { entriesAt, isYaml, nodeOfFile } from '../../semantics/modelFiles.ts';
import { nodeGraph } from '../../semantics/nodeNeighbours.ts';
import { yamlPathOfEntry } from '../../semantics/packages.ts';
import { entryOf, fileNodeId, fileOf, type NodeId, nodeIdOf } from '../../semantics/sql/nodeId.ts';
import { schemaEntries } from '../../yaml/schemaFile.ts';

/**
 * The changed files first, then their neighbours, then what is further downstream, the nearest first. It costs less once
 * `prepareNodeGraph` has run.
 */
export function nearFiles(project: Project, changed: Iterable<string>): ReadonlySet<string> {
  const found = new Set(changed);
  const graph = found.size === 0 ? undefined : nodeGraph(project);
  if (!graph) return found;
  const nodes = [...found]
    .flatMap((path) => nodesOf(project, path))
    .flatMap((id) => graph.numberOf(id) ?? []);
  const downstream = (number: number) => Array.from(graph.neighbours(number, 'downstream'));
  const neighbours = nodes.flatMap((number) => [
    number,
    ...downstream(number),
    ...Array.from(graph.neighbours(number, 'upstream')),
  ]);
  for (const number of new Set(neighbours)) {
    const id = graph.idOf(number);
    for (const path of [fileOf(project, id), yamlOf(project, id)]) if (path !== undefined) found.add(path);
  }
  const reached = new Set(nodes);
  // A set is walked on into what is added to it meanwhile.
  for (const number of reached) for (const child of downstream(number)) reached.add(child);
  for (const number of reached) {
    const path = fileOf(project, graph.idOf(number));
    if (path !== undefined) found.add(path);
  }
  return found;
}

/** The nodes that a file makes or describes. */
function nodesOf(project: Project, path: string): readonly NodeId[] {
  const source = isYaml(path) ? project.files.text(path) : undefined;
  const described = (source ? schemaEntries(source) : [])
    .flatMap((entry) => nodesOfEntry(project, entry, path))
    .flatMap((node) => node.entry?.uniqueId ?? (node.path === undefined ? [] : fileNodeId(node.path)));
  const own = nodeOfFile(project, path);
  const made = entriesAt(project, path).map(({ uniqueId }) => uniqueId);
  return [...made, ...(own ? [nodeIdOf(own)] : []), ...described];
}

/** The YAML file that describes a node. */
function yamlOf(project: Project, id: NodeId): string | undefined {
  const entry = entryOf(project, id);
  if (entry) return yamlPathOfEntry(project, entry);
  const node = nodeOfFile(project, fileOf(project, id) ?? '');
  return node && yamlEntryOf(project, node)?.path;
}
