// Which columns of nodes a name in a file's SQL means. Deliberately absent: where these columns are named (references).

import type { Project } from '../../project.ts';
import type { ColumnSource } from '../../sql/analysis.ts';
import type { NamedColumn, OutputColumn } from '../../sql/columns.ts';
import { nodeIdOfFile } from './nodeId.ts';
import { columnClasses, type NodeColumnRead } from './sameColumn.ts';
import type { SqlSymbol } from './sqlSymbol.ts';

/** The columns of nodes that a name means; of one that the file's node has and reads, both. */
export interface ColumnsMeant {
  /** Of the file's own node. */
  readonly own: readonly NodeColumnRead[];
  /** Of the nodes that its SQL reads. */
  readonly read: readonly NodeColumnRead[];
}

/**
 * The columns of nodes that a name leads to, be it through stars, with that of the file's node where it names that too (a bare
 * column of the last select list); else the one of the file's node that it becomes under the same name; else those that come to it
 * under the same name.
 */
export function columnsMeant(project: Project, symbol: SqlSymbol): ColumnsMeant {
  const { sql } = symbol;
  const { classOf, keysOf, keyOf, nodeColumnsIn } = columnClasses(sql);
  const classes = new Set(keysOf(symbol).map(classOf));
  const id = nodeIdOfFile(project, sql.path);
  const final = (sql.analysis?.columns ?? []).filter((column) => column.kind === 'column');
  const ownOf = (columns: readonly NamedColumn[]) =>
    id === undefined ? [] : columns.map(({ name }) => ({ id, name }));
  const read = tableColumns(sourcesOf(symbol));
  if (read.length > 0) return { own: ownOf(final.filter((column) => isNamedBy(column, symbol))), read };
  const own = ownOf(final.filter((column) => classes.has(classOf(keyOf(column)))));
  return { own, read: own.length > 0 ? [] : nodeColumnsIn(classes) };
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
