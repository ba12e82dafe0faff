// Random edits of random YAML: the text says what is meant or there is no edit, and no comment and no other line is touched.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Random, randomOf } from '../../harness/random.ts';
import { afterChange, type Change, parsed } from './checkEdit.ts';
import { type RandomYaml, randomYaml } from './randomYaml.ts';

const values = [
  'x',
  'no',
  '1e3',
  'a: b',
  '',
  2,
  true,
  ['p', 'q, r'],
  { accepted_values: { values: ['a', 1], config: {} } },
];

function changeOf(random: Random, { maps, lists }: RandomYaml): Change {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const list = random() < 0.7 ? pick(lists) : undefined;
  const at = list?.at ?? pick(maps);
  const key = list?.key ?? pick(['columns', 'tests', 'new key', 'name', 'meta']);
  if (list && list.items > 0 && random() < 0.4) return { at, key, remove: Math.floor(random() * list.items) };
  const value = pick(values);
  return random() < 0.6 ? { at, key, add: value } : { at, key, set: value };
}

const commentsOf = (text: string) => text.match(/# c\d+ .*/g) ?? [];

/** Whether the lines of one text stand in another in their order, but for so many. */
function missing(lines: readonly string[], of: readonly string[]): number {
  let at = 0;
  let left = 0;
  for (const line of lines) {
    const found = of.indexOf(line, at);
    if (found < 0) left++;
    else at = found + 1;
  }
  return left;
}

test('what an edit gives reads as the old text with the change in it', () => {
  let made = 0;
  let tame = 0;
  for (let seed = 1; seed <= 300; seed++) {
    const random = randomOf(seed);
    const yaml = randomYaml(random, seed % 3 > 0);
    const { text } = yaml;
    try {
      parsed(text, '1.1');
    } catch {
      continue;
    }
    const change = changeOf(random, yaml);
    const shown = `seed ${seed}: ${JSON.stringify(change)}\n${text}`;
    let after: string | undefined;
    try {
      after = afterChange(text, change);
    } catch (error) {
      assert.fail(`${shown}\n${error}`);
    }
    if (yaml.tame) tame++;
    if (after === undefined) continue;
    if (yaml.tame) made++;
    const [old, now] = [text.split(/\r?\n/), after.split(/\r?\n/)];
    if ('remove' in change) assert.ok(missing(now, old) <= 1, `${shown}\n---- gave\n${after}`);
    else {
      assert.ok(missing(old, now) <= 1, `${shown}\n---- gave\n${after}`);
      assert.deepEqual(commentsOf(after), commentsOf(text), `${shown}\n---- gave\n${after}`);
    }
    assert.equal(/\r/.test(after), /\r/.test(text) && after.includes('\n'), shown);
    assert.equal(
      /(?<!\r)\n/.test(after),
      /(?<!\r)\n/.test(text) || (!text.includes('\n') && after.includes('\n')),
      shown,
    );
    assert.equal(after.endsWith('\n'), text.endsWith('\n'), `${shown}\n---- gave\n${after}`);
  }
  assert.ok(made > tame * 0.7, `${made} edits of ${tame} that could be`);
});
