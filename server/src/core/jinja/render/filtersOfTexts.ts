// Jinja's filters of texts. What only adds, changes case or replaces works on texts that aren't known too. Deliberately absent:
// filters that pick from lists.

import { percentFormat } from './format.ts';
import { json } from './json.ts';
import { argument, integerOf, isKind, tuple } from './kinds.ts';
import { hasMarks } from './marks.ts';
import { represented } from './print.ts';
import { type JinjaFunction, limits, type Rendering } from './rendering.ts';
import { capitalized } from './textMethods.ts';
import { replaced, stripped, titled } from './texts.ts';
import { truth } from './truth.ts';
import { type Arguments, unknown, type Value } from './values.ts';
import { wrapped } from './wrap.ts';

/** See the head of this file. */
export const textFilters: readonly (readonly [string, JinjaFunction])[] = [
  ['upper', ofText((text) => text.toUpperCase())],
  ['lower', ofText((text) => text.toLowerCase())],
  ['title', ofText((text) => titled(text, 'words'))],
  ['capitalize', ofPlain(capitalized)],
  ['string', ofText((text) => text)],
  ['trim', ofText(trim)],
  [
    'replace',
    ofText((text, args, run) => {
      const [from, to] = [argument(args, 0, 'old') ?? null, argument(args, 1, 'new') ?? null];
      return (
        replaced(text, from, to, integerOf(argument(args, 2, 'count')), run) ??
        unknown('a text in which something unknown is replaced')
      );
    }),
  ],
  ['e', ofText(escaped)],
  ['escape', ofText(escaped)],
  ['forceescape', ofText(escaped)],
  ['indent', ofTextAlone(indented)],
  [
    'format',
    ofText((text, args, run) =>
      percentFormat(
        text,
        args.named.size > 0 ? { kind: 'dict', entries: new Map(args.named) } : tuple(...args.positional),
        run,
      ),
    ),
  ],
  [
    'center',
    ofPlain((text, args) => {
      const width = integerOf(argument(args, 0, 'width') ?? 80);
      if (width === undefined || width > 100_000) return undefined;
      const room = Math.max(0, width - [...text].length);
      const left = (room >> 1) + (room & width & 1);
      return ' '.repeat(left) + text + ' '.repeat(room - left);
    }),
  ],
  [
    'striptags',
    ofPlain((text) => {
      const plain = without(without(text, '<!--', '-->'), '<', '>');
      // Entities become the characters they stand for; there are thousands.
      return plain.includes('&') ? undefined : plain.trim().replace(/\s+/g, ' ');
    }),
  ],
  ['truncate', ofTextAlone(ofPlain(truncated))],
  ['wordcount', ofPlain((text) => text.match(/[\p{L}\p{N}_]+/gu)?.length ?? 0)],
  [
    'wordwrap',
    ofPlain((text, args) => {
      const width = integerOf(argument(args, 0, 'width') ?? 79);
      const between = argument(args, 2, 'wrapstring') ?? '\n';
      if (width === undefined || width < 1 || typeof between !== 'string') return undefined;
      return wrapped(
        text,
        width,
        argument(args, 1, 'break_long_words') !== false,
        argument(args, 3, 'break_on_hyphens') !== false,
        between,
      );
    }),
  ],
  ['urlencode', urlEncoded],
  [
    'tojson',
    (value, args, run) => {
      const indent = argument(args, 0, 'indent') ?? null;
      const made = json(value, indent === null ? undefined : integerOf(indent), true, run);
      return (
        made?.replace(/[<>&']/g, (character) => `\\u00${character.charCodeAt(0).toString(16)}`) ??
        unknown("a value that isn't known, as JSON")
      );
    },
  ],
  [
    'pprint',
    (value, _args, run) => {
      const text = represented(value, run.table);
      // Longer ones, and dicts, are sorted and broken into lines.
      return text.length <= 80 && !text.includes('{')
        ? text
        : unknown('a long value, printed over several lines');
    },
  ],
  ['xmlattr', xmlAttributes],
  ['random', () => unknown('an item picked by chance')],
];

function ofText(change: (text: string, args: Arguments, run: Rendering) => Value): JinjaFunction {
  return (value, args, run) => change(run.print(value), args, run);
}

function ofPlain(
  change: (text: string, args: Arguments, run: Rendering) => Value | undefined,
): JinjaFunction {
  return (value, args, run) => {
    const plain = run.plain(run.print(value));
    return (
      (plain === undefined ? undefined : change(plain, args, run)) ??
      unknown("what is made of a text that isn't known")
    );
  };
}

/** Python refuses these for anything but texts. */
function ofTextAlone(filter: JinjaFunction): JinjaFunction {
  return (value, args, run) => {
    if (isKind(value, 'undefined')) return filter('', args, run);
    return typeof value === 'string' ? filter(value, args, run) : unknown('what is made of what is no text');
  };
}

function trim(text: string, args: Arguments, run: Rendering): Value {
  const characters = argument(args, 0, 'chars') ?? null;
  const plain = typeof characters === 'string' ? run.plain(characters) : undefined;
  return stripped(text, plain, 'both', run);
}

const entities: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&#34;'],
  ["'", '&#39;'],
]);

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities.get(character) ?? character);
}

