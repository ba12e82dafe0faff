// The references of a name of SQL: in its file all that is the same column, CTE or relation; of a column of a node, in the project too.
// Deliberately absent: names of Jinja and YAML (references.ts).

import type { Project } from '../project.ts';
import { nodeIdOfFile } from '../semantics/sql/nodeId.ts';
import { columnClasses, type NodeColumnRead } from '../semantics/sql/sameColumn.ts';
import { usesOfSymbol } from '../semantics/sql/sameColumnUses.ts';
import type { SqlSymbol } from '../semantics/sql/sqlSymbol.ts';
import { sqlSymbolsAt } from '../semantics/sql/sqlSymbolsAt.ts';
import type { ColumnSource } from '../sql/analysis.ts';
import type { NamedColumn, OutputColumn } from '../sql/columns.ts';
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

/**
 * The columns of nodes that a name means: those that it leads to, be it through stars, with that of the file's node where it names
 * that too (a bare column of the last select list); else the one of the file's node that it becomes under the same name; else those
 * that come to it under the same name.
 */
function columnsOfNodes(project: Project, symbol: SqlSymbol): readonly NodeColumnRead[] {
  const { sql } = symbol;
  const { classOf, keysOf, keyOf, nodeColumnsIn } = columnClasses(sql);
  const classes = new Set(keysOf(symbol).map(classOf));
  const id = nodeIdOfFile(project, sql.path);
  const final = (sql.analysis?.columns ?? []).filter((column) => column.kind === 'column');
  const ownOf = (columns: readonly NamedColumn[]) =>
    id === undefined ? [] : columns.map(({ name }) => ({ id, name }));
  const read = tableColumns(sourcesOf(symbol));
  if (read.length > 0) return [...ownOf(final.filter((column) => isNamedBy(column, symbol))), ...read];
  const own = ownOf(final.filter((column) => classes.has(classOf(keyOf(column)))));
  return own.length > 0 ? own : nodeColumnsIn(classes);
}

function isNamedBy({ nameRange }: NamedColumn, symbol: SqlSymbol): boolean {
  if (symbol.kind !== 'reference') return false;
  const { range } = symbol.reference.name;
  return nameRange.start === range.start && nameRange.end === range.end;
}

function sourcesOf(symbol: SqlSymbol): readonly ColumnSource[] {
  if (symbol.kind === 'using') return symbol.sources;
  if (symbol.kind !== 'reference') return [];
  const { target } = symbol.reference;
  if (target.kind === 'column') return [target.source];
  return target.kind === 'ambiguous' ? target.sources : [];
}

/** The columns of nodes that sources are, directly or through stars. */
function tableColumns(sources: readonly ColumnSource[]): readonly NodeColumnRead[] {
  const found: NodeColumnRead[] = [];
  const seen = new Set<OutputColumn>();
  const waiting = [...sources];
  for (let source = waiting.pop(); source; source = waiting.pop()) {
    if (source.kind === 'table') {
      found.push({ id: source.table.id, name: source.name });
      continue;
    }
    const { column } = source;
    if (column.kind !== 'column' || !column.star || seen.has(column)) continue;
    seen.add(column);
    waiting.push(...column.inputs.map((input) => input.source));
  }
  return found;
}
