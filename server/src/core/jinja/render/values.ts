// The values of a template while it is rendered without dbt: Jinja's own, dbt's objects, and what can't be known.
// Deliberately absent: how they are computed (evaluate.ts, filters.ts) and dbt's names (semantics/render).

/**
 * A value. Text is a JavaScript string, in which marks (marks.ts) stand around what a placeholder or a relation printed, so that
 * concatenation, `replace`, `join` and the like keep them without knowing of them.
 */
export type Value =
  | null
  | boolean
  | number
  | string
  | FloatValue
  | ListValue
  | DictValue
  | ObjectValue
  | Callable
  | UndefinedValue
  | UnknownValue;

/** A number that Python prints with a decimal point (`2.0`); whole numbers are plain numbers. */
export interface FloatValue {
  readonly kind: 'float';
  readonly value: number;
}

/** A list, a tuple or a set. Templates change lists (`do xs.append(…)`); nobody else does. */
export interface ListValue {
  readonly kind: 'list';
  readonly type: 'list' | 'tuple' | 'set';
  readonly items: Value[];
  /** Names of the items, where they can be asked for by name too (a group of `groupby`). */
  readonly fields?: readonly string[];
}

/** A dict in the order of insertion. Keys are texts without marks; other keys stand as Python prints them. */
export interface DictValue {
  readonly kind: 'dict';
  readonly entries: Map<string, Value>;
  /** The keys that are no texts, by what stands for them in `entries`; absent where all are texts. */
  originals?: Map<string, Value>;
  /** Why it may have entries that nobody knows; absent where all are known. */
  partial?: UnknownValue;
}

/** A thing of dbt's context with attributes: a relation, `adapter`, `target`, `loop`, a namespace. */
export interface ObjectValue {
  readonly kind: 'object';
  /** For messages and for Jinja's tests: `relation`, `adapter`, `namespace` … */
  readonly type: string;
  /** The value of an attribute; undefined where it has none of that name. */
  attribute(name: string): Value | undefined;
  /** Assigns an attribute (`set ns.x = 1`); absent where that isn't possible. */
  assign?(name: string, value: Value): void;
  /** What it prints; the engine marks it where it is a relation. Absent: it prints a placeholder. */
  print?(): string;
  /** Its place among objects of its type (a date among dates); absent where they have no order. */
  readonly order?: number;
  /** What `+` or `-` gives, `reversed` where the object stands on the right; undefined or absent where Python refuses it. */
  operate?(operator: '+' | '-', other: Value, reversed: boolean): Value | undefined;
  /** The relation it stands for, always the same object for the same relation; undefined for anything else. */
  readonly relation?: RelationIdentity;
}

/** Which relation a text stands for, as the caller of the renderer names it. */
export interface RelationIdentity {
  /** The unique id of a node or source, or `file:` and the path of a model that dbt hasn't parsed yet; undefined for a relation of no node. */
  readonly id: string | undefined;
}

/** A function of the context, a macro, or a method. It never throws; what it can't know it answers with an unknown value. */
export interface Callable {
  readonly kind: 'callable';
  readonly name: string;
  call(args: Arguments, run: Run): Value;
  /** Attributes of a function (`config.get`, `macro.name`); undefined where it has none of that name. */
  attribute?(name: string): Value | undefined;
}

/** Arguments of a call, unpacked. */
export interface Arguments {
  readonly positional: readonly Value[];
  readonly named: ReadonlyMap<string, Value>;
}

/** What a callable may ask of the rendering that calls it. */
export interface Run {
  /** Calls any callable, within the rendering's limits. */
  call(target: Value, args: Arguments): Value;
  /** The text that a value prints, with marks. */
  print(value: Value): string;
  /** A text without its marks; undefined where some of it isn't known. */
  plain(text: string): string | undefined;
  /** Counts work beyond that of the call itself, about one for each item or eight letters; false once there was too much. */
  charge(steps: number): boolean;
  /** Breaks off what is being rendered, as an error of dbt does; `why` is for people. It never returns: let it pass. */
  cut(why: string): never;
  /** Remembers something that the template said of itself: `config(…)` keys. */
  configure(key: string, value: Value): void;
  /** What `config(…)` has said so far; undefined where the key wasn't set. */
  configured(key: string): Value | undefined;
  /** Whether `is_incremental()` holds in this rendering. */
  readonly incremental: boolean;
}

/** Jinja's undefined: printed as nothing, false in a condition. */
export interface UndefinedValue {
  readonly kind: 'undefined';
  readonly name: string;
}

/** A value that can't be known without running something. Operations on it give unknown values again. */
export interface UnknownValue {
  readonly kind: 'unknown';
  /** It may print any number of columns, rows or statements, none too: a query's result, a list made of one. */
  readonly many: boolean;
  /** Why, for people: "the result of a query", "the macro `x` isn't known". */
  readonly why: string;
}

/** An unknown value. */
export function unknown(why: string, many = false): UnknownValue {
  return { kind: 'unknown', many, why };
}
