// Which names of a file's SQL are the same column. A column is one output of a query, or one column of a node that is read. Where a
// select passes a column on under its own name, bare or through a star, both are the same here: the reader sees one name that goes
// through the CTEs of the file. A rename, a cast or an expression makes another column; so does the right side of `using`.
// Deliberately absent: other files (referencesColumn.ts).

import { memo } from '../../memo.ts';
import type { ColumnSource } from '../../sql/analysis.ts';
import { columnKey, type NamedColumn, type OutputColumn } from '../../sql/columns.ts';
import type { ModelSql } from './modelSql.ts';
import type { NodeId } from './nodeId.ts';
import type { SqlSymbol } from './sqlSymbol.ts';

/** The columns of a file's SQL, each with a key; keys of the same column lead to the same class. */
export interface ColumnClasses {
  /** The class of a key; the key itself where it stands alone. */
  classOf(key: string): string;
  /** The keys that a name makes or reads; empty for what is no column. */
  keysOf(symbol: SqlSymbol): readonly string[];
  /** The key of an output of the SQL. */
  keyOf(column: NamedColumn): string;
  /** The key of what a column is made of; undefined where its name isn't known. */
  keyOfSource(source: ColumnSource): string | undefined;
  /** The columns of nodes in some classes. */
  nodeColumnsIn(classes: ReadonlySet<string>): readonly NodeColumnRead[];
}

/** A column of a node that the SQL reads. */
export interface NodeColumnRead {
  readonly id: NodeId;
  readonly name: string;
}

/** The key of a column of a node, where the SQL reads it; names are compared without case. */
export function nodeColumnKey(id: NodeId, name: string): string {
  return `node\n${id}\n${name.toLowerCase()}`;
}

/** See {@link ColumnClasses}. */
export const columnClasses: (sql: ModelSql) => ColumnClasses = memo((sql) => {
  const { analysis, dialect } = sql;
  const parents = new Map<string, string>();
  const visited = new Set<OutputColumn>();
  const nodeColumns = new Map<string, NodeColumnRead>();

  const classOf = (key: string): string => {
    let top = key;
    for (let next = parents.get(top); next !== undefined; next = parents.get(top)) top = next;
    // The way is kept short, so that long chains stay cheap.
    for (let at = key; at !== top; ) {
      const next = parents.get(at) ?? top;
      parents.set(at, top);
      at = next;
    }
    return top;
  };
  const join = (a: string, b: string) => {
    const [x, y] = [classOf(a), classOf(b)];
    if (x !== y) parents.set(x, y);
  };
  const keyOf = (column: NamedColumn) =>
    `query\n${column.nameRange.start}\n${column.nameRange.end}\n${columnKey(column, dialect)}`;
  const keyOfSource = (source: ColumnSource) => {
    if (source.kind === 'query') return source.column.kind === 'column' ? keyOf(source.column) : undefined;
    const column = { id: source.table.id, name: source.name };
    const key = nodeColumnKey(column.id, column.name);
    nodeColumns.set(key, column);
    return key;
  };

  /** Joins a column with those that it passes on. */
  const visit = (column: OutputColumn, ofUnion: boolean) => {
    const waiting: { readonly column: OutputColumn; readonly ofUnion: boolean }[] = [{ column, ofUnion }];
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      if (next.column.kind !== 'column' || visited.has(next.column)) continue;
      visited.add(next.column);
      const same = next.column.inputs.filter(({ how }) => how === 'passthrough');
      for (const { source } of next.ofUnion ? same : same.slice(0, 1)) {
        const key = keyOfSource(source);
        if (key !== undefined) join(keyOf(next.column), key);
      }
      for (const { source } of next.column.inputs)
        if (source.kind === 'query') waiting.push({ column: source.column, ofUnion: isUnion(source.query) });
    }
  };
  for (const column of analysis?.columns ?? []) visit(column, isUnion(analysis?.query));
  for (const scope of analysis?.scopes ?? []) for (const column of scope.output) visit(column, false);

  const keysOfSources = (sources: readonly ColumnSource[]) =>
    sources.flatMap((source) => keyOfSource(source) ?? []);
  const keysOf = (symbol: SqlSymbol): readonly string[] => {
    switch (symbol.kind) {
      case 'output':
        return [keyOf(symbol.column)];
      case 'using':
        return keysOfSources(symbol.sources);
      case 'reference': {
        const { target } = symbol.reference;
        if (target.kind === 'column') return keysOfSources([target.source]);
        if (target.kind === 'ambiguous') return keysOfSources(target.sources);
        return target.kind === 'alias' && target.column.kind === 'column' ? [keyOf(target.column)] : [];
      }
      default:
        return [];
    }
  };
  const nodeColumnsIn = (classes: ReadonlySet<string>) =>
    [...nodeColumns].flatMap(([key, column]) => (classes.has(classOf(key)) ? [column] : []));
  return { classOf, keysOf, keyOf, keyOfSource, nodeColumnsIn };
});

function isUnion(
  query: { readonly kind: string; readonly body?: { readonly kind: string } | undefined } | undefined,
) {
  return query?.kind === 'setOperation' || query?.body?.kind === 'setOperation';
}
