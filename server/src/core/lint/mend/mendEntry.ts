// An entry in a property file for a node that has none.
// Deliberately absent: a property file where the folder has none.

import type { Project } from '../../project.ts';
import { columnKind, yamlEntryOf } from '../../semantics/describedNodes.ts';
import { type FileNode, isYaml, nodeOfFile } from '../../semantics/modelFiles.ts';
import { yamlEntries } from '../../semantics/notParsedYet.ts';
import { rootPackageName } from '../../semantics/packages.ts';
import type { FileEdit, SourceText } from '../../text.ts';
import { addItem } from '../../yaml/edit/editYaml.ts';
import { schemaEntries, schemaSections } from '../../yaml/schemaFile.ts';
import { yamlDocument } from '../../yaml/yamlDocument.ts';
import { pairsOf } from '../../yaml/yamlTree.ts';

/**
 * An entry for a node that has none, in the property file of its folder that describes most of its siblings. None where no file
 * there describes one.
 */
export function entryFor(project: Project, node: FileNode): readonly FileEdit[] {
  const kind = columnKind(node.resourceType);
  if (!kind || node.packageName !== rootPackageName(project) || yamlEntryOf(project, node)) return [];
  if (yamlEntries(project, kind, node.name, node.packageName).length > 0) return [];
  const folder = folderOf(node.path);
  const beside = project.files.paths.filter((path) => folderOf(path) === folder);
  const siblings = new Set(
    beside.flatMap((path) => {
      const made = path === node.path ? undefined : nodeOfFile(project, path);
      return made && made.resourceType === node.resourceType ? [made.name] : [];
    }),
  );
  let best: { path: string; source: SourceText; described: number } | undefined;
  for (const path of beside.filter(isYaml)) {
    const source = project.files.text(path);
    if (!source) continue;
    const entries = schemaEntries(source).filter((each) => each.kind === kind);
    const described = entries.filter(({ name }) => siblings.has(name.text)).length;
    if (described > (best?.described ?? 0)) best = { path, source, described };
  }
  if (!best) return [];
  const [root] = yamlDocument(best.source).roots;
  const section = pairsOf(root).find(
    ({ key }) => Object.hasOwn(schemaSections, key.text) && schemaSections[key.text] === kind,
  );
  if (root?.kind !== 'map' || !section) return [];
  const edit = addItem(best.source, root, section.key.text, { name: node.name });
  return edit ? [{ ...edit, path: best.path }] : [];
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}
