// Values that an expression has whatever the project is: literals, and `loop` in a loop that runs once. Deliberately absent:
// variables, calls and filters; undefined always means "can't be known from here".

import type { JinjaExpression } from './ast.ts';

/** What is known of the loop around: nothing, or that its turn is the first and the last one. */
export type KnownLoop = 'only' | undefined;

/** A value as far as masking needs it; `null` is Jinja's none. */
export type KnownValue = string | number | boolean | null | undefined;

const onlyTurn: ReadonlyMap<string, KnownValue> = new Map<string, KnownValue>([
  ['first', true],
  ['last', true],
  ['index', 1],
  ['index0', 0],
  ['revindex', 1],
  ['revindex0', 0],
  ['length', 1],
]);

/** The value of an expression that needs nothing but the text; else undefined. */
export function knownValue(expression: JinjaExpression, loop: KnownLoop): KnownValue {
  switch (expression.kind) {
    case 'string':
    case 'number':
    case 'boolean':
      return expression.value;
    case 'none':
      return null;
    case 'attribute': {
      const { object, name } = expression;
      if (loop === 'only' && object.kind === 'name' && object.name === 'loop') return onlyTurn.get(name.text);
      return undefined;
    }
    case 'unary': {
      if (expression.operator !== 'not') return undefined;
      const value = knownValue(expression.operand, loop);
      return value === undefined ? undefined : !value;
    }
    case 'binary': {
      if (expression.operator !== 'and' && expression.operator !== 'or') return undefined;
      const left = knownValue(expression.left, loop);
      const right = knownValue(expression.right, loop);
      // One side can be enough: `false and x`, `x or true`.
      const deciding = expression.operator === 'or';
      if (left !== undefined && Boolean(left) === deciding) return left;
      if (right !== undefined && Boolean(right) === deciding) return left === undefined ? deciding : right;
      return left === undefined ? undefined : right;
    }
    case 'compare': {
      const [only] = expression.rest;
      if (!only || expression.rest.length > 1) return undefined;
      return compared(knownValue(expression.first, loop), only.operator, knownValue(only.value, loop));
    }
    case 'conditional': {
      const condition = knownValue(expression.condition, loop);
      if (condition === undefined) return undefined;
      if (condition) return knownValue(expression.consequent, loop);
      return expression.alternative ? knownValue(expression.alternative, loop) : '';
    }
    default:
      return undefined;
  }
}

function compared(left: KnownValue, operator: string, right: KnownValue): KnownValue {
  if (left === undefined || right === undefined) return undefined;
  if (operator === '==') return left === right;
  if (operator === '!=') return left !== right;
  if (typeof left !== 'number' || typeof right !== 'number') return undefined;
  switch (operator) {
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
    default:
      return undefined;
  }
}
