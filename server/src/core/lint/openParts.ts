// Which parts of a file's SQL hang on something that its templates leave open: a placeholder, a loop over what isn't known, a
// condition that may be either. Deliberately absent: what that means for a name (missingColumns.ts).

import { toSource } from '../jinja/render/rendered.ts';
import { memo } from '../memo.ts';
import type { ModelSql } from '../semantics/sql/modelSql.ts';
import type { FromItem, Query, Select } from '../sql/tree.ts';
import type { TextRange } from '../text.ts';

/** See the head of this file. Ranges are those of the rendered text. */
export interface OpenParts {
  /** Whether a stretch holds, or lies in, something that isn't known or that there may be any number of. */
  isOpen(range: TextRange): boolean;
  /** Whether something may add, take away or change relations of a select. */
  isOpenFrom(select: Select): boolean;
  /** Whether the list of a query's columns, or of what it reads, hangs on a condition that isn't known. */
  isOpenQuery(query: Query): boolean;
}

/** The open parts of a file's SQL. */
export const openPartsOf: (sql: ModelSql) => OpenParts = memo(({ rendered, analysis }) => {
  const marks = rendered.marks.filter(({ kind }) => kind !== 'relation');
  const choices = rendered.choices.filter(({ range }) => !isFilter(rendered.source.text, range));
  const scopes = analysis?.scopes ?? [];
  const froms = new Map<Select, boolean>();
  const queries = new Map<Query, boolean>();

  /** Whether a choice made, or left out, part of a stretch. */
  const isChosen = (range: TextRange): boolean => {
    if (choices.length === 0) return false;
    const place = toSource(rendered, range).range;
    return choices.some((choice) => overlap(choice.range, place));
  };
  const judgeFrom = ({ clauses, from }: Select): boolean => {
    const clause = clauses.find(({ name }) => name === 'from');
    if (!clause || isChosen(clause.range)) return true;
    const within = marks.filter(({ range }) => overlap(range, clause.range));
    const harmless = within.length === 0 ? [] : from.flatMap(harmlessIn);
    return !within.every(({ range }) =>
      harmless.some((each) => each.start <= range.start && range.end <= each.end),
    );
  };
  const judgeQuery = (query: Query): boolean =>
    isChosen(query.range) ||
    scopes.some(
      ({ select, relations }) =>
        overlap(select.range, query.range) &&
        relations.some(({ source }) => source.query && isOpenQuery(source.query)),
    );
  const isOpenQuery = (query: Query): boolean => {
    if (choices.length === 0) return false;
    const known = queries.get(query);
    if (known !== undefined) return known;
    // A query that reads itself.
    queries.set(query, false);
    const open = judgeQuery(query);
    queries.set(query, open);
    return open;
  };
  return {
    isOpen: (range) => marks.some((mark) => overlap(mark.range, range)) || isChosen(range),
    isOpenFrom(select) {
      const open = froms.get(select) ?? judgeFrom(select);
      froms.set(select, open);
      return open;
    },
    isOpenQuery,
  };
});

/** Parts of a relation in which nothing adds another: its condition, and a query, whose own columns say what is known of it. */
function harmlessIn({ on, relation }: FromItem): readonly TextRange[] {
  return [...(on ? [on.range] : []), ...(relation.kind === 'query' ? [relation.range] : [])];
}

/** Whether a block can only leave out rows: another branch doesn't change which columns there are. */
function isFilter(text: string, { start, end }: TextRange): boolean {
  const sql = text.slice(start, end).replace(/\{%[^%]*%\}|\{#[^#]*#\}|--[^\n]*/g, ' ');
  return (
    /^\s*(?:where|and|or|limit|having|qualify|order\s+by)\b/i.test(sql) &&
    !/\b(?:select|from|join|union|intersect|except|with)\b/i.test(sql)
  );
}

function overlap(a: TextRange, b: TextRange): boolean {
  return a.start < b.end && b.start < a.end;
}
