// The same as renameSql.ts for a whole file: with the branches of its templates that aren't taken otherwise (an incremental run).
// Deliberately absent: other files.

import { derive } from '../../../derived.ts';
import { toRendered } from '../../../jinja/render/rendered.ts';
import type { Project } from '../../../project.ts';
import { type FileEdit, positionAt } from '../../../text.ts';
import { branchBody, branchCount, coveredKey } from '../branches.ts';
import { coveredSql } from '../cells.ts';
import { type ModelSql, modelSql } from '../modelSql.ts';
import { nodeIdOfFile } from '../nodeId.ts';
import { type RenameWish, renameInSql } from './renameSql.ts';
import { namesInConfig } from './renameStrings.ts';

/** The edits of one file. */
export interface FileRename {
  readonly edits: readonly FileEdit[];
  /** The columns of the file's node that have the new name, as they were called. */
  readonly finals: readonly string[];
  /** Whether anything in it names a column that has the new name. */
  readonly touched: boolean;
  /** Why something can't be written: "`models/a.sql` line 3: a template writes the name". */
  readonly problems: readonly string[];
}

/** More renderings than this are of a text that somebody generates. */
const mostVariants = 20;

/** The edits of a file; `oldName` is what the columns are called. Nothing where the file has no SQL that is read. */
export function renameInFile(project: Project, path: string, wish: RenameWish, oldName: string): FileRename {
  const main = modelSql(project, path);
  if (!main?.analysis) return { edits: [], finals: [], touched: false, problems: [] };
  const edits = new Map<string, FileEdit>();
  const finals = new Set<string>();
  let touched = false;
  const problems = new Set<string>();
  const told = (at: number, why: string) =>
    problems.add(`\`${path}\` line ${positionAt(main.source, at).line + 1}: ${why}`);
  const { variants, whole } = variantsNaming(project, path, oldName);
  if (!whole) problems.add(`\`${path}\`: too many branches name it`);
  for (const sql of variants) {
    const found = renameInSql(sql, wish);
    touched ||= found.touched;
    for (const { at, why } of found.problems) told(at, why);
    for (const name of found.finals) finals.add(name);
    for (const { range, newText } of found.edits) {
      const key = `${range.start} ${range.end}`;
      const known = edits.get(key);
      if (known && known.newText !== newText) told(range.start, 'it means something else in another branch');
      else edits.set(key, { path, range, newText });
    }
  }
  if (finals.size > 0 && !/['"]/.test(wish.newName.text)) {
    for (const range of namesInConfig(main.source, oldName))
      edits.set(`${range.start} ${range.end}`, { path, range, newText: wish.newName.text });
  }
  const sorted = [...edits.values()].sort((a, b) => a.range.start - b.range.start);
  return { edits: sorted, finals: [...finals], touched, problems: [...problems] };
}

/** Whether a file may name a column at a place where that can't be seen: in what isn't rendered or read, or stands for any column. */
export function mayNameUnseen(project: Project, path: string, name: string): boolean {
  const sql = modelSql(project, path);
  if (!sql?.analysis || sql.rendered.cut !== undefined || sql.unread.length > 0) return true;
  const wanted = name.toLowerCase();
  return (
    sql.rendered.marks.some(({ kind }) => kind !== 'relation') ||
    sql.analysis.columns.some(({ kind }) => kind === 'star') ||
    sql.analysis.references.some(
      ({ target, name: { text } }) => target.kind === 'unknown' && text.toLowerCase() === wanted,
    )
  );
}

/** Renderings of a file's SQL. */
export interface SqlVariants {
  readonly variants: readonly ModelSql[];
  /** Whether all places of the name that can be rendered are in one of them. */
  readonly whole: boolean;
}

/** A file's SQL, and that with each branch that is left out otherwise and holds a name. */
export function variantsNaming(project: Project, path: string, name: string): SqlVariants {
  const main = modelSql(project, path);
  const id = nodeIdOfFile(project, path);
  if (!main || id === undefined) return { variants: [], whole: true };
  const variants = [main];
  const wanted = name.toLowerCase();
  for (let branch = 0; branch < branchCount(main.source); branch++) {
    const body = branchBody(main.source, branch);
    const text = body && main.source.text.slice(body.start, body.end).toLowerCase();
    const at = text?.indexOf(wanted) ?? -1;
    if (!body || at < 0) continue;
    const place = body.start + at;
    // One rendering of an incremental run has most of them.
    if (variants.some(({ rendered }) => toRendered(rendered, place).length > 0)) continue;
    if (variants.length >= mostVariants) return { variants, whole: false };
    const covered = derive(project, coveredSql, coveredKey(id, branch));
    if (covered?.analysis) variants.push(covered);
  }
  return { variants, whole: true };
}
