// Looking up a column in a relation: among the columns that are known, or behind a star whose columns aren't.
// Deliberately absent: which relation a name is looked up in (resolveColumn.ts).
import type { ColumnSource, TableColumn } from './analysis.ts';
import type { Analyzing, FrameRelation } from './analyzing.ts';
import { columnKey, type NamedColumn, type OutputColumn, type StarColumn } from './columns.ts';
import { nameKey } from './dialect.ts';
import type { Name } from './tree.ts';

/** More columns of a name in one relation make it no more ambiguous. */
const mostOfName = 8;

/** The known columns of a name: none, one, or several where the relation has the name twice. */
export function findIn(state: Analyzing, relation: FrameRelation, key: string): readonly ColumnSource[] {
  return indexOf(state, relation).get(key) ?? [];
}

/** The known columns of a relation by their keys. */
export function indexOf(
  state: Analyzing,
  relation: FrameRelation,
): ReadonlyMap<string, readonly ColumnSource[]> {
  const known = state.indexes.get(relation.columns);
  if (known) return known;
  const index = new Map<string, ColumnSource[]>();
  for (const column of relation.columns) {
    const source = sourceOf(relation, column);
    if (!source) continue;
    const key = columnKey(source.kind === 'query' ? source.column : (column as TableColumn), state.dialect);
    const same = index.get(key);
    if (!same) index.set(key, [source]);
    else if (same.length < mostOfName) same.push(source);
  }
  state.indexes.set(relation.columns, index);
  return index;
}

/** A column of a relation as a source; undefined for an entry without a name. */
export function sourceOf(
  relation: FrameRelation,
  column: OutputColumn | TableColumn,
): ColumnSource | undefined {
  if (!('kind' in column)) {
    return relation.table && { kind: 'table', table: relation.table, name: column.name, column };
  }
  return column.kind === 'column' && relation.owner
    ? { kind: 'query', query: relation.owner, column }
    : undefined;
}

/** The column that a name must be where the relation isn't known completely; undefined where that says nothing. */
export function openIn(state: Analyzing, relation: FrameRelation, name: Name): ColumnSource | undefined {
  if (relation.complete) return undefined;
  const key = nameKey(name, state.dialect);
  if (relation.madeOf && relation.owner) {
    const inputs = relation.madeOf;
    const column = behind(state, relation, key, () => ({
      ...virtual(name, relation.source.relation.range),
      how: inputs.length > 0 ? 'expression' : 'constant',
      inputs,
      traced: true,
    }));
    return { kind: 'query', query: relation.owner, column };
  }
  if (!relation.owner) {
    return relation.table && { kind: 'table', table: relation.table, name: name.text, column: undefined };
  }
  const [unknown, ...more] = relation.columns.filter(
    (column) => !('kind' in column) || column.kind !== 'column',
  );
  if (!unknown || more.length > 0 || !('kind' in unknown) || unknown.kind !== 'star') return undefined;
  const column = behindStar(state, unknown, name, key);
  return column && { kind: 'query', query: relation.owner, column };
}

function behindStar(state: Analyzing, star: StarColumn, name: Name, key: string): NamedColumn | undefined {
  const { dialect } = state;
  if (star.except.some((except) => nameKey(except, dialect) === key)) return undefined;
  const [relation, ...more] = star.relations;
  if (!relation || more.length > 0) return undefined;
  const renamed = star.renamed.findLast(({ to }) => nameKey(to, dialect) === key);
  const table = state.tables.get(relation);
  const inner = renamed?.from ?? name;
  return behind(state, star, key, () => {
    const innerKey = nameKey(inner, dialect);
    const column = table?.columns.find((each) => columnKey(each, dialect) === innerKey);
    const how = renamed ? 'rename' : 'passthrough';
    const source = table && { kind: 'table' as const, table, name: column?.name ?? inner.text, column };
    return {
      ...virtual(name, star.range),
      how,
      inputs: source ? [{ source, how }] : [],
      traced: source !== undefined,
    };
  });
}

function virtual(name: Name, range: NamedColumn['range']) {
  return {
    kind: 'column',
    name: name.text,
    quoted: name.quoted,
    nameRange: range,
    range,
    star: range,
    aliased: false,
    expression: undefined,
    type: undefined,
  } as const;
}

function behind(
  state: Analyzing,
  what: StarColumn | FrameRelation,
  key: string,
  make: () => NamedColumn,
): NamedColumn {
  let columns = state.behindStars.get(what);
  if (!columns) {
    columns = new Map();
    state.behindStars.set(what, columns);
  }
  const known = columns.get(key) ?? make();
  columns.set(key, known);
  return known;
}
