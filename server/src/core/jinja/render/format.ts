// Python's `%` and `str.format`, and numbers as texts of a given form. Deliberately absent: Python's locale forms.

import { isKind, list, numberOf, orElse } from './kinds.ts';
import { hasMarks } from './marks.ts';
import { floatText } from './print.ts';
import { limits, type Rendering } from './rendering.ts';
import { type Arguments, unknown, type Value } from './values.ts';

const directive = /%(?:\(([^)%]{0,200})\))?([-+ #0]*)(\*|\d+)?(?:\.(\*|\d+))?[hlL]?(.)?/gs;

/** `text % right`. */
export function percentFormat(text: string, right: Value, run: Rendering): Value {
  const all = isKind(right, 'list') && right.type === 'tuple' ? right.items : [right];
  let next = 0;
  let wrong = false;
  const made = text.replace(
    directive,
    (
      _whole,
      key: string | undefined,
      flags: string,
      width: string | undefined,
      places: string | undefined,
      type,
    ) => {
      if (type === '%') return '%';
      const value = key === undefined ? (isKind(right, 'unknown') ? right : all[next++]) : named(right, key);
      const written =
        value === undefined || width === '*' || places === '*'
          ? undefined
          : directed(value, type, flags, places, run);
      if (written === undefined || Number(width ?? 0) > 10_000) {
        wrong = true;
        return '';
      }
      const filled = flags.includes('-') ? '-' : flags.includes('0') && type !== 's' ? '0' : '';
      return padded(
        written,
        Number(width ?? 0),
        filled === '-' ? '<' : filled === '0' ? '=' : '>',
        filled === '0' ? '0' : ' ',
      );
    },
  );
  if (isKind(right, 'unknown') && wrong) return right;
  const spare = next < all.length && !isKind(right, 'dict') && !(next === 0 && all.length === 0);
  if (wrong || (spare && !isKind(right, 'unknown')))
    return unknown("a text with `%` and values that don't fit it");
  return made.length > limits.length
    ? run.exhaust('the template makes a text too long to be followed')
    : made;
}

function named(values: Value, key: string): Value | undefined {
  if (isKind(values, 'unknown')) return values;
  return isKind(values, 'dict') ? orElse(values.entries.get(key), values.partial) : undefined;
}

function directed(
  value: Value,
  type: string | undefined,
  flags: string,
  places: string | undefined,
  run: Rendering,
): string | undefined {
  const precision = places === undefined ? undefined : Number(places);
  if (type === 's' || type === 'r') {
    const text = type === 's' ? run.print(value) : run.print(list([value])).slice(1, -1);
    return precision === undefined || hasMarks(text) ? text : text.slice(0, precision);
  }
  if (isKind(value, 'unknown')) return run.print(value);
  if (type === 'c' && typeof value === 'string') return value;
  const number = numberOf(value);
  if (number === undefined || type === undefined) return undefined;
  const text = numberText(type === 'i' || type === 'u' ? 'd' : type, number, precision, false);
  if (text === undefined || number < 0) return text;
  return flags.includes('+') ? `+${text}` : flags.includes(' ') ? ` ${text}` : text;
}

function numberText(
  type: string,
  number: number,
  precision: number | undefined,
  grouped: boolean,
): string | undefined {
  const places = Math.min(precision ?? 6, 100);
  if (!(Math.abs(number) < 1e21)) return undefined;
  let text: string;
  switch (type) {
    case 'd':
      text = String(Math.trunc(number));
      break;
    case 'f':
    case 'F':
      text = fixedText(number, places);
      break;
    case 'e':
    case 'E':
      text = number.toExponential(places).replace(/e([+-])(\d)$/, 'e$10$2');
      break;
    case 'x':
    case 'X':
    case 'o':
    case 'b': {
      const digits = Math.trunc(number).toString(type === 'o' ? 8 : type === 'b' ? 2 : 16);
      text = type === 'X' ? digits.toUpperCase() : digits;
      break;
    }
    case 'g':
      if (Math.abs(number) >= 1e6 || (number !== 0 && Math.abs(number) < 1e-4)) return undefined;
      text = String(Number(number.toPrecision(Math.max(1, places))));
      break;
    default:
      return undefined;
  }
  return grouped ? text.replace(/^(-?\d+)/, (digits) => digits.replace(/\B(?=(\d{3})+$)/g, ',')) : text;
}

/** A number with so many decimal places, 60 at the most: Python rounds it as it is in binary, and a half to the even side. */
export function fixedText(number: number, places: number): string {
  const text = number.toFixed(places);
  if (places > 60 || Math.abs(number) >= 1e15) return text;
  const exact = Math.abs(number).toFixed(places + 40);
  const end = exact.indexOf('.') + 1 + places;
  if (!/^50*$/.test(exact.slice(end))) return text;
  // JavaScript rounds a half away from zero.
  const kept = exact.slice(0, places === 0 ? end - 1 : end);
  return Number(kept.at(-1)) % 2 === 0 ? `${number < 0 ? '-' : ''}${kept}` : text;
}

/** A text in a field of some width; texts with marks stay as they are. */
export function padded(text: string, width: number, align: string, fill: string): string {
  const length = [...text].length;
  if (length >= width || hasMarks(text)) return text;
  const room = width - length;
  switch (align) {
    case '<':
      return text + fill.repeat(room);
    case '^':
      return fill.repeat(room >> 1) + text + fill.repeat(room - (room >> 1));
    case '=': {
      const sign = /^[+-]/.exec(text)?.[0] ?? '';
      return sign + fill.repeat(room) + text.slice(sign.length);
    }
    default:
      return fill.repeat(room) + text;
  }
}

const field = /\{\{|\}\}|\{([^{}:!]*)(?:!([rsa]))?(?::([^{}]*))?\}|[{}]/g;

/** `text.format(…)`. */
export function formatMethod(text: string, args: Arguments, run: Rendering): Value {
  let next = 0;
  let wrong = false;
  const made = text.replace(
    field,
    (whole, path: string | undefined, conversion: string | undefined, specification: string | undefined) => {
      if (whole === '{{') return '{';
      if (whole === '}}') return '}';
      const value = /^\d*$/.test(path ?? '')
        ? args.positional[path ? Number(path) : next++]
        : args.named.get(path ?? '');
      if (value === undefined || path === undefined) {
        wrong = true;
        return '';
      }
      const shown = conversion === 'r' || conversion === 'a' ? run.print(list([value])).slice(1, -1) : value;
      const written = formatted(shown, specification ?? '', run);
      if (written === undefined) wrong = true;
      return written ?? '';
    },
  );
  return wrong ? unknown("a text and values that don't fit it") : made;
}

const form = /^(?:(.)?([<>=^]))?([+\- ])?(0)?(\d+)?(,)?(?:\.(\d+))?([a-zA-Z%])?$/s;

/** A value in a form of Python's format language; undefined for forms that it isn't for. */
function formatted(value: Value, specification: string, run: Rendering): string | undefined {
  if (specification === '' || isKind(value, 'unknown')) return run.print(value);
  const found = form.exec(specification);
  if (!found) return undefined;
  const [, fill, align, sign, zero, width, grouping, places, type] = found;
  if (Number(width ?? 0) > 10_000) return undefined;
  const precision = places === undefined ? undefined : Number(places);
  const number = typeof value === 'string' ? undefined : numberOf(value);
  let text: string | undefined;
  if (number === undefined) {
    if (type !== undefined && type !== 's') return undefined;
    text = run.print(value);
    if (precision !== undefined && !hasMarks(text)) text = text.slice(0, precision);
    return padded(text, Number(width ?? 0), align ?? '<', fill ?? ' ');
  }
  if (type === '%') text = `${fixedText(number * 100, precision ?? 6)}%`;
  else if (type !== undefined && type !== 'n') text = numberText(type, number, precision, grouping === ',');
  else if (isKind(value, 'float'))
    text = precision === undefined && !grouping ? floatText(number) : undefined;
  else text = numberText('d', number, undefined, grouping === ',');
  if (text !== undefined && number >= 0 && (sign === '+' || sign === ' ')) text = sign + text;
  return text === undefined
    ? undefined
    : padded(text, Number(width ?? 0), align ?? (zero ? '=' : '>'), fill ?? zero ?? ' ');
}
