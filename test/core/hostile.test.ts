// Text that somebody wrote to harm, or a tool by mistake: no reader may take longer than in proportion to its length, since core is
// synchronous; and words of JavaScript are words like any other. A reader that is quadratic takes minutes here.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readDetail } from '../../server/src/core/artifacts/detail.ts';
import type { Entry } from '../../server/src/core/artifacts/types.ts';
import { pythonCalls } from '../../server/src/core/jinja/pythonCalls.ts';
import { parseJinja } from '../../server/src/core/jinja/tree.ts';
import { escapeMarkdown } from '../../server/src/core/markdown.ts';
import { isEnforced } from '../../server/src/core/semantics/isEnforced.ts';
import { analyze } from '../../server/src/core/sql/analyze.ts';
import { baseType } from '../../server/src/core/sql/baseTypes.ts';
import { dialectOf } from '../../server/src/core/sql/dialect.ts';
import { segment } from '../../server/src/core/sql/readSql.ts';
import { sourceText } from '../../server/src/core/text.ts';
import { renderEnvironment } from '../../server/src/core/yaml/environmentVariables.ts';
import { yamlDocument } from '../../server/src/core/yaml/yamlDocument.ts';

const entry: Entry = {
  uniqueId: 'test.shop.a',
  resourceType: 'test',
  name: 'a',
  packageName: 'shop',
  dependsOn: ['model.shop.a', 'model.shop.b'],
  macros: [],
  group: undefined,
  originalFilePath: 'models/schema.yml',
  sourceName: undefined,
  version: undefined,
  disabled: false,
};

const readers: readonly (readonly [name: string, unit: string, read: (text: string) => unknown])[] = [
  ['YAML with tags that have no end', ',{{', (text) => yamlDocument(sourceText(`a: ${text}}}`))],
  ['a value made by Jinja', '{{', (text) => renderEnvironment(text, {})],
  ['a name before a string of Python', '_', (text) => pythonCalls(sourceText(`dbt.ref(${text})`))],
  ['a path of Python that is no call', 'dbt . ', (text) => pythonCalls(sourceText(text))],
  ['escaped quotes of Python', "\\'", (text) => pythonCalls(sourceText(`dbt.ref(${text}`))],
  ['a type with brackets', '(', (text) => baseType(text, 'snowflake')],
  ['closing brackets without their own', '](', (text) => segment(`select ${text}`, dialectOf('postgres'))],
  ['empty lines in Markdown', '\n', escapeMarkdown],
  ['brackets of Jinja that never close', 'a.(', (text) => parseJinja(sourceText(`{{ ${text} }}`))],
  ['Jinja of nothing but errors', 'a ) b ', (text) => parseJinja(sourceText(`{{ [${text}] }}`))],
  ['tags of nothing but errors', '{{ (a.(b c }}', (text) => parseJinja(sourceText(text))],
  [
    'the arguments of a test',
    'ref(',
    (text) => readDetail(entry, { test_metadata: { kwargs: { model: text } } }),
  ],
];

for (const [name, unit, read] of readers) {
  test(`${name}: time in proportion to length`, () => {
    read(unit.repeat(Math.ceil(200_000 / unit.length)));
  });
}

test('words of JavaScript are words', () => {
  const dialect = dialectOf('postgres');
  for (const word of ['constructor', '__proto__', 'valueOf']) {
    const { query } = segment(`select a ${word} from t`, dialect);
    assert.deepEqual(
      (query ? analyze(query, dialect, () => undefined).columns : []).map(
        (column) => column.kind === 'column' && column.name,
      ),
      [word],
    );
    assert.equal(isEnforced(word, { ...constraint, type: 'not_null' }), undefined);
    assert.equal(baseType(word, word), undefined);
  }
});

const constraint = {
  name: undefined,
  expression: undefined,
  columns: [],
  warnUnenforced: true,
  warnUnsupported: true,
};
