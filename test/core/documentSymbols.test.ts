// Outlines, drawn as `name kind "what is selected"`, children indented.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { documentSymbols, type OutlineEntry } from '../../server/src/core/features/documentSymbols.ts';
import { slice } from '../../server/src/core/text.ts';
import { testProject } from '../harness/project.ts';

function outline(text: string, path: string): readonly string[] {
  const { project } = testProject(`//- ${path}\n${text}`);
  const source = project.files.text(path);
  assert.ok(source);
  const draw = (entry: OutlineEntry, indent: string): readonly string[] => {
    assert.ok(entry.range.start <= entry.nameRange.start && entry.nameRange.end <= entry.range.end);
    const selected = slice(source, entry.nameRange);
    const detail = entry.detail === undefined ? '' : ` ${entry.detail}`;
    const own = `${indent}${entry.name} ${entry.kind}${detail}${selected === entry.name ? '' : ` "${selected}"`}`;
    return [own, ...entry.children.flatMap((child) => draw(child, `${indent}  `))];
  };
  return documentSymbols(project, path).flatMap((entry) => draw(entry, ''));
}

test('a model: its CTEs and its own columns', () => {
  const text = `with a as (select 1 as id, name from t),
b as (select * from a)
select id, count(*) as {{ 'n' }} from b group by 1`;
  assert.deepEqual(outline(text, 'models/orders.sql'), [
    'a cte',
    '  id column integer',
    '  name column',
    'b cte',
    '  id column integer "*"',
    '  name column "*"',
    'orders query ""',
    '  id column integer',
    `  n column integer "{{ 'n' }}"`,
  ]);
});

test('half-typed SQL and files without any', () => {
  assert.deepEqual(outline('with a as (select 1 as id', 'models/x.sql').slice(0, 2), [
    'a cte',
    '  id column integer',
  ]);
  assert.deepEqual(outline('', 'models/x.sql'), []);
  assert.deepEqual(outline('a,b\n1,2', 'seeds/x.csv'), []);
});

test('macros, tests, snapshots and docs', () => {
  const macros =
    '{% macro euro(x, places=2) %}{% set y = x %}{% endmacro %}\n{% test positive(model) %}{% endtest %}';
  assert.deepEqual(outline(macros, 'macros/m.sql'), ['euro macro (x, places)', 'positive test (model)']);
  assert.deepEqual(outline('{% docs about %}x{% enddocs %} {{ x }}', 'models/d.md'), ['about docs']);
  assert.deepEqual(
    outline('{% snapshot s %}select 1 as id{% endsnapshot %}', 'snapshots/s.sql').slice(0, 1),
    ['s snapshot'],
  );
});

test('a property file: entries with tables, versions and columns', () => {
  const text = `models:
  - name: orders
    columns: [{ name: id, data_type: int }]
    versions: [{ v: 1, defined_in: first, columns: [{ name: old }] }]
sources:
  - name: raw
    tables: [{ name: t, columns: [{ name: key }] }]
unit_tests:
  - name: works
    model: orders`;
  assert.deepEqual(outline(text, 'models/s.yml'), [
    'orders model model',
    '  id column int',
    '  v1 version first "1"',
    '    old column',
    'raw source source',
    '  t table table',
    '    key column',
    'works unit_test unit test',
  ]);
});
