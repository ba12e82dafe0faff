// The columns of a node as templates see them: spelled as the warehouse spells them. Deliberately absent: how they are known.

import type { Dialect } from '../../sql/dialect.ts';
import type { ColumnFacts } from '../render/inputs.ts';
import type { NodeColumns } from './nodeColumns.ts';

/** The columns of a node in their order; undefined unless all of them are known. */
export function columnFacts(
  { complete, columns }: NodeColumns,
  dialect: Dialect,
): readonly ColumnFacts[] | undefined {
  if (!complete) return undefined;
  return columns.map(({ name, quoted, type }) => ({
    name: quoted ? name : folded(name, dialect),
    type: type?.text,
  }));
}

function folded(name: string, dialect: Dialect): string {
  switch (dialect.folding) {
    case 'upper':
      return name.toUpperCase();
    case 'lower':
      return name.toLowerCase();
    case 'insensitive':
    case 'sensitive':
      return name;
  }
}
