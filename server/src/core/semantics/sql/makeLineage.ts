// The lineage of a node from its SQL. Deliberately absent: what is remembered of it (cells.ts).

import type { Reader } from '../../derived.ts';
import type { How, QueryAnalysis } from '../../sql/analysis.ts';
import { columnKey, type NamedColumn } from '../../sql/columns.ts';
import { isAggregate } from '../../sql/functions.ts';
import { mayRead } from '../../sql/mayRead.ts';
import { makerOf } from '../../sql/origins.ts';
import { askedByTemplate } from './askedByTemplate.ts';
import type { ModelSql } from './modelSql.ts';
import type { NodeColumns } from './nodeColumns.ts';
import { askNodeFacts } from './nodeFacts.ts';
import type { NodeId } from './nodeId.ts';
import type { ColumnOfNode, NodeLineage } from './nodeLineage.ts';
import { askEntry } from './nodeText.ts';
import { nodeColumnKey } from './sameColumn.ts';
import { sameFact } from './sameFact.ts';

/** What is known of a node without SQL. */
export const nothing: Omit<NodeLineage, 'id'> = {
  upstream: new Map(),
  aggregates: new Map(),
  influences: [],
  reads: [],
  opaque: [],
  perhaps: [],
};

/** See the head of this file. `columns` are the node's. */
export function makeLineage(
  reader: Reader,
  id: NodeId,
  sql: ModelSql | undefined,
  columns: NodeColumns,
): NodeLineage {
  const parents = knownParents(reader, id);
  const { analysis } = sql ?? {};
  if (!sql || !analysis) return { id, ...nothing, opaque: parents };
  const made = new Map<string, NamedColumn>();
  for (const column of analysis.columns) {
    if (column.kind !== 'column') continue;
    const key = columnKey(column, sql.dialect);
    if (!made.has(key)) made.set(key, column);
  }
  const upstream = new Map<string, ReturnType<typeof inputsOf>>();
  const aggregates = new Map<string, string>();
  for (const column of columns.columns) {
    const own = made.get(columnKey(column, sql.dialect));
    if (!own) continue;
    upstream.set(column.name, inputsOf(analysis, own));
    const { expression } = makerOf(own);
    if (expression?.kind === 'function' && isAggregate(expression.name))
      aggregates.set(column.name, expression.name);
  }
  const unsure = unsureReads(sql, analysis);
  const opaque = new Set([
    ...parents.filter((each) => !sql.reads.includes(each)),
    // Where its columns are known from elsewhere nobody says what those are made of that its SQL doesn't make.
    ...(columns.from === 'sql' ? unsure.opaque : sql.reads),
  ]);
  const influences = influencesOf(analysis);
  const known = new Set(
    [...[...upstream.values()].flat(), ...influences].map(({ column }) =>
      nodeColumnKey(column.node, column.column),
    ),
  );
  const perhaps = unsure.perhaps.filter(
    (each) => !opaque.has(each.node) && !known.has(nodeColumnKey(each.node, each.column)),
  );
  return { id, upstream, aggregates, influences, reads: sql.reads, opaque: [...opaque], perhaps };
}

/** Whether two say the same. */
export function sameLineage(before: NodeLineage, after: NodeLineage): boolean {
  return sameFact(plain(before), plain(after));
}

function plain(lineage: NodeLineage): object {
  return { ...lineage, upstream: [...lineage.upstream], aggregates: [...lineage.aggregates] };
}

function inputsOf(
  analysis: QueryAnalysis,
  column: NamedColumn,
): readonly { readonly column: ColumnOfNode; readonly how: How }[] {
  return analysis
    .originsOf(column)
    .map(({ table, name, how }) => ({ column: { node: table.id, column: name }, how }));
}

function influencesOf(analysis: QueryAnalysis): NodeLineage['influences'] {
  const found = new Map<string, NodeLineage['influences'][number]>();
  for (const { table, name, clause } of analysis.influences) {
    found.set(`${clause}\n${table.id}\n${name}`, { column: { node: table.id, column: name }, clause });
  }
  return [...found.values()];
}

/** What dbt says that a node depends on, as long as it is the node that dbt parsed. */
function knownParents(reader: Reader, id: NodeId): readonly NodeId[] {
  const entry = askEntry(reader, id);
  if (!entry || entry.resourceType === 'source' || entry.resourceType === 'seed') return [];
  const { asBuilt, source } = askNodeFacts(reader, id);
  return asBuilt || !source
    ? entry.dependsOn.filter((each) => /^(?:model|source|seed|snapshot)\./.test(each))
    : [];
}

interface Unsure {
  readonly opaque: readonly NodeId[];
  readonly perhaps: readonly ColumnOfNode[];
}

/** What may be read of nodes beyond what is known, by what the analysis says, and by templates that ask nodes for what they write. */
function unsureReads(sql: ModelSql, analysis: QueryAnalysis): Unsure {
  const { any, named, blind } = mayRead(analysis, sql.dialect, sql.reads);
  const asked = new Set(blind ? askedByTemplate(sql) : []);
  const opaque = sql.reads.filter((id) => any.has(id) || asked.has(id));
  const perhaps = sql.reads.flatMap((node) =>
    [...(named.get(node) ?? [])].map((column) => ({ node, column })),
  );
  return { opaque, perhaps };
}
