// Rename: a column of any select, at any place that names it, with all that lineage proves to be it; a CTE or alias in its file.
// Deliberately absent: models, sources and macros, and names of columns that a template writes.

import { toSource } from '../jinja/render/rendered.ts';
import type { Project } from '../project.ts';
import { meaningOfOwner, nodesOf } from '../semantics/meaning.ts';
import type { ColumnOfNode } from '../semantics/sql/columnLineage.ts';
import { entryOf } from '../semantics/sql/nodeId.ts';
import { type ColumnRename, renameEverywhere, renameFrom } from '../semantics/sql/rename/renameColumn.ts';
import { isNamedInText } from '../semantics/sql/rename/renameFlow.ts';
import { relationNameRange, renameRelation } from '../semantics/sql/rename/renameRelation.ts';
import { type SqlSymbol, sqlSymbolAt } from '../semantics/sql/sqlSymbol.ts';
import { symbolAt } from '../semantics/symbolAt.ts';
import type { ColumnSource } from '../sql/analysis.ts';
import type { OutputColumn } from '../sql/columns.ts';
import type { FileEdit, TextRange } from '../text.ts';

/** What a rename would change the name of; `refused` says in a sentence why it can't. */
export type RenamePlace =
  | { readonly kind: 'place'; readonly range: TextRange; readonly name: string }
  | { readonly kind: 'refused'; readonly refused: string };

/** What a rename does. */
export type Rename =
  | {
      readonly kind: 'edits';
      readonly edits: readonly FileEdit[];
      /** What may name it too and isn't edited, in words. */
      readonly left: readonly string[];
      /** "Rename `a` to `b`". */
      readonly title: string;
    }
  | { readonly kind: 'refused'; readonly refused: string };

type Target =
  | { readonly kind: 'column'; readonly column: ColumnOfNode }
  | { readonly kind: 'inFile'; readonly at: TextRange }
  | { readonly kind: 'relation'; readonly symbol: SqlSymbol };

interface Found {
  /** Of the name at the cursor, without quotes. */
  readonly range: TextRange;
  readonly target: Target | string;
}

/** What stands at a place; undefined where nothing does that has a name to change. */
export function renamePlace(project: Project, path: string, offset: number): RenamePlace | undefined {
  const found = foundAt(project, path, offset);
  if (!found) return undefined;
  const { range, target } = found;
  if (typeof target === 'string') return { kind: 'refused', refused: target };
  const name = project.files.text(path)?.text.slice(range.start, range.end) ?? '';
  return { kind: 'place', range, name };
}

/** The edits that give what stands at a place another name; undefined where nothing does that has one. */
export function rename(project: Project, path: string, offset: number, newName: string): Rename | undefined {
  const found = foundAt(project, path, offset);
  if (!found) return undefined;
  const { target, range } = found;
  if (typeof target === 'string') return { kind: 'refused', refused: target };
  const wanted = newName.trim();
  if (wanted === '' || /[\r\n]/.test(wanted)) return { kind: 'refused', refused: 'A name can’t be empty.' };
  const { edits, left } = editsOf(project, path, target, wanted);
  if (edits.length === 0) return { kind: 'refused', refused: sentence(left) };
  const name = project.files.text(path)?.text.slice(range.start, range.end) ?? '';
  return { kind: 'edits', edits, left, title: `Rename \`${name}\` to \`${wanted}\`` };
}

function editsOf(project: Project, path: string, target: Target, newName: string): ColumnRename {
  switch (target.kind) {
    case 'column':
      return renameEverywhere(project, target.column, newName);
    case 'inFile':
      return renameFrom(project, path, target.at, newName);
    case 'relation':
      return renameRelation(project, target.symbol, newName);
  }
}

