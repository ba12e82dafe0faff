// Edits of the columns that an entry of a property file lists: a new one in the style of those that are there, another name for
// one. The rest of the file, comments too, stays as it is. Deliberately absent: a list where there is none yet.

import type { SourceText, TextEdit } from '../text.ts';
import type { SchemaColumn } from './schemaFile.ts';
import type { YamlList, YamlMap, YamlNode, YamlScalar } from './yamlTree.ts';

/** A column to write. */
export interface NewColumn {
  readonly name: string;
  /** With `quote: true`. */
  readonly quote: boolean;
  /** Undefined to write none. */
  readonly dataType: string | undefined;
}

/**
 * Adds columns behind the last one of the list of an entry (or of a version of it), written as that one is. Undefined where that
 * isn't certain: there is no list, nothing in it, or it stands elsewhere (an alias, a merge key).
 */
export function addColumns(
  source: SourceText,
  owner: YamlMap,
  columns: readonly NewColumn[],
): TextEdit | undefined {
  const pair = owner.pairs.findLast(({ key }) => key.text === 'columns');
  const list = pair?.value;
  const last = list?.kind === 'list' ? list.items.at(-1) : undefined;
  if (!pair || list?.kind !== 'list' || !last || columns.length === 0) return undefined;
  if (list.range.start < pair.key.range.end || list.range.end > pair.range.end) return undefined;
  if (last.range.start < list.range.start || last.range.end > list.range.end) return undefined;
  const { text } = source;
  const quote = quoteOf(source, list);
  const inFlow = text[last.range.start] === '{';
  const flow = (column: NewColumn) => `{ ${pairsOf(column, quote, true).join(', ')} }`;
  if (text[list.range.start] === '[') {
    if (!inFlow) return undefined;
    const added = columns.map((column) => `, ${flow(column)}`).join('');
    return { range: { start: last.range.end, end: last.range.end }, newText: added };
  }
  const dash = dashBefore(text, last.range.start);
  if (dash === undefined) return undefined;
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const indent = dash.replace('-', ' ');
  const lines = columns.flatMap((column) =>
    inFlow
      ? [dash + flow(column)]
      : pairsOf(column, quote, false).map((each, index) => (index === 0 ? dash : indent) + each),
  );
  const at = behind(source, last.range.end, dash.indexOf('-'));
  const open = at > 0 && !/[\r\n]/.test(text[at - 1] ?? '');
  const added = lines.join(eol);
  return { range: { start: at, end: at }, newText: open ? eol + added : added + eol };
}

/** Puts another name in place of a column's. Undefined where the name isn't written at the place (a block scalar, an escape). */
export function renameColumn(
  source: SourceText,
  { name }: SchemaColumn,
  newName: string,
): TextEdit | undefined {
  if (!name.verbatim) return undefined;
  const { text } = source;
  const { start, end } = name.range;
  const before = text[start - 1] ?? '';
  if ((before === "'" || before === '"') && text[end] === before) {
    const newText = before === "'" ? newName.replaceAll("'", "''") : JSON.stringify(newName).slice(1, -1);
    return { range: name.range, newText };
  }
  return { range: name.range, newText: yamlScalar(newName, '', true) };
}

/** The quote that the names of the list are written in: the last one's; empty for none. */
function quoteOf(source: SourceText, list: YamlList): string {
  const name = nameOf(list.items.at(-1));
  const first = name ? (source.text[name.range.start] ?? '') : '';
  return first === "'" || first === '"' ? first : '';
}

function nameOf(item: YamlNode | undefined): YamlScalar | undefined {
  const name = item?.kind === 'map' ? item.pairs.find(({ key }) => key.text === 'name')?.value : undefined;
  return name?.kind === 'scalar' ? name : undefined;
}

function pairsOf({ name, quote, dataType }: NewColumn, quotes: string, inFlow: boolean): readonly string[] {
  return [
    `name: ${yamlScalar(name, quotes, inFlow)}`,
    ...(quote ? ['quote: true'] : []),
    ...(dataType === undefined ? [] : [`data_type: ${yamlScalar(dataType, '', inFlow)}`]),
  ];
}

/** What any YAML reader takes for that text, in any place. */
const plainInFlow = /^[\p{L}_](?:[\p{L}\p{N}_ .()<>$-]*[\p{L}\p{N}_)>$])?$/u;
/** The same with what means something in flow collections alone. */
const plainInBlock = /^[\p{L}_](?:[\p{L}\p{N}_ .,()<>$-]*[\p{L}\p{N}_)>$])?$/u;
/** Words that some YAML reader takes for something else than text. */
const otherWords = /^(?:y|n|yes|no|on|off|true|false|null)$/i;

/** A text as a scalar: in the quotes that are wanted, else plain where it stays a text. */
function yamlScalar(text: string, quotes: string, inFlow: boolean): string {
  if (quotes === "'" && !/\p{Cc}/u.test(text)) return `'${text.replaceAll("'", "''")}'`;
  const plain = !otherWords.test(text) && (inFlow ? plainInFlow : plainInBlock).test(text);
  return quotes === '' && plain && text.length < 200 ? text : JSON.stringify(text);
}

/** The indentation and dash before an item, and what follows the dash; undefined where something else stands there. */
function dashBefore(text: string, start: number): string | undefined {
  const lineStart = Math.max(text.lastIndexOf('\n', start - 1), text.lastIndexOf('\r', start - 1)) + 1;
  return /^ *- +(?=$|[&!])/.exec(text.slice(lineStart, start))?.[0];
}

/** The start of the line behind an item, and behind comments that are indented as what belongs to it; the text's end for the last. */
function behind(source: SourceText, end: number, dash: number): number {
  const { text, lineStarts } = source;
  let line = lineStarts.findIndex((start) => start >= end);
  if (line < 0) return text.length;
  for (let next = line; next < lineStarts.length; next++) {
    const written = text.slice(lineStarts[next] ?? 0, lineStarts[next + 1] ?? text.length).trimEnd();
    const indent = written.search(/\S/);
    if (written !== '' && !(written[indent] === '#' && indent > dash)) break;
    if (written !== '') line = next + 1;
  }
  return lineStarts[line] ?? text.length;
}
