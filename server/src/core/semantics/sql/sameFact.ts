// Whether two answers to the same question say the same. Deliberately absent: cycles and classes; facts are plain.

/** Whether two plain values are equal: objects and lists by what they hold, everything else by identity. */
export function sameFact(left: unknown, right: unknown): boolean {
  if (Object.is(left, right)) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || !left || !right) return false;
  if (Array.isArray(left) || Array.isArray(right)) {
    return (
      Array.isArray(left) &&
      Array.isArray(right) &&
      left.length === right.length &&
      left.every((item, index) => sameFact(item, right[index]))
    );
  }
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length &&
    keys.every(
      (key) =>
        Object.hasOwn(right, key) &&
        sameFact(left[key as keyof typeof left], right[key as keyof typeof right]),
    )
  );
}
