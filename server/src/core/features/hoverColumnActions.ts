// What a reader can do with a column from its card: what its node offers, and its lineage in place of the node's.

import type { Action } from '../card/card.ts';
import type { Project } from '../project.ts';
import { type ColumnOfNode, nodeLineage } from '../semantics/sql/columnLineage.ts';
import { entryOf } from '../semantics/sql/nodeId.ts';
import { actionsOf } from './hoverNode.ts';

/** Where the value comes from is offered where something is known to be upstream. Of a column that its node doesn't have (`mayBe`), its node's actions. */
export function columnActions(
  project: Project,
  { node, column }: ColumnOfNode,
  mayBe: boolean,
): readonly Action[] {
  const entry = entryOf(project, node);
  const ofNode = entry ? actionsOf(project, entry) : [];
  if (!mayBe || entry?.disabled || !project.artifacts.manifest) return ofNode;
  const { upstream, opaque } = nodeLineage(project, node);
  const hasOrigin = opaque.length > 0 || (upstream.get(column)?.length ?? 0) > 0;
  const link = (label: string, direction: 'upstream' | 'downstream'): Action => ({
    kind: 'showColumn',
    label,
    node,
    column,
    direction,
  });
  return [
    ...ofNode.filter(({ kind }) => kind !== 'showLineage'),
    ...(hasOrigin ? [link('Where it comes from', 'upstream')] : []),
    link('Who reads it', 'downstream'),
  ];
}
