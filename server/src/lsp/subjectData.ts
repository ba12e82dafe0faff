// What items and lenses that come back say of themselves: the node or the column that they are about, so that a step needs no position.

import type { NodeOrColumn } from '../core/semantics/sql/nodeId.ts';
import { pathToUri } from '../host/paths.ts';
import type { ProjectHost } from '../host/projectHost.ts';
import { checkStrings } from './guard.ts';

/** See the head of this file. */
export interface SubjectData extends NodeOrColumn {
  /** URI of the project's folder. */
  readonly folder: string;
}

export function subjectData(host: ProjectHost, subject: NodeOrColumn): SubjectData {
  return { folder: pathToUri(host.folder), ...subject };
}

/** Reads it again: a client may send anything. */
export function subjectIn(item: { readonly data?: unknown } | undefined): SubjectData {
  const data = item?.data;
  checkStrings(data, ['folder', 'node']);
  const { folder, node, column } = data as SubjectData;
  return { folder, node, column: typeof column === 'string' ? column : undefined };
}
