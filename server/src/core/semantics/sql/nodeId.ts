// The key of a node wherever columns are concerned: of a node that dbt knows its unique id, of one that it hasn't parsed yet its file.
// Deliberately absent: what is known of the node.

import type { Entry } from '../../artifacts/types.ts';
import type { Project } from '../../project.ts';
import { type FileNode, nodeOfFile } from '../modelFiles.ts';
import { pathOfEntry } from '../packages.ts';

/** A unique id of the manifest, or `file:` and a path relative to the project's folder. */
export type NodeId = string;

/** A node, or a column of it. */
export interface NodeOrColumn {
  readonly node: NodeId;
  readonly column: string | undefined;
}

const filePrefix = 'file:';

/** The key of what a file makes; undefined where it makes no node. */
export function nodeIdOfFile(project: Project, path: string): NodeId | undefined {
  const node = nodeOfFile(project, path);
  return node && nodeIdOf(node);
}

/** The key of a node of a file. */
export function nodeIdOf(node: Pick<FileNode, 'entry' | 'path'>): NodeId {
  return node.entry ? node.entry.uniqueId : filePrefix + node.path;
}

/** The key of a file that dbt hasn't parsed yet. */
export function fileNodeId(path: string): NodeId {
  return filePrefix + path;
}

/** What dbt knows of a node; undefined for one that it hasn't parsed, or that is gone. */
export function entryOf(project: Project, id: NodeId): Entry | undefined {
  return id.startsWith(filePrefix) ? undefined : project.artifacts.manifest?.entry(id);
}

/** The file that makes a node; undefined for what has none here (sources, models of other projects). */
export function fileOf(project: Project, id: NodeId): string | undefined {
  if (id.startsWith(filePrefix)) return id.slice(filePrefix.length);
  const entry = entryOf(project, id);
  return entry && pathOfEntry(project, entry);
}
