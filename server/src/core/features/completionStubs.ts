// Words of the project's vocabulary while a column is being named, level by level, then suffixes; those that allow the type of what is
// named come first. Deliberately absent: whether a name is a good one (lint).

import { parseName } from '../lint/vocabulary/parseName.ts';
import { allows, typesFor } from '../lint/vocabulary/promises/promises.ts';
import { covers } from '../lint/vocabulary/scope.ts';
import { stubIndex } from '../lint/vocabulary/stubIndex.ts';
import { nodeOfFile } from '../semantics/modelFiles.ts';
import { baseInSql } from '../semantics/sql/columnTypes.ts';
import { draftSql } from '../semantics/sql/draftSql.ts';
import type { BaseType } from '../sql/baseTypes.ts';
import type { TextRange } from '../text.ts';
import type { Stub, Vocabulary } from '../yaml/vocabulary.ts';
import type { CompletionItem } from './completionItem.ts';
import type { CompletionPlace } from './completionNames.ts';

/** What may follow what is typed of a column's name, which stands at `whole`; nothing where the vocabulary isn't for this file. */
export function stubItems(
  place: CompletionPlace,
  typed: string,
  whole: TextRange,
): readonly CompletionItem[] {
  const { vocabulary } = place.project.context;
  if (!vocabulary || !isCovered(place, vocabulary)) return [];
  const { separator } = vocabulary;
  const words = new Map<string, Word>();
  const add = (word: Word) => {
    if (!words.has(word.label)) words.set(word.label, word);
  };
  const behind = typed.lastIndexOf(separator);
  const done = behind < 0 ? '' : typed.slice(0, behind + separator.length);
  for (const word of wordsBehind(vocabulary, done)) add(word);
  // Words that have a separator in them may have begun earlier.
  for (let at = typed.indexOf(separator); at >= 0; at = typed.indexOf(separator, at + separator.length)) {
    const from = typed.lastIndexOf(separator, at - 1);
    const before = from < 0 ? '' : typed.slice(0, from + separator.length);
    for (const word of wordsBehind(vocabulary, before)) {
      if (word.stub.name.includes(separator) && word.label.toLowerCase().startsWith(typed.toLowerCase()))
        add(word);
    }
  }
  const type = typeBeingNamed(place, vocabulary, whole);
  const adapter = place.project.artifacts.manifest?.metadata.adapterType;
  return [...words.values()].map(({ label, stub }, index) => {
    const types = type && stub.types && typesFor(stub.types, adapter);
    // Words that say nothing of types stay between those that fit and those that don't.
    const group = types === undefined || type === undefined ? 1 : allows(types, type) ? 0 : 2;
    return {
      label,
      kind: 'value',
      detail: stub.description ?? 'word of the vocabulary',
      rank: group * words.size + index,
    };
  });
}

interface Word {
  /** What the name is then, with a separator where more must follow. */
  readonly label: string;
  readonly stub: Stub;
}

/** The words that may stand behind a part of a name that ends in a separator, or is empty. */
function wordsBehind(vocabulary: Vocabulary, done: string): readonly Word[] {
  const { separator, levels, suffixes } = vocabulary;
  const { level, before } = levelBehind(vocabulary, done);
  const { leaders } = stubIndex(vocabulary);
  const followers = new Set(before?.followers.map((name) => name.toLowerCase()));
  const follows = (stub: Stub) => followers.has(stub.name.toLowerCase());
  // Words that stand only behind others.
  const own = (level === undefined ? [] : (levels[level]?.stubs ?? [])).filter(
    (stub) => !leaders.has(stub.name.toLowerCase()) || follows(stub),
  );
  const same = level !== undefined && level > 0 ? (levels[level - 1]?.stubs ?? []).filter(follows) : [];
  const more = level !== undefined && levels.some(({ required }, index) => index > level && required);
  const word = (stub: Stub, isLast: boolean): Word => {
    const name = done + (vocabulary.case === 'upper' ? stub.name.toUpperCase() : stub.name);
    return { label: isLast ? name : name + separator, stub };
  };
  const ends = isWhole(vocabulary, done) ? suffixes : [];
  return [
    ...[...new Set([...same, ...own])].map((stub) => word(stub, !more)),
    ...ends.map((stub) => word(stub, true)),
  ].filter(({ stub }) => stub.pattern === undefined);
}

/** The level of the token behind what is typed, and the stub before it; no level where what is typed is no start of a good name. */
function levelBehind(
  vocabulary: Vocabulary,
  done: string,
): { readonly level: number | undefined; readonly before: Stub | undefined } {
  if (done === '') return { level: 0, before: undefined };
  const { parts, problems } = parseName(vocabulary, done.slice(0, -vocabulary.separator.length));
  const last = parts.at(-1);
  const wrong = problems.some(({ kind }) => kind === 'unknown' || kind === 'misplaced');
  const level = typeof last?.level === 'number' && !wrong ? last.level + 1 : undefined;
  return { level, before: last?.stub };
}

/** Whether a suffix may stand behind: what is before it is a name without it. */
function isWhole(vocabulary: Vocabulary, done: string): boolean {
  if (done === '' || vocabulary.suffixes.length === 0) return false;
  const { parts, problems } = parseName(vocabulary, done.slice(0, -vocabulary.separator.length));
  return problems.length === 0 && !parts.some(({ level, text }) => level === 'suffix' || text === '');
}

/** The type of the value that gets the name; undefined where it isn't known, or no word says anything of types. */
function typeBeingNamed(
  { project, path }: CompletionPlace,
  vocabulary: Vocabulary,
  whole: TextRange,
): BaseType | undefined {
  const stubs = [...vocabulary.levels.flatMap((level) => level.stubs), ...vocabulary.suffixes];
  if (!stubs.some(({ types }) => types)) return undefined;
  const draft = draftSql(project, path, whole);
  const made = draft?.scope?.output.find(
    (column) => column.kind === 'column' && column.aliased && column.nameRange.start === draft.at,
  );
  return made?.kind === 'column' ? baseInSql(project, made) : undefined;
}

function isCovered({ project, path }: CompletionPlace, { scope }: Vocabulary): boolean {
  const node = nodeOfFile(project, path);
  if (!node) return false;
  const detail = node.entry && project.artifacts.manifest?.detail(node.entry);
  return covers(scope, { path, resourceType: node.resourceType, tags: detail?.tags ?? [] });
}
