// Column lineage through a project: what is saved, what isn't, and what can't be known.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Project } from '../../../../server/src/core/project.ts';
import {
  type ClosureLimits,
  type ColumnClosure,
  columnDownstream,
  columnUpstream,
} from '../../../../server/src/core/semantics/sql/columnLineage.ts';
import { catalogOf, type ManifestSketch, manifestOf } from '../../../harness/manifest.ts';
import { testProject } from '../../../harness/project.ts';
import { drawLineage } from './columns.ts';

const shop = `
//- models/stg.sql
select id as key, cast(amount as numeric) as amount, status from {{ source('raw', 't') }} where status <> 'x'
//- models/mid.sql
select key, sum(amount) as total from {{ ref('stg') }} group by key
//- models/mart.sql
select m.key, m.total as total_amount, s.status
from {{ ref('mid') }} m join {{ ref('stg') }} s on s.key = m.key`;

const reads = (...nodes: readonly string[]) => ({ depends_on: { nodes, macros: [] } });
const entries: ManifestSketch = {
  'source.shop.raw.t': {},
  'model.shop.stg': reads('source.shop.raw.t'),
  'model.shop.mid': reads('model.shop.stg'),
  'model.shop.mart': reads('model.shop.mid', 'model.shop.stg'),
  'exposure.shop.board': reads('model.shop.mart'),
};
const catalog = catalogOf({ 'source.shop.raw.t': { id: 'INTEGER', amount: 'TEXT', status: 'TEXT' } });

function project(text = shop, more: ManifestSketch = {}): Project {
  return testProject(text, { manifest: manifestOf({ ...entries, ...more }), catalog }).project;
}

function draw({ columns, unknown, consumers, influenced, whole }: ColumnClosure): readonly string[] {
  const short = (id: string) => id.split('.').slice(2).join('.') || id;
  return [
    ...columns.map(
      ({ column, distance, how }) => `${distance} ${short(column.node)}.${column.column} ${how}`,
    ),
    ...influenced.map(({ node, column, clause }) => `${clause} of ${short(node)} by ${column.column}`),
    ...unknown.map((id) => `unknown ${short(id)}`),
    ...consumers.map(({ name }) => `read by ${name}`),
    ...(whole ? [] : ['and more']),
  ];
}

const up = (of: Project, node: string, column: string, limits?: ClosureLimits) =>
  draw(columnUpstream(of, { node, column }, limits));
const down = (of: Project, node: string, column: string, limits?: ClosureLimits) =>
  draw(columnDownstream(of, { node, column }, limits));

test('one step: what each column is made of, and what decides rows', () => {
  assert.deepEqual(drawLineage(project(), 'model.shop.mart'), [
    'key ← mid.key (passthrough)',
    'total_amount ← mid.total (rename)',
    'status ← stg.status (passthrough)',
    'from: stg.key',
    'from: mid.key',
  ]);
  assert.deepEqual(drawLineage(project(), 'model.shop.stg'), [
    'key ← raw.t.id (rename)',
    'amount ← raw.t.amount (cast)',
    'status ← raw.t.status (passthrough)',
    'where: raw.t.status',
  ]);
  assert.deepEqual(drawLineage(project(), 'source.shop.raw.t'), []);
});

test('upstream: nearest first, each with the least faithful step', () => {
  assert.deepEqual(up(project(), 'model.shop.mart', 'TOTAL_AMOUNT'), [
    '1 mid.total rename',
    '2 stg.amount aggregate',
    '3 raw.t.amount aggregate',
  ]);
  assert.deepEqual(up(project(), 'model.shop.mart', 'total_amount', { depth: 1 }), [
    '1 mid.total rename',
    'and more',
  ]);
  assert.deepEqual(down(project(), 'model.shop.stg', 'key', { nodes: 0 }), ['and more']);
});

test('downstream: columns, rows and consumers', () => {
  assert.deepEqual(down(project(), 'source.shop.raw.t', 'id'), [
    '1 stg.key rename',
    '2 mid.key rename',
    '3 mart.key rename',
    'group of mid by key',
    'from of mart by key',
    'from of mart by key',
    'read by board',
  ]);
});

test('unsaved texts: a new reader is in, one that reads no longer is out', () => {
  const unsaved = project(
    `${shop.replace('m.total as total_amount, ', '')}
//- models/new.sql
select amount as price from {{ ref('stg') }}`,
    {
      'model.shop.mart': { ...entries['model.shop.mart'], checksum: { name: 'sha256', checksum: 'before' } },
    },
  );
  assert.deepEqual(down(unsaved, 'model.shop.stg', 'amount'), [
    '1 mid.total aggregate',
    '1 file:models/new.sql.price rename',
  ]);
});

test('what can’t be known is said: Python, and what only templates read', () => {
  const more = {
    'model.shop.p': { ...reads('model.shop.stg'), language: 'python', original_file_path: 'models/p.py' },
    'model.shop.q': reads('model.shop.stg', 'model.shop.mid'),
  };
  const text = `${shop}
//- models/p.py
def model(dbt, session):
    return dbt.ref("stg")
//- models/q.sql
-- depends_on: {{ ref('mid') }}
select key from {{ ref('stg') }}`;
  assert.deepEqual(drawLineage(project(text, more), 'model.shop.p'), ['unknown: stg']);
  assert.deepEqual(drawLineage(project(text, more), 'model.shop.q'), [
    'key ← stg.key (passthrough)',
    'unknown: mid',
  ]);
  assert.deepEqual(down(project(text, more), 'model.shop.mid', 'total', { depth: 1 }), [
    '1 mart.total_amount rename',
    'unknown q',
    'read by board',
  ]);
});

test('models that read each other end', () => {
  const text =
    "//- models/a.sql\nselect x, 1 as y from {{ ref('b') }}\n//- models/b.sql\nselect y as x from {{ ref('a') }}";
  const cycle = { 'model.shop.a': reads('model.shop.b'), 'model.shop.b': reads('model.shop.a') };
  assert.deepEqual(up(project(text, cycle), 'model.shop.a', 'x'), ['1 b.x passthrough', '2 a.y rename']);
});
