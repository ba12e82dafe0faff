// The columns of a relation as others see them: as a star gives them, and under the names that the text gives them.
// Deliberately absent: merged columns of joins (stars.ts).
import type { ColumnSource, TableColumn } from './analysis.ts';
import type { Analyzing, FrameRelation } from './analyzing.ts';
import { type ColumnInput, type NamedColumn, namedBy, type OutputColumn } from './columns.ts';
import { nameKey } from './dialect.ts';
import { sourceOf } from './relationColumns.ts';
import type { Name } from './tree.ts';

/** Columns under other names, by position; those behind the names keep their own. */
export function withNames(
  state: Analyzing,
  columns: readonly OutputColumn[],
  names: readonly Name[],
  query: (ColumnSource & { kind: 'query' })['query'],
): readonly OutputColumn[] {
  const firstMany = columns.findIndex(
    (each) => each.kind === 'star' || (each.kind === 'unknown' && each.many),
  );
  const sure = firstMany < 0 ? columns.length : firstMany;
  const renamed = names.map((name, index): NamedColumn => {
    const column = index < sure ? columns[index] : undefined;
    const inputs: readonly ColumnInput[] =
      column?.kind === 'column'
        ? [
            {
              source: { kind: 'query', query, column },
              how: sameKey(state, column, name) ? 'passthrough' : 'rename',
            },
          ]
        : column?.kind === 'unknown'
          ? column.inputs
          : [];
    return {
      ...namedBy(name),
      expression: column?.kind === 'column' ? column.expression : undefined,
      type: column && column.kind !== 'star' ? column.type : undefined,
      how: column?.kind === 'unknown' ? column.how : 'rename',
      inputs,
      traced: column?.kind === 'column' || (column?.kind === 'unknown' && column.traced),
    };
  });
  return firstMany < 0 ? [...renamed, ...columns.slice(names.length)] : renamed;
}

function sameKey(state: Analyzing, column: NamedColumn, name: Name): boolean {
  return (
    nameKey({ text: column.name, quoted: column.quoted }, state.dialect) === nameKey(name, state.dialect)
  );
}

/** The columns of a relation as entries that a star at a place gives. */
export function copies(relation: FrameRelation, star: NamedColumn['range']): readonly OutputColumn[] {
  const entries = relation.columns.map((column): OutputColumn => copy(relation, column, star));
  if (relation.complete || entries.some(({ kind }) => kind !== 'column')) return entries;
  const except = entries.flatMap((entry): Name[] =>
    entry.kind === 'column' ? [{ text: entry.name, quoted: entry.quoted, range: entry.nameRange }] : [],
  );
  return [
    ...entries,
    { kind: 'star', range: star, relations: [relation.source.relation], except, renamed: [] },
  ];
}

function copy(
  relation: FrameRelation,
  column: OutputColumn | TableColumn,
  star: NamedColumn['range'],
): OutputColumn {
  if ('kind' in column && column.kind !== 'column') return column;
  const source = sourceOf(relation, column);
  const inputs: readonly ColumnInput[] = source ? [{ source, how: 'passthrough' }] : [];
  const derived = { range: star, star, how: 'passthrough', inputs, traced: source !== undefined } as const;
  if ('kind' in column) return { ...column, ...derived };
  return {
    kind: 'column',
    name: column.name,
    quoted: column.quoted,
    nameRange: star,
    aliased: false,
    expression: undefined,
    type: column.type,
    ...derived,
  };
}
