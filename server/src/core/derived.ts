// Values derived from a project that follow its changes by themselves: each remembers what it read, and is computed again only when
// something of that has changed. A new value that equals the old one is replaced by it, so that change stops there.
// Deliberately absent: invalidation by hand, and what changed (changes.ts). For values of one immutable object memo.ts is enough.

import { type Change, changeBetween } from './changes.ts';
import type { Project } from './project.ts';
import type { SourceText } from './text.ts';

/** A kind of derived value; one constant for each, made once. */
export interface Derived<Value> {
  /** For traces. */
  readonly name: string;
  /** Computes the value of a key. What it needs of the project it reads through `reader` alone. */
  compute(reader: Reader, key: string): Value;
  /** The value where a computation needs itself, or where too many wait for each other. */
  readonly inCycle: Value;
  /** Whether a new value says the same as the old one, which then stays. By default identity. */
  same?(before: Value, after: Value): boolean;
  /**
   * How many values are held, the rest being computed again when somebody looks at them; that they still hold is known without.
   * By default all.
   */
  readonly held?: number;
}

/** What a computation reads by. */
export interface Reader {
  /** The text of a file of the project. */
  text(path: string): SourceText | undefined;
  /**
   * A fact of the project. `key` names the fact among all facts; `read` is asked again after changes, so it is a lookup and no
   * computation, and depends on nothing else; not on what stands in the SQL file of a model, which `text` is for. Two
   * answers are the same where `mark` makes the same of them, by default the answer itself; it alone is kept.
   */
  ask<Value>(key: string, read: (project: Project) => Value, mark?: (answer: Value) => unknown): Value;
  /** Another derived value. */
  get<Value>(derived: Derived<Value>, key: string): Value;
}

/** Where derived values stay while their project changes; a host makes one, and each of its Projects holds it. */
export interface DerivedStore {
  readonly cells: Map<Derived<unknown>, Map<string, Cell>>;
  readonly texts: Map<string, TextCell>;
  /** The cells whose values are held, of those kinds that hold not all; the one used longest ago first. */
  readonly held: Map<Derived<unknown>, Set<Cell>>;
  /** The project for which fresh cells hold; undefined before there was one. */
  project: Project | undefined;
  /** How often facts may have changed. */
  facts: number;
  /** How many computations wait for each other at this moment. */
  depth: number;
  /** How many values were made. */
  made: number;
}

interface Cell {
  readonly derived: Derived<unknown>;
  readonly key: string;
  value: unknown;
  held: boolean;
  /** Another number for another value; 0 before the first. */
  stamp: number;
  reads: readonly Read[];
  /** Whether something that it reads, by whatever way, was touched since it was looked at. */
  stale: boolean;
  /** `facts` of the store when the facts it asked for were last looked at. */
  facts: number;
  busy: boolean;
  readonly readers: Set<Cell>;
}

interface TextCell {
  text: SourceText | undefined;
  readonly readers: Set<Cell>;
}

type Read =
  | { readonly kind: 'text'; readonly of: TextCell; readonly text: SourceText | undefined }
  | { readonly kind: 'fact'; readonly holds: (project: Project) => boolean }
  | { readonly kind: 'value'; readonly of: Cell; readonly stamp: number };

/** An empty store. */
export function derivedStore(): DerivedStore {
  return {
    cells: new Map(),
    texts: new Map(),
    held: new Map(),
    project: undefined,
    facts: 0,
    depth: 0,
    made: 0,
  };
}

/** More computations that wait for each other than this stand for a cycle: the stack has an end. */
const deepest = 250;

/** A derived value of a project. The same object as before unless something that it was computed from has changed. */
export function derive<Value>(project: Project, derived: Derived<Value>, key: string): Value {
  const store = follow(project);
  const cell = cellOf(store, derived as Derived<unknown>, key);
  return valueOfCell(store, project, cell, refresh(store, project, cell)) as Value;
}

