// The methods of Python's str. Deliberately absent: what templates have no use for (`encode`), which is unknown.

import { formatMethod, padded } from './format.ts';
import { joined } from './join.ts';
import { argument, integerOf, isKind, list, tuple } from './kinds.ts';
import { hasMarks, knownParts } from './marks.ts';
import type { Rendering } from './rendering.ts';
import { replaced, splitText, stripped, titled } from './texts.ts';
import { translated, translationTable } from './translate.ts';
import { type Arguments, unknown, type Value } from './values.ts';

type TextMethod = (text: string, args: Arguments, run: Rendering) => Value;

/** See the head of this file. */
export const textMethods: ReadonlyMap<string, TextMethod> = new Map<string, TextMethod>([
  ['upper', (text) => text.toUpperCase()],
  ['lower', (text) => text.toLowerCase()],
  ['casefold', (text) => text.toLowerCase()],
  ['title', (text) => titled(text, 'letters')],
  ['capitalize', (text, _args, run) => plainly(text, run, capitalized)],
  [
    'swapcase',
    (text) =>
      text.replace(/\p{L}/gu, (letter) =>
        letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase(),
      ),
  ],
  ['strip', strip('both')],
  ['lstrip', strip('left')],
  ['rstrip', strip('right')],
  ['split', split(false)],
  ['rsplit', split(true)],
  [
    'splitlines',
    (text, args, run) =>
      plainly(text, run, (plain) => list(lines(plain, argument(args, 0, 'keepends') === true))),
  ],
  ['join', (text, args, run) => joined(args.positional[0] ?? null, text, run)],
  [
    'replace',
    (text, args, run) => {
      const [from = null, to = null, count] = args.positional;
      return (
        replaced(text, from, to, integerOf(count ?? args.named.get('count')), run) ??
        unknown('a text in which something unknown is replaced')
      );
    },
  ],
  [
    'startswith',
    ends(
      (parts) => parts[0] ?? '',
      (part, wanted) => part.startsWith(wanted),
    ),
  ],
  [
    'endswith',
    ends(
      (parts) => parts.at(-1) ?? '',
      (part, wanted) => part.endsWith(wanted),
    ),
  ],
  ['format', (text, args, run) => formatMethod(text, args, run)],
  ['zfill', (text, args, run) => plainly(text, run, (plain) => pad(plain, args, '=', '0'))],
  ['ljust', (text, args, run) => plainly(text, run, (plain) => pad(plain, args, '<'))],
  ['rjust', (text, args, run) => plainly(text, run, (plain) => pad(plain, args, '>'))],
  ['center', (text, args, run) => plainly(text, run, (plain) => pad(plain, args, 'center'))],
  ['count', searched((plain, wanted) => (wanted === '' ? plain.length + 1 : plain.split(wanted).length - 1))],
  ['find', searched((plain, wanted) => letters(plain, plain.indexOf(wanted)))],
  ['rfind', searched((plain, wanted) => letters(plain, plain.lastIndexOf(wanted)))],
  [
    'index',
    searched((plain, wanted) => (plain.includes(wanted) ? letters(plain, plain.indexOf(wanted)) : undefined)),
  ],
  [
    'rindex',
    searched((plain, wanted) =>
      plain.includes(wanted) ? letters(plain, plain.lastIndexOf(wanted)) : undefined,
    ),
  ],
  ['maketrans', (_text, args, run) => translationTable(args, run)],
  [
    'translate',
    (text, args, run) => plainly(text, run, (plain) => translated(plain, args.positional[0], run)),
  ],
  ['isdigit', all(/^\p{Nd}+$/u)],
  ['isdecimal', all(/^\p{Nd}+$/u)],
  ['isnumeric', all(/^\p{N}+$/u)],
  ['isalpha', all(/^\p{L}+$/u)],
  ['isalnum', all(/^[\p{L}\p{N}]+$/u)],
  ['isspace', all(/^\s+$/)],
  ['isidentifier', all(/^[\p{L}_][\p{L}\p{N}_]*$/u)],
  ['isascii', (text, _args, run) => plainly(text, run, (plain) => !/[^\0-\u007f]/u.test(plain))],
  [
    'isupper',
    (text, _args, run) =>
      plainly(text, run, (plain) => plain === plain.toUpperCase() && plain !== plain.toLowerCase()),
  ],
  [
    'islower',
    (text, _args, run) =>
      plainly(text, run, (plain) => plain === plain.toLowerCase() && plain !== plain.toUpperCase()),
  ],
  [
    'istitle',
    (text, _args, run) =>
      plainly(text, run, (plain) => plain === titled(plain, 'letters') && /\p{L}/u.test(plain)),
  ],
  ['partition', partition(false)],
  ['rpartition', partition(true)],
  [
    'removeprefix',
    (text, args, run) =>
      plainly(text, run, (plain) => {
        const part = affix(args, run);
        return part === undefined ? undefined : plain.startsWith(part) ? plain.slice(part.length) : plain;
      }),
  ],
  [
    'removesuffix',
    (text, args, run) =>
      plainly(text, run, (plain) => {
        const part = affix(args, run);
        return part === undefined
          ? undefined
          : part !== '' && plain.endsWith(part)
            ? plain.slice(0, -part.length)
            : plain;
      }),
  ],
  ...['encode', 'expandtabs', 'format_map', 'isprintable'].map((name): [string, TextMethod] => [
    name,
    () => unknown(`what \`${name}\` makes`),
  ]),
]);

