// Which nodes a vocabulary is for. Deliberately absent: finding a node's path and tags.

import type { Scope } from '../../yaml/vocabulary.ts';

/** What a scope looks at. */
export interface ScopedNode {
  /** Of the node's own file, relative to the project's folder. */
  readonly path: string;
  readonly resourceType: string;
  readonly tags: readonly string[];
}

/** Whether a vocabulary with this scope judges the columns of a node. */
export function covers(scope: Scope, node: ScopedNode): boolean {
  if (!scope.resourceTypes.includes(node.resourceType)) return false;
  if (scope.paths.length > 0 && !scope.paths.some((glob) => glob.matches(node.path))) return false;
  if (scope.exclude.some((glob) => glob.matches(node.path))) return false;
  if (scope.tags.length > 0 && !scope.tags.some((tag) => node.tags.includes(tag))) return false;
  const folders = node.path.split('/').slice(0, -1);
  return scope.layers.length === 0 || scope.layers.some((layer) => folders.includes(layer));
}
