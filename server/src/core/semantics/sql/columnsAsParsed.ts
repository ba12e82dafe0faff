// The columns that a node had when dbt parsed it last, which may be others than those of the text being typed: only what the SQL that
// dbt parsed made counts, and where a star of it isn't known what the catalog has. Deliberately absent: comparing them (changedColumns.ts).

import { type Derived, derive } from '../../derived.ts';
import type { Project } from '../../project.ts';
import { columnsOfNode, sqlAsParsed } from './cells.ts';
import { makeColumns } from './makeColumns.ts';
import type { ModelSql } from './modelSql.ts';
import type { NodeColumns } from './nodeColumns.ts';
import { askNodeFacts } from './nodeFacts.ts';
import type { NodeId } from './nodeId.ts';
import { prepareUpstream } from './prepareUpstream.ts';
import { sameFact } from './sameFact.ts';

const unknown: NodeColumns = { id: '', columns: [], complete: false, from: 'nothing' };
const noTypes: ReadonlyMap<string, string> = new Map();

/** By a node's id; no columns where the manifest holds no SQL of it. */
export const columnsAsParsed: Derived<NodeColumns> = {
  name: 'list of columns as parsed',
  inCycle: unknown,
  compute(reader, id) {
    const sql = reader.get(sqlAsParsed, id);
    if (!sql) return { ...unknown, id };
    const facts = askNodeFacts(reader, id, true);
    const known = makeColumns(reader, facts, sql, () => noTypes);
    // A catalog that says other than SQL that is understood may be older, or know what nobody sees here.
    if (known.from !== 'catalog' || sql.analysis?.complete !== true) return known;
    return { ...known, columns: known.columns.filter(({ made }) => made), complete: false };
  },
  same: sameFact,
};

/** What dbt parsed of a node last. */
export interface NodeAsParsed {
  readonly sql: ModelSql;
  /** Those of which it is certain that the node had them. */
  readonly columns: NodeColumns;
}

/** See the head of this file; undefined where the manifest holds no SQL of a node. */
export function nodeAsParsed(project: Project, id: NodeId): NodeAsParsed | undefined {
  prepareUpstream(project, columnsOfNode, id);
  const sql = derive(project, sqlAsParsed, id);
  if (!sql) return undefined;
  const known = derive(project, columnsAsParsed, id);
  if (known.from === 'YAML' || known.from === 'nothing') return undefined;
  if (known.from !== 'sql' || known.complete) return { sql, columns: known };
  return { sql, columns: { ...known, columns: known.columns.filter(({ made }) => made) } };
}