function indented(text: Value, args: Arguments, run: Rendering): Value {
  if (typeof text !== 'string') return '';
  const width = argument(args, 0, 'width') ?? 4;
  const size = integerOf(width);
  const first = truth(argument(args, 1, 'first') ?? false, run) === true;
  const blank = truth(argument(args, 2, 'blank') ?? false, run) === true;
  if (size !== undefined && size > 1000) return unknown('a text, far indented');
  const by = typeof width === 'string' ? width : ' '.repeat(Math.max(0, size ?? 0));
  const lines = `${text}\n`.replace(/\r\n?/g, '\n').split('\n').slice(0, -1);
  if (by.length * lines.length + text.length > limits.length) return unknown('a text, far indented');
  const [head = '', ...rest] = lines;
  const made = [head, ...rest.map((line) => (blank || line !== '' ? by + line : line))].join('\n');
  return first ? by + made : made;
}

function truncated(text: string, args: Arguments, run: Rendering): Value | undefined {
  const length = integerOf(argument(args, 0, 'length') ?? 255);
  const kill = truth(argument(args, 1, 'killwords') ?? false, run) === true;
  const end = argument(args, 2, 'end') ?? '...';
  const leeway = integerOf(argument(args, 3, 'leeway') ?? 5);
  if (
    length === undefined ||
    leeway === undefined ||
    typeof end !== 'string' ||
    hasMarks(end) ||
    length < end.length
  )
    return undefined;
  if (text.length <= length + leeway) return text;
  const cut = text.slice(0, length - end.length);
  if (kill) return cut + end;
  const space = cut.lastIndexOf(' ');
  return (space < 0 ? cut : cut.slice(0, space)) + end;
}

function without(text: string, open: string, close: string): string {
  let kept = '';
  let from = 0;
  for (;;) {
    const start = text.indexOf(open, from);
    const end = start < 0 ? -1 : text.indexOf(close, start);
    if (end < 0) return kept + text.slice(from);
    kept += text.slice(from, start);
    from = end + close.length;
  }
}

function urlEncoded(value: Value, _args: Arguments, run: Rendering): Value {
  const quote = (each: Value) => {
    const plain = run.plain(run.print(each));
    // Lone halves of a pair can't be encoded.
    return plain !== undefined && !/\p{Surrogate}/u.test(plain)
      ? encodeURIComponent(plain).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
      : undefined;
  };
  if (isKind(value, 'list')) return unknown('a list, encoded for a URL');
  if (isKind(value, 'dict')) {
    const parts = [...value.entries].map(([key, entry]) => [quote(key), quote(entry)]);
    if (value.partial || parts.some((part) => part.includes(undefined)))
      return unknown("a text that isn't known, encoded");
    return parts.map((part) => part.join('=').replaceAll('%20', '+')).join('&');
  }
  return quote(value)?.replaceAll('%2F', '/') ?? unknown("a text that isn't known, encoded");
}

function xmlAttributes(value: Value, args: Arguments, run: Rendering): Value {
  if (!isKind(value, 'dict') || value.partial) return unknown('attributes of what is no dict');
  const parts = [...value.entries].flatMap(([key, entry]) =>
    entry === null || isKind(entry, 'undefined') ? [] : [`${escaped(key)}="${escaped(run.print(entry))}"`],
  );
  const text = parts.join(' ');
  return text !== '' && truth(argument(args, 0, 'autospace') ?? true, run) ? ` ${text}` : text;
}
