// A bounded cache by key: what was asked for longest ago goes first. Deliberately absent: time and sizes of values.

/** A cache whose state belongs to who made it. */
export interface Lru<Value extends object> {
  readonly get: (key: string) => Value | undefined;
  readonly set: (key: string, value: Value) => void;
}

/** Makes a cache of at most `limit` values. */
export function lru<Value extends object>(limit: number): Lru<Value> {
  const values = new Map<string, Value>();
  const get = (key: string) => {
    const value = values.get(key);
    if (value) {
      values.delete(key);
      values.set(key, value);
    }
    return value;
  };
  const set = (key: string, value: Value) => {
    values.delete(key);
    values.set(key, value);
    const oldest = values.size > limit ? values.keys().next().value : undefined;
    if (oldest !== undefined) values.delete(oldest);
  };
  return { get, set };
}
