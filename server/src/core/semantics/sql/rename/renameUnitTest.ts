// The edits that give a column another name in the rows of a unit test. Deliberately absent: rows in SQL or CSV, which are told of.

import type { Project } from '../../../project.ts';
import { type FileEdit, positionAt, type SourceText } from '../../../text.ts';
import { renameColumn } from '../../../yaml/edit/editColumns.ts';
import type { SchemaEntry } from '../../../yaml/schemaFile.ts';
import { childOf, itemsOf, pairsOf, textOf, type YamlNode } from '../../../yaml/yamlTree.ts';
import { meaningOf, meaningOfNode } from '../../meaning.ts';
import { symbolsIn } from '../../symbolAt.ts';
import type { ColumnOfNode } from '../nodeLineage.ts';

/** The edits of one unit test, and in words what isn't edited. */
export function renameInUnitTest(
  project: Project,
  path: string,
  source: SourceText,
  entry: SchemaEntry,
  column: ColumnOfNode,
  newName: string,
): { readonly edits: readonly FileEdit[]; readonly left: readonly string[] } {
  const edits: FileEdit[] = [];
  const left: string[] = [];
  const { keys } = meaningOfNode(project, column.node);
  const isNode = (place: YamlNode | undefined) =>
    place !== undefined &&
    symbolsIn(project, path).some(
      (symbol) =>
        place.range.start <= symbol.range.start &&
        symbol.range.end <= place.range.end &&
        meaningOf(project, symbol, path).keys.some((key) => keys.includes(key)),
    );
  const rename = (holder: YamlNode | undefined) => {
    const rows = childOf(holder, 'rows');
    if (rows?.kind === 'scalar' || (rows === undefined && textOf(childOf(holder, 'fixture')) !== undefined)) {
      const at = rows ?? holder;
      if (rows?.kind === 'scalar' && !rows.text.toLowerCase().includes(column.column.toLowerCase())) return;
      const line = positionAt(source, at?.range.start ?? 0).line + 1;
      left.push(`\`${path}\` line ${line}: the rows of unit test \`${entry.name.text}\` are text`);
      return;
    }
    for (const row of itemsOf(rows)) {
      for (const { key } of pairsOf(row)) {
        if (key.text.toLowerCase() !== column.column.toLowerCase()) continue;
        const name = { text: key.text, range: key.inner, verbatim: key.verbatim };
        const edit = renameColumn(source, { name }, newName);
        // Rows that share an anchor come here several times.
        if (edit && !edits.some(({ range }) => range.start === edit.range.start))
          edits.push({ path, ...edit });
      }
    }
  };
  for (const given of itemsOf(childOf(entry.node, 'given'))) {
    if (isNode(childOf(given, 'input'))) rename(given);
  }
  if (isNode(childOf(entry.node, 'model'))) rename(childOf(entry.node, 'expect'));
  return { edits, left };
}
