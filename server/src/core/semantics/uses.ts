// Every place of the project that names a thing, in SQL, YAML, Python and Markdown. Files are searched for the name as text
// first, since that is cheap; what they name is then resolved. Deliberately absent: names of SQL itself.

import { memo } from '../memo.ts';
import type { Project } from '../project.ts';
import type { TextRange } from '../text.ts';
import { projectFile } from '../yaml/projectConfig.ts';
import { largerKeys, type Meaning, meaningOf } from './meaning.ts';
import { extensionOf } from './modelFiles.ts';
import type { SymbolName } from './symbol.ts';
import { symbolsIn } from './symbolAt.ts';

/** A name in a file. */
export interface Use {
  readonly path: string;
  readonly range: TextRange;
  readonly symbol: SymbolName;
}

/** Files are yielded one by one, so that a caller can pause: an empty list for one that names nothing of it. */
export function* usesOf(project: Project, meaning: Meaning): Generator<readonly Use[], void> {
  if (meaning.keys.length === 0 || meaning.word === undefined) return;
  for (const path of searchedFiles(project.files.paths)) yield usesIn(project, meaning, path);
}

/** The same in one file. */
export function usesIn(project: Project, meaning: Meaning, path: string): readonly Use[] {
  const text = project.files.text(path)?.text;
  const { word } = meaning;
  if (text === undefined || word === undefined) return [];
  const own = meaning.paths.includes(path);
  if (!own && !holdsName(text, word)) return [];
  const wanted = new Set(meaning.keys);
  return symbolsIn(project, path).flatMap((symbol) =>
    mayMean(symbol, word) && isMeant(project, symbol, path, wanted)
      ? [{ path, range: symbol.range, symbol }]
      : [],
  );
}

function isMeant(project: Project, symbol: SymbolName, path: string, wanted: ReadonlySet<string>): boolean {
  const meaning = meaningOf(project, symbol, path);
  const keys = symbol.kind === 'source' ? [...meaning.keys, ...largerKeys(meaning)] : meaning.keys;
  return keys.some((key) => wanted.has(key));
}

/** Whether a name stands in a text: with something else behind it than more of a name; before it may stand `default__`. */
function holdsName(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (!/[a-z\d]/i.test(text[at - 1] ?? '') && !/\w/.test(text[at + word.length] ?? '')) return true;
  }
  return false;
}

/** Whether what is written can mean something of that name at all: cheaper than to resolve it. */
function mayMean(symbol: SymbolName, word: string): boolean {
  switch (symbol.kind) {
    case 'this':
      return true;
    case 'macro':
      return symbol.name.includes(word);
    case 'source':
      return symbol.source === word || symbol.table === word;
    case 'column':
      return symbol.owner.kind === 'source' ? symbol.owner.table === word : isName(symbol.owner.name, word);
    default:
      return isName(symbol.name, word);
  }
}

/** A version may stand behind a name. */
function isName(name: string, word: string): boolean {
  return name === word || name.startsWith(`${word}.`);
}

/** The files that can name anything: no seeds. */
export const searchedFiles: (paths: readonly string[]) => readonly string[] = memo((paths) => [
  ...new Set([projectFile, ...paths.filter((path) => extensionOf(path) !== 'csv')]),
]);
