// The edits that give a CTE or the alias of a relation another name within its file, in branches that aren't taken otherwise too.
// Deliberately absent: columns (renameColumn.ts), and names that a template writes.

import { toSource } from '../../../jinja/render/rendered.ts';
import type { Project } from '../../../project.ts';
import { nameKey } from '../../../sql/dialect.ts';
import type { Name } from '../../../sql/tree.ts';
import { type FileEdit, positionAt, type TextRange } from '../../../text.ts';
import { type SqlSymbol, symbolsOfSql } from '../sqlSymbol.ts';
import type { ColumnRename } from './renameColumn.ts';
import { variantsNaming } from './renameFile.ts';
import { keyOfNewName, newNameOf, writtenName } from './renameNames.ts';

/** The edits of what a symbol of kind `cte` or `alias` stands for; `left` says why there are none. */
export function renameRelation(project: Project, symbol: SqlSymbol, newName: string): ColumnRename {
  const name = nameOf(symbol);
  if (!name) return { edits: [], left: ['it has no name in this file'] };
  const { path, source, dialect } = symbol.sql;
  const made = toSource(symbol.sql.rendered, name.range).range;
  const written = newNameOf(newName, name.quoted, dialect);
  const key = keyOfNewName(written, dialect);
  const edits = new Map<number, FileEdit>();
  const { variants, whole } = variantsNaming(project, path, name.text);
  if (!whole) return { edits: [], left: [`\`${path}\`: too many branches name it`] };
  for (const sql of variants) {
    for (const other of symbolsOfSql(sql)) {
      const own = nameOf(other);
      if (!own) continue;
      const place = toSource(sql.rendered, own.range).range;
      if (place.start !== made.start || place.end !== made.end) {
        if (nameKey(own, dialect) === key)
          return { edits: [], left: [`\`${newName}\` is the name of another relation`] };
        continue;
      }
      if (!other.verbatim) {
        const line = positionAt(source, other.range.start).line + 1;
        return { edits: [], left: [`\`${path}\` line ${line}: a template writes the name`] };
      }
      const { start, end } = other.range;
      const newText = writtenName(written, source.text.slice(start, end), dialect);
      edits.set(start, { path, range: other.range, newText });
    }
  }
  return { edits: [...edits.values()], left: [] };
}

/** The range of the name in the source where a relation is given one; undefined where it has none in the text. */
export function relationNameRange(symbol: SqlSymbol): TextRange | undefined {
  const name = nameOf(symbol);
  return name && toSource(symbol.sql.rendered, name.range).range;
}

function nameOf(symbol: SqlSymbol): Name | undefined {
  if (symbol.kind === 'cte') return symbol.cte.name;
  if (symbol.kind === 'alias') return symbol.relation.relation.alias;
  if (symbol.kind !== 'reference' || symbol.reference.target.kind !== 'relation') return undefined;
  return symbol.reference.target.relation.relation.alias;
}
