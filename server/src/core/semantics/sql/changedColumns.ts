// What a text being typed does to the columns that its node had when dbt parsed it last: gone, renamed, of another type. Nothing is
// said while the list is half-typed (halfTyped.ts). Deliberately absent: who reads them (readersBefore.ts).

import type { Project } from '../../project.ts';
import type { BaseType } from '../../sql/baseTypes.ts';
import { columnKey, type NamedColumn } from '../../sql/columns.ts';
import type { SourceText } from '../../text.ts';
import { columnFingerprint } from './columnFingerprint.ts';
import { type NodeAsParsed, nodeAsParsed } from './columnsAsParsed.ts';
import { baseInSql } from './columnTypes.ts';
import { isHalfTyped } from './halfTyped.ts';
import { type ModelSql, sqlOf } from './modelSql.ts';
import { type NodeColumn, nodeColumns } from './nodeColumns.ts';
import { isAsParsed } from './nodeFacts.ts';
import { entryOf, type NodeId } from './nodeId.ts';
import { choiceBehind } from './unsureRanges.ts';

/** A change of one column; `column` is the one that dbt parsed. */
export type ChangedColumn =
  | {
      readonly kind: 'gone';
      readonly column: NodeColumn;
      /** The nearest column before it, else behind it, that is still there; undefined where none is. */
      readonly beside: NamedColumn | undefined;
    }
  | { readonly kind: 'renamed'; readonly column: NodeColumn; readonly now: NamedColumn }
  | {
      readonly kind: 'type';
      readonly column: NodeColumn;
      readonly now: NamedColumn;
      readonly from: BaseType;
      readonly to: BaseType;
    };

/** Whether dbt parsed the text of a node as it stands; undefined where dbt knows no such node. */
export function isParsedAsIs(project: Project, id: NodeId, source: SourceText): boolean | undefined {
  const entry = entryOf(project, id);
  const detail = entry && project.artifacts.manifest?.detail(entry);
  if (!detail) return undefined;
  if (detail.checksum !== undefined && isAsParsed(source, detail.checksum)) return true;
  const code = detail.rawCode?.trim() ?? '';
  // Of a snapshot in a block what stands in the block.
  return entry.resourceType === 'snapshot'
    ? code !== '' && source.text.includes(code)
    : code === source.text.trim();
}

/** See the head of this file; in the order that the columns had. `source` is the text of the node's file. */
export function changedColumns(project: Project, id: NodeId, source: SourceText): readonly ChangedColumn[] {
  if (isParsedAsIs(project, id, source) !== false) return [];
  const known = nodeColumns(project, id);
  if (!known.complete || known.from !== 'sql') return [];
  const sql = sqlOf(project, id);
  const before = nodeAsParsed(project, id);
  if (!sql?.analysis || !before) return [];
  const keyOf = (column: { readonly name: string; readonly quoted: boolean }) =>
    columnKey(column, sql.dialect);
  const names = new Set(known.columns.map(keyOf));
  const made = madeBy(sql, keyOf);
  const madeBefore = madeBy(before.sql, keyOf);
  const list = before.columns.columns;
  const gone = list.filter((column) => !names.has(keyOf(column)));
  const changes = gone.length > 0 || mayHaveOtherTypes(project, made, madeBefore);
  if (!changes || isHalfTyped(sql, before.sql)) return [];
  const listed = new Set(list.map(keyOf));
  const added = [...made].flatMap(([key, column]) => (listed.has(key) ? [] : [column]));
  const renames = renamesOf({ sql, before, gone, added, keyOf, madeBefore });
  return list.flatMap((column, index): ChangedColumn[] => {
    const now = made.get(keyOf(column));
    if (names.has(keyOf(column))) {
      const own = madeBefore.get(keyOf(column));
      const type = now && own && typeChange(project, { sql, now }, { sql: before.sql, own, column });
      return type ? [{ kind: 'type', column, now, ...type }] : [];
    }
    const to = renames.get(column);
    if (to) return [{ kind: 'renamed', column, now: to }];
    const around = [...list.slice(0, index).reverse(), ...list.slice(index + 1)];
    const beside = around.map((each) => made.get(keyOf(each))).find((each) => each !== undefined);
    return [{ kind: 'gone', column, beside }];
  });
}

