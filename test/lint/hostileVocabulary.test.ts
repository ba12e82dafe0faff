// Bad, endless and enormous vocabularies: each says what is wrong at its line, everything else of the file applies, and no rule on
// columns takes long or stops.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rules } from '../../server/src/core/lint/rules/index.ts';
import { checkLint, findingsOf } from '../harness/checkLint.ts';
import { catalogOf, manifestOf } from '../harness/manifest.ts';
import { testProject } from '../harness/project.ts';

const only = rules
  .map(({ name }) => name)
  .filter((name) => name.startsWith('column-') || name === 'configuration');

test('what is wrong is told at its line, and the rest applies', () => {
  checkLint(
    `
//- dbt-context.yml
contracts:
  extends: [riedrer]
#           ^^^^^^^ \`riedrer\` is no preset; did you mean \`riederer\`?
  convo: nowhere.yml
#        ^^^^^^^^^^^ There is no file \`nowhere.yml\`
  case: Lower
#       ^^^^^ did you mean \`lower\`?
  separator: ""
# ^^^^^^^^^ A separator can’t be empty
  max_length: -1
#             ^^ \`max_length\` takes a whole number above 0
  applies_to: [models]
#             ^^^^^^^^ \`applies_to\` takes a mapping
  levls: []
# ^^^^^ did you mean \`levels\`?
  levels:
    - stubs:
        n: {types: [integr], promises: [nul, {range: 3}, {pattern: "["}]}
#                   ^^^^^^ did you mean \`integer\`
#                                       ^^^ \`nul\` is no promise
#                                             ^^^^^ \`range\` takes \`min\`, \`max\` or both
#                                                    ^ \`range\` takes a mapping
#                                                                  ^^^ This isn’t a regular expression
        "(": {}
#       ^^^ This isn’t a regular expression
        "(?=x)": {}
#       ^^^^^^^ Lookaround isn’t supported
        q: {pattern: '(a)\\\\1'}
#                    ^^^^^^^^ Back-references aren’t supported
        v: {pattern: '(x{1,1000}){1,1000}'}
#                    ^^^^^^^^^^^^^^^^^^^^^ This pattern repeats too much
        id: {types: [integer]}
  renames: [{from: ind}]
#           ^^^^^^^^^^^ A rename needs
//- models/a.sql
select 'x' as id_a, 1 as is_b
--            ^^^^ column-name-type
--                       ^^ column-name-vocabulary
`,
    { only, manifest: manifestOf({ 'model.shop.a': {} }) },
  );
});

test('a file that is no YAML, or no mapping, is a problem and no end', () => {
  for (const text of [
    'contracts: [',
    '- a',
    'contracts: 3',
    'contracts: {levels: 3}',
    '\u0000',
    'contracts: &a {levels: *a}',
    'a: !!x {',
  ]) {
    const made = testProject(`//- dbt-context.yml\n${text}\n//- models/a.sql\nselect 1 as a`);
    assert.ok(findingsOf(made, { only }).get('dbt-context.yml')?.length, text);
  }
});

test('names that JavaScript knows, as stubs and as columns', () => {
  const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf'];
  checkLint(
    `
//- dbt-context.yml
contracts:
  levels:
    - stubs:
        constructor: {types: [integer], promises: [not_null]}
        __proto__: {types: [integer]}
        toString: {types: {constructor: [date], default: [integer]}}
        id: {then: [__proto__], synonyms: [valueOf]}
  renames: [{from: constructor, by: sum, to: toString}]
  base_types: {__proto__: integer, constructor: {__proto__: date}}
//- models/a.sql
select 'x' as constructor_a, 1 as "__proto__", 1 as id_x, 'x' as toString_a, 1 as hasOwnProperty
--            ^^^^^^^^^^^^^ column-name-type
--                                 ^^^^^^^^^ column-name-pattern
--                                 ^^^^^^^^^ column-name-vocabulary
--                                                               ^^^^^^^^^^ column-name-type
--                                                                                ^^^^^^^^^^^^^^ column-name-vocabulary
`,
    {
      // Whether a promise is asked of a column without YAML is another test's matter.
      only: only.filter((name) => name !== 'column-name-promise'),
      manifest: manifestOf({ 'model.shop.a': {}, 'model.shop.b': {} }),
      catalog: catalogOf({ 'model.shop.b': Object.fromEntries(names.map((name) => [name, name])) }),
    },
  );
});

/** Milliseconds that all rules take on a project, once more after a first time. */
function timeOf(text: string, columns: readonly string[]): number {
  const sql = `select ${columns.map((name, index) => `${index} as "${name}"`).join(',\n')} from t`;
  const manifest = manifestOf({ 'model.shop.a': {} });
  const catalog = catalogOf({ 'model.shop.a': Object.fromEntries(columns.map((name) => [name, 'INTEGER'])) });
  const made = testProject(`//- dbt-context.yml\n${text}\n//- models/a.sql\n${sql}`, { manifest, catalog });
  const start = performance.now();
  findingsOf(made, { only });
  return performance.now() - start;
}

const plain = Array.from({ length: 300 }, (_, index) => `n_${index}_customer_port`);
const long = [
  'n'.repeat(1000),
  'n_'.repeat(500),
  '_'.repeat(1000),
  `n_${'a'.repeat(998)}`,
  'aé_'.repeat(333),
];

test('ten thousand stubs, patterns, synonyms, followers and renames', () => {
  const words = Array.from({ length: 10_000 }, (_, index) => `w${index}`);
  const some = words.slice(0, 2000);
  const vocabularies: Readonly<Record<string, string>> = {
    stubs: `contracts: {levels: [{stubs: {${words.map((word) => `${word}: {types: [date]}`).join(', ')}}}]}`,
    patterns: `contracts: {levels: [{stubs: {${words.map((word) => `"${word}[0-9]+x": {}`).join(', ')}}}]}`,
    synonyms: `contracts: {levels: [{stubs: {n: {synonyms: [${some.join(', ')}]}}}]}`,
    followers: `contracts: {levels: [{stubs: {n: {then: [${some.join(', ')}]}}}, {stubs: {w1: {}}}]}`,
    renames: `contracts: {levels: [{stubs: {n: {}}}], renames: [${some.map((word) => `{from: ${word}, by: sum, to: n}`).join(', ')}]}`,
    suffixes: `contracts: {suffixes: {${some.map((word) => `${word}: {demanded: true, types: [integer]}`).join(', ')}}}`,
    promises: `contracts: {levels: [{stubs: {n: {promises: [{accepted_values: [${some.join(', ')}]}]}}}]}`,
  };
  for (const [what, text] of Object.entries(vocabularies)) {
    const took = timeOf(text, [...plain, ...long]);
    assert.ok(took < 8000, `${what}: ${Math.round(took)} ms`);
  }
});

test('patterns that take long elsewhere, on names of a thousand letters', () => {
  const patterns = [
    '(a+)+$',
    '(.*)*x',
    '(a|a)*b',
    '(a?){40}a{40}',
    '(\\\\p{L}{1,20}){1,20}',
    'x*'.repeat(300),
  ];
  const stubs = patterns.map((pattern) => `"${pattern}": {}`).join(', ');
  const took = timeOf(`contracts: {levels: [{stubs: {${stubs}}}, {stubs: {${stubs}}}]}`, [...plain, ...long]);
  assert.ok(took < 8000, `${Math.round(took)} ms`);
});