/** Makes sure that it is known whether the value of a key still holds, and computes it where it doesn't. */
export function settle<Value>(project: Project, derived: Derived<Value>, key: string): void {
  const store = follow(project);
  refresh(store, project, cellOf(store, derived as Derived<unknown>, key));
}

/** Whether the value of a key is known and nothing it was computed from was touched since. */
export function isFresh<Value>(project: Project, derived: Derived<Value>, key: string): boolean {
  const store = follow(project);
  const cell = store.cells.get(derived as Derived<unknown>)?.get(key);
  return cell !== undefined && fresh(store, cell);
}

/** The value of a key as it was when somebody last asked, however old; undefined where nobody has, or it isn't held. */
export function lastDerived<Value>(
  project: Project,
  derived: Derived<Value>,
  key: string,
): Value | undefined {
  const cell = project.derived.cells.get(derived as Derived<unknown>)?.get(key);
  return cell?.held ? (cell.value as Value) : undefined;
}

/** Has the store know what changed between the project it was last asked about and this one. */
function follow(project: Project): DerivedStore {
  const store = project.derived;
  if (store.project === project) return store;
  // A computation works on one project to its end.
  if (store.depth > 0) return store;
  const change: Change = changeBetween(store.project, project);
  store.project = project;
  if (change.facts) store.facts++;
  for (const path of change.texts ?? store.texts.keys()) {
    const cell = store.texts.get(path);
    const text = cell && project.files.text(path);
    if (!cell || cell.text === text) continue;
    cell.text = text;
    touch(cell.readers);
  }
  return store;
}

function touch(readers: Iterable<Cell>): void {
  const waiting = [...readers];
  for (let cell = waiting.pop(); cell; cell = waiting.pop()) {
    if (cell.stale) continue;
    cell.stale = true;
    waiting.push(...cell.readers);
  }
}

function fresh(store: DerivedStore, cell: Cell): boolean {
  return cell.stamp > 0 && !cell.stale && cell.facts === store.facts;
}

/** The value of a cell that is up to date. */
function valueOfCell(store: DerivedStore, project: Project, cell: Cell, stamp: number): unknown {
  if (stamp === 0) return cell.derived.inCycle;
  if (cell.held) hold(store, cell, cell.value);
  // What isn't held is made again and says the same: nobody who read it needs to know.
  else run(store, cell, () => hold(store, cell, compute(store, project, cell)));
  return cell.held ? cell.value : cell.derived.inCycle;
}

/** Brings a cell up to date and gives its stamp; 0 while it is being computed, or too many wait. */
function refresh(store: DerivedStore, project: Project, cell: Cell): number {
  if (fresh(store, cell)) return cell.stamp;
  const done = run(store, cell, () => {
    if (cell.stamp === 0 || !holds(store, project, cell)) {
      const value = compute(store, project, cell);
      const { same = Object.is } = cell.derived;
      const stays = cell.held && same(cell.value, value);
      if (!stays) cell.stamp = ++store.made;
      hold(store, cell, stays ? cell.value : value);
    }
    cell.stale = false;
    cell.facts = store.facts;
  });
  return done ? cell.stamp : 0;
}

/** Runs what computes a cell; false where that is being done already or too many computations wait. */
function run(store: DerivedStore, cell: Cell, work: () => void): boolean {
  if (cell.busy || store.depth >= deepest) return false;
  cell.busy = true;
  store.depth++;
  try {
    work();
    return true;
  } finally {
    store.depth--;
    cell.busy = false;
  }
}

function holds(store: DerivedStore, project: Project, cell: Cell): boolean {
  const factsHold = cell.facts === store.facts;
  return cell.reads.every((read) => {
    if (read.kind === 'text') return read.of.text === read.text;
    if (read.kind === 'fact') return factsHold || read.holds(project);
    return refresh(store, project, read.of) === read.stamp;
  });
}

