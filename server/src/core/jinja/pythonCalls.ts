// The calls that a dbt Python model makes on its `dbt` argument, in the shape of Jinja calls. Deliberately absent: Python itself;
// arguments are read as far as they look like Jinja's expressions, and any other argument is of some other kind than string.

import { memo } from '../memo.ts';
import type { SourceText } from '../text.ts';
import type { JinjaCall } from './ast.ts';
import { collectCalls } from './calls.ts';
import { contentStore } from './parse.ts';
import { readOutput } from './readStatement.ts';

/**
 * Every call that starts with the name `dbt`, such as `dbt.ref('m')`, `dbt.source('s', 't')` and `dbt.config.get('x')`, with its
 * whole path as callee, in the order they are written. Not those in comments and strings. The `tag` of each is the outermost call.
 */
export const pythonCalls: (source: SourceText) => readonly JinjaCall[] = memo((source) => {
  if (!source.text.includes('dbt')) return [];
  const { code, parsable } = maskPython(source.text);
  const store = contentStore(undefined);
  const calls: JinjaCall[] = [];
  let done = 0;
  for (const found of code.matchAll(/(?<![\w.])dbt(?:\s*\.\s*[A-Za-z_]\w*){1,8}\s*\(/g)) {
    const start = found.index;
    if (start < done) continue;
    const end = callEnd(code, start + found[0].length);
    const place = { text: parsable, offset: start, end, tag: { start, end } };
    const expression = readOutput(parsable.slice(start, end), place, store);
    if (expression) collectCalls(expression, calls);
    done = end;
  }
  return calls.filter((call) => call.name.startsWith('dbt.'));
});

/** An unfinished call isn't followed further; it keeps hostile text cheap. */
const longestCall = 5000;

/** The offset behind the parenthesis that closes the call; an unfinished call ends with its line. */
function callEnd(code: string, from: number): number {
  let depth = 1;
  for (let at = from; at < Math.min(code.length, from + longestCall); at++) {
    const c = code[at] ?? '';
    if ('([{'.includes(c)) depth++;
    else if (')]}'.includes(c)) depth--;
    if (depth === 0) return at + 1;
    // A statement at the start of a line can't be an argument.
    if (
      c === '\n' &&
      /^(?:def|return|import|from|if|for|with|class)\b|^\s+return\b/.test(code.slice(at + 1, at + 40))
    ) {
      break;
    }
  }
  const rest = /^[^\r\n]*/.exec(code.slice(from, from + longestCall));
  return from + (rest?.[0].length ?? 0);
}

/** Prefixes of strings have two letters at most. */
const tokens = /#[^\r\n]*|([A-Za-z]{0,2})("""|'''|"|')/g;

/**
 * Two texts of the same length: `code`, where comments are spaces and strings are quotes only, to find calls in; and `parsable`,
 * where comments are spaces and the strings that Jinja's grammar would misread (prefixed, triple) are names.
 */
function maskPython(text: string): { readonly code: string; readonly parsable: string } {
  let code = '';
  let parsable = '';
  let done = 0;
  tokens.lastIndex = 0;
  for (let found = tokens.exec(text); found; found = tokens.exec(text)) {
    const start = found.index;
    const [whole, prefix = '', quote] = found;
    const end = quote
      ? stringEnd(text, start + whole.length, quote)
      : { offset: start + whole.length, closed: true };
    const plain = text.slice(done, start);
    const written = text.slice(start, end.offset);
    code += plain + (quote ? '"' : ' ').repeat(written.length);
    parsable += plain;
    if (!quote) parsable += ' '.repeat(written.length);
    else if (prefix !== '' || quote.length > 1) parsable += '_'.repeat(written.length);
    else parsable += end.closed ? written : `\u0001${written.slice(1)}`;
    done = end.offset;
    tokens.lastIndex = done;
  }
  return { code: code + text.slice(done), parsable: parsable + text.slice(done) };
}

function stringEnd(
  text: string,
  from: number,
  quote: string,
): { readonly offset: number; readonly closed: boolean } {
  for (let at = from; at < text.length; at++) {
    const c = text[at];
    if (c === '\\') at++;
    else if (text.startsWith(quote, at)) return { offset: at + quote.length, closed: true };
    else if (quote.length === 1 && (c === '\n' || c === '\r')) return { offset: at, closed: false };
  }
  return { offset: text.length, closed: false };
}
