// Truth, equality and order of values as in Python; undefined means that it can't be known. Deliberately absent: the operators
// that make values (operators.ts).

import { isKind, numberOf } from './kinds.ts';
import { hasMarks, hasRepetition, knownParts } from './marks.ts';
import type { Rendering } from './rendering.ts';
import type { DictValue, ListValue, Value } from './values.ts';

/** Whether a value counts as true. */
export function truth(value: Value, run: Rendering): boolean | undefined {
  if (value === null) return false;
  if (typeof value === 'string') {
    run.chargeText(value);
    if (!hasMarks(value)) return value !== '';
    const parts = knownParts(value, run.table);
    return parts.some((part) => part !== '') || (parts.length === 1 ? false : undefined);
  }
  if (typeof value !== 'object') return Boolean(value);
  switch (value.kind) {
    case 'unknown':
      return undefined;
    case 'undefined':
      return false;
    case 'float':
      return value.value !== 0;
    case 'list':
      if (value.items.some((item) => !mayRepeat(item, run))) return true;
      return value.items.length === 0 ? false : undefined;
    case 'dict':
      return value.entries.size > 0 || (value.partial ? undefined : false);
    default:
      return true;
  }
}

/** Whether an item of a list may stand for any number of items. */
export function mayRepeat(item: Value, run: Rendering): boolean {
  if (typeof item === 'string') return hasMarks(item) && hasRepetition(item, run.table);
  return isKind(item, 'unknown') && item.many;
}

const deepest = 40;

/** Whether two values are equal. */
export function equal(left: Value, right: Value, run: Rendering, depth = 0): boolean | undefined {
  if (depth > deepest || !run.charge(1)) return undefined;
  if (isKind(left, 'unknown') || isKind(right, 'unknown')) return undefined;
  if (typeof left === 'string' && typeof right === 'string') return equalTexts(left, right, run);
  const [a, b] = [numberOf(left), numberOf(right)];
  if (a !== undefined || b !== undefined) return a === b;
  if (left === right) return true;
  if (isKind(left, 'undefined')) return isKind(right, 'undefined');
  if (isKind(left, 'list') && isKind(right, 'list')) return equalLists(left, right, run, depth);
  if (isKind(left, 'dict') && isKind(right, 'dict')) return equalDicts(left, right, run, depth);
  if (isKind(left, 'object') && isKind(right, 'object')) {
    if (left.type !== right.type) return false;
    const [first, second] = [left.print?.(), right.print?.()];
    return first === undefined || second === undefined ? undefined : first === second;
  }
  return false;
}

function equalTexts(left: string, right: string, run: Rendering): boolean | undefined {
  run.chargeText(left);
  if (!hasMarks(left) && !hasMarks(right)) return left === right;
  const a = knownParts(left, run.table);
  const b = knownParts(right, run.table);
  if (a.length === 1 && b.length === 1) return a[0] === b[0];
  // What both say at their two ends is enough to tell them apart.
  const begins = agree(a[0] ?? '', b[0] ?? '', (text, part) => text.startsWith(part));
  const ends = agree(a.at(-1) ?? '', b.at(-1) ?? '', (text, part) => text.endsWith(part));
  const length = (parts: readonly string[]) => parts.reduce((sum, part) => sum + part.length, 0);
  const tooLong = a.length === 1 ? length(b) > length(a) : b.length === 1 && length(a) > length(b);
  return begins && ends && !tooLong ? undefined : false;
}

function agree(a: string, b: string, holds: (text: string, part: string) => boolean): boolean {
  return a.length < b.length ? holds(b, a) : holds(a, b);
}

function equalLists(left: ListValue, right: ListValue, run: Rendering, depth: number): boolean | undefined {
  if (left.type !== right.type) return false;
  if ([...left.items, ...right.items].some((item) => mayRepeat(item, run))) return undefined;
  if (left.items.length !== right.items.length) return false;
  if (left.type === 'set') return every(left.items.map((item) => contains(right.items, item, run)));
  return every(left.items.map((item, index) => equal(item, right.items[index] ?? null, run, depth + 1)));
}

function equalDicts(left: DictValue, right: DictValue, run: Rendering, depth: number): boolean | undefined {
  if (left.partial || right.partial) return undefined;
  if (left.entries.size !== right.entries.size) return false;
  return every(
    [...left.entries].map(([key, value]) => {
      const other = right.entries.get(key);
      return other !== undefined && equal(value, other, run, depth + 1);
    }),
  );
}

function every(answers: readonly (boolean | undefined)[]): boolean | undefined {
  if (answers.includes(false)) return false;
  return answers.includes(undefined) ? undefined : true;
}

/** Whether one of some values equals another one. */
export function contains(items: readonly Value[], wanted: Value, run: Rendering): boolean | undefined {
  let open = false;
  for (const item of items) {
    const same = mayRepeat(item, run) ? undefined : equal(item, wanted, run, 1);
    if (same) return true;
    if (same === undefined) open = true;
  }
  return open ? undefined : false;
}

/** How a value stands to another: negative, zero or positive; undefined where that can't be known or Python has no order. */
export function order(left: Value, right: Value, run: Rendering, depth = 0): number | undefined {
  if (depth > deepest || !run.charge(1)) return undefined;
  const [a, b] = [numberOf(left), numberOf(right)];
  if (a !== undefined && b !== undefined) return a < b ? -1 : a > b ? 1 : 0;
  if (typeof left === 'string' && typeof right === 'string') {
    const [x, y] = [run.plain(left), run.plain(right)];
    if (x === undefined || y === undefined) return undefined;
    return x < y ? -1 : x > y ? 1 : 0;
  }
  if (isKind(left, 'object') && isKind(right, 'object') && left.type === right.type) {
    return left.order === undefined || right.order === undefined ? undefined : left.order - right.order;
  }
  if (!isKind(left, 'list') || !isKind(right, 'list') || left.type !== right.type) return undefined;
  if (left.type === 'set' || [...left.items, ...right.items].some((item) => mayRepeat(item, run)))
    return undefined;
  for (const [index, item] of left.items.entries()) {
    const other = right.items[index];
    if (other === undefined) return 1;
    const same = equal(item, other, run, depth + 1);
    if (same === undefined) return undefined;
    if (!same) return order(item, other, run, depth + 1);
  }
  return left.items.length - right.items.length;
}
