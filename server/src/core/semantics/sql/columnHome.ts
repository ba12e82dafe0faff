// The one place to open for a column of a node: in the node's own file as far as possible, else its entry in YAML. Deliberately
// absent: columns of CTEs, and all of its places (columnPlaces.ts).

import type { Project } from '../../project.ts';
import type { DefinedPlace } from '../definedPlaces.ts';
import type { ColumnOfNode } from './columnLineage.ts';
import { columnPlace } from './columnPlace.ts';
import { columnYamlOf, itemsOfNode } from './columnPlaces.ts';
import { fileOf } from './nodeId.ts';

/** The item that makes it, through stars of the file's own CTEs; the star that brings it; its entry in YAML. Undefined where it has none. */
export function columnHome(project: Project, { node, column }: ColumnOfNode): DefinedPlace | undefined {
  const path = fileOf(project, node);
  const own = path === undefined ? undefined : ownItem(project, { node, column }, path);
  return own ?? columnYamlOf(project, node, column);
}

function ownItem(project: Project, { node, column }: ColumnOfNode, path: string): DefinedPlace | undefined {
  const items = itemsOfNode(project, node, column);
  return items.find((place) => place.path === path) ?? columnPlace(project, path, column);
}
