// Who is to be asked about a place in a file: the owner of the node that the file makes, or that the YAML entry there is about.
// Deliberately absent: roles of the warehouse, which are nobody to ask.

import { visibleLine } from '../../card/visible.ts';
import { memo } from '../../memo.ts';
import type { Project } from '../../project.ts';
import { yamlEntryOf } from '../../semantics/describedNodes.ts';
import { isYaml, nodeOfFile } from '../../semantics/modelFiles.ts';
import { nodeOfSchemaEntry } from '../../semantics/nodeAt.ts';
import { type OwnerFact, ownerOf, ownersToText } from '../../semantics/owner.ts';
import { ownerInYaml } from '../../semantics/ownerInYaml.ts';
import { type SourceText, touches } from '../../text.ts';
import { type SchemaEntry, schemaEntries } from '../../yaml/schemaFile.ts';

/** Says the owner, for people, at an offset of a file; undefined where nobody is named. */
export function ownersIn(
  project: Project,
  path: string,
  source: SourceText,
): (offset: number) => string | undefined {
  if (!isYaml(path)) {
    let own: { readonly name: string | undefined } | undefined;
    return () => {
      own ??= { name: nameOf(ownerOfFile(project, path)) };
      return own.name;
    };
  }
  const ownerOfEntry = memo((entry: SchemaEntry) => ({
    name: nameOf(ownerOfSchemaEntry(project, path, entry)),
  }));
  const entries = schemaEntries(source);
  return (offset) => {
    const isThere = ({ range }: SchemaEntry) => touches(range, offset);
    const entry = entries.find(isThere);
    const table = entry?.tables.find(isThere);
    return (table && ownerOfEntry(table).name) ?? (entry && ownerOfEntry(entry).name);
  };
}

function ownerOfFile(project: Project, path: string): OwnerFact | undefined {
  const node = nodeOfFile(project, path);
  if (!node) return undefined;
  const known = node.entry && person(ownerOf(project, node.entry));
  const described = known ? undefined : yamlEntryOf(project, node);
  return known ?? (described && ownerInYaml(project, described.entry));
}

function ownerOfSchemaEntry(project: Project, path: string, entry: SchemaEntry): OwnerFact | undefined {
  const node =
    entry.kind === 'source' ? undefined : nodeOfSchemaEntry(project, path, entry, entry.range.start);
  return (node && person(ownerOf(project, node))) ?? ownerInYaml(project, entry);
}

function person(fact: OwnerFact | undefined): OwnerFact | undefined {
  return fact?.warehouse ? undefined : fact;
}

function nameOf(fact: OwnerFact | undefined): string | undefined {
  const name = fact && visibleLine(ownersToText(fact));
  return name === '' ? undefined : name;
}
