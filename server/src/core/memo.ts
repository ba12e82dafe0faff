// Caches of derived values, keyed by the identity of the values they are derived from. There is no invalidation: a changed
// input is another object, and an input nobody holds any more takes its derived values with it.

/** A function of one immutable object, computed once for each. */
export function memo<Key extends object, Value>(compute: (key: Key) => Value): (key: Key) => Value {
  const cache = new WeakMap<Key, { value: Value }>();
  return (key) => {
    const known = cache.get(key);
    if (known) return known.value;
    const value = compute(key);
    cache.set(key, { value });
    return value;
  };
}

/** A function of two immutable objects, computed once for each pair. */
export function memo2<A extends object, B extends object, Value>(
  compute: (a: A, b: B) => Value,
): (a: A, b: B) => Value {
  const outer = memo((a: A) => memo((b: B) => compute(a, b)));
  return (a, b) => outer(a)(b);
}
