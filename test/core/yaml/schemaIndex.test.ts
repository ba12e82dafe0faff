// An entry that is read alone is the same as in the whole file.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { sourceText } from '../../../server/src/core/text.ts';
import { schemaEntries } from '../../../server/src/core/yaml/schemaFile.ts';
import { schemaEntriesNamed, schemaNames } from '../../../server/src/core/yaml/schemaIndex.ts';
import { sampleProject } from '../../harness/sample.ts';

function agrees(text: string): void {
  const source = sourceText(text);
  const entries = schemaEntries(source);
  for (const kind of new Set(entries.map((entry) => entry.kind))) {
    const same = entries.filter((entry) => entry.kind === kind);
    assert.deepEqual(
      schemaNames(source, kind),
      same.map(({ name }) => name.text),
    );
    for (const { name } of same) {
      assert.deepEqual(
        schemaEntriesNamed(source, kind, name.text),
        same.filter((entry) => entry.name.text === name.text),
      );
    }
  }
}

test('every entry of every file of the sample', () => {
  let seen = 0;
  for (const path of sampleProject().files.paths.filter((each) => /\.ya?ml$/.test(each))) {
    const text = readFileSync(`sample/${path}`, 'utf8');
    agrees(text);
    agrees(text.replaceAll('\n', '\r\n'));
    seen += schemaEntries(sourceText(text)).length;
  }
  assert.ok(seen > 40);
});

test('forms of a file', () => {
  const forms = [
    'models:\n- name: a\n  columns:\n  - name: a\n- description: x\n  name: "b"\n',
    'version: 2\nmodels:\n  # first\n  - name: a # said\n\n    description: |\n      - name: c\n      x\n  - name: a\n',
    'models:\n  - {name: a, columns: [{name: b}]}\n  - name: c\n',
    'models: [{name: a}]\n',
    '"models":\n  - name: a\n',
    'models:\n  - &x\n    name: a\n  - *x\n',
    'models:\n  - name: a\n---\nmodels:\n  - name: b\n',
    'models:\n  -\n    name: a\n  -   name: b\n      meta: {x: 1}\n',
    "models:\n  - name: 'a b'\n  - name: true\n  - name: 1\n  - name: >-\n      x\n",
    'models:\n  - name: a\n    description: "two\n      lines"\n  - name: b\nsources:\n  - name: a\n    tables:\n      - name: a\n',
    'models:\n  - config: {x: 1}\n    meta:\n      name: no\n    name: yes_it_is\nmodels:\n  - name: yes_it_is\n',
    'models:\n\t- name: a\n',
    'models:\n  name: a\n',
    'models:\n',
    '- name: a\n',
    'x: 1\n  y\nmodels:\n  - name: a\n - name: b\n',
  ];
  for (const form of forms) agrees(form);
});

test('behind a quote that is still open, entries are found', () => {
  const source = sourceText('models:\n  - name: a\n    description: "not closed\n  - name: b\n');
  const [found] = schemaEntriesNamed(source, 'model', 'b');
  assert.deepEqual(found?.name.range, { start: 59, end: 60 });
});
