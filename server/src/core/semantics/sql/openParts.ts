// Which parts of a file's SQL hang on something that its templates leave open: a placeholder, a loop over what isn't known, a
// condition that may be either. Deliberately absent: what that means for a name (missingColumns.ts).

import { type Rendered, type RenderedChoice, toSource } from '../../jinja/render/rendered.ts';
import { memo } from '../../memo.ts';
import type { FromItem, Query, QueryBody, Select } from '../../sql/tree.ts';
import type { TextRange } from '../../text.ts';
import type { ModelSql } from './modelSql.ts';

/** See the head of this file. Ranges are those of the rendered text. */
export interface OpenParts {
  /** Whether a condition that isn't known may change more than which rows there are. */
  readonly hasChoices: boolean;
  /** Whether a stretch holds, or lies in, something that isn't known or that there may be any number of. */
  isOpen(range: TextRange): boolean;
  /** Whether something may add, take away or change relations of a select. */
  isOpenFrom(select: Select): boolean;
  /** Whether the list of a query's columns hangs on a condition that isn't known. */
  isOpenQuery(query: Query): boolean;
}

/** The open parts of a file's SQL. */
export const openPartsOf: (sql: ModelSql) => OpenParts = memo(({ rendered, analysis }) => {
  const marks = rendered.marks.filter(({ kind }) => kind !== 'relation');
  const choices = choicesOf(rendered);
  const scopes = new Map(analysis?.scopes.map(({ select, relations }) => [select, relations]));
  const froms = new Map<Select, boolean>();
  const queries = new Map<Query, boolean>();

  /** Whether a choice made, or left out, part of a stretch, or something at its borders. */
  const isChosen = (range: TextRange): boolean => {
    if (choices.length === 0) return false;
    const place = toSource(rendered, { start: Math.max(0, range.start - 1), end: range.end + 1 }).range;
    // Behind the last of the text nothing is rendered that would show what was left out.
    const end = range.end >= rendered.text.trimEnd().length ? rendered.source.text.length : place.end;
    return choices.some((choice) => overlap(choice.range, { start: place.start, end }));
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
  /** The names of a list, and what its stars stand for; conditions and what only feeds an expression change no list. */
  const judgeBody = (body: QueryBody | undefined): boolean => {
    switch (body?.kind) {
      case undefined:
        return true;
      case 'query':
        return isOpenQuery(body);
      case 'values':
        return isChosen(body.range);
      case 'setOperation':
        return judgeBody(body.left) || (body.byName && judgeBody(body.right));
      case 'select': {
        if (isChosen(body.listRange)) return true;
        if (!body.items.some(({ kind }) => kind === 'star')) return false;
        const relations = scopes.get(body) ?? [];
        return (
          judgeFrom(body) ||
          relations.some(({ source }) => source.query !== undefined && isOpenQuery(source.query))
        );
      }
    }
  };
  const isOpenQuery = (query: Query): boolean => {
    if (choices.length === 0) return false;
    const known = queries.get(query);
    if (known !== undefined) return known;
    // A query that reads itself.
    queries.set(query, false);
    const open = judgeBody(query.body);
    queries.set(query, open);
    return open;
  };
  return {
    hasChoices: choices.length > 0,
    isOpen: (range) => marks.some((mark) => overlap(mark.range, range)) || isChosen(range),
    isOpenFrom(select) {
      const open = froms.get(select) ?? judgeFrom(select);
      froms.set(select, open);
      return open;
    },
    isOpenQuery,
  };
});

/** Whether another outcome of a condition that isn't known may give a file's query other columns. */
export function hasOpenColumns(sql: ModelSql): boolean {
  return sql.analysis !== undefined && openPartsOf(sql).isOpenQuery(sql.analysis.query);
}

function choicesOf({ choices, source }: Rendered): readonly RenderedChoice[] {
  return choices.filter(({ range }) => !isFilter(source.text, range));
}

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
