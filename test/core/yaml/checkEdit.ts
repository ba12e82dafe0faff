// Applies an edit to a YAML text and proves it with the YAML library itself, as readers of YAML 1.2 and of 1.1 take the text.
// Deliberately absent: layout, which each test draws.

import assert from 'node:assert/strict';
import { parseAllDocuments } from 'yaml';
import { type SourceText, sourceText, type TextEdit } from '../../../server/src/core/text.ts';
import { addItem, type NewValue, removeItem, setKey } from '../../../server/src/core/yaml/edit/editYaml.ts';
import { yamlDocument } from '../../../server/src/core/yaml/yamlDocument.ts';
import { childOf, itemsOf, type YamlMap, type YamlNode } from '../../../server/src/core/yaml/yamlTree.ts';

/** What to do at a place: `models.0.columns.1` leads to the map (with the number of the document in front, `1:models.0`). */
export type Change =
  | { readonly at: string; readonly key: string; readonly add: NewValue }
  | { readonly at: string; readonly key: string; readonly set: NewValue }
  | { readonly at: string; readonly key: string; readonly remove: number };

/** The text after a change; undefined where there is no edit for it. Fails where the text doesn't say what it should then. */
export function afterChange(text: string, change: Change): string | undefined {
  const source = sourceText(text);
  const edit = editOf(source, change);
  if (!edit) return undefined;
  const after = text.slice(0, edit.range.start) + edit.newText + text.slice(edit.range.end);
  for (const version of ['1.1', '1.2'] as const) {
    const expected = changed(parsed(text, version), change);
    assert.deepEqual(parsed(after, version), expected, `as YAML ${version}:\n${after}`);
  }
  return after;
}

/** The edit of a change. */
export function editOf(source: SourceText, change: Change): TextEdit | undefined {
  const [document, path] = placeOf(change.at);
  const owner = nodeAt(yamlDocument(source).roots[document], path);
  assert.ok(owner?.kind === 'map', `there is no map at ${change.at}`);
  if ('add' in change) return addItem(source, owner, change.key, change.add);
  if ('set' in change) return setKey(source, owner, change.key, change.set);
  const item = itemsOf(childOf(owner, change.key))[change.remove];
  assert.ok(item, `there is no item ${change.remove} in ${change.key}`);
  return removeItem(source, owner, change.key, item);
}

function placeOf(at: string): readonly [number, readonly string[]] {
  const [, document = '0', path = ''] = /^(?:(\d+):)?(.*)$/.exec(at) ?? [];
  return [Number(document), path === '' ? [] : path.split('.')];
}

function nodeAt(node: YamlNode | undefined, path: readonly string[]): YamlMap | YamlNode | undefined {
  const [step, ...rest] = path;
  if (step === undefined) return node;
  return nodeAt(node?.kind === 'list' ? node.items[Number(step)] : childOf(node, step), rest);
}

/** All documents as the library reads them, keys in their order. */
export function parsed(text: string, version: '1.1' | '1.2'): readonly unknown[] {
  const documents = parseAllDocuments(text, { version, uniqueKeys: false, logLevel: 'silent', merge: true });
  assert.ok(Array.isArray(documents));
  return documents.map((document) => {
    assert.deepEqual(
      document.errors.map(({ message }) => message),
      [],
      text,
    );
    return inOrder(document.toJS());
  });
}

/** Maps as lists of their pairs: their order counts too. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return { pairs: Object.entries(value).map(([key, of]) => [key, inOrder(of)] as const) };
}

/** The documents with the change made in them. */
function changed(documents: readonly unknown[], change: Change): readonly unknown[] {
  const [document, path] = placeOf(change.at);
  return documents.map((each, index) => (index === document ? changedAt(each, path, change) : each));
}

type Pairs = readonly (readonly [string, unknown])[];

function changedAt(value: unknown, path: readonly string[], change: Change): unknown {
  const [step, ...rest] = path;
  if (Array.isArray(value))
    return value.map((each, index) => (String(index) === step ? changedAt(each, rest, change) : each));
  const pairs = (value as { pairs: Pairs }).pairs;
  if (step !== undefined)
    return { pairs: pairs.map(([key, of]) => [key, key === step ? changedAt(of, rest, change) : of]) };
  const { key } = change;
  const old = pairs.find(([each]) => each === key)?.[1];
  const list = Array.isArray(old) ? (old as readonly unknown[]) : [];
  const now =
    'add' in change
      ? [...list, inOrder(change.add)]
      : 'set' in change
        ? inOrder(change.set)
        : list.filter((_, index) => index !== change.remove);
  if ('remove' in change && list.length === 1) return { pairs: pairs.filter(([each]) => each !== key) };
  return {
    pairs: pairs.some(([each]) => each === key)
      ? pairs.map(([each, of]) => [each, each === key ? now : of])
      : [...pairs, [key, now]],
  };
}