function plainly(text: string, run: Rendering, body: (plain: string) => Value | undefined): Value {
  const plain = run.plain(text);
  const value = plain === undefined ? undefined : body(plain);
  return value === undefined ? unknown("what is made of a text that isn't known") : value;
}

/** The first letter of a text in upper case, the others in lower case. */
export function capitalized(plain: string): string {
  const [first = '', ...rest] = plain;
  return first.toUpperCase() + rest.join('').toLowerCase();
}

function affix(args: Arguments, run: Rendering): string | undefined {
  const [part] = args.positional;
  return typeof part === 'string' ? run.plain(part) : undefined;
}

function strip(sides: 'both' | 'left' | 'right'): TextMethod {
  return (text, args, run) => {
    const [characters = null] = args.positional;
    if (characters === null) return stripped(text, undefined, sides, run);
    const plain = typeof characters === 'string' ? run.plain(characters) : undefined;
    return plain === undefined
      ? unknown("a text without characters that aren't known")
      : stripped(text, plain, sides, run);
  };
}

function split(right: boolean): TextMethod {
  return (text, args, run) => {
    const separator = argument(args, 0, 'sep') ?? null;
    const limit = integerOf(argument(args, 1, 'maxsplit') ?? -1);
    const plain = run.plain(text);
    const at = typeof separator === 'string' ? run.plain(separator) : undefined;
    if (plain === undefined || limit === undefined || (separator !== null && !at))
      return unknown("the parts of a text that isn't known", true);
    return list(splitText(plain, at, limit, right));
  };
}

function lines(text: string, keep: boolean): string[] {
  const found = text.match(/[^\n\r\v\f\u0085\u2028\u2029]*(?:\r\n|[\n\r\v\f\u0085\u2028\u2029]|$)/g) ?? [];
  const whole = found.filter((line) => line !== '');
  return keep ? whole : whole.map((line) => line.replace(/(?:\r\n|[\n\r\v\f\u0085\u2028\u2029])$/, ''));
}

function ends(
  part: (parts: readonly string[]) => string,
  holds: (part: string, wanted: string) => boolean,
): TextMethod {
  return (text, args, run) => {
    const [wanted = null] = args.positional;
    if (args.positional.length !== 1) return unknown('whether a part of a text starts or ends so');
    const options = isKind(wanted, 'list') ? wanted.items : [wanted];
    const parts = knownParts(text, run.table);
    const end = part(parts);
    let open = false;
    for (const option of options) {
      const plain = typeof option === 'string' ? run.plain(option) : undefined;
      if (plain === undefined) open = true;
      else if (holds(end, plain)) return true;
      else if (parts.length > 1 && holds(plain, end)) open = true;
    }
    return open ? unknown("how a text that isn't known starts or ends") : false;
  };
}

function pad(plain: string, args: Arguments, align: string, fill = ' '): Value | undefined {
  const [width, filling = fill] = args.positional;
  const size = integerOf(width);
  if (size === undefined || size > 100_000 || typeof filling !== 'string' || hasMarks(filling))
    return undefined;
  if (align !== 'center') return padded(plain, size, align, filling);
  // Python puts the odd blank to the left only when the width is odd.
  const room = Math.max(0, size - [...plain].length);
  const left = (room >> 1) + (room & size & 1);
  return filling.repeat(left) + plain + filling.repeat(room - left);
}

/** A place in a text in letters, where JavaScript counts some as two; -1 stays what it is. */
function letters(plain: string, place: number): number {
  return place < 0 ? place : [...plain.slice(0, place)].length;
}

function searched(find: (plain: string, wanted: string) => number | undefined): TextMethod {
  return (text, args, run) =>
    plainly(text, run, (plain) => {
      const [wanted, ...rest] = args.positional;
      const part = typeof wanted === 'string' ? run.plain(wanted) : undefined;
      return part === undefined || rest.length > 0 ? undefined : find(plain, part);
    });
}

function all(pattern: RegExp): TextMethod {
  return (text, _args, run) => plainly(text, run, (plain) => pattern.test(plain));
}

function partition(right: boolean): TextMethod {
  return (text, args, run) =>
    plainly(text, run, (plain) => {
      const part = affix(args, run);
      if (!part) return undefined;
      const at = right ? plain.lastIndexOf(part) : plain.indexOf(part);
      if (at < 0) return right ? tuple('', '', plain) : tuple(plain, '', '');
      return tuple(plain.slice(0, at), part, plain.slice(at + part.length));
    });
}
