// Where in a file's SQL a cursor stands, by the tokens before it: what may be typed there and by what it is qualified.
// Deliberately absent: what is in scope (draftSql.ts) and Jinja (jinja/jinjaAt.ts).

import type { JinjaNode } from '../../jinja/ast.ts';
import { parseJinja } from '../../jinja/tree.ts';
import type { Dialect } from '../../sql/dialect.ts';
import { type Token, tokenize } from '../../sql/tokens.ts';
import type { SourceText, TextRange } from '../../text.ts';
import { aliasPlace } from './aliasPlace.ts';

/** See the head of this file. */
export interface SqlCursor {
  /**
   * What may be typed: a value, a relation, the columns of a `using`, a name of the user's own; the alias of a relation, behind `as`
   * or right behind the relation, where it may be a keyword as well.
   */
  readonly slot: 'value' | 'relation' | 'using' | 'newName' | 'alias' | 'aliasOrKeyword';
  /** The clause in lower case: `select`, `from`, `on`, `where`, `group`, `having`, `qualify`, `order` …; '' where none is open. */
  readonly clause: string;
  /** What stands before the dots, as written without quotes; empty where nothing does. */
  readonly qualifier: readonly { readonly text: string; readonly quoted: boolean }[];
  /** What is typed so far, an opening quote included. */
  readonly typed: TextRange;
  /** The same with what follows the cursor. */
  readonly whole: TextRange;
  /** The quote that the name begins with; '' where there is none. */
  readonly quote: string;
}

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Words behind which a value begins. */
const beforeValue =
  words(`select distinct all where and or not on by having qualify when then else case between in like ilike rlike
  regexp any some prewhere`);
const clauses = words('select from where group having qualify order window prewhere limit on');
/** Words before a bracket in which no value begins: a query, a window or rows do. */
const beforeQuery = words('as from join exists lateral over values with union all except intersect');
/** Operators behind which something else than a value stands: types, keys of a document, the end. */
const otherOperators = words(':: : . ; -> ->> #> #>> @');
/** Functions that take a `from` inside their brackets. */
const withFrom = words('extract trim substring overlay position btrim ltrim rtrim');

/** Where the cursor stands; undefined in comments, strings and numbers, and where a value has just ended. */
export function sqlAt(source: SourceText, offset: number, dialect: Dialect): SqlCursor | undefined {
  const before = withoutJinja(source, offset);
  const standIn = 'x';
  const tokens = tokenize(before + standIn, dialect);
  const last = tokens.at(-1);
  if (!last || last.end !== before.length + standIn.length) return undefined;
  if (last.kind !== 'word' && last.kind !== 'quoted') return undefined;
  // A closing quote right before the cursor ends the name, and the stand-in begins another.
  const quote = last.kind === 'quoted' ? (before[last.start] ?? '') : '';
  const range = wholeName(source.text, last.start, offset, quote, dialect);
  const earlier = tokens.slice(0, -1);
  const { qualifier, rest } = qualifierOf(before, earlier);
  const place = slotOf(rest);
  // Half a name that a template begins.
  if (/[{}]/.test(source.text.slice(last.start, offset))) return undefined;
  return place && { ...place, qualifier, typed: { start: last.start, end: offset }, whole: range, quote };
}

function wholeName(text: string, start: number, offset: number, quote: string, dialect: Dialect): TextRange {
  let end = offset;
  while (end < text.length && /[\p{L}\p{N}_$]/u.test(text[end] ?? '')) end++;
  const close = quote === '[' ? ']' : quote;
  if (quote !== '' && dialect.identifierQuotes.includes(quote) && text[end] === close) end++;
  return { start, end };
}

/** The text up to a place, with names in the place of what Jinja prints and blanks in that of its other tags. */
function withoutJinja(source: SourceText, end: number): string {
  const pieces: string[] = [];
  const visit = (nodes: readonly JinjaNode[]): void => {
    for (const node of nodes) {
      if (node.range.start >= end) return;
      if (node.kind === 'block') {
        for (const { tag, body } of node.branches) {
          visit([tag]);
          visit(body);
        }
        visit([node.close]);
      } else {
        const written = source.text.slice(node.range.start, Math.min(node.range.end, end));
        if (node.kind === 'text') pieces.push(written);
        else if (node.kind === 'output')
          pieces.push('__jinja__'.padEnd(written.length, '_').slice(0, written.length));
        else pieces.push(' '.repeat(written.length));
      }
    }
  };
  visit(parseJinja(source));
  return pieces.join('');
}

