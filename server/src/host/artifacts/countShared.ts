// Makes V8 count shared memory, which it doesn't of itself: else it wouldn't look for the buffers that reloads leave behind.
// Deliberately absent: freeing.

const weights = new WeakMap<object, ArrayBuffer>();

/**
 * Counts `size` bytes of shared memory as long as `owner` lives: a buffer of that size stands in for them, which is never
 * touched and therefore takes no memory itself.
 */
export function countShared(owner: object, size: number): void {
  weights.set(owner, new ArrayBuffer(size));
}
