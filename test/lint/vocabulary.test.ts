// Names read by a vocabulary: levels, whole tokens, synonyms, patterns, hierarchy, suffixes; expected types and descriptions.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contextOf } from '../../server/src/core/lint/context.ts';
import { parseName } from '../../server/src/core/lint/vocabulary/parseName.ts';
import { describeName, expectedTypes } from '../../server/src/core/lint/vocabulary/promises/promises.ts';
import { sourceText } from '../../server/src/core/text.ts';
import type { Vocabulary } from '../../server/src/core/yaml/vocabulary.ts';

function vocabularyOf(text: string, convo = ''): Vocabulary {
  const texts = new Map([
    ['dbt-context.yml', sourceText(text)],
    ['convo.yml', sourceText(convo)],
  ]);
  const { vocabulary, problems } = contextOf({ text: (path) => texts.get(path) });
  assert.deepEqual(problems, []);
  assert.ok(vocabulary);
  return vocabulary;
}

const main = vocabularyOf(`
contracts:
  levels:
    - required: true
      stubs:
        id: {description: Identifier of an entity., types: [integer, string], promises: [not_null]}
        ind: {description: 0/1 indicator, types: [integer], promises: [not_null, {accepted_values: [0, 1]}], synonyms: [is, flag]}
        n: {description: Count, types: [integer], promises: [{range: {min: 0}}]}
        prop: {types: [number], promises: [{range: {min: 0, max: 1}}, unique]}
        cat: {types: [string], promises: [{accepted_values: [a, b]}, {pattern: "[ab]"}]}
        dt: {types: {default: [date], oracle: [timestamp]}}
    - stubs:
        ferry: {description: A vessel}
        county: {description: County, then: [hpsa]}
        hpsa: {description: Health professional shortage area}
        lat: {types: [number]}
        "\\\\d{4}": {description: Year}
  suffixes:
    at: {types: [timestamp]}
    in_usd: {types: [number], description: Dollars}
`);

/** `level:stub` of every part, `-` for a free token, `?` for an unknown one, then the problems. */
function read(vocabulary: Vocabulary, name: string): string {
  const { parts, problems } = parseName(vocabulary, name);
  const words = parts.map(({ text, level, stub }) =>
    level === undefined ? `-${text}` : `${level}:${stub?.name ?? `?${text}`}`,
  );
  const wrong = problems.map((each) =>
    each.kind === 'missing' ? `missing ${each.level}` : `${each.kind} ${each.part.text}`,
  );
  return [words.join(' '), ...wrong].join(' | ');
}

const names: readonly (readonly [string, string])[] = [
  ['id_ferry', '0:id 1:ferry'],
  ['id_ferry_code_x', '0:id 1:ferry -code -x'],
  ['id', '0:id'],
  ['ID_Ferry', '0:id 1:ferry'],
  ['is_ferry', '0:ind 1:ferry'],
  ['n_ferry_at', '0:n 1:ferry suffix:at'],
  ['n_price_in_usd', '0:n 1:?price suffix:in_usd | unknown price'],
  ['at', '0:?at | unknown at'],
  ['nm_ferry', '0:?nm 1:ferry | unknown nm'],
  ['name', '0:?name | unknown name'],
  ['n_boat', '0:n 1:?boat | unknown boat'],
  ['n_county_hpsa', '0:n 1:county 1:hpsa'],
  ['n_county_hpsa_x', '0:n 1:county 1:hpsa -x'],
  ['n_county_x_hpsa', '0:n 1:county -x -hpsa | misplaced hpsa'],
  ['n_hpsa', '0:n 1:hpsa | misplaced hpsa'],
  ['n_ferry_hpsa', '0:n 1:ferry -hpsa | misplaced hpsa'],
  ['n_2024', '0:n 1:\\d{4}'],
  ['n_20245', '0:n 1:?20245 | unknown 20245'],
  ['n_2024x', '0:n 1:?2024x | unknown 2024x'],
  ['n__ferry', '0:n 1:? -ferry | unknown '],
  ['address.n_ferry', '0:n 1:ferry'],
  ['', '0:? | unknown '],
  ['__proto__', '0:? 1:? -proto - - | unknown  | unknown '],
];

test('tokens of names', () => {
  for (const [name, expected] of names) assert.equal(read(main, name), expected, name);
});

test('ranges of parts count from the start of the last segment', () => {
  const { parts, offset } = parseName(main, 'a.b.ind_county_hpsa_x');
  assert.deepEqual(
    [
      offset,
      ...parts.map(({ range }) => 'a.b.ind_county_hpsa_x'.slice(offset + range.start, offset + range.end)),
    ],
    [4, 'ind', 'county', 'hpsa', 'x'],
  );
});

