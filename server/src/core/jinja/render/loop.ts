// The `loop` of a `for`. Deliberately absent: the turns (loops.ts).

import { callable, isKind, list, orElse, undefinedValue } from './kinds.ts';
import type { Rendering } from './rendering.ts';
import { equal, mayRepeat } from './truth.ts';
import { type Callable, type ObjectValue, unknown, type Value } from './values.ts';

/** See the head of this file. */
export class Loop {
  /** Of the turn under way, from 0. */
  index = 0;
  readonly #items: readonly Value[];
  readonly #depth: number;
  readonly #run: Rendering;
  #changed: Value | undefined;

  constructor(items: readonly Value[], depth: number, run: Rendering) {
    this.#items = items;
    this.#depth = depth;
    this.#run = run;
  }

  /** What `loop` is in the body; `again` runs the loop over other items, where it is recursive. */
  value(again: ((items: Value) => Value) | undefined): ObjectValue | Callable {
    const attribute = (name: string) => this.#attribute(name);
    if (!again) return { kind: 'object', type: 'loop', attribute };
    return {
      kind: 'callable',
      name: 'loop',
      attribute,
      call: ({ positional }, run) => {
        // One turn within another, as a macro within a macro.
        return run === this.#run ? this.#run.inMacro(() => again(positional[0] ?? null)) : null;
      },
    };
  }

  #attribute(name: string): Value | undefined {
    const { index } = this;
    const items = this.#items;
    const size = items.length;
    switch (name) {
      case 'index':
        return index + 1;
      case 'index0':
        return index;
      case 'revindex':
        return size - index;
      case 'revindex0':
        return size - index - 1;
      case 'first':
        return index === 0;
      case 'last':
        return index === size - 1;
      case 'length':
        return size;
      case 'depth':
        return this.#depth + 1;
      case 'depth0':
        return this.#depth;
      case 'previtem':
        return this.#neighbour(index - 1);
      case 'nextitem':
        return this.#neighbour(index + 1);
      case 'cycle':
        return callable('cycle', ({ positional }) =>
          orElse(positional[index % positional.length], undefinedValue('cycle')),
        );
      case 'changed':
        return callable('changed', ({ positional }) => this.#hasChanged(list(positional)));
      default:
        return undefined;
    }
  }

  #neighbour(index: number): Value {
    const item = this.#items[index];
    if (item === undefined) return undefinedValue('loop item');
    return isKind(item, 'unknown') && mayRepeat(item, this.#run) ? unknown(item.why) : item;
  }

  #hasChanged(value: Value): Value {
    const before = this.#changed;
    this.#changed = value;
    const same = before === undefined ? false : equal(before, value, this.#run);
    return same === undefined ? unknown("whether something changed that isn't known") : !same;
  }
}
