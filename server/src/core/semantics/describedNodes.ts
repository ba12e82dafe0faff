// Which nodes a YAML entry describes, and which entry describes the node of a file, saved and parsed or not.
// Deliberately absent: what they say of each other (lint).

import type { Entry } from '../artifacts/types.ts';
import type { Project } from '../project.ts';
import type { SchemaEntry } from '../yaml/schemaFile.ts';
import { describedBy } from './definedPlaces.ts';
import { type FileNode, newFilesNamed } from './modelFiles.ts';
import { entriesNamed } from './names.ts';
import { type YamlEntry, yamlEntries } from './notParsedYet.ts';
import { packageNameOf, pathOfEntry, yamlPathOfEntry } from './packages.ts';

/** A node that a YAML entry describes. */
export interface DescribedNode {
  /** What dbt knows of it; undefined while dbt hasn't parsed it. */
  readonly entry: Entry | undefined;
  /** Its own file; undefined where there is none in the project. */
  readonly path: string | undefined;
}

/** The kinds of YAML entry that describe the columns of a node with a file of its own. */
export type ColumnKind = 'model' | 'seed' | 'snapshot';

/** A kind of entry or type of node as {@link ColumnKind}; undefined for any other. */
export function columnKind(type: string): ColumnKind | undefined {
  return type === 'model' || type === 'seed' || type === 'snapshot' ? type : undefined;
}

/** The nodes that an entry of a YAML file describes: one, or every version; none where there is no such node. */
export function nodesOfEntry(project: Project, entry: SchemaEntry, path: string): readonly DescribedNode[] {
  const type = columnKind(entry.kind);
  if (!type) return [];
  const { manifest } = project.artifacts;
  const packageName = packageNameOf(project, path);
  const known = manifest
    ? entriesNamed(manifest, type, entry.name.text).filter(
        (each) => !each.disabled && each.packageName === packageName,
      )
    : [];
  if (known.length > 0) return known.map((each) => ({ entry: each, path: pathOfEntry(project, each) }));
  const [file] = newFilesNamed(project, entry.name.text, packageName);
  return file ? [{ entry: undefined, path: file.path }] : [];
}

/** Whether a version of an entry has a column of the entry's own list; what has no versions has all. */
export function hasColumnOfList(entry: SchemaEntry, version: string | undefined, column: string): boolean {
  const found = entry.versions.find((each) => each.version.text === version);
  if (!found) return true;
  const { include, exclude } = found;
  return (
    (include === undefined || include === 'all' || include.includes(column)) && !exclude.includes(column)
  );
}

/** The YAML entry of the node of a file as it stands, saved or not; where dbt says there is none, none is looked for. */
export function yamlEntryOf(project: Project, node: FileNode): YamlEntry | undefined {
  const kind = columnKind(node.resourceType);
  if (!kind) return undefined;
  if (!node.entry) return yamlEntries(project, kind, node.name, node.packageName)[0];
  const path = yamlPathOfEntry(project, node.entry);
  const entry = describedBy(project, node.entry);
  return path !== undefined && entry ? { path, entry } : undefined;
}
