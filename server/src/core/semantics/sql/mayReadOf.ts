// Whether a node may read a column of another though nobody can say whether it does. Deliberately absent: what it surely reads.

import { memo } from '../../memo.ts';
import type { NodeId } from './nodeId.ts';
import type { ColumnOfNode, NodeLineage } from './nodeLineage.ts';
import { nodeColumnKey } from './sameColumn.ts';

/** See the head of this file. */
export const mayReadOf: (
  lineage: Pick<NodeLineage, 'opaque' | 'perhaps'>,
) => (column: ColumnOfNode) => boolean = memo(({ opaque, perhaps }) => {
  const nodes = new Set(opaque);
  const names = new Set(perhaps.map(({ node, column }) => nodeColumnKey(node, column)));
  return ({ node, column }) => nodes.has(node) || names.has(nodeColumnKey(node, column));
});

/** The nodes of which a node may read columns that nobody can tell. */
export function mayComeFrom({ opaque, perhaps }: NodeLineage): readonly NodeId[] {
  return [...new Set([...opaque, ...perhaps.map(({ node }) => node)])];
}
