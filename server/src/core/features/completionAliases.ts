// What may stand behind a relation in a FROM: a short alias that its name suggests, and the keywords that go on from there. An editor
// that is offered nothing takes words of the file instead, so Enter would put one in place of a letter that was meant as the alias.
// Deliberately absent: where such a place is (semantics/sql/aliasPlace.ts).

import { toSource } from '../jinja/render/rendered.ts';
import { nodeOfFile } from '../semantics/modelFiles.ts';
import { type DraftSql, draftName } from '../semantics/sql/draftSql.ts';
import { entryOf, fileOf } from '../semantics/sql/nodeId.ts';
import type { SqlCursor } from '../semantics/sql/sqlAt.ts';
import type { ScopeRelation } from '../sql/analysis.ts';
import { slice } from '../text.ts';
import { needsQuotes } from './completionColumns.ts';
import type { CompletionItem } from './completionItem.ts';
import type { CompletionPlace } from './completionNames.ts';

const keywords =
  `on using where left right inner full cross natural join lateral group order having qualify limit union except
  intersect window as`.split(/\s+/);

/**
 * Aliases and keywords for a place behind a relation. What equals the typed text comes first, then the keywords that begin with it,
 * so that Enter never makes an alias of half a keyword.
 */
export function aliasItems(
  place: CompletionPlace,
  { slot, typed, quote }: SqlCursor,
  draft: DraftSql | undefined,
): readonly CompletionItem[] {
  if (quote !== '') return [];
  const { text } = place.source;
  const written = text.slice(typed.start, typed.end);
  const lower = written.toLowerCase();
  const words = slot === 'alias' ? [] : keywords;
  const suggested = draft ? aliasesIn(place, draft) : [];
  // A letter may be meant as it is while something longer begins with it, as any name where there is nothing else.
  const all = [...suggested, ...words];
  const isLetter = lower.length === 1 && all.some((name) => name.startsWith(lower));
  const own = lower !== '' && !all.includes(lower) && (isLetter || all.length === 0);
  const upper = /\b(?:FROM|JOIN)\b/.test(text);
  const begins = (word: string) => lower !== '' && word.startsWith(lower);
  return [
    ...[...(own ? [lower] : []), ...suggested].map(
      (name): CompletionItem => ({
        label: name === lower ? written : name,
        kind: 'variable',
        detail: 'alias',
        rank: name === lower ? 0 : 2,
      }),
    ),
    ...words.map(
      (word): CompletionItem => ({
        label: word === lower ? written : upper ? word.toUpperCase() : word,
        kind: 'keyword',
        rank: word === lower ? 0 : begins(word) ? 1 : 3,
      }),
    ),
  ];
}

/** The last name of a `ref` or `source` that isn't known. */
const namingTag = /^\{\{-?\s*(?:ref|source)\s*\([^()]*['"]([^'"()]+)['"]\s*\)/;
const longestTag = 300;

/** Aliases for the relation whose alias is being typed, none of which another relation of the scope bears. */
function aliasesIn({ project }: CompletionPlace, { scope, sql }: DraftSql): readonly string[] {
  const relation = scope?.relations.find(({ source }) => source.name?.text === draftName);
  const name = relation && nameOf(relation);
  if (!scope || name === undefined) return [];
  const taken = new Set(
    scope.relations.flatMap(({ source }) => (source.name ? [source.name.text.toLowerCase()] : [])),
  );
  const isFree = (alias: string) =>
    !taken.has(alias) && !keywords.includes(alias) && !needsQuotes(alias, false, sql.dialect);
  const words = name
    .replace(/(?<=[\p{Ll}\d])(?=\p{Lu})/gu, '_')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  const last = words.at(-1) ?? '';
  const initials = words.map(([first = '']) => first).join('');
  const short = [initials, initials + last.slice(1, 2), `${initials}2`, `${initials}3`].find(isFree);
  const long = words.length > 1 && isFree(last) ? [last] : [];
  return [...new Set([...(short === undefined ? [] : [short]), ...long])];

  function nameOf({ source, table }: ScopeRelation): string | undefined {
    if (table) {
      const entry = entryOf(project, table.id);
      return entry?.name ?? nodeOfFile(project, fileOf(project, table.id) ?? '')?.name;
    }
    const read = source.relation;
    if (read.kind === 'table') return read.path.at(-1)?.text;
    if (read.kind === 'function') return read.name.split('.').at(-1);
    if (read.kind !== 'placeholder') return undefined;
    const tag = slice(sql.source, toSource(sql.rendered, read.placeholder).range);
    return tag.length > longestTag ? undefined : namingTag.exec(tag)?.[1];
  }
}
