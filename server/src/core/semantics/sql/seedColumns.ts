// The columns of a seed: the header of its file, and the types that its configuration gives. Deliberately absent: types by the values.

import type { Dialect } from '../../sql/dialect.ts';
import { nameKey } from '../../sql/dialect.ts';
import type { NodeFacts } from './nodeFacts.ts';

/** The columns of a seed's header; undefined for what is no seed, has no file here, or no header. */
export function seedColumns(
  { resourceType, source, config }: NodeFacts,
  dialect: Dialect,
): { readonly names: readonly { name: string; quoted: boolean }[]; readonly complete: boolean } | undefined {
  if (resourceType !== 'seed' || !source) return undefined;
  const delimiter = typeof config['delimiter'] === 'string' ? config['delimiter'] : ',';
  const header = headerOf(source.text, delimiter);
  if (header.length === 0) return undefined;
  const option = config['quote_columns'];
  // Snowflake alone takes seeds' names as written without quotes unless it is told otherwise.
  const inQuotes = typeof option === 'boolean' ? option : dialect.id !== 'snowflake';
  const named = header.filter((name) => name !== '');
  return {
    names: named.map((name) => ({ name, quoted: inQuotes && needsQuotes(name, dialect) })),
    complete: named.length === header.length,
  };
}

/** The type that a seed's configuration gives a column; undefined where it gives none. */
export function seedType(config: NodeFacts['config'], name: string): string | undefined {
  const types = config['column_types'];
  if (typeof types !== 'object' || types === null) return undefined;
  const found = Object.entries(types).find(([column]) => column.toLowerCase() === name.toLowerCase());
  return typeof found?.[1] === 'string' ? found[1] : undefined;
}

function needsQuotes(name: string, dialect: Dialect): boolean {
  return nameKey({ text: name, quoted: true }, dialect) !== nameKey({ text: name, quoted: false }, dialect);
}

/** The fields of the first record; names may stand in quotes and hold the delimiter. */
function headerOf(text: string, delimiter: string): readonly string[] {
  const fields: string[] = [];
  const start = text.startsWith('\uFEFF') ? 1 : 0;
  let field = '';
  let inQuotes = false;
  let at = start;
  for (; at < text.length; at++) {
    const character = text[at];
    if (inQuotes) {
      if (character !== '"') field += character;
      else if (text[at + 1] === '"') {
        field += '"';
        at++;
      } else inQuotes = false;
    } else if (character === '"' && field.trim() === '') {
      field = '';
      inQuotes = true;
    } else if (delimiter !== '' && text.startsWith(delimiter, at)) {
      fields.push(field);
      field = '';
      at += delimiter.length - 1;
    } else if (character === '\n' || character === '\r') break;
    else field += character;
  }
  return at === start ? [] : [...fields, field].map((name) => name.trim());
}
