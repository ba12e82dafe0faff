// Stars: which columns `*` and `t.*` stand for, with `except`, `replace` and `rename`.
// Deliberately absent: columns of relations outside the text, for which a star remains.
import { columnKey, type OutputColumn, type StarColumn } from './columns.ts';
import { type Dialect, nameKey } from './dialect.ts';
import type { KnownType } from './knownTypes.ts';
import type { SourceRelation } from './scopes.ts';
import type { Expression, Name, StarItem } from './tree.ts';

/** The entries that a star stands for. */
export function columnsOfStar(
  star: StarItem,
  sources: readonly SourceRelation[],
  columnsOf: (source: SourceRelation) => readonly OutputColumn[] | undefined,
  typeOf: (expression: Expression) => KnownType | undefined,
  dialect: Dialect,
): readonly OutputColumn[] {
  if (star.otherModifiers) return [{ kind: 'unknown', range: star.range, many: true, type: undefined }];
  const qualifier = star.qualifier[star.qualifier.length - 1];
  const read = qualifier
    ? sources.filter(({ name }) => name && nameKey(name, dialect) === nameKey(qualifier, dialect))
    : sources;
  const remaining = (of: readonly SourceRelation[]): StarColumn => ({
    kind: 'star',
    range: star.range,
    relations: of.map(({ relation }) => relation),
    except: [],
    renamed: [],
  });
  // What a natural join merges isn't written, and without a source the star is of a struct or half-typed.
  const whole = read.length === 0 || (!qualifier && read.some(({ natural }) => natural));
  const columns = whole
    ? [remaining(read)]
    : read.flatMap((source) => {
        const using = qualifier ? [] : source.using;
        return without(columnsOf(source) ?? [remaining([source])], using, dialect);
      });
  const kept = without(columns, star.except, dialect);
  return kept.map((column) => modified(column, star, typeOf, dialect));
}

function without(
  columns: readonly OutputColumn[],
  names: readonly Name[],
  dialect: Dialect,
): readonly OutputColumn[] {
  if (names.length === 0) return columns;
  const keys = new Set(names.map((name) => nameKey(name, dialect)));
  return columns.flatMap((column) => {
    if (column.kind === 'star') return { ...column, except: [...column.except, ...names] };
    return column.kind === 'column' && keys.has(columnKey(column, dialect)) ? [] : column;
  });
}

function modified(
  column: OutputColumn,
  star: StarItem,
  typeOf: (expression: Expression) => KnownType | undefined,
  dialect: Dialect,
): OutputColumn {
  if (column.kind === 'unknown') return column;
  if (column.kind === 'star') {
    return star.rename.length === 0 ? column : { ...column, renamed: [...column.renamed, ...star.rename] };
  }
  const key = columnKey(column, dialect);
  const replaced = star.replace.find(({ alias }) => alias && nameKey(alias, dialect) === key);
  const renamed = star.rename.find(({ from }) => nameKey(from, dialect) === key);
  let result = column;
  if (replaced?.alias) {
    const { expression, alias } = replaced;
    result = { ...result, expression, type: typeOf(expression), nameRange: alias.range, aliased: true };
  }
  if (renamed) {
    const { text, quoted, range } = renamed.to;
    result = { ...result, name: text, quoted, nameRange: range, aliased: true };
  }
  return result;
}
