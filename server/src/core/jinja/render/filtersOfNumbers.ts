// Jinja's filters of numbers. Deliberately absent: sums, which are of lists.

import { fixedText } from './format.ts';
import { argument, float, integer, integerOf, isKind, numberOf, orElse } from './kinds.ts';
import type { JinjaFunction, Rendering } from './rendering.ts';
import { truth } from './truth.ts';
import { type Arguments, unknown, type Value } from './values.ts';

/** See the head of this file. */
export const numberFilters: readonly (readonly [string, JinjaFunction])[] = [
  ['abs', absolute],
  ['int', toInteger],
  ['float', toFloat],
  ['round', rounded],
  ['filesizeformat', fileSize],
];

function absolute(value: Value): Value {
  const number = numberOf(value);
  if (number === undefined) return unknown('the absolute value of what is no number');
  return isKind(value, 'float') ? float(Math.abs(number)) : integer(Math.abs(number));
}

function toInteger(value: Value, args: Arguments, run: Rendering): Value {
  const number = numberOf(value);
  if (number !== undefined)
    return Number.isFinite(number) ? integer(Math.trunc(number)) : unknown('a number that is too large');
  const preset = orElse(argument(args, 0, 'default'), 0);
  if (isKind(value, 'undefined')) return unknown(`\`${value.name}\` has no value`);
  if (isKind(value, 'object')) return unknown(`the number that ${value.type} is`);
  if (typeof value !== 'string') return preset;
  const plain = run.plain(value);
  const base = integerOf(argument(args, 1, 'base') ?? 10);
  if (plain === undefined || base === undefined || base < 2 || base > 36)
    return unknown('the number that a text is');
  const text = plain.trim().replace(/(?<=[\da-z])_(?=[\da-z])/gi, '');
  if (base === 10) {
    if (/^[+-]?\d+$/.test(text)) return integer(Number(text));
    const decimal = decimalOf(text);
    return decimal !== undefined && Number.isFinite(decimal) ? integer(Math.trunc(decimal)) : preset;
  }
  const digits = text.replace(/^([+-]?)0[xob]/i, '$1');
  const fits =
    /^[+-]?[\da-z]+$/i.test(digits) && [...digits].every((digit) => !(Number.parseInt(digit, 36) >= base));
  return fits ? integer(Number.parseInt(digits, base)) : preset;
}

function decimalOf(text: string): number | undefined {
  if (text.length > 400) return undefined;
  const plain = text.trim().replace(/(?<=\d)_(?=\d)/g, '');
  if (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain)) return Number(plain);
  if (/^[+-]?(inf|infinity)$/i.test(plain)) return plain.startsWith('-') ? -Infinity : Infinity;
  return /^[+-]?nan$/i.test(plain) ? Number.NaN : undefined;
}

function toFloat(value: Value, args: Arguments, run: Rendering): Value {
  const number = numberOf(value);
  if (number !== undefined) return float(number);
  const preset = orElse(argument(args, 0, 'default'), float(0));
  if (isKind(value, 'undefined')) return unknown(`\`${value.name}\` has no value`);
  if (isKind(value, 'object')) return unknown(`the number that ${value.type} is`);
  if (typeof value !== 'string') return preset;
  const plain = run.plain(value);
  if (plain === undefined) return unknown('the number that a text is');
  const decimal = decimalOf(plain);
  return decimal === undefined ? preset : float(decimal);
}

function rounded(value: Value, args: Arguments): Value {
  const number = numberOf(value);
  const places = integerOf(argument(args, 0, 'precision') ?? 0);
  const way = argument(args, 1, 'method') ?? 'common';
  if (number === undefined || places === undefined || places < 0 || places > 60 || Math.abs(number) >= 1e15)
    return unknown('a number, rounded');
  if (way === 'common')
    return isKind(value, 'float') ? float(Number(fixedText(number, places))) : integer(number);
  if (way !== 'ceil' && way !== 'floor') return unknown('a number, rounded');
  const scale = 10 ** places;
  return float((way === 'ceil' ? Math.ceil(number * scale) : Math.floor(number * scale)) / scale);
}

function fileSize(value: Value, args: Arguments, run: Rendering): Value {
  const asFloat = toFloat(value, { positional: [], named: new Map() }, run);
  const bytes = numberOf(asFloat);
  if (bytes === undefined) return asFloat;
  const binary = truth(argument(args, 0, 'binary') ?? false, run) === true;
  const base = binary ? 1024 : 1000;
  if (bytes === 1) return '1 Byte';
  if (bytes < base) return `${Math.trunc(bytes)} Bytes`;
  const units = [...'kMGTPEZY'];
  for (const [index, unit] of units.entries()) {
    if (bytes >= base ** (index + 2) && index < units.length - 1) continue;
    return `${fixedText(bytes / base ** (index + 1), 1)} ${binary ? `${unit.toUpperCase()}i` : unit}B`;
  }
  return '';
}