test('a follower may come from the level below its leader', () => {
  const levels = vocabularyOf(`
contracts:
  levels:
    - stubs: {n: {}}
    - stubs: {county: {then: [hpsa]}, state: {}}
    - stubs: {hpsa: {}, pred: {}}
`);
  assert.equal(read(levels, 'n_county_hpsa'), '0:n 1:county 2:hpsa');
  assert.equal(read(levels, 'n_state_pred'), '0:n 1:state 2:pred');
  assert.equal(read(levels, 'n_state_hpsa'), '0:n 1:state 2:hpsa | misplaced hpsa');
  assert.equal(read(levels, 'n_state_other'), '0:n 1:state 2:?other | unknown other');
});

test('required levels, open levels, levels without stubs, other separators, stubs of several words', () => {
  const required = vocabularyOf('contracts: {levels: [{stubs: {n: {}}}, {required: true, stubs: {a: {}}}]}');
  assert.equal(read(required, 'n'), '0:n | missing 1');
  const open = vocabularyOf('contracts: {extends: [dbt-labs-style]}');
  assert.equal(read(open, 'customer_id'), '0:?customer suffix:id');
  assert.equal(read(open, 'is_new'), '0:is -new');
  const gap = vocabularyOf('contracts: {levels: [{}, {stubs: {a: {}}}]}');
  assert.equal(read(gap, 'x_a_y'), '-x 1:a -y');
  assert.equal(read(gap, 'x_b'), '-x 1:?b | unknown b');
  const dashed = vocabularyOf('contracts: {separator: "--", levels: [{stubs: {n: {}}}, {stubs: {a_b: {}}}]}');
  assert.equal(read(dashed, 'n--a_b--c'), '0:n 1:a_b -c');
  const several = vocabularyOf('contracts: {levels: [{stubs: {net: {}, net_amount: {}}}]}');
  assert.equal(read(several, 'net_amount_x'), '0:net_amount -x');
  assert.equal(read(several, 'net_x'), '0:net -x');
});

test('a convo file judges as convo does', () => {
  const convo = vocabularyOf(
    'contracts: {convo: convo.yml}',
    'l1: {ID: {}, N: {}}\nl2: {A: {}, C: {}}\nl3: {"\\\\d{4}": []}\n',
  );
  const cases: readonly (readonly [string, string])[] = [
    ['ID', '0:ID'],
    ['ID_A', '0:ID 1:A'],
    ['ID_A_1234', '0:ID 1:A 2:\\d{4}'],
    ['ID_A_1234_whatever', '0:ID 1:A 2:\\d{4} -whatever'],
    ['ID_A_12', '0:ID 1:A 2:?12 | unknown 12'],
    ['ID_A_12345', '0:ID 1:A 2:?12345 | unknown 12345'],
    ['ID__A', '0:ID 1:? 2:?A | unknown  | unknown A'],
    ['NM_A', '0:?NM 1:A | unknown NM'],
    ['IDEA_A', '0:?IDEA 1:A | unknown IDEA'],
  ];
  for (const [name, expected] of cases) assert.equal(read(convo, name), expected, name);
});

test('expected types: the most specific part decides, a level before a suffix, by adapter', () => {
  const types = (name: string, adapter?: string) => expectedTypes(main, name, adapter)?.types.join(' ');
  assert.deepEqual(
    ['id_x', 'is_x', 'n_lat', 'x_at', 'n_at', 'n_county', 'price_in_usd', 'x', 'nm_x', ''].map((name) =>
      types(name),
    ),
    [
      'integer string',
      'integer',
      'number',
      'timestamp',
      'integer',
      'integer',
      'number',
      undefined,
      undefined,
      undefined,
    ],
  );
  assert.deepEqual(
    [types('dt_x'), types('dt_x', 'oracle'), types('dt_x', 'duckdb')],
    ['date', 'timestamp', 'date'],
  );
});

test('names in words', () => {
  const said: readonly (readonly [string, string | undefined])[] = [
    ['ind_county_hpsa', 'IND · county · hpsa: 0/1 indicator, never null'],
    ['is_ferry', 'IND · ferry: 0/1 indicator, never null'],
    ['id_ferry_old', 'ID · ferry · old: Identifier of an entity, never null'],
    ['n_2024', 'N · 2024: Count, at least 0'],
    ['prop_x', 'PROP · x: from 0 to 1, unique'],
    ['cat_x', 'CAT · x: one of a, b, matches [ab]'],
    ['dt_lat', 'DT · lat'],
    ['price_in_usd', 'price · in_usd: Dollars'],
    ['whatever', undefined],
  ];
  for (const [name, expected] of said) assert.equal(describeName(main, name), expected, name);
});

test('long names and many stubs are quick', () => {
  const stubs = Array.from({ length: 2_000 }, (_, i) => `s${i}: {}`).join(', ');
  const many = vocabularyOf(`contracts: {levels: [{stubs: {${stubs}}}]}`);
  assert.equal(read(many, 's1999_x'), '0:s1999 -x');
  for (const name of ['_'.repeat(100_000), 'x'.repeat(100_000), 'n_'.repeat(50_000)]) {
    assert.ok(parseName(many, name).parts.length <= 1001);
  }
});