function compute(store: DerivedStore, project: Project, cell: Cell): unknown {
  const reader = new OpenReader(store, project);
  try {
    const value = cell.derived.compute(reader, cell.key);
    for (const read of cell.reads) if (read.kind !== 'fact') read.of.readers.delete(cell);
    cell.reads = [...reader.reads.values()];
    for (const read of cell.reads) if (read.kind !== 'fact') read.of.readers.add(cell);
    return value;
  } finally {
    reader.close();
  }
}

/** Keeps a value, and lets go of the one of its kind that was used longest ago where that is one too many. */
function hold(store: DerivedStore, cell: Cell, value: unknown): void {
  cell.value = value;
  cell.held = true;
  const limit = cell.derived.held;
  if (limit === undefined) return;
  const others = store.held.get(cell.derived) ?? new Set<Cell>();
  store.held.set(cell.derived, others);
  others.delete(cell);
  others.add(cell);
  const [oldest] = others.size > limit ? others : [];
  if (!oldest) return;
  others.delete(oldest);
  oldest.value = undefined;
  oldest.held = false;
  // Deeper, a computation that reads it may not have come to its end.
  if (oldest.readers.size === 0 && store.depth === 1) forget(store, oldest);
}

/** Lets go of a cell that nobody reads; whoever asks for it again has it made from nothing. */
function forget(store: DerivedStore, cell: Cell): void {
  for (const read of cell.reads) if (read.kind !== 'fact') read.of.readers.delete(cell);
  store.cells.get(cell.derived)?.delete(cell.key);
}

function cellOf(store: DerivedStore, derived: Derived<unknown>, key: string): Cell {
  const cells = store.cells.get(derived) ?? new Map<string, Cell>();
  store.cells.set(derived, cells);
  const known = cells.get(key);
  if (known) return known;
  const cell: Cell = {
    derived,
    key,
    value: undefined,
    held: false,
    stamp: 0,
    reads: [],
    stale: false,
    facts: 0,
    busy: false,
    readers: new Set(),
  };
  cells.set(key, cell);
  return cell;
}

/** What is read by closes with the computation: what it is asked for lives on in closures of facts, and mustn't keep the project. */
class OpenReader implements Reader {
  readonly reads = new Map<string, Read>();
  readonly #answers = new Map<string, unknown>();
  readonly #store: DerivedStore;
  #project: Project | undefined;

  constructor(store: DerivedStore, project: Project) {
    this.#store = store;
    this.#project = project;
  }

  text(path: string): SourceText | undefined {
    const of = this.#store.texts.get(path) ?? { text: this.#now().files.text(path), readers: new Set() };
    this.#store.texts.set(path, of);
    this.reads.set(`text\n${path}`, { kind: 'text', of, text: of.text });
    return of.text;
  }

  ask<Value>(
    key: string,
    read: (project: Project) => Value,
    mark: (answer: Value) => unknown = itself,
  ): Value {
    if (this.#answers.has(key)) return this.#answers.get(key) as Value;
    const answer = read(this.#now());
    this.#answers.set(key, answer);
    this.reads.set(`fact\n${key}`, factRead(read, mark, mark(answer)));
    return answer;
  }

  get<Value>(other: Derived<Value>, key: string): Value {
    const project = this.#now();
    const of = cellOf(this.#store, other as Derived<unknown>, key);
    const stamp = refresh(this.#store, project, of);
    const name = `value\n${other.name}\n${key}`;
    if (!this.reads.has(name)) this.reads.set(name, { kind: 'value', of, stamp });
    return valueOfCell(this.#store, project, of, stamp) as Value;
  }

  close(): void {
    this.#project = undefined;
    this.#answers.clear();
    this.reads.clear();
  }

  #now(): Project {
    if (!this.#project) throw new Error('A computation read after its end.');
    return this.#project;
  }
}

function itself(answer: unknown): unknown {
  return answer;
}

/** Apart, so that it keeps nothing else alive. */
function factRead<Value>(
  read: (project: Project) => Value,
  mark: (answer: Value) => unknown,
  kept: unknown,
): Read {
  return { kind: 'fact', holds: (project) => Object.is(kept, mark(read(project))) };
}
