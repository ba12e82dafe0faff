// What is remembered of each node, step by step: its text rendered and read, analysed, its columns, its lineage. An edit begins at the
// first and goes on only as far as something is another. Deliberately absent: how any of it is made.

import type { Derived, Reader } from '../../derived.ts';
import { analyseSql } from './analyseSql.ts';
import { branchBody, coveredParts } from './branches.ts';
import { columnFingerprints } from './columnFingerprint.ts';
import { makeColumns } from './makeColumns.ts';
import { makeLineage, nothing, sameLineage } from './makeLineage.ts';
import type { ModelSql } from './modelSql.ts';
import type { NodeColumns } from './nodeColumns.ts';
import { askNodeFacts } from './nodeFacts.ts';
import type { NodeLineage } from './nodeLineage.ts';
import { nodeText, textAsParsed } from './nodeText.ts';
import { type ColumnsOf, type RenderedSql, renderText } from './renderedSql.ts';
import { sameFact } from './sameFact.ts';

/** By a node's id; undefined where it has no SQL. */
export const renderedSql: Derived<RenderedSql | undefined> = {
  name: 'rendered SQL',
  inCycle: undefined,
  held: 128,
  compute(reader, id) {
    const text = nodeText(reader, id);
    return text && renderText(reader, text, {}, columnsBy(reader));
  },
};

/** By a node's id; undefined where it has no SQL. What isn't the text of a file here is under the path that dbt knows. */
export const sqlOfNode: Derived<ModelSql | undefined> = {
  name: 'SQL',
  inCycle: undefined,
  held: 128,
  compute(reader, id) {
    const sql = reader.get(renderedSql, id);
    return sql && analyseSql(reader, sql, columnsBy(reader));
  },
};

/** A node's SQL with a branch of its template in it, by `coveredKey`; undefined where there is no such branch, or no SQL. */
export const coveredSql: Derived<ModelSql | undefined> = {
  name: 'SQL of a branch',
  inCycle: undefined,
  held: 8,
  compute(reader, key) {
    const { id, branch } = coveredParts(key);
    const text = nodeText(reader, id);
    const body = text && branchBody(text.source, branch);
    if (!text || !body) return undefined;
    const columnsOf = columnsBy(reader);
    const sql = renderText(reader, text, { cover: body.start, incremental: true }, columnsOf);
    return analyseSql(reader, sql, columnsOf);
  },
};

/** By a node's id. */
export const columnsOfNode: Derived<NodeColumns> = {
  name: 'columns',
  inCycle: { id: '', columns: [], complete: false, from: 'nothing' },
  compute: (reader, id) =>
    makeColumns(reader, askNodeFacts(reader, id), reader.get(sqlOfNode, id), () =>
      reader.get(fingerprintsAsParsed, id),
    ),
  same: sameFact,
};

/** By a node's id. */
export const lineageOfNode: Derived<NodeLineage> = {
  name: 'lineage',
  inCycle: { id: '', ...nothing },
  compute: (reader, id) => makeLineage(reader, id, reader.get(sqlOfNode, id), reader.get(columnsOfNode, id)),
  same: sameLineage,
};

const none: ReadonlyMap<string, string> = new Map();

/** By a node's id: what dbt parsed of it last, read through the project as it stands; undefined where the manifest holds no SQL of it. */
export const sqlAsParsed: Derived<ModelSql | undefined> = {
  name: 'SQL as parsed',
  inCycle: undefined,
  held: 16,
  compute(reader, id) {
    const text = textAsParsed(reader, id);
    if (!text) return undefined;
    const columnsOf = columnsBy(reader);
    return analyseSql(reader, renderText(reader, text, {}, columnsOf), columnsOf);
  },
};

/** Of each column of the SQL that dbt parsed of a node, by its name in lower case: what made it. */
const fingerprintsAsParsed: Derived<ReadonlyMap<string, string>> = {
  name: 'columns as parsed',
  inCycle: none,
  compute(reader, id) {
    const sql = reader.get(sqlAsParsed, id);
    return sql ? columnFingerprints(sql) : none;
  },
};

function columnsBy(reader: Reader): ColumnsOf {
  return (id) => {
    const columns = reader.get(columnsOfNode, id);
    return columns.id === id ? columns : { ...columns, id };
  };
}
