// Gives values to what `set`, `for` and `with` name. Deliberately absent: the values.

import type { JinjaTarget } from '../ast.ts';
import type { Frame } from './frame.ts';
import { attribute } from './items.ts';
import { itemsOf } from './iterables.ts';
import { integerOf, isKind } from './kinds.ts';
import { mayRepeat } from './truth.ts';
import { type UnknownValue, unknown, type Value } from './values.ts';

/** Assigns a value to its target, or its items to as many targets. */
export function assign(targets: readonly JinjaTarget[], value: Value, frame: Frame): void {
  const [only] = targets;
  if (!only) return;
  if (targets.length === 1 && only.kind !== 'tuple') {
    assignOne(only, value, frame);
    return;
  }
  const into = targets.length === 1 && only.kind === 'tuple' ? only.items : targets;
  const items = isKind(value, 'unknown') ? undefined : itemsOf(value, frame.run);
  if (!items || items.length !== into.length || items.some((item) => mayRepeat(item, frame.run))) {
    const lost = isKind(value, 'unknown') ? value : unknown("one of several values that aren't known");
    for (const target of into) assignUnknown(target, lost, frame);
    return;
  }
  for (const [index, target] of into.entries()) assign([target], items[index] ?? null, frame);
}

function assignOne(target: JinjaTarget, value: Value, frame: Frame): void {
  if (target.kind === 'name') frame.set(target.name, value);
  if (target.kind !== 'attribute') return;
  const [first, ...rest] = target.path;
  const last = rest.pop();
  if (!first || !last) return;
  let object = frame.get(first.text);
  for (const { text } of rest) object = attribute(object, text, frame.run);
  if (!isKind(object, 'object')) return;
  const { repeating } = frame.run;
  // A count over turns whose number isn't known isn't known either.
  const counted = repeating !== undefined && integerOf(value) !== undefined && typeof value !== 'boolean';
  object.assign?.(last.text, counted ? unknown(repeating) : value);
}

/** Gives every name in a target the same unknown value. */
export function assignUnknown(target: JinjaTarget, value: UnknownValue, frame: Frame): void {
  if (target.kind === 'tuple') for (const item of target.items) assignUnknown(item, value, frame);
  else assignOne(target, value, frame);
}
