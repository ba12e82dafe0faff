// Stars: which columns `*` and `t.*` stand for, with `except`, `replace` and `rename`, and what joins have merged.
// Deliberately absent: modifiers that choose by patterns, whose columns aren't known.
import type { TextRange } from '../text.ts';
import type { Analyzing, Frame, FrameRelation, RowReads } from './analyzing.ts';
import { type ColumnInput, columnKey, type NamedColumn, type OutputColumn } from './columns.ts';
import { nameKey } from './dialect.ts';
import { expressionInputs } from './expressionInputs.ts';
import { findIn } from './relationColumns.ts';
import { copies } from './relationCopies.ts';
import { resolveColumn } from './resolveColumn.ts';
import type { Name, StarItem } from './tree.ts';
import { typeOf } from './types.ts';

/** Dialects whose `*` gives merged columns where they stand on the left; the others give them first. */
const leftOrder = new Set(['duckdb', 'sqlite', 'clickhouse', 'generic']);

/** No table has more columns; a text of few stars can make more than memory holds, each CTE twice as many as the one before. */
const mostOfOne = 10_000;
const mostOfAll = 100_000;

/** The entries that a star stands for; not known beyond so many. */
export function columnsOfStar(
  state: Analyzing,
  frame: Frame,
  star: StarItem,
  reads: RowReads,
): readonly OutputColumn[] {
  const unknown: readonly OutputColumn[] = [
    {
      kind: 'unknown',
      range: star.range,
      many: true,
      type: undefined,
      how: 'expression',
      inputs: [],
      traced: false,
    },
  ];
  if (star.otherModifiers) return unknown;
  const qualifier = star.qualifier[star.qualifier.length - 1];
  const read = qualifier
    ? relationsNamed(frame, nameKey(qualifier, state.dialect))
    : frame.relations.filter(({ hidden }) => !hidden);
  // Of a struct, or half-typed.
  if (qualifier && read.length === 0) return unknown;
  const width = read.reduce((sum, relation) => sum + relation.columns.length, 0);
  if (width > mostOfOne || state.starColumns + width > mostOfAll) return unknown;
  state.starColumns += width;
  const whole = read.length === 0 || (!qualifier && frame.open);
  const columns = whole
    ? [
        {
          kind: 'star',
          range: star.range,
          relations: read.map(({ source }) => source.relation),
          except: [],
          renamed: [],
        } as const,
      ]
    : qualifier
      ? read.flatMap((relation) => copies(relation, star.range))
      : withMerged(state, frame, read, star.range);
  const resolve = (name: Name) => {
    const path = [...star.qualifier, name];
    resolveColumn(state, { kind: 'column', range: name.range, path }, { frame, clause: 'select' });
  };
  for (const name of star.except) resolve(name);
  for (const { from } of star.rename) resolve(from);
  return modified(state, frame, without(state, columns, star.except), star, reads);
}

/** The relations of a name, in the nearest select that has one. */
function relationsNamed(frame: Frame, name: string): readonly FrameRelation[] {
  for (let at: Frame | undefined = frame; at; at = at.outer) {
    const found = at.relations.filter(({ hidden, key }) => !hidden && key === name);
    if (found.length > 0) return found;
  }
  return [];
}

/** All columns of all relations, merged ones once. */
function withMerged(
  state: Analyzing,
  frame: Frame,
  relations: readonly FrameRelation[],
  range: TextRange,
): readonly OutputColumn[] {
  const { merged } = frame;
  if (merged.size === 0) return relations.flatMap((relation) => copies(relation, range));
  const made = new Map<string, OutputColumn>();
  for (const [key, { members, known }] of merged) {
    const column = known ? mergedColumn(state, key, members, range) : undefined;
    if (column) made.set(key, column);
  }
  const first = leftOrder.has(state.dialect.id) ? [] : [...made.values()];
  const given = new Set(first.length > 0 ? made.keys() : []);
  const rest = relations.flatMap((relation) =>
    copies(relation, range).flatMap((column): readonly OutputColumn[] => {
      if (column.kind === 'star') {
        const left = [...merged].flatMap(([key, each]) =>
          each.right.has(relation) ? [{ text: key, quoted: true, range }] : [],
        );
        return [left.length > 0 ? { ...column, except: [...column.except, ...left] } : column];
      }
      if (column.kind !== 'column') return [column];
      const key = columnKey(column, state.dialect);
      const own = merged.get(key);
      if (!own?.members.has(relation)) return [column];
      const replacement = given.has(key) ? undefined : made.get(key);
      given.add(key);
      return replacement ? [replacement] : own.right.has(relation) || made.has(key) ? [] : [column];
    }),
  );
  return [...first, ...rest];
}

function mergedColumn(
  state: Analyzing,
  key: string,
  members: ReadonlySet<FrameRelation>,
  range: TextRange,
): NamedColumn | undefined {
  const columns: NamedColumn[] = [];
  for (const relation of members) {
    if (findIn(state, relation, key).length === 0) continue;
    const found = copies(relation, range).find(
      (column): column is NamedColumn => column.kind === 'column' && columnKey(column, state.dialect) === key,
    );
    if (found) columns.push(found);
  }
  const [first] = columns;
  if (!first) return undefined;
  const inputs: readonly ColumnInput[] = columns.flatMap((column) => column.inputs);
  const same = columns.every(
    ({ type }) => type?.text === first.type?.text && type?.base === first.type?.base,
  );
  return { ...first, inputs, type: same ? first.type : undefined };
}

function without(
  state: Analyzing,
  columns: readonly OutputColumn[],
  names: readonly Name[],
): readonly OutputColumn[] {
  if (names.length === 0) return columns;
  const keys = new Set(names.map((name) => nameKey(name, state.dialect)));
  return columns.flatMap((column) => {
    if (column.kind === 'star') return { ...column, except: [...column.except, ...names] };
    return column.kind === 'column' && keys.has(columnKey(column, state.dialect)) ? [] : column;
  });
}

function modified(
  state: Analyzing,
  frame: Frame,
  columns: readonly OutputColumn[],
  star: StarItem,
  reads: RowReads,
): readonly OutputColumn[] {
  if (star.replace.length === 0 && star.rename.length === 0) return columns;
  const replacements = new Map(
    star.replace.flatMap(({ expression, alias }) => {
      if (!alias) return [];
      const derivation = expressionInputs(state, expression, { frame, clause: 'select' }, reads.queries);
      const type = typeOf(state, expression);
      const change = { expression, type, nameRange: alias.range, aliased: true, ...derivation };
      return [[nameKey(alias, state.dialect), change] as const];
    }),
  );
  const renamings = new Map(star.rename.map(({ from, to }) => [nameKey(from, state.dialect), to] as const));
  return columns.map((column): OutputColumn => {
    if (column.kind === 'unknown') return column;
    if (column.kind === 'star') {
      return star.rename.length === 0 ? column : { ...column, renamed: [...column.renamed, ...star.rename] };
    }
    const key = columnKey(column, state.dialect);
    const result: NamedColumn = { ...column, ...replacements.get(key) };
    const to = renamings.get(key);
    if (!to) return result;
    const inputs = result.inputs.map(
      ({ source, how }) => ({ source, how: how === 'passthrough' ? 'rename' : how }) as const,
    );
    const how = result.how === 'passthrough' ? 'rename' : result.how;
    return { ...result, name: to.text, quoted: to.quoted, nameRange: to.range, aliased: true, how, inputs };
  });
}
