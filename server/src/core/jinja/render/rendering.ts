// One rendering under way: its limits, marks, what the template said of itself. Deliberately absent: names (frame.ts) and how
// anything is evaluated.

import type { TextRange } from '../../text.ts';
import { isKind } from './kinds.ts';
import { knownParts, type MarkTable, markTable } from './marks.ts';
import { printBudget, printed } from './print.ts';
import type { RenderedChoice } from './rendered.ts';
import { type Arguments, type Callable, type Run, type UnknownValue, unknown, type Value } from './values.ts';

/** A filter or a test of Jinja. */
export type JinjaFunction = (value: Value, args: Arguments, run: Rendering) => Value;

/** Jinja's own functions. */
export interface Library {
  readonly filters: ReadonlyMap<string, JinjaFunction>;
  readonly tests: ReadonlyMap<string, JinjaFunction>;
  readonly globals: ReadonlyMap<string, Value>;
}

/** How much a template may do before it is broken off. */
export const limits = {
  /** Expressions and nodes, and items of lists that functions go through. */
  steps: 200_000,
  /** Expressions and blocks within each other, through macros too; the JavaScript stack carries it. */
  nesting: 500,
  /** Macros within each other. */
  macros: 60,
  /** Characters of the whole and of any one text. */
  length: 2_000_000,
  /** Items of one list that a function makes. */
  items: 100_000,
};

/** Thrown to leave a macro with a value. */
export class ReturnSignal {
  readonly value: Value;
  constructor(value: Value) {
    this.value = value;
  }
}

/** Thrown to leave a turn of a loop: `continue`, or `break`, which ends the loop. */
export class TurnSignal {
  readonly ends: boolean;
  constructor(ends: boolean) {
    this.ends = ends;
  }
}

/** Thrown to leave the tag that is being rendered. */
export class CutSignal {
  readonly why: UnknownValue;
  constructor(why: UnknownValue) {
    this.why = why;
  }
}

/** See the head of this file. */
export class Rendering implements Run {
  readonly table: MarkTable = markTable();
  readonly config = new Map<string, Value>();
  readonly choices: RenderedChoice[] = [];
  readonly library: Library;
  readonly incremental: boolean;
  /** Why it was broken off first; undefined while it wasn't. */
  cutWhy: string | undefined;
  /** What everything is once a limit is reached; undefined until then. */
  exhausted: UnknownValue | undefined;
  /** How deep in expressions and blocks it is; whoever catches a signal puts it back. */
  nesting = 0;
  /** In how many loops of the same macro it is. */
  loops = 0;
  /** Why the turn under way may come any number of times; undefined where it comes once. */
  repeating: string | undefined;
  readonly cover: number | undefined;
  /** The tag of the template that was asked for which is being run; undefined before the first. */
  tag: TextRange | undefined;
  #steps = 0;
  #macros = 0;

  constructor(library: Library, incremental: boolean, cover: number | undefined) {
    this.library = library;
    this.incremental = incremental;
    this.cover = cover;
  }

  /** Counts work. Too much of it leaves the tag under way; from then on it answers false. */
  charge(steps: number): boolean {
    const before = this.exhausted;
    if (!this.count(steps) && !before && this.exhausted) throw new CutSignal(this.exhausted);
    return before === undefined;
  }

  /** Counts work as `charge` does, where there is no tag to leave. */
  count(steps: number): boolean {
    this.#steps += steps;
    if (this.#steps > limits.steps) this.spend('the template does too much to be followed');
    return this.exhausted === undefined;
  }

  /** Ends all evaluation: leaves the tag under way, and what comes after it is unknown. */
  exhaust(why: string): UnknownValue {
    if (this.exhausted) return this.exhausted;
    throw new CutSignal(this.spend(why));
  }

  /** Ends all evaluation from here on. */
  spend(why: string): UnknownValue {
    this.cutWhy ??= why;
    this.exhausted ??= unknown(why);
    return this.exhausted;
  }

  call(target: Value, args: Arguments): Value {
    if (!this.charge(1)) return this.exhausted ?? null;
    if (isKind(target, 'callable')) return this.#bounded(target, args);
    if (isKind(target, 'unknown')) return target;
    if (isKind(target, 'undefined')) return unknown(`the macro \`${target.name}\` isn't known`);
    return unknown('a call of what is no function');
  }

  #bounded(target: Callable, args: Arguments): Value {
    if (this.nesting > limits.nesting) return this.cut('the template nests too deep to be followed');
    const value = target.call(args, this);
    return typeof value === 'string' && value.length > limits.length
      ? this.exhaust('the template makes a text too long to be followed')
      : value;
  }

  /** Notes that the template nests too deep, and gives what is unknown for that. */
  tooDeep(): UnknownValue {
    this.cutWhy ??= 'the template nests too deep to be followed';
    return unknown('the template nests too deep to be followed');
  }

  /** Runs a macro's body. */
  inMacro(run: () => Value): Value {
    if (this.#macros >= limits.macros) this.cut('macros call each other too deep to be followed');
    const { nesting, loops } = this;
    this.#macros++;
    this.loops = 0;
    try {
      return run();
    } catch (signal) {
      if (signal instanceof ReturnSignal) return signal.value;
      throw signal;
    } finally {
      this.#macros--;
      this.nesting = nesting;
      this.loops = loops;
    }
  }

  /** Runs a turn of a loop; gives the signal with which it was left, undefined where it came to its end. */
  inTurn(turn: () => void): TurnSignal | undefined {
    const { nesting } = this;
    this.loops++;
    try {
      turn();
    } catch (signal) {
      if (!(signal instanceof TurnSignal)) throw signal;
      this.nesting = nesting;
      return signal;
    } finally {
      this.loops--;
    }
    return undefined;
  }

  /** Counts work on a text. */
  chargeText(text: string): void {
    if (text.length >= 256) this.charge(text.length >> 8);
  }

  print(value: Value): string {
    if (typeof value === 'string') return value;
    const budget = printBudget();
    const before = budget.left;
    const text = printed(value, this.table, budget);
    this.chargeText(text);
    // A list too long to be printed was work all the same.
    if (budget.left < 0) this.charge((before - budget.left) >> 8);
    return text;
  }

  plain(text: string): string | undefined {
    this.chargeText(text);
    const parts = knownParts(text, this.table);
    return parts.length === 1 ? parts[0] : undefined;
  }

  cut(why: string): never {
    this.cutWhy ??= why;
    throw new CutSignal(unknown(why));
  }

  configure(key: string, value: Value): void {
    this.config.set(key, value);
  }

  configured(key: string): Value | undefined {
    return this.config.get(key);
  }

  /** Remembers what was taken where a condition isn't known; in another template than the one asked for, at the tag that led there. */
  chose(own: boolean, range: TextRange, taken: TextRange | undefined, why: string): void {
    if (this.choices.length >= 1000) return;
    if (own) this.choices.push({ range, taken, why });
    else if (this.tag && !this.choices.some((choice) => choice.range === this.tag))
      this.choices.push({ range: this.tag, taken: this.tag, why });
  }
}