function foundAt(project: Project, path: string, offset: number): Found | undefined {
  const symbol = symbolAt(project, path, offset);
  if (symbol) {
    if (symbol.kind !== 'column') return undefined;
    const nodes = nodesOf(meaningOfOwner(project, symbol, path));
    const [node] = nodes;
    if (node === undefined) return undefined;
    const target: Target | string =
      nodes.length > 1
        ? 'The entry stands for several versions of the model.'
        : (refusalOf(project, node) ?? { kind: 'column', column: { node, column: symbol.name } });
    return { range: symbol.range, target };
  }
  const sqlSymbol = sqlSymbolAt(project, path, offset);
  return sqlSymbol && foundInSql(project, sqlSymbol);
}

function foundInSql(project: Project, symbol: SqlSymbol): Found | undefined {
  if (symbol.kind === 'star') return undefined;
  const range = unquoted(symbol);
  if (!symbol.verbatim) return { range, target: 'A template writes this name.' };
  switch (symbol.kind) {
    case 'cte':
      return { range, target: { kind: 'relation', symbol } };
    case 'alias':
      return relationNameRange(symbol) ? { range, target: { kind: 'relation', symbol } } : undefined;
    case 'using':
      return { range, target: 'The join matches columns of several relations by this name.' };
    case 'output':
      return { range, target: { kind: 'inFile', at: symbol.range } };
    case 'reference': {
      const { target } = symbol.reference;
      if (target.kind === 'relation')
        return relationNameRange(symbol) ? { range, target: { kind: 'relation', symbol } } : undefined;
      if (target.kind === 'alias') return { range, target: madeBy(project, symbol, target.column) };
      if (target.kind !== 'column') return { range, target: 'It isn’t known which column this is.' };
      return { range, target: readFrom(project, symbol, target.source) };
    }
  }
}

function readFrom(project: Project, symbol: SqlSymbol, source: ColumnSource): Target | string {
  if (source.kind === 'query') return madeBy(project, symbol, source.column);
  const refused = refusalOf(project, source.table.id);
  if (refused === undefined)
    return { kind: 'column', column: { node: source.table.id, column: source.name } };
  // Where a column of the file comes from a source under its name, the file can give it another.
  const at = symbol.range;
  const made = symbol.kind === 'reference' && isOutput(symbol);
  return made ? { kind: 'inFile', at } : refused;
}

/** The item that makes a column; a star has it from what it reads. */
function madeBy(project: Project, symbol: SqlSymbol, column: OutputColumn): Target | string {
  const { sql } = symbol;
  const seen = new Set<OutputColumn>();
  for (let made = column; made.kind === 'column' && !seen.has(made); ) {
    seen.add(made);
    if (isNamedInText(sql, made)) {
      const place = toSource(sql.rendered, made.nameRange);
      return place.verbatim ? { kind: 'inFile', at: place.range } : 'A template writes this name.';
    }
    const [input, ...more] = made.inputs;
    if (!input || more.length > 0) break;
    if (input.source.kind === 'table') return readFrom(project, symbol, input.source);
    made = input.source.column;
  }
  return 'It isn’t known where this column is made.';
}

function isOutput({ reference, scope }: SqlSymbol & { readonly kind: 'reference' }): boolean {
  const { range } = reference.name;
  return scope.output.some(
    (column) => column.kind === 'column' && !column.star && column.nameRange.start === range.start,
  );
}

function refusalOf(project: Project, id: string): string | undefined {
  return entryOf(project, id)?.resourceType === 'source'
    ? 'The column of a source is called what its database calls it.'
    : undefined;
}

function unquoted({ range, sql }: SqlSymbol): TextRange {
  const first = sql.source.text[range.start] ?? ' ';
  return sql.dialect.identifierQuotes.includes(first) && range.end - range.start > 2
    ? { start: range.start + 1, end: range.end - 1 }
    : range;
}

function sentence(words: readonly string[]): string {
  const text = words.slice(0, 3).join('; ');
  return text === '' ? 'It can’t be renamed here.' : `It can’t be renamed: ${text}.`;
}
