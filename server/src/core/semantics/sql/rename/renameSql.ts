// The edits that give columns another name within one file's SQL, and what the file's own columns are called then.
// Deliberately absent: other files (renameColumn.ts), and whether the SQL still means the same (renameTry.ts).

import { toSource } from '../../../jinja/render/rendered.ts';
import { columnKey, type NamedColumn } from '../../../sql/columns.ts';
import type { TextEdit, TextRange } from '../../../text.ts';
import { columnNamed } from '../columnPlaces.ts';
import type { ModelSql } from '../modelSql.ts';
import { columnClasses } from '../sameColumn.ts';
import { isNamedInText, type RenameFlow, renameFlow, spread } from './renameFlow.ts';
import { keyOfNewName, type NewName } from './renameNames.ts';
import { RenameWriting } from './renameWriting.ts';

/** What is to get another name. */
export interface RenameWish {
  readonly newName: NewName;
  /** The keys (sameColumn.ts) of columns of other nodes that have the new name. */
  readonly read: ReadonlySet<string>;
  /** The column of this file that is to have it: of its output by name, or any by where its name stands in the source. */
  readonly own: string | TextRange | undefined;
  /** Of the file's own columns, those that only pass one on stay what they are called where that can be written. */
  readonly keep: boolean;
}

/** See the head of this file. */
export interface SqlRename {
  readonly edits: readonly TextEdit[];
  /** The file's own columns that have the new name, as they were called. */
  readonly finals: readonly string[];
  /** Whether anything names a column that has the new name. */
  readonly touched: boolean;
  /** Why something can't be written, and where in the source. */
  readonly problems: readonly { readonly at: number; readonly why: string }[];
}

/** More columns than this that would bear one name are no rename. */
const mostStops = 50;

/** See the head of this file. */
export function renameInSql(sql: ModelSql, wish: RenameWish): SqlRename {
  const flow = renameFlow(sql);
  const { keyOf } = columnClasses(sql);
  const ownKeys = ownKeysOf(sql, flow, wish.own);
  if (typeof ownKeys === 'string')
    return { edits: [], finals: [], touched: false, problems: [{ at: 0, why: ownKeys }] };
  const seeds = new Set([...wish.read, ...ownKeys]);
  const finals = (sql.analysis?.columns ?? []).filter((each): each is NamedColumn => each.kind === 'column');
  const kept = new Set<string>();
  if (wish.keep) {
    for (const column of finals) {
      const key = keyOf(column);
      if (!ownKeys.has(key) && isNamedInText(sql, column)) kept.add(key);
    }
  }
  let renamed = spread(flow, seeds, kept);
  for (let stops = 0; stops < mostStops; stops++) {
    const met = [...meetings(sql, renamed, wish.newName)];
    const stopped = met.filter((key) => !seeds.has(key) && flow.made.get(key)?.column.star === undefined);
    if (stopped.length === 0) break;
    for (const key of stopped) kept.add(key);
    renamed = spread(flow, seeds, kept);
  }
  const writing = new RenameWriting(sql, wish.newName, flow, renamed);
  for (const key of meetings(sql, renamed, wish.newName)) {
    const column = flow.made.get(key)?.column;
    writing.fail(column?.nameRange, `there is a column \`${wish.newName.text}\` already`);
  }
  writing.write(ownKeys);
  const named = finals.filter((column) => renamed.has(keyOf(column)));
  const edits = writing.edits();
  return {
    edits,
    finals: [...new Set(named.map(({ name }) => name))],
    touched: writing.touched,
    problems: writing.problems,
  };
}

/** The keys of the column that begins it in this file; why there is none. */
function ownKeysOf(sql: ModelSql, flow: RenameFlow, own: RenameWish['own']): ReadonlySet<string> | string {
  if (own === undefined) return new Set();
  if (typeof own === 'string') {
    const column = sql.analysis && columnNamed(sql.analysis, own);
    if (!column) return `\`${own}\` isn’t made here`;
    if (!isNamedInText(sql, column)) return `no text names \`${own}\`, a star passes it on`;
    return new Set([columnClasses(sql).keyOf(column)]);
  }
  const keys = [...flow.made.values()].flatMap(({ key, column }) => {
    const { range } = toSource(sql.rendered, column.nameRange);
    return range.start === own.start && range.end === own.end && isNamedInText(sql, column) ? [key] : [];
  });
  return new Set(keys);
}

/** The keys of renamed columns that would stand in a select beside another of the new name. */
function* meetings(sql: ModelSql, renamed: ReadonlySet<string>, newName: NewName): Generator<string> {
  const { keyOf } = columnClasses(sql);
  const key = keyOfNewName(newName, sql.dialect);
  for (const { output } of sql.analysis?.scopes ?? []) {
    const columns = output.filter((column): column is NamedColumn => column.kind === 'column');
    const ours = new Set(columns.map(keyOf).filter((each) => renamed.has(each)));
    if (ours.size === 0) continue;
    const there = columns.some((each) => columnKey(each, sql.dialect) === key && !ours.has(keyOf(each)));
    if (there) yield* ours;
  }
}
