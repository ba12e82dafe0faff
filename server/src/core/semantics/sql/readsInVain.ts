// What the SQL of a node reads of others that they surely don't make, and whose columns it passes on by stars alone: by that the model
// that lost a column learns who still names it. Deliberately absent: whether the names ever were columns.

import type { Derived } from '../../derived.ts';
import type { QueryAnalysis, ScopeRelation } from '../../sql/analysis.ts';
import type { OutputColumn } from '../../sql/columns.ts';
import type { TextRange } from '../../text.ts';
import { sqlOfNode } from './cells.ts';
import { missingColumns } from './missingColumns.ts';
import type { NodeId } from './nodeId.ts';
import { sameFact } from './sameFact.ts';

/** A name that none of the nodes has that it is read from. */
export interface ReadInVain {
  readonly name: string;
  readonly range: TextRange;
  /** The node that it is read from, by way of CTEs that pass all on too. */
  readonly node: NodeId;
}

/** See the head of this file. */
export interface ReadsInVain {
  readonly reads: readonly ReadInVain[];
  /** The one node whose columns all that aren't named in the text are; undefined where there are none such, or of several. */
  readonly passesOn: NodeId | undefined;
}

/** By a node's id. */
export const readsInVain: Derived<ReadsInVain> = {
  name: 'reads in vain',
  inCycle: { reads: [], passesOn: undefined },
  compute(reader, id) {
    const sql = reader.get(sqlOfNode, id);
    const { analysis } = sql ?? {};
    if (!sql || !analysis) return { reads: [], passesOn: undefined };
    const reads = missingColumns(sql).flatMap(({ name, range, relations }): readonly ReadInVain[] => {
      const nodes = new Set(relations.map((relation) => nodeBehind(analysis, relation)));
      const [node, ...others] = nodes;
      return node === undefined || others.length > 0 ? [] : [{ name: name.text, range, node }];
    });
    return { reads, passesOn: onlyNodeBehindStars(analysis, analysis.columns) };
  },
  same: sameFact,
};

function nodeBehind(analysis: QueryAnalysis, { table, source }: ScopeRelation): NodeId | undefined {
  if (table) return table.id;
  return source.query && onlyNodeBehindStars(analysis, analysis.columnsOf(source.query));
}

function onlyNodeBehindStars(analysis: QueryAnalysis, columns: readonly OutputColumn[]): NodeId | undefined {
  const nodes = new Set<NodeId>();
  for (const column of columns) {
    // A column without an expression comes by a star.
    if (column.kind !== 'column' || column.expression) continue;
    for (const { table } of analysis.originsOf(column)) nodes.add(table.id);
  }
  const [node, ...others] = nodes;
  return others.length > 0 ? undefined : node;
}
