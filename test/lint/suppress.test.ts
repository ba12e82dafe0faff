// The comment that silences a finding: where it is put, that it is read, and where none can stand.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { suppressFix } from '../../server/src/core/lint/mend/suppress.ts';
import { isSuppressed } from '../../server/src/core/lint/suppressions.ts';
import { applied } from '../../server/src/core/semantics/sql/withEdits.ts';
import { sourceText } from '../../server/src/core/text.ts';

const rule = 'some-rule';

/** The text with the comment for a finding at `|`; undefined where there is none. */
function silenced(path: string, marked: string): string | undefined {
  const start = marked.indexOf('|');
  const text = marked.replace('|', '');
  const fix = suppressFix(sourceText(text), path, { rule, range: { start, end: start + 1 } });
  if (!fix) return undefined;
  assert.equal(fix.title, 'Ignore “some-rule” here');
  const after = applied(text, fix.edits);
  const moved = after.length - text.length + start;
  assert.ok(isSuppressed(sourceText(after), rule, moved), after);
  return after;
}

const cases: readonly (readonly [string, string, string, string | undefined])[] = [
  [
    'SQL, indented as its line',
    'models/a.sql',
    'select\n  a as |b\nfrom t',
    'select\n  -- dbt-context-ignore-next-line some-rule: reason\n  a as b\nfrom t',
  ],
  [
    'the first line',
    'models/a.sql',
    'select |b',
    '-- dbt-context-ignore-next-line some-rule: reason\nselect b',
  ],
  [
    'what stands in a tag',
    'models/a.sql',
    "select 1\nfrom {{ ref('|x') }}",
    "select 1\n{# dbt-context-ignore-next-line some-rule: reason #}\nfrom {{ ref('x') }}",
  ],
  ['not in the middle of a tag', 'models/a.sql', "{{ config(\n  tags=['|x']\n) }}", undefined],
  [
    'beside one that is there',
    'models/a.sql',
    '-- dbt-context-ignore-next-line other: why\nselect |b',
    '-- dbt-context-ignore-next-line other, some-rule: why\nselect b',
  ],
  [
    'beside one of Jinja',
    'models/a.sql',
    '{# dbt-context-ignore-next-line other #}\nselect |b',
    '{# dbt-context-ignore-next-line other, some-rule #}\nselect b',
  ],
  [
    'YAML, with its line ends',
    'models/a.yml',
    'models:\r\n  - name: |a\r\n',
    'models:\r\n  # dbt-context-ignore-next-line some-rule: reason\r\n  - name: a\r\n',
  ],
  ['not within a text of several lines', 'models/a.yml', 'a: >\n  b |c\n', undefined],
  ['Python', 'models/a.py', 'x = |1', '# dbt-context-ignore-next-line some-rule: reason\nx = 1'],
  ['Markdown', 'models/a.md', 'a |b', '<!-- dbt-context-ignore-next-line some-rule: reason -->\na b'],
  ['not in a seed', 'seeds/a.csv', 'a,|b', undefined],
];

for (const [name, path, text, expected] of cases) {
  test(`suppress: ${name}`, () => assert.equal(silenced(path, text), expected));
}
