// The names of the other items of the list that a line of YAML stands in, by indentation alone.
// Deliberately absent: flow style.

import { positionAt, type SourceText } from '../text.ts';

const named = /^\s*-\s+name:\s+["']?([^"'#]+?)["']?\s*(?:#.*)?$/;

/** What `- name:` says in the other items of the list around a place, in lower case. */
export function namesBeside(source: SourceText, offset: number): ReadonlySet<string> {
  const { line: own } = positionAt(source, offset);
  const lineAt = (line: number) =>
    source.text.slice(source.lineStarts[line] ?? source.text.length, source.lineStarts[line + 1]).trimEnd();
  const indentOf = (line: string) => line.length - line.trimStart().length;
  // The name may stand below the dash, in a line of its own.
  let first = own;
  let dash = indentOf(lineAt(own));
  while (first > 0 && !lineAt(first).trimStart().startsWith('-')) first--;
  if (first < own && indentOf(lineAt(first)) < dash) dash = indentOf(lineAt(first));
  const names = new Set<string>();
  const visit = (line: number): boolean => {
    const text = lineAt(line);
    if (text === '') return true;
    const indent = indentOf(text);
    if (indent < dash || (indent === dash && text[dash] !== '-')) return false;
    const name = indent === dash ? named.exec(text)?.[1] : undefined;
    if (name !== undefined && line !== own) names.add(name.toLowerCase());
    return true;
  };
  for (let line = first; line >= 0 && visit(line); line--);
  for (let line = first + 1; line < source.lineStarts.length && visit(line); line++);
  return names;
}
