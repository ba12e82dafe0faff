// A value of an object is computed once, for that object alone. Deliberately absent: that it goes with the object.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { memo, memo2 } from '../../server/src/core/memo.ts';

test('a value is computed once for each object, whatever it is, and kept apart from those of other functions', () => {
  let computed = 0;
  const size = memo((key: object) => {
    computed++;
    return Object.keys(key).length;
  });
  const twice = memo((key: object) => size(key) * 2);
  const keys = [{ a: 1 }, Object.freeze({ a: 1, b: 2 }), [1, 2, 3], new Map(), () => undefined];
  assert.deepEqual(keys.map(size), [1, 2, 3, 0, 0]);
  assert.deepEqual(keys.map(twice), [2, 4, 6, 0, 0]);
  assert.deepEqual(keys.map(size), [1, 2, 3, 0, 0]);
  assert.equal(computed, keys.length);
});

test('a copy of an object has nothing of what was computed for it, and nobody sees it there', () => {
  const size = memo((key: object) => Object.keys(key).length);
  const key = { a: 1 };
  size(key);
  assert.deepEqual([size({ ...key, b: 2 }), size(structuredClone(key))], [2, 1]);
  assert.deepEqual([Reflect.ownKeys(key), JSON.stringify(key)], [['a'], '{"a":1}']);
});

test('undefined is a value too; what a computation needs of itself ends; pairs have values of their own', () => {
  let computed = 0;
  const nothing = memo((_: object) => {
    computed++;
    return undefined;
  });
  const key = {};
  assert.deepEqual([nothing(key), nothing(key), computed], [undefined, undefined, 1]);
  let depth = 0;
  const again: (key: object) => number = memo((other) => (depth++ < 3 ? again(other) + 1 : 0));
  assert.deepEqual([again(key), again(key)], [3, 3]);
  const joined = memo2((a: object, b: object) => [a, b]);
  assert.equal(joined(key, joined), joined(key, joined));
  assert.notEqual(joined(key, joined), joined(key, nothing));
});
