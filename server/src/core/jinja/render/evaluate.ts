// The value of an expression. Deliberately absent: statements, and what names mean (frame.ts).

import type { JinjaArgument, JinjaExpression } from '../ast.ts';
import type { Frame } from './frame.ts';
import { attribute, item, slice } from './items.ts';
import { itemsOf, putEntry } from './iterables.ts';
import { dict, float, integer, isKind, list, tuple, undefinedValue } from './kinds.ts';
import { withoutMarks } from './marks.ts';
import { binary, compare, signed } from './operators.ts';
import { limits, type Rendering } from './rendering.ts';
import { mayRepeat, truth } from './truth.ts';
import { type Arguments, unknown, type Value } from './values.ts';

/** The value of an expression; what isn't written has none. */
export function evaluate(expression: JinjaExpression | undefined, frame: Frame): Value {
  if (!expression) return undefinedValue('');
  const { run } = frame;
  if (!run.charge(1)) return run.exhausted ?? null;
  if (run.nesting >= limits.nesting) return run.cut('the template nests too deep to be followed');
  run.nesting++;
  const value = computed(expression, frame, run);
  run.nesting--;
  return value;
}

function computed(expression: JinjaExpression, frame: Frame, run: Rendering): Value {
  switch (expression.kind) {
    case 'string':
      return literal(expression.value);
    case 'number':
      return expression.integer ? integer(expression.value) : float(expression.value);
    case 'boolean':
      return expression.value;
    case 'none':
      return null;
    case 'name':
      return frame.get(expression.name);
    case 'attribute': {
      const object = evaluate(expression.object, frame);
      return expression.name.text === '' ? object : attribute(object, expression.name.text, run);
    }
    case 'subscript': {
      const object = evaluate(expression.object, frame);
      const { index } = expression;
      if (index.kind === 'missing') return object;
      if (index.kind !== 'slice') return item(object, evaluate(index, frame), run);
      const bounds = [index.start, index.stop, index.step];
      return slice(
        object,
        bounds.map((bound) => bound && evaluate(bound, frame)),
        run,
      );
    }
    case 'call': {
      const target = evaluate(expression.target, frame);
      const args = evaluateArguments(expression.args, frame);
      return isArguments(args) ? run.call(target, args) : args;
    }
    case 'filter': {
      const { name, args } = expression.filter;
      return filtered(evaluate(expression.value, frame), name.text, args, frame);
    }
    case 'test':
    case 'compare':
      return condition(expression, frame) ?? unknown("a condition that depends on what isn't known");
    case 'unary':
      if (expression.operator === 'not')
        return condition(expression, frame) ?? unknown("a condition that depends on what isn't known");
      return signed(expression.operator, evaluate(expression.operand, frame));
    case 'binary':
      return evaluateBinary(expression, frame, run);
    case 'conditional':
      return evaluateConditional(expression, frame, run);
    case 'list':
      return list(expression.items.filter(written).map((each) => evaluate(each, frame)));
    case 'tuple':
      return tuple(...expression.items.filter(written).map((each) => evaluate(each, frame)));
    case 'dict': {
      const made = dict();
      for (const { key, value } of expression.entries)
        putEntry(made, evaluate(key, frame), evaluate(value, frame), run);
      return made;
    }
    case 'slice':
    case 'missing':
      return undefinedValue('');
  }
}

function written(expression: JinjaExpression): boolean {
  return expression.kind !== 'missing';
}

/** A text as users wrote it, as a value. */
export function literal(text: string): string {
  const plain = withoutMarks(text);
  return plain.includes('\r') ? plain.replace(/\r\n?/g, '\n') : plain;
}

function evaluateBinary(
  expression: Extract<JinjaExpression, { kind: 'binary' }>,
  frame: Frame,
  run: Rendering,
): Value {
  const { operator } = expression;
  const left = evaluate(expression.left, frame);
  if (operator !== 'and' && operator !== 'or') {
    return binary(operator, left, evaluate(expression.right, frame), run);
  }
  const known = truth(left, run);
  if (known !== undefined) return known === (operator === 'or') ? left : evaluate(expression.right, frame);
  const right = evaluate(expression.right, frame);
  // Whatever the left side is, the whole counts as this.
  if (right === (operator === 'or')) return right;
  return isKind(left, 'unknown') ? left : unknown("a condition that depends on what isn't known");
}

