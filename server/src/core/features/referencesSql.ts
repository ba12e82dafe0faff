// The references of a name of SQL: in its file all that is the same column, CTE or relation; of a column of a node, in the project too.
// Deliberately absent: names of Jinja and YAML (references.ts).

import type { Project } from '../project.ts';
import type { ModelSql } from '../semantics/sql/modelSql.ts';
import { type NodeId, nodeIdOfFile } from '../semantics/sql/nodeId.ts';
import { columnClasses } from '../semantics/sql/sameColumn.ts';
import { usesOfSymbol } from '../semantics/sql/sameColumnUses.ts';
import type { SqlSymbol } from '../semantics/sql/sqlSymbol.ts';
import { sqlSymbolsAt } from '../semantics/sql/sqlSymbolsAt.ts';
import type { ColumnSource } from '../sql/analysis.ts';
import { type FoundPlace, placesOfColumn } from './referencesColumn.ts';

/** See the head of this file; a step looks at one file. The same place may come several times. */
export function* placesOfSql(
  project: Project,
  path: string,
  offset: number,
): Generator<readonly FoundPlace[], void> {
  const symbols = sqlSymbolsAt(project, path, offset);
  for (const symbol of symbols) {
    const uses = usesOfSymbol(symbol);
    yield uses.map(({ range, made }) => ({ path, range, made }));
  }
  const columns = new Map(
    symbols.flatMap((symbol) =>
      columnsOfNodes(project, symbol).map((column) => [`${column.id}\n${column.name}`, column]),
    ),
  );
  for (const { id, name } of columns.values()) yield* placesOfColumn(project, id, name);
}

interface ColumnOfNode {
  readonly id: NodeId;
  readonly name: string;
}

/**
 * The columns of nodes that a name means: those that it reads, else the one of the file's node that it becomes under the same
 * name.
 */
function columnsOfNodes(project: Project, symbol: SqlSymbol): readonly ColumnOfNode[] {
  const read = sourcesOf(symbol).flatMap((source) =>
    source.kind === 'table' ? [{ id: source.table.id, name: source.name }] : [],
  );
  return read.length > 0 ? read : finalColumns(project, symbol.sql, symbol);
}

function sourcesOf(symbol: SqlSymbol): readonly ColumnSource[] {
  if (symbol.kind === 'using') return symbol.sources;
  if (symbol.kind !== 'reference') return [];
  const { target } = symbol.reference;
  if (target.kind === 'column') return [target.source];
  return target.kind === 'ambiguous' ? target.sources : [];
}

function finalColumns(project: Project, sql: ModelSql, symbol: SqlSymbol): readonly ColumnOfNode[] {
  const id = nodeIdOfFile(project, sql.path);
  const { classOf, keysOf, keyOf } = columnClasses(sql);
  const classes = new Set(keysOf(symbol).map(classOf));
  if (id === undefined || classes.size === 0) return [];
  return (sql.analysis?.columns ?? []).flatMap((column) =>
    column.kind === 'column' && classes.has(classOf(keyOf(column))) ? [{ id, name: column.name }] : [],
  );
}
