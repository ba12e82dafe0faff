// What tests and constraints of a column are looked up by: its name, its node, and the YAML that describes both as it stands.
// Deliberately absent: where the column is named (columns.ts).

import type { Project } from '../../../project.ts';
import { describedBy } from '../../../semantics/definedPlaces.ts';
import { hasColumnOfList, yamlEntryOf } from '../../../semantics/describedNodes.ts';
import { nodeOfFile } from '../../../semantics/modelFiles.ts';
import type { YamlEntry } from '../../../semantics/notParsedYet.ts';
import { yamlPathOfEntry } from '../../../semantics/packages.ts';
import { entryOf, fileOf, type NodeId } from '../../../semantics/sql/nodeId.ts';
import type { JudgedColumn } from '../../columns/columns.ts';

/** See the head of this file. */
export type DescribedColumn = Pick<JudgedColumn, 'name' | 'node' | 'declared' | 'described' | 'version'>;

/** A column of any node, of sources and packages too. */
export function describedColumn(project: Project, node: NodeId, name: string): DescribedColumn {
  const version = entryOf(project, node)?.version;
  const described = describedNode(project, node);
  const key = name.toLowerCase();
  const isCalled = (each: { readonly name: { readonly text: string } }) =>
    each.name.text.replace(/^(["`])(.*)\1$/, '$2').toLowerCase() === key;
  const own = described?.entry.versions.find((each) => each.version.text === version);
  const listed = described?.entry.columns.find(isCalled);
  const inherited =
    described && listed && hasColumnOfList(described.entry, version, listed.name.text) ? listed : undefined;
  return { name, node, version, described, declared: own?.columns.find(isCalled) ?? inherited };
}

function describedNode(project: Project, id: NodeId): YamlEntry | undefined {
  const entry = entryOf(project, id);
  if (entry) {
    const path = yamlPathOfEntry(project, entry);
    const found = describedBy(project, entry);
    return path !== undefined && found ? { path, entry: found } : undefined;
  }
  const path = fileOf(project, id);
  const node = path === undefined ? undefined : nodeOfFile(project, path);
  return node && yamlEntryOf(project, node);
}
