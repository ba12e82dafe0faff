// Which entries a property file has, by name, without reading all of it: lines say where entries stand, and only the entry that
// is asked for is parsed, in its place. Where a file's form leaves a doubt, the whole file is read (schemaFile.ts).

import { memo } from '../memo.ts';
import { type SourceText, sourceText } from '../text.ts';
import { type SchemaEntry, type SchemaKind, schemaEntries, schemaSections } from './schemaFile.ts';
import { yamlDocument } from './yamlDocument.ts';

/** The entries of that kind and name, as `schemaEntries` has them; tables are found in their source. */
export function schemaEntriesNamed(
  source: SourceText,
  kind: SchemaKind,
  name: string,
): readonly SchemaEntry[] {
  const index = indexOf(source);
  const items = index?.get(kind);
  const isMeant = (entry: SchemaEntry) => entry.kind === kind && entry.name.text === name;
  if (!index) return schemaEntries(source).filter(isMeant);
  if (!items) return [];
  const found: SchemaEntry[] = [];
  for (const item of items) {
    if (item.name !== undefined && item.name !== name) continue;
    const read = readItem(source)(item);
    if (!read) return schemaEntries(source).filter(isMeant);
    found.push(...read.filter(isMeant));
  }
  return found;
}

/** The names of the entries of a kind, in the order of the file. */
export function schemaNames(source: SourceText, kind: SchemaKind): readonly string[] {
  const items = indexOf(source)?.get(kind);
  if (items?.every(({ name }) => name !== undefined)) return items.flatMap(({ name }) => name ?? []);
  return schemaEntries(source).flatMap((entry) => (entry.kind === kind ? [entry.name.text] : []));
}

/** An item of a top-level list. */
interface Item {
  readonly section: string;
  /** From the start of its first line to that of the next item or key. */
  readonly start: number;
  readonly end: number;
  /** Undefined where it isn't a plain word on a line of its own. */
  readonly name: string | undefined;
}

type Index = ReadonlyMap<SchemaKind, readonly Item[]>;

const header = /^([A-Za-z_]\w*):\s*(?:#.*)?$/;
const otherKey = /^[A-Za-z_][\w-]*:\s/;
/** `name:` as the first key of an item or as a later one; a value that could be anything but itself is no plain word. */
const namePair =
  /^(\s*(?:-\s+)?)name:\s+(?:([A-Za-z_][\w.-]*)|"([A-Za-z_][\w.-]*)"|'([A-Za-z_][\w.-]*)')\s*(?:\s#.*)?$/;
/** Words that YAML takes for something else than text. */
const notText = /^(?:true|false|null)$/i;
/** What could tie an item to another place of the file: anchors, several documents, tabs as indentation. */
const tied = /(?:^|[\s[{,])&\S|^(?:---|\.\.\.)|^%|^[ ]*\t/m;

/** Undefined where lines alone don't tell where entries stand. */
const indexOf = memo((source: SourceText): Index | undefined => {
  const { text, lineStarts } = source;
  if (tied.test(text)) return undefined;
  const found = new Map<SchemaKind, Item[]>();
  const keys = new Set<string>();
  let section: string | undefined;
  let dash = -1;
  let item: { start: number; name: string | undefined; keys: number } | undefined;
  const close = (end: number): void => {
    const kind = section === undefined ? undefined : schemaSections[section];
    if (item && kind && section !== undefined) {
      const items = found.get(kind) ?? [];
      found.set(kind, items);
      items.push({ section, start: item.start, end, name: item.name });
    }
    item = undefined;
  };
  for (let line = 0; line < lineStarts.length; line++) {
    const start = lineStarts[line] ?? 0;
    const end = lineStarts[line + 1] ?? text.length;
    let at = start;
    while (at < end && text.charCodeAt(at) === 0x20) at++;
    const first = text.charCodeAt(at);
    if (at >= end || first === 0x0a || first === 0x0d || first === 0x23) continue;
    const indent = at - start;
    const isDash = first === 0x2d && at + 1 < text.length && /\s/.test(text[at + 1] ?? '');
    if (indent === 0 && !isDash) {
      close(start);
      const written = text.slice(start, end).trimEnd();
      const key = header.exec(written)?.[1];
      if (key === undefined && !(otherKey.test(written) && !isSection(written))) return undefined;
      if (key !== undefined) {
        if (keys.has(key)) return undefined;
        keys.add(key);
      }
      section = key !== undefined && Object.hasOwn(schemaSections, key) ? key : undefined;
      dash = -1;
      continue;
    }
    if (section === undefined) continue;
    if (dash < 0) {
      if (!isDash) return undefined;
      dash = indent;
    }
    if (indent < dash) return undefined;
    if (indent === dash) {
      if (!isDash) return undefined;
      close(start);
      item = { start, name: undefined, keys: indent + 1 };
      while (text.charCodeAt(start + item.keys) === 0x20) item.keys++;
    }
    if (item && item.name === undefined && (indent === dash || indent === item.keys)) {
      const pair = namePair.exec(text.slice(start, end).trimEnd());
      const name = pair?.[1]?.length === item.keys ? (pair[2] ?? pair[3] ?? pair[4]) : undefined;
      if (name !== undefined && !notText.test(name)) item.name = name;
    }
  }
  close(text.length);
  return found;
});

function isSection(line: string): boolean {
  return Object.hasOwn(schemaSections, line.slice(0, line.indexOf(':')));
}

/** The entries that an item makes, with ranges of the file; undefined where it doesn't stand by itself. */
const readItem = memo((source: SourceText) => {
  const known = new Map<number, readonly SchemaEntry[] | undefined>();
  return (item: Item): readonly SchemaEntry[] | undefined => {
    if (known.has(item.start)) return known.get(item.start);
    // Its list's key, then nothing until its own place: every offset is that of the file.
    const key = `${item.section}:`;
    const text = `${key.padEnd(item.start - 1)}\n${source.text.slice(item.start, item.end)}`;
    const alone = sourceText(text);
    const entries = yamlDocument(alone).problems.length > 0 ? undefined : schemaEntries(alone);
    known.set(item.start, entries);
    return entries;
  };
});