type KeyOf = (column: { readonly name: string; readonly quoted: boolean }) => string;

function madeBy({ analysis }: ModelSql, keyOf: KeyOf): ReadonlyMap<string, NamedColumn> {
  const made = new Map<string, NamedColumn>();
  for (const column of analysis?.columns ?? [])
    if (column.kind === 'column' && !made.has(keyOf(column))) made.set(keyOf(column), column);
  return made;
}

/** A first look that costs little. */
function mayHaveOtherTypes(
  project: Project,
  made: ReadonlyMap<string, NamedColumn>,
  before: ReadonlyMap<string, NamedColumn>,
): boolean {
  for (const [key, column] of made) {
    const own = before.get(key);
    const base = own && baseInSql(project, column);
    if (own && base !== undefined && base !== baseInSql(project, own)) return true;
  }
  return false;
}

/** What a column's type was and is, by the SQL; what the catalog says of it counts where the SQL of before says nothing. */
function typeChange(
  project: Project,
  { sql, now }: { readonly sql: ModelSql; readonly now: NamedColumn },
  before: { readonly sql: ModelSql; readonly own: NamedColumn; readonly column: NodeColumn },
): { readonly from: BaseType; readonly to: BaseType } | undefined {
  const to = baseInSql(project, now);
  const { type } = before.column;
  const from = baseInSql(project, before.own) ?? (type?.from === 'catalog' ? type.base : undefined);
  if (to === undefined || from === undefined || to === from) return undefined;
  const unsure = choiceBehind(sql.rendered, now) ?? choiceBehind(before.sql.rendered, before.own);
  const same = columnFingerprint(sql, now);
  if (unsure !== undefined || (same !== undefined && same === columnFingerprint(before.sql, before.own)))
    return undefined;
  return { from, to };
}

interface Lists {
  readonly sql: ModelSql;
  readonly before: NodeAsParsed;
  readonly gone: readonly NodeColumn[];
  readonly added: readonly NamedColumn[];
  readonly keyOf: KeyOf;
  readonly madeBefore: ReadonlyMap<string, NamedColumn>;
}

/** Of columns that are gone those that have another name now: one new column, and no other, is made of the same in the same way. */
function renamesOf({
  sql,
  before,
  gone,
  added,
  keyOf,
  madeBefore,
}: Lists): ReadonlyMap<NodeColumn, NamedColumn> {
  const found = new Map<NodeColumn, NamedColumn>();
  if (added.length === 0) return found;
  const old = gone.flatMap((column) => {
    const own = madeBefore.get(keyOf(column));
    return own ? [{ column, own }] : [];
  });
  for (const made of [byText, byOrigins, byEntry]) {
    const taken = new Set(found.values());
    const news = grouped(
      added.filter((column) => !taken.has(column)),
      (column) => made(sql, column),
    );
    const olds = grouped(
      old.filter(({ column }) => !found.has(column)),
      ({ own }) => made(before.sql, own),
    );
    for (const [value, [one, ...others]] of olds) {
      const [now, ...more] = news.get(value) ?? [];
      if (one && now && others.length === 0 && more.length === 0) found.set(one.column, now);
    }
  }
  return found;
}

/** Without those that have no key. */
function grouped<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string | undefined,
): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === undefined) continue;
    const known = groups.get(key);
    if (known) known.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

function byText(sql: ModelSql, column: NamedColumn): string | undefined {
  return columnFingerprint(sql, column, { named: false });
}

function byOrigins({ analysis }: ModelSql, column: NamedColumn): string | undefined {
  const origins = analysis?.originsOf(column) ?? [];
  if (origins.length === 0) return undefined;
  return origins
    .map(({ table, name, how }) => `${table.id}\n${name}\n${how === 'passthrough' ? 'rename' : how}`)
    .sort()
    .join('\n\n');
}

/** Where it isn't known what a column is made of: how its entry is written. */
function byEntry({ rendered }: ModelSql, { expression }: NamedColumn): string | undefined {
  return expression && rendered.text.slice(expression.range.start, expression.range.end).replace(/\s+/g, ' ');
}
