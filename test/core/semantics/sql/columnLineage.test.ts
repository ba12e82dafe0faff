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

test('who reads a column by a name that it had reads no other', () => {
  const text = shop.replace('sum(amount) as total', 'sum(amount) as whole');
  assert.deepEqual(down(project(text), 'model.shop.mid', 'whole'), []);
  assert.deepEqual(up(project(text), 'model.shop.mart', 'total_amount'), ['unknown mart']);
  assert.deepEqual(drawLineage(project(text), 'model.shop.mart').slice(1), [
    'total_amount ← nothing',
    'status ← stg.status (passthrough)',
    'from: stg.key',
    'from: mid.key',
  ]);
});

/** Of a model that reads two: the lines on what it may read. */
function unsureReads(query: string): readonly string[] {
  const parents = ['source.shop.raw.u', 'model.shop.mid'].filter((id) =>
    query.includes(`@${id.split('.').at(-1)}`),
  );
  const two = { 'source.shop.raw.u': {}, 'model.shop.m': reads(...parents) };
  const text = query.replaceAll('@u', "{{ source('raw', 'u') }}").replaceAll('@mid', "{{ ref('mid') }}");
  const of = project(`${shop}\n//- models/m.sql\n${text}`, two);
  return drawLineage(of, 'model.shop.m').filter((line) => /^(?:unknown|perhaps)/.test(line));
}

test('what a template makes may be any column of what its own select reads, through CTEs', () => {
  const made = '{{ made() }} as more';
  assert.deepEqual(unsureReads(`select mid.key, ${made} from @mid mid`), ['unknown: mid']);
  const inCte = `with a as (select id, ${made} from @u) select m.key, a.more from @mid m join a on a.id = m.key`;
  assert.deepEqual(unsureReads(inCte), ['unknown: raw.u']);
  const passedOn = `with a as (select id, {{ made() }} from @u), b as (select *, 1 as one from a) select b.x from b`;
  assert.deepEqual(unsureReads(passedOn), ['unknown: raw.u']);
  const unnested = 'select * from @mid m cross join unnest(m.key) as n';
  assert.deepEqual(unsureReads(unnested), []);
  const row = 'with a as (select max(u) as newest from @u u) select b.x from (select newest.* from a) as b';
  assert.deepEqual(unsureReads(row), ['unknown: raw.u']);
  const behind = `with a as (select key, total from @mid) select ${made}, u.x from a join @u u on u.id = a.key`;
  assert.deepEqual(unsureReads(behind), ['unknown: raw.u', 'perhaps: mid.total']);
  const nested = `select m.key, (select ${made} from @u u) as n from @mid m`;
  assert.deepEqual(unsureReads(nested), ['unknown: mid', 'unknown: raw.u']);
});

test('a name that may be of several is that column of each, and no other', () => {
  assert.deepEqual(
    unsureReads('select x, m.key from @u u join @mid m on m.key = u.id join @u v on v.id = u.id'),
    ['perhaps: raw.u.x'],
  );
  const star =
    'with a as (select * from @u), b as (select *, 1 as one from a join @u v on true) select b.y from b';
  assert.deepEqual(unsureReads(star), ['perhaps: raw.u.y']);
});

test('what the branches of a union give stands in the same place, so it may be any of theirs', () => {
  assert.deepEqual(unsureReads('select * from @mid union all select * from @u'), ['unknown: raw.u']);
  const inCtes =
    'with a as (select key from @mid), b as (select * from @u union all select * from a) select *, 1 as one from b';
  assert.deepEqual(unsureReads(inCtes), ['unknown: raw.u', 'perhaps: mid.key']);
});

test('a node that a template asks for what it writes may be read by any column', () => {
  const asked = (values: string) =>
    `with a as (select key from @mid) select {% for v in ${values} %}count(case when key = {{ v }} then 1 end) as c_{{ v }},{% endfor %} 1 as one from a`;
  assert.deepEqual(unsureReads(asked('made()')), ['perhaps: mid.key']);
  assert.deepEqual(unsureReads(asked("made(ref('mid'))")), ['unknown: mid']);
});

test('models that read each other end', () => {
  const text =
    "//- models/a.sql\nselect x, 1 as y from {{ ref('b') }}\n//- models/b.sql\nselect y as x from {{ ref('a') }}";
  const cycle = { 'model.shop.a': reads('model.shop.b'), 'model.shop.b': reads('model.shop.a') };
  assert.deepEqual(up(project(text, cycle), 'model.shop.a', 'x'), ['1 b.x passthrough', '2 a.y rename']);
});