function evaluateConditional(
  expression: Extract<JinjaExpression, { kind: 'conditional' }>,
  frame: Frame,
  run: Rendering,
): Value {
  const holds = condition(expression.condition, frame);
  const otherwise = () => evaluate(expression.alternative, frame);
  if (holds === true) return evaluate(expression.consequent, frame);
  if (holds === false) return otherwise();
  const first = evaluate(expression.consequent, frame);
  const blank = !isKind(first, 'unknown') && run.print(first).trim() === '';
  const taken = blank ? expression.alternative : expression.consequent;
  run.chose(frame.template.own, expression.range, taken?.range, whetherHolds(expression.condition, frame));
  return blank ? otherwise() : first;
}

/** What isn't known where a condition isn't, for people. */
export function whetherHolds(expression: JinjaExpression | undefined, frame: Frame): string {
  if (!expression) return 'whether a condition holds';
  const { start, end } = expression.range;
  const code = frame.template.source.text.slice(start, end).replaceAll(/\s+/g, ' ');
  return `whether \`${code.length > 60 ? `${code.slice(0, 60)}…` : code}\` holds`;
}

/** Whether an expression holds as a condition; undefined where that can't be known. */
export function condition(expression: JinjaExpression | undefined, frame: Frame): boolean | undefined {
  if (!expression || expression.kind === 'missing') return undefined;
  const { run } = frame;
  if (!run.charge(1) || run.nesting >= limits.nesting) return undefined;
  run.nesting++;
  const answer = holds(expression, frame, run);
  run.nesting--;
  return answer;
}

function holds(expression: JinjaExpression, frame: Frame, run: Rendering): boolean | undefined {
  switch (expression.kind) {
    case 'unary': {
      if (expression.operator !== 'not') break;
      const inner = condition(expression.operand, frame);
      return inner === undefined ? undefined : !inner;
    }
    case 'binary': {
      const { operator } = expression;
      if (operator !== 'and' && operator !== 'or') break;
      const left = condition(expression.left, frame);
      if (left === (operator === 'or')) return left;
      const right = condition(expression.right, frame);
      return right === (operator === 'or') || left !== undefined ? right : undefined;
    }
    case 'compare': {
      let left = evaluate(expression.first, frame);
      let all: boolean | undefined = true;
      for (const { operator, value } of expression.rest) {
        const right = evaluate(value, frame);
        const answer = compare(operator, left, right, run);
        if (answer === false) return false;
        if (answer === undefined) all = undefined;
        left = right;
      }
      return all;
    }
    case 'test': {
      const value = evaluate(expression.value, frame);
      const args = evaluateArguments(expression.args, frame);
      const test = run.library.tests.get(expression.name.text);
      if (!test || !isArguments(args)) return undefined;
      const answer = truth(test(value, args, run), run);
      return answer === undefined ? undefined : answer !== expression.negated;
    }
  }
  return truth(evaluate(expression, frame), run);
}

/** Arguments of a call; an unknown value where what is unpacked isn't known. */
export function evaluateArguments(args: readonly JinjaArgument[], frame: Frame): Arguments | Value {
  const { run } = frame;
  const positional: Value[] = [];
  const named = new Map<string, Value>();
  for (const { name, value, spread } of args) {
    const given = evaluate(value, frame);
    if (spread === '*') {
      const items = itemsOf(given, run);
      if (!items || items.some((each) => mayRepeat(each, run))) return unknown("arguments that aren't known");
      run.charge(items.length);
      for (const each of items) positional.push(each);
    } else if (spread === '**') {
      if (!isKind(given, 'dict') || given.partial) return unknown("arguments that aren't known");
      for (const [key, each] of given.entries) named.set(key, each);
    } else if (name) {
      named.set(name.text, given);
    } else if (value.kind !== 'missing') {
      positional.push(given);
    }
  }
  return { positional, named };
}

/** Tells arguments from the unknown value in their place. */
export function isArguments(args: Arguments | Value): args is Arguments {
  return typeof args === 'object' && args !== null && 'positional' in args;
}

/** A value after a filter. */
export function filtered(value: Value, name: string, written: readonly JinjaArgument[], frame: Frame): Value {
  if (name === '') return value;
  const { run } = frame;
  const args = evaluateArguments(written, frame);
  if (!isArguments(args)) return args;
  const filter = run.library.filters.get(name);
  if (!filter) return unknown(`the filter \`${name}\` isn't known`);
  if (typeof value === 'string') run.chargeText(value);
  const made = filter(value, args, run);
  if (typeof made === 'string' && made.length > limits.length)
    return run.exhaust('the template makes a text too long to be followed');
  return made;
}
