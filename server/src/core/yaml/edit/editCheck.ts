// Proof that an edit of a YAML text says what is meant: the text after it, read anew, is the old one with that change.
// Deliberately absent: comments and layout, which an edit keeps by leaving their text alone.

import { type SourceText, sourceText, type TextEdit } from '../../text.ts';
import { yamlDocument } from '../yamlDocument.ts';
import { jsonOf, pairsOf, scalarsWithin, type YamlMap, type YamlNode } from '../yamlTree.ts';

/** The text after an edit. */
export function edited({ text }: SourceText, { range, newText }: TextEdit): SourceText {
  return sourceText(text.slice(0, range.start) + newText + text.slice(range.end));
}

/**
 * The edit, where it turns `owner` into a map of these keys and values (as JSON has them) and changes nothing else; undefined
 * where it doesn't, and for texts that dbt can't read as they are.
 */
export function proven(
  source: SourceText,
  owner: YamlMap,
  wanted: ReadonlyMap<string, unknown>,
  edit: TextEdit | undefined,
): TextEdit | undefined {
  const before = yamlDocument(source);
  if (!edit || before.problems.length > 0 || before.roots.some(hasBareJinja)) return undefined;
  const after = yamlDocument(edited(source, edit));
  if (after.problems.length > 0 || before.roots.length !== after.roots.length) return undefined;
  let found = 0;
  const says = (was: YamlNode | undefined, is: YamlNode | undefined): boolean => {
    if (was === owner) {
      // A second time it is an alias: what is changed here would change there too.
      found++;
      return found === 1 && is?.kind === 'map' && sameJson(new Map(jsonPairs(is)), wanted);
    }
    if (was === undefined || is === undefined || was.kind === 'scalar' || is.kind === 'scalar')
      return sameJson(jsonOf(was), jsonOf(is));
    if (was.kind === 'list')
      return (
        is.kind === 'list' &&
        is.items.length === was.items.length &&
        was.items.every((item, index) => says(item, is.items[index]))
      );
    const [old, now] = [pairsOf(was), pairsOf(is)];
    return (
      is.kind === 'map' &&
      old.length === now.length &&
      old.every(
        ({ key, value }, index) => now[index]?.key.text === key.text && says(value, now[index]?.value),
      )
    );
  };
  const same = before.roots.every((root, index) => says(root, after.roots[index]));
  return same && found === 1 ? edit : undefined;
}

/** The keys of a map with their values as JSON has them. */
export function jsonPairs(map: YamlMap): readonly (readonly [string, unknown])[] {
  return pairsOf(map).map(({ key, value }) => [key.text, jsonOf(value)]);
}

/** Values without quotes that begin with Jinja are read as a text here, and as a map or not at all by dbt. */
function hasBareJinja(root: YamlNode): boolean {
  for (const { scalar } of scalarsWithin(root)) if (scalar.plain && /^\{[{%]/.test(scalar.text)) return true;
  return false;
}

/** Whether two values of JSON are the same, keys in the same order. */
export function sameJson(a: unknown, b: unknown): boolean {
  if (a instanceof Map && b instanceof Map) return sameJson([...a], [...b]);
  if (Array.isArray(a) || Array.isArray(b)) {
    return (
      Array.isArray(a) &&
      Array.isArray(b) &&
      a.length === b.length &&
      a.every((each, index) => sameJson(each, b[index]))
    );
  }
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  return sameJson(Object.entries(a), Object.entries(b));
}
