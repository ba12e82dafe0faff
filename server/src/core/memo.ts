// Caches of derived values, kept by the identity of the values they are derived from. There is no invalidation: a changed
// input is another object, and an input nobody holds any more takes its derived values with it.

/** Has a class add its private field to any object. */
class Given {
  constructor(key: object) {
    // biome-ignore lint/correctness/noConstructorReturn: that is what it is for.
    return key;
  }
}

/**
 * A function of one immutable object, computed once for each. The value is kept in a private field of the object, where nobody sees
 * it and no copy of the object gets it: many thousands of entries of a WeakMap have the garbage collector stop everything for longer.
 */
export function memo<Key extends object, Value>(compute: (key: Key) => Value): (key: Key) => Value {
  class Kept extends Given {
    #value: Value;

    constructor(key: Key, value: Value) {
      super(key);
      this.#value = value;
    }

    static of(key: Key): Value {
      if (#value in key) return key.#value;
      const value = compute(key);
      // Computing it may have computed it already.
      if (#value in key) key.#value = value;
      else new Kept(key, value);
      return value;
    }
  }
  return Kept.of;
}

/** A function of two immutable objects, computed once for each pair. */
export function memo2<A extends object, B extends object, Value>(
  compute: (a: A, b: B) => Value,
): (a: A, b: B) => Value {
  const outer = memo((a: A) => memo((b: B) => compute(a, b)));
  return (a, b) => outer(a)(b);
}
