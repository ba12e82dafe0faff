// Values derived from a project that follow its changes by themselves: each remembers what it read, and is computed again only when
// something of that has changed. A new value that equals the old one is replaced by it, so that change stops there.
// Deliberately absent: invalidation. For values of one immutable object memo.ts is enough.

import type { Project } from './project.ts';

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
}

/** What a computation reads by. */
export interface Reader {
  /**
   * A fact of the project. `key` names the fact among all facts; `read` is asked again after each change, so it is a lookup and no
   * computation, and depends on nothing else. `same` compares two answers, by default by identity.
   */
  ask<Value>(key: string, read: (project: Project) => Value, same?: (a: Value, b: Value) => boolean): Value;
  /** Another derived value. */
  get<Value>(derived: Derived<Value>, key: string): Value;
}

/** Where derived values stay while their project changes; a host makes one, and each of its Projects holds it. */
export interface DerivedStore {
  readonly cells: Map<Derived<unknown>, Map<string, Cell>>;
  /** How many computations wait for each other at this moment. */
  depth: number;
  /** The versions of the project that were asked about, numbered. */
  readonly versions: WeakMap<Project, number>;
  newest: number;
}

interface Cell {
  value: unknown;
  reads: readonly Read[];
  /** The version of the project for which the value holds; 0 before there is one. */
  version: number;
  busy: boolean;
}

type Read = (project: Project) => boolean;

/** An empty store. */
export function derivedStore(): DerivedStore {
  return { cells: new Map(), depth: 0, versions: new WeakMap(), newest: 0 };
}

/** More computations that wait for each other than this stand for a cycle: the stack has an end. */
const deepest = 250;

/** A derived value of a project. The same object as before unless something that it was computed from has changed. */
export function derive<Value>(project: Project, derived: Derived<Value>, key: string): Value {
  const store = project.derived;
  const cell = cellOf(store, derived as Derived<unknown>, key);
  const version = versionOf(store, project);
  if (cell.version === version) return cell.value as Value;
  if (cell.busy || store.depth >= deepest) return derived.inCycle;
  cell.busy = true;
  store.depth++;
  try {
    const known = cell.version > 0;
    if (!known || !cell.reads.every((unchanged) => unchanged(project))) {
      const reads = new Map<string, Read>();
      const value = derived.compute(readerOf(project, reads), key);
      const stays = known && (derived.same ?? Object.is)(cell.value as Value, value);
      if (!stays) cell.value = value;
      cell.reads = [...reads.values()];
    }
    cell.version = version;
    return cell.value as Value;
  } finally {
    store.depth--;
    cell.busy = false;
  }
}

/** The value of a key as it was when somebody last asked, however old; undefined where nobody has. */
export function lastDerived<Value>(
  project: Project,
  derived: Derived<Value>,
  key: string,
): Value | undefined {
  const cell = project.derived.cells.get(derived as Derived<unknown>)?.get(key);
  return cell && cell.version > 0 ? (cell.value as Value) : undefined;
}

function versionOf(store: DerivedStore, project: Project): number {
  const known = store.versions.get(project);
  if (known !== undefined) return known;
  store.versions.set(project, ++store.newest);
  return store.newest;
}

function cellOf(store: DerivedStore, derived: Derived<unknown>, key: string): Cell {
  const cells = store.cells.get(derived) ?? new Map<string, Cell>();
  store.cells.set(derived, cells);
  const cell = cells.get(key) ?? { value: undefined, reads: [], version: 0, busy: false };
  cells.set(key, cell);
  return cell;
}

function readerOf(project: Project, reads: Map<string, Read>): Reader {
  return {
    ask(key, read, same = Object.is) {
      const answer = read(project);
      if (!reads.has(key)) reads.set(key, (later) => same(answer, read(later)));
      return answer;
    },
    get(other, key) {
      const value = derive(project, other, key);
      const place = `${other.name}\n${key}`;
      if (!reads.has(place)) reads.set(place, (later) => Object.is(value, derive(later, other, key)));
      return value;
    },
  };
}
