// What `contracts init` proposes from names and types: styles, layers, promises, and what isn't worth a word.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contextOf } from '../../server/src/core/lint/context.ts';
import type { ColumnInUse } from '../../server/src/core/lint/vocabulary/use/columnsInUse.ts';
import { propose } from '../../server/src/core/lint/vocabulary/use/proposal.ts';
import { proposalText } from '../../server/src/core/lint/vocabulary/use/proposalText.ts';
import type { BaseType } from '../../server/src/core/sql/baseTypes.ts';
import { sourceText } from '../../server/src/core/text.ts';

/** Models by path: `name type tests…` of each column; a type of `?` isn't known. */
function columnsOf(models: Readonly<Record<string, readonly string[]>>): readonly ColumnInUse[] {
  return Object.entries(models).flatMap(([path, columns]) =>
    columns.map((column): ColumnInUse => {
      const [name = '', base = '?', ...tests] = column.split(' ');
      return {
        node: `model.shop.${path}`,
        path: `models/${path}.sql`,
        name,
        written: !path.includes('raw/'),
        base: base === '?' ? undefined : (base as BaseType),
        tests: new Set(tests),
      };
    }),
  );
}

/** The text from `contracts:` on without comments; it must read without a problem. */
function proposed(models: Readonly<Record<string, readonly string[]>>): string {
  const text = proposalText(propose(columnsOf(models))) ?? '';
  const source = sourceText(text);
  const { problems } = contextOf({ text: (path) => (path === 'dbt-context.yml' ? source : undefined) });
  assert.deepEqual(problems, []);
  return text
    .replace(/^#.*\n/gm, '')
    .replace(/ +#.*$/gm, '')
    .trimEnd();
}

const repeated = (paths: readonly string[], columns: (path: string) => readonly string[]) =>
  Object.fromEntries(paths.map((path) => [path, columns(path.replace(/.*\//, ''))]));

test('names that all begin with a word make the level required', () => {
  const models = repeated(['a/trip', 'a/port', 'a/crew', 'a/ferry'], (thing) => [
    `id_${thing} integer not_null`,
    `nm_${thing} string`,
    `n_${thing}_seats integer`,
    `dt_${thing}_built date`,
    `ind_${thing}_old integer not_null`,
  ]);
  assert.equal(
    proposed(models),
    `contracts:
  case: lower
  applies_to:
    resource_types: [model]
  levels:
    - required: true
      stubs:
        dt: {description: Day, types: [date]}
        id: {description: Identifier, types: [integer]}
        ind: {description: Yes or no, types: [integer]}
        "n": {description: Count, types: [integer]}
        nm: {description: Name, types: [string]}`,
  );
});

test('promises that tests prove for practically all; a suffix that its type demands', () => {
  const names = Array.from({ length: 24 }, (_, index) => `m${index}`);
  const models = repeated(
    names.map((name) => `a/${name}`),
    (name) => [`${name}_id integer not_null unique`, `${name}_seen_at timestamp`, `${name}_a string`],
  );
  assert.match(
    proposed(models),
    /id: \{description: Identifier, types: \[integer\], promises: \[not_null, unique\]\}/,
  );
  assert.match(proposed(models), /at: \{description: Moment, types: \[timestamp\], demanded: true\}/);
  const half = repeated(
    names.map((name) => `a/${name}`),
    (name) => [
      `${name}_id integer ${name > 'm2' ? 'not_null' : ''}`,
      `${name}_seen_at timestamp`,
      `${name}_made timestamp`,
    ],
  );
  assert.match(proposed(half), /id: \{description: Identifier, types: \[integer\]\}/);
  assert.match(proposed(half), /at: \{description: Moment, types: \[timestamp\]\}/);
});

test('layers of other names are left out', () => {
  const raw = repeated(['raw/a', 'raw/b'], () =>
    Array.from({ length: 6 }, (_, index) => `Col${index}_Id string`),
  );
  const models = repeated(['marts/a', 'marts/b', 'marts/c', 'marts/d'], (name) => [
    `${name}_id integer`,
    `${name}_at timestamp`,
    `is_${name} boolean`,
    `${name}_name string`,
  ]);
  assert.match(proposed({ ...raw, ...models }), /paths:\n {6}- "models\/marts\/\*\*"/);
  assert.match(proposed({ ...raw, ...models }), /case: lower/);
});

test('types that differ are no promise, and subjects are no words', () => {
  const models = repeated(['a/x', 'a/y', 'a/z'], (name) => [
    `${name}_date date`,
    `${name}2_date string`,
    `${name}3_date date`,
    `${name}4_date date`,
    `customer_${name} string`,
    `customer_${name}2 integer`,
    `${name}_points number`,
    `${name}_status ?`,
    `${name}_amount date`,
  ]);
  const text = proposed(models);
  assert.match(text, /^ {4}date: \{description: Day\}$/m);
  assert.match(text, /^ {4}status: \{description: State\}$/m);
  assert.doesNotMatch(text, /customer|points|amount/);
});

test('nothing to propose', () => {
  for (const models of [
    {},
    { 'a/x': ['a integer', 'b string'] },
    { 'a/x': ['a_id integer', 'b_id integer', 'c_id integer'] },
  ])
    assert.equal(proposalText(propose(columnsOf(models))), undefined);
  const hostile = repeated(['a/x', 'a/y'], () => [
    '__proto__ integer',
    '_ string',
    '___ string',
    `${'a_'.repeat(5000)}id integer`,
    'constructor_id integer',
    '"_id integer',
    '"; x_id integer',
  ]);
  assert.match(proposed(hostile), /^ {4}id: /m);
});
