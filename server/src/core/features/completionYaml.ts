// Completion in property files: keys by place, names, values, and Jinja in values. Deliberately absent: other YAML of a project.

import { jinjaAt, templatePlace } from '../jinja/jinjaAt.ts';
import { contextFile } from '../yaml/contextConfig.ts';
import { projectFile } from '../yaml/projectConfig.ts';
import { type YamlCursor, yamlAt } from '../yaml/yamlAt.ts';
import { settingsOf } from './completionConfigItems.ts';
import { contextFileItems } from './completionContextFile.ts';
import { type CompletionItem, type Completions, completions } from './completionItem.ts';
import { jinjaItems } from './completionJinja.ts';
import type { CompletionPlace } from './completionNames.ts';
import { projectFileItems } from './completionProjectFile.ts';
import { yamlNameItems } from './completionYamlNames.ts';
import { type KeyType, keysOfShape, type YamlPlace, yamlPlaceOf } from './completionYamlSchema.ts';
import { testArgumentItems, testItems } from './completionYamlTests.ts';

/** YAML of a project that holds no properties. */
const otherYaml =
  /(?:^|\/)(?:dbt_project|packages|dependencies|package-lock|profiles|selectors|dbt-context|dbt_cloud)\.ya?ml$/;

/** What may be typed at a place of a property file. */
export function yamlCompletion(place: CompletionPlace, trigger?: string): Completions | undefined {
  const { source, offset } = place;
  const template = templatePlace(source, offset);
  if (template.kind === 'jinja')
    return completions(source.text, template.cursor, jinjaItems(place, template.cursor, { trigger }));
  const isProjectFile = place.path === projectFile;
  const isContextFile = place.path === contextFile;
  if (!isProjectFile && !isContextFile && otherYaml.test(place.path)) return undefined;
  const cursor = yamlAt(source, offset);
  if (!cursor || cursor.at === 'text' || template.kind === 'inert') return undefined;
  if (isProjectFile) return completions(source.text, cursor, projectFileItems(place, cursor));
  if (isContextFile) return completions(source.text, cursor, contextFileItems(place, cursor));
  if (cursor.at !== 'key') {
    const bare = bareCall(place, cursor);
    if (bare) return bare;
  }
  const known = yamlPlaceOf(cursor.path);
  return known && completions(source.text, cursor, itemsAt(place, cursor, known));
}

/** A call without braces: `to: ref('…')`. */
function bareCall(place: CompletionPlace, { value, quote }: YamlCursor): Completions | undefined {
  const { text } = place.source;
  const range = { start: value.start + (text[value.start] === quote ? quote.length : 0), end: value.end };
  if (!/^\s*(?:ref|source|metric|doc|var|env_var)\s*\(/.test(text.slice(range.start, place.offset)))
    return undefined;
  const cursor = jinjaAt(text, range, place.offset);
  const items = cursor.brackets.length > 0 ? jinjaItems(place, cursor) : [];
  return completions(text, cursor, items) ?? { ...cursor, items: [], incomplete: false };
}

function itemsAt(place: CompletionPlace, cursor: YamlCursor, known: YamlPlace): readonly CompletionItem[] {
  const { type, entry, test } = known;
  if (cursor.at === 'value' || (cursor.at === 'item' && type.kind === 'text')) {
    if (type.kind !== 'text' && type.kind !== 'texts') return [];
    if (type.kind === 'texts' && cursor.at === 'value')
      return type.names === 'tag' ? yamlNameItems(place, cursor, 'tag', entry) : [];
    return yamlNameItems(place, cursor, type.names, entry);
  }
  if (type.kind !== 'map') return type.kind === 'list' && cursor.at === 'key' ? [listStart(type.shape)] : [];
  const used = new Set(cursor.around[0]?.fields.keys());
  const unused = (items: readonly CompletionItem[]) =>
    items.filter(({ label }) => !used.has(label) || (cursor.at === 'item' && label === 'name'));
  if (type.shape === 'test') {
    return cursor.at === 'item' ? testItems(place, cursor) : unused(keyItems('test', cursor));
  }
  if (type.shape === 'testArguments' || type.shape === 'onlyArguments') {
    const nested = type.shape === 'testArguments' ? keyItems('testArguments', cursor) : [];
    return unused([...testArgumentItems(place, test ?? '', cursor), ...nested]);
  }
  if (type.shape === 'config') {
    const settings = settingsOf(place, entry === 'table' ? 'source' : entry);
    return unused(
      settings.map(({ name, type: takes }, rank) => ({
        ...keyItem(name, takes === 'map' ? { kind: 'map', shape: '' } : { kind: 'text', names: '' }, cursor),
        rank,
      })),
    );
  }
  const hidden = /^(?:tests|meta|tags)$/;
  return unused(keyItems(type.shape, cursor)).map((item) =>
    hidden.test(item.label) && type.shape !== 'columnConfig' ? { ...item, rank: item.rank + 50 } : item,
  );
}

function keyItems(shape: string, cursor: YamlCursor): readonly CompletionItem[] {
  return [...keysOfShape(shape)].map(([name, type], rank) => ({ ...keyItem(name, type, cursor), rank }));
}

/** A key with what follows it; indented below it where the client inserts snippets, which editors indent as the line is. */
function keyItem(name: string, type: KeyType, { at }: YamlCursor): CompletionItem {
  // Behind a dash the line's indentation isn't that of the key.
  const indent = at === 'item' ? '    ' : '  ';
  const below = type.kind === 'list' ? `\n${indent}- ` : type.kind === 'map' ? `\n${indent}` : '';
  const detail = type.kind === 'text' ? '' : type.kind === 'map' ? 'map' : 'list';
  return {
    label: name,
    kind: 'key',
    detail,
    insert: type.kind === 'text' ? `${name}: ` : `${name}:`,
    snippet: below === '' ? `${name}: $0` : `${name}:${below}$0`,
    rank: 0,
  };
}

function listStart(shape: string): CompletionItem {
  const key = keysOfShape(shape).has('name') && shape !== 'test' ? 'name' : undefined;
  return { label: key ? `- ${key}` : '-', kind: 'key', insert: key ? `- ${key}: ` : '- ', rank: 0 };
}
