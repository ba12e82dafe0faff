// Where the file of a node makes a column. Deliberately absent: YAML, and files that only pass it on (columnPlaces.ts).

import { toSource } from '../../jinja/render/rendered.ts';
import type { Project } from '../../project.ts';
import { columnKey } from '../../sql/columns.ts';
import { nameKey } from '../../sql/dialect.ts';
import type { SourceText, TextRange } from '../../text.ts';
import type { DefinedPlace } from '../definedPlaces.ts';
import { extensionOf } from '../modelFiles.ts';
import { modelSql } from './modelSql.ts';

/** Where the file of a node makes a column: the alias in the final select list, the header of a seed; undefined where neither is found. */
export function columnPlace(project: Project, path: string, column: string): DefinedPlace | undefined {
  const source = project.files.text(path);
  if (!source) return undefined;
  const nameRange =
    extensionOf(path) === 'csv' ? headerRange(source, column) : aliasRange(project, path, column);
  return nameRange && { path, range: nameRange, nameRange };
}

function aliasRange(project: Project, path: string, column: string): TextRange | undefined {
  const sql = extensionOf(path) === 'sql' ? modelSql(project, path) : undefined;
  if (!sql?.analysis) return undefined;
  const key = nameKey({ text: column, quoted: false }, sql.dialect);
  const found = sql.analysis.columns.find(
    (each) => each.kind === 'column' && columnKey(each, sql.dialect) === key,
  );
  return found?.kind === 'column' ? toSource(sql.rendered, found.nameRange).range : undefined;
}

function headerRange(source: SourceText, column: string): TextRange | undefined {
  const header = /^\uFEFF?([^\r\n]*)/.exec(source.text);
  const line = header?.[1] ?? '';
  const offset = (header?.[0].length ?? 0) - line.length;
  const wanted = column.toLowerCase();
  for (const cell of line.matchAll(/"((?:[^"]|"")*)"|[^,;|\t]+/g)) {
    const text = (cell[1] ?? cell[0]).replaceAll('""', '"');
    if (text.trim().toLowerCase() !== wanted) continue;
    const start = offset + cell.index + cell[0].indexOf(cell[1] ?? cell[0].trim());
    return { start, end: start + (cell[1] ?? cell[0].trim()).length };
  }
  return undefined;
}