function qualifierOf(
  text: string,
  tokens: readonly Token[],
): { readonly qualifier: SqlCursor['qualifier']; readonly rest: readonly Token[] } {
  const qualifier: { text: string; quoted: boolean }[] = [];
  let at = tokens.length;
  while (at >= 2 && tokens[at - 1]?.text === '.' && tokens[at - 1]?.kind === 'operator') {
    const name = tokens[at - 2];
    if (name?.kind !== 'word' && name?.kind !== 'quoted') {
      // Of a value in brackets: `(x).field`.
      qualifier.unshift({ text: '', quoted: false });
      break;
    }
    const written = text.slice(name.start, name.end);
    const quoted = name.kind === 'quoted';
    qualifier.unshift({ text: quoted ? written.slice(1, -1) : written, quoted });
    at -= 2;
  }
  return { qualifier, rest: tokens.slice(0, at) };
}

function slotOf(tokens: readonly Token[]): Pick<SqlCursor, 'slot' | 'clause'> | undefined {
  const last = tokens.at(-1);
  if (!last) return undefined;
  const { clause, opener, call } = clauseOf(tokens);
  if (opener === 'using') return { slot: 'using', clause: 'using' };
  const isPart = /^[.:]$/.test(tokens.at(-2)?.text ?? '');
  const word = last.kind === 'word' && !isPart ? last.text : '';
  if (word === 'join' || (word === 'from' && !isInCall(tokens, tokens.length - 1)))
    return { slot: 'relation', clause: 'from' };
  if (last.text === ',' && clause === 'from' && opener === '') return { slot: 'relation', clause };
  const alias = clause === 'from' && opener === '' ? aliasPlace(tokens) : undefined;
  if (alias) return { slot: alias === 'as' ? 'alias' : 'aliasOrKeyword', clause };
  if (word === 'as') return /cast$/.test(call) ? undefined : { slot: 'newName', clause };
  return clause !== '' && clause !== 'limit' && startsValue(tokens, last, opener)
    ? { slot: 'value', clause }
    : undefined;
}

function startsValue(tokens: readonly Token[], last: Token, opener: string): boolean {
  const before = tokens.at(-2)?.text;
  if (last.kind === 'open') return last.text === '[' || (last.text === '(' && !beforeQuery.has(opener));
  if (last.kind === 'word') {
    if (last.text === 'from') return true;
    const isSetWord =
      /^(?:all|distinct)$/.test(last.text) && /^(?:union|except|intersect)$/.test(before ?? '');
    return beforeValue.has(last.text) && !isSetWord && !/^(?:is|\.|:)$/.test(before ?? '');
  }
  if (last.kind !== 'operator' || otherOperators.has(last.text)) return false;
  // `select *` has ended, `a *` hasn't.
  return (
    last.text !== '*' ||
    (before !== 'select' && before !== 'distinct' && before !== ',' && before !== '.' && before !== '(')
  );
}

interface ClausePlace {
  readonly clause: string;
  /** The word before the innermost open bracket; '(' where none is, '' where no bracket is open. */
  readonly opener: string;
  /** The function whose brackets are the innermost ones, where no query has begun in them; '' elsewhere. */
  readonly call: string;
}

/** The clause that is open at the end of some tokens: the last clause keyword at the same depth of brackets, or around it. */
function clauseOf(tokens: readonly Token[]): ClausePlace {
  let opener: string | undefined;
  let call = '';
  let depth = 0;
  for (let at = tokens.length - 1; at >= 0; at--) {
    const token = tokens[at];
    if (!token) break;
    if (token.kind === 'close') depth++;
    else if (token.kind === 'open') {
      if (depth > 0) depth--;
      else if (opener === undefined) {
        const before = tokens[at - 1];
        opener = before?.kind === 'word' ? before.text : '(';
        call = before?.kind === 'word' && !beforeValue.has(before.text) ? before.text : '';
      }
    } else if (depth === 0 && token.text === ';') break;
    else if (depth === 0 && isClause(tokens, at)) {
      return { clause: token.text === 'join' ? 'from' : token.text, opener: opener ?? '', call };
    }
  }
  return { clause: '', opener: opener ?? '', call };
}

/** Whether a word begins a clause: no part of a path (`x:from`), and no `from` of an operand. */
function isClause(tokens: readonly Token[], at: number): boolean {
  const { kind, text = '' } = tokens[at] ?? {};
  if (kind !== 'word' || (text !== 'join' && !clauses.has(text))) return false;
  if (/^[.:]$/.test(tokens[at - 1]?.text ?? '')) return false;
  return text !== 'from' || !isInCall(tokens, at);
}

/** Whether a `from` is that of a function (`extract(day from x)`) or of `is distinct from`. */
function isInCall(tokens: readonly Token[], at: number): boolean {
  if (tokens[at - 1]?.text === 'distinct' && /^(?:is|not)$/.test(tokens[at - 2]?.text ?? '')) return true;
  let depth = 0;
  for (let index = at - 1; index >= 0; index--) {
    const token = tokens[index];
    if (token?.kind === 'close') depth++;
    else if (token?.kind === 'open' && depth-- === 0) return withFrom.has(tokens[index - 1]?.text ?? '');
    else if (depth === 0 && token?.text === 'select') return false;
  }
  return false;
}
