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

/** After how many milliseconds a value that was replaced is out of use. */
const grace = 250;

/**
 * Has V8 look for what a reload left behind. It does when much memory is asked for, and the last time that was while the old
 * file was still needed: without this, it and the one before would stay until the next reload.
 */
export function collectSoon(size: number): void {
  setTimeout(() => void new ArrayBuffer(size), grace).unref();
}
