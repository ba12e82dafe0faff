// Python's operators on values. What Python would refuse is unknown here. Deliberately absent: `and`, `or` and `not`, which look
// at one side first (evaluate.ts), and names.

import type { JinjaBinaryOperator, JinjaCompareOperator } from '../ast.ts';
import { percentFormat } from './format.ts';
import { entryUnder } from './iterables.ts';
import { firstUnknown, float, integer, integerOf, isKind, numberOf } from './kinds.ts';
import { knownParts } from './marks.ts';
import { limits, type Rendering } from './rendering.ts';
import { contains, equal, order } from './truth.ts';
import { type ListValue, unknown, type Value } from './values.ts';

/** The value of `left operator right`. */
export function binary(
  operator: Exclude<JinjaBinaryOperator, 'and' | 'or'>,
  left: Value,
  right: Value,
  run: Rendering,
): Value {
  if (operator === '~') return concatenate(left, right, run);
  if (operator === '%' && typeof left === 'string') return percentFormat(left, right, run);
  const lost = firstUnknown([left, right]);
  if (lost) return lost;
  const [a, b] = [numberOf(left), numberOf(right)];
  if (a !== undefined && b !== undefined) {
    const whole = !isKind(left, 'float') && !isKind(right, 'float');
    return arithmetic(operator, a, b, whole);
  }
  if (operator === '+' || operator === '-') {
    const own =
      (isKind(left, 'object') ? left.operate?.(operator, right, false) : undefined) ??
      (isKind(right, 'object') ? right.operate?.(operator, left, true) : undefined);
    if (own !== undefined) return own;
  }
  if (operator === '+') return add(left, right, run);
  if (operator === '*') return multiply(left, right, run) ?? multiply(right, left, run) ?? refused(operator);
  if (operator === '-' && isKind(left, 'list') && isKind(right, 'list') && left.type === 'set') {
    return { ...left, items: left.items.filter((item) => contains(right.items, item, run) === false) };
  }
  return refused(operator);
}

function refused(operator: string): Value {
  return unknown(`\`${operator}\` of values that it isn't for`);
}

function concatenate(left: Value, right: Value, run: Rendering): Value {
  const text = run.print(left) + run.print(right);
  return text.length > limits.length
    ? run.exhaust('the template makes a text too long to be followed')
    : text;
}

function arithmetic(operator: string, a: number, b: number, whole: boolean): Value {
  const result = (value: number) => (whole ? integer(value) : float(value));
  if ((operator === '/' || operator === '//' || operator === '%') && b === 0)
    return unknown('a division by zero');
  switch (operator) {
    case '+':
      return result(a + b);
    case '-':
      return result(a - b);
    case '*':
      return result(a * b);
    case '/':
      return float(a / b);
    case '//':
      return result(Math.floor(a / b));
    case '%':
      return result(a - Math.floor(a / b) * b);
    default:
      return whole && b >= 0 ? integer(a ** b) : float(a ** b);
  }
}

function add(left: Value, right: Value, run: Rendering): Value {
  if (typeof left === 'string' && typeof right === 'string') return concatenate(left, right, run);
  if (isKind(left, 'list') && isKind(right, 'list') && left.type === right.type && left.type !== 'set') {
    const { type } = left;
    return bounded({ kind: 'list', type, items: [...left.items, ...right.items] }, run);
  }
  return refused('+');
}

function multiply(value: Value, by: Value, run: Rendering): Value | undefined {
  const times = integerOf(by);
  if (times === undefined) return undefined;
  if (typeof value === 'string') {
    if (value.length * times > limits.length) return unknown('a text that is too long');
    return value.repeat(Math.max(0, times));
  }
  if (!isKind(value, 'list') || value.type === 'set') return undefined;
  if (value.items.length * times > limits.items) return unknown('a list that is too long');
  const items: Value[] = [];
  for (let turn = 0; turn < times; turn++) items.push(...value.items);
  return bounded({ kind: 'list', type: value.type, items }, run);
}

/** A list, counted as work. */
export function bounded(value: ListValue, run: Rendering): Value {
  if (value.items.length > limits.items) return unknown('a list that is too long');
  return run.charge(value.items.length >> 3) ? value : (run.exhausted ?? value);
}

/** `-` and `+` before a value. */
export function signed(operator: '-' | '+', value: Value): Value {
  if (isKind(value, 'unknown')) return value;
  const number = numberOf(value);
  if (number === undefined) return refused(operator);
  const changed = operator === '-' ? -number : number;
  return isKind(value, 'float') ? float(changed) : integer(changed);
}

/** Whether a comparison holds; undefined where that can't be known. */
export function compare(
  operator: JinjaCompareOperator,
  left: Value,
  right: Value,
  run: Rendering,
): boolean | undefined {
  switch (operator) {
    case '==':
      return equal(left, right, run);
    case '!=':
      return opposite(equal(left, right, run));
    case 'in':
      return within(left, right, run);
    case 'not in':
      return opposite(within(left, right, run));
  }
  const position = order(left, right, run);
  if (position === undefined) return undefined;
  switch (operator) {
    case '<':
      return position < 0;
    case '<=':
      return position <= 0;
    case '>':
      return position > 0;
    case '>=':
      return position >= 0;
  }
}

function opposite(answer: boolean | undefined): boolean | undefined {
  return answer === undefined ? undefined : !answer;
}

function within(item: Value, container: Value, run: Rendering): boolean | undefined {
  if (isKind(container, 'undefined')) return false;
  if (isKind(container, 'list')) return contains(container.items, item, run);
  if (isKind(container, 'dict')) {
    if (container.entries.size === 0 && !container.partial) return false;
    const found = entryUnder(container, item, run);
    if (found === undefined) return container.partial ? undefined : false;
    return isKind(item, 'unknown') || run.plain(run.print(item)) === undefined ? undefined : true;
  }
  if (typeof container !== 'string' || typeof item !== 'string') return undefined;
  const wanted = run.plain(item);
  if (wanted === undefined) return undefined;
  run.chargeText(container);
  const parts = knownParts(container, run.table);
  return parts.some((part) => part.includes(wanted)) || (parts.length === 1 ? false : undefined);
}
