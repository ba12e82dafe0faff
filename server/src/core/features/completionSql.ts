// Completion in SQL: columns of what is in scope, CTEs, aliases, and what `from` can read. Deliberately absent: functions of SQL and
// most keywords, which the editor's SQL language brings.

import { listSources } from '../semantics/listed.ts';
import { nodeOfFile } from '../semantics/modelFiles.ts';
import { type DraftSql, draftSql } from '../semantics/sql/draftSql.ts';
import { type SqlCursor, sqlAt } from '../semantics/sql/sqlAt.ts';
import { dialectOf } from '../sql/dialect.ts';
import { aliasItems } from './completionAliases.ts';
import { bareColumnItems, qualifiedColumnItems, usingItems } from './completionColumns.ts';
import { type CompletionItem, type Completions, completions } from './completionItem.ts';
import { type CompletionPlace, packageRank, refItems } from './completionNames.ts';
import { stubItems } from './completionStubs.ts';

/** What may be typed at a place outside Jinja. */
export function sqlCompletion(place: CompletionPlace, trigger?: string): Completions | undefined {
  const { project, path, source, offset } = place;
  if (trigger === '(' || trigger === "'" || !nodeOfFile(project, path)) return undefined;
  const dialect = dialectOf(project.artifacts.manifest?.metadata.adapterType);
  const cursor = sqlAt(source, offset, dialect);
  if (!cursor) return undefined;
  if (cursor.slot === 'newName') {
    const named = cursor.clause === 'select' && cursor.quote === '';
    const typed = source.text.slice(cursor.typed.start, offset);
    return completions(source.text, cursor, named ? stubItems(place, typed, cursor.whole) : []);
  }
  if (cursor.slot === 'relation' && cursor.qualifier.length > 0) return undefined;
  const draft = draftSql(project, path, cursor.whole);
  if (cursor.slot === 'alias' || cursor.slot === 'aliasOrKeyword') {
    const found = completions(source.text, cursor, aliasItems(place, cursor, draft));
    // What comes first depends on the first letter.
    return found && { ...found, incomplete: cursor.typed.start === offset };
  }
  const items = cursor.slot === 'relation' ? relationItems(place, draft) : columnItems(place, cursor, draft);
  return completions(source.text, cursor, items);
}

function columnItems(
  place: CompletionPlace,
  cursor: SqlCursor,
  draft: DraftSql | undefined,
): readonly CompletionItem[] {
  if (!draft) return [];
  if (cursor.slot === 'using') return usingItems(place, draft);
  return cursor.qualifier.length > 0
    ? qualifiedColumnItems(place, cursor, draft)
    : bareColumnItems(place, cursor, draft);
}

/**
 * CTEs first, then everything that `ref` and `source` can name, as the whole tag. What is compared with what is typed has no space: an
 * editor would go on offering it behind `from name `, where Enter would put it in place of both words.
 */
function relationItems(place: CompletionPlace, draft: DraftSql | undefined): readonly CompletionItem[] {
  const ctes = (draft?.scope?.ctes ?? []).toReversed().map(
    ({ name }): CompletionItem => ({
      label: name.text,
      kind: 'relation',
      detail: 'CTE',
      rank: -1,
    }),
  );
  const refs = refItems(place, undefined, (name) => ({
    insert: `{{ ref('${name}') }}`,
    filter: `${name}/ref`,
  }));
  const sources = [...listSources(place.project)].flatMap(([source, tables]) =>
    tables.map(
      ({ name, packageName, entry }): CompletionItem => ({
        label: `${source}.${name}`,
        kind: 'table',
        detail: 'source table',
        insert: `{{ source('${source}', '${name}') }}`,
        filter: `${source}.${name}/${name}/source`,
        rank: packageRank(place, packageName) + 5,
        subject: entry && { kind: 'entry', uniqueId: entry.uniqueId },
      }),
    ),
  );
  return [...ctes, ...refs, ...sources];
}
