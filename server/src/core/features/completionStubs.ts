// Words of the project's vocabulary while a column is being named, level by level. Deliberately absent: whether a name is a good one
// (lint).

import { parseName } from '../lint/vocabulary/parseName.ts';
import { covers } from '../lint/vocabulary/scope.ts';
import { stubIndex } from '../lint/vocabulary/stubIndex.ts';
import { nodeOfFile } from '../semantics/modelFiles.ts';
import type { Stub, Vocabulary } from '../yaml/vocabulary.ts';
import type { CompletionItem } from './completionItem.ts';
import type { CompletionPlace } from './completionNames.ts';

/** What may follow what is typed of a column's name; nothing where the vocabulary isn't for this file. */
export function stubItems(place: CompletionPlace, typed: string): readonly CompletionItem[] {
  const { vocabulary } = place.project.context;
  if (!vocabulary || !isCovered(place, vocabulary)) return [];
  const { separator, levels } = vocabulary;
  const done = typed.includes(separator)
    ? typed.slice(0, typed.lastIndexOf(separator) + separator.length)
    : '';
  const { level, before } = levelBehind(vocabulary, done);
  if (level === undefined) return [];
  // Words that stand only behind others.
  const { leaders } = stubIndex(vocabulary);
  const followers = new Set(before?.followers.map((name) => name.toLowerCase()));
  const own = (levels[level]?.stubs ?? []).filter(
    (stub) => !leaders.has(stub.name.toLowerCase()) || follows(stub),
  );
  const same = level > 0 ? (levels[level - 1]?.stubs ?? []).filter(follows) : [];
  const more = levels.some(({ required }, index) => index > level && required);
  return [...new Set([...same, ...own])]
    .filter(({ pattern }) => pattern === undefined)
    .map((stub, rank) => {
      const name = done + (vocabulary.case === 'upper' ? stub.name.toUpperCase() : stub.name);
      return {
        label: more ? name + separator : name,
        kind: 'value',
        detail: stub.description ?? 'word of the vocabulary',
        rank,
      };
    });

  function follows(stub: Stub): boolean {
    return followers.has(stub.name.toLowerCase());
  }
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

function isCovered({ project, path }: CompletionPlace, { scope }: Vocabulary): boolean {
  const node = nodeOfFile(project, path);
  if (!node) return false;
  const detail = node.entry && project.artifacts.manifest?.detail(node.entry);
  return covers(scope, { path, resourceType: node.resourceType, tags: detail?.tags ?? [] });
}
