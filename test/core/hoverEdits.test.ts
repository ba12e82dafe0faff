// Cards of texts that dbt hasn't parsed as they stand: what hangs on a node, and what is late upstream, is what the graph says.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cardToText } from '../../server/src/core/card/cardText.ts';
import { cardOfNode } from '../../server/src/core/features/hover.ts';
import { neighbourhood } from '../../server/src/core/features/neighbourhood.ts';
import { nodeFacts } from '../../server/src/core/features/showNode.ts';
import type { Project } from '../../server/src/core/project.ts';
import { prepareNodeGraph } from '../../server/src/core/semantics/nodeNeighbours.ts';
import { manifestOf } from '../harness/manifest.ts';
import { plainView } from '../harness/plainView.ts';
import { testNow, testProject, withText } from '../harness/project.ts';

const texts = {
  stg: "select * from {{ source('raw', 'orders') }}",
  fct: "select * from {{ ref('stg') }}",
  mart: "select * from {{ ref('fct') }}",
  apart: 'select 1 as id',
};
const model = (text: string, ...nodes: string[]) => ({
  raw_code: text,
  depends_on: { nodes, macros: [] },
});

const limits = { warn_after: { count: 6, period: 'hour' }, error_after: { count: null, period: null } };

const parsed = testProject(
  Object.entries(texts)
    .map(([name, text]) => `//- models/${name}.sql\n${text}\n`)
    .join(''),
  {
    manifest: manifestOf({
      'source.shop.raw.orders': { freshness: limits },
      'model.shop.stg': model(texts.stg, 'source.shop.raw.orders'),
      'model.shop.fct': model(texts.fct, 'model.shop.stg'),
      'model.shop.mart': model(texts.mart, 'model.shop.fct'),
      'model.shop.apart': model(texts.apart),
    }),
    sources: {
      metadata: { generated_at: '2026-05-01T12:00:00Z' },
      results: [
        {
          unique_id: 'source.shop.raw.orders',
          status: 'pass',
          max_loaded_at: '2026-05-01T06:00:00Z',
          snapshotted_at: '2026-05-01T12:00:00Z',
          criteria: limits,
        },
      ],
    },
  },
).project;

function cardLines(project: Project, id: string, label: string): string | undefined {
  for (const _ of prepareNodeGraph(project));
  const card = cardOfNode(project, id, testNow);
  assert.ok(card);
  const lines = cardToText(card).split('\n');
  return lines
    .find((line) => line.startsWith(label))
    ?.slice(label.length)
    .trim();
}

/** What the graph says is wrong upstream. */
function cause(project: Project, id: string): string | undefined {
  const [node] = neighbourhood(project, { node: id }, plainView, testNow)?.nodes ?? [];
  return node?.badges.find(({ kind }) => kind === 'upstream')?.text;
}

const usedBy = (project: Project, name: string) => cardLines(project, `model.shop.${name}`, 'Used by');

/** The counts of the graph's summary. */
function counts(project: Project, id: string): string | undefined {
  return neighbourhood(project, { node: id }, plainView, testNow)?.summary.replace(/^\S+: /, '');
}

const added = withText(parsed, 'models/apart.sql', "select * from {{ ref('stg') }}");
const removed = withText(parsed, 'models/mart.sql', 'select 1 as id');

test('an added ref counts at once, wherever it hangs on', () => {
  assert.equal(usedBy(parsed, 'stg'), '2 models: fct, mart');
  assert.equal(counts(parsed, 'model.shop.stg'), '1 upstream, 2 downstream');
  assert.equal(usedBy(added, 'stg'), '3 models: fct, apart, mart');
  assert.equal(counts(added, 'model.shop.stg'), '1 upstream, 3 downstream');
  assert.match(
    cardLines(added, 'source.shop.raw.orders', 'Used by') ?? '',
    /^4 models: stg, fct, apart, mart$/,
  );
});

test('what a text reads no more counts no more, a ref being typed too', () => {
  assert.equal(usedBy(removed, 'stg'), '1 model: fct');
  assert.equal(counts(removed, 'model.shop.stg'), '1 upstream, 1 downstream');
  const typing = withText(parsed, 'models/mart.sql', "select * from {{ ref('fc");
  assert.equal(usedBy(typing, 'fct'), 'nothing downstream');
  assert.equal(counts(typing, 'model.shop.fct'), '2 upstream, 0 downstream');
});

test('a file that dbt has not parsed has its readers, and is one', () => {
  const files = { ...added.files, paths: [...added.files.paths, 'models/fresh.sql'] };
  const fresh = withText({ ...added, files }, 'models/fresh.sql', "select * from {{ ref('apart') }}");
  const read = withText(fresh, 'models/mart.sql', "select * from {{ ref('fresh') }}");
  assert.equal(usedBy(read, 'apart'), '2 models: fresh, mart');
  assert.equal(cardLines(read, 'file:models/fresh.sql', 'Used by'), '1 model: mart');
  assert.equal(counts(read, 'file:models/fresh.sql'), '3 upstream, 1 downstream');
  assert.equal(cardLines(read, 'file:models/fresh.sql', 'Freshness'), '1 of 1 source upstream late');
  assert.equal(cause(read, 'file:models/fresh.sql'), 'source raw.orders late');
  const entry = read.artifacts.manifest?.entry('model.shop.apart');
  assert.ok(entry);
  assert.deepEqual(nodeFacts(read, entry, testNow).impact.models, [
    'file:models/fresh.sql',
    'model.shop.mart',
  ]);
});

test('what is late upstream follows the text: the card and the cause in the graph say the same', () => {
  const said = (project: Project, name: string) => [
    cardLines(project, `model.shop.${name}`, 'Freshness')?.replace(/ ·.*/, ''),
    cause(project, `model.shop.${name}`),
  ];
  const isLate = ['1 of 1 source upstream late', 'source raw.orders late'];
  assert.deepEqual(said(parsed, 'apart'), [undefined, undefined]);
  assert.deepEqual(said(added, 'apart'), isLate);
  assert.deepEqual(said(parsed, 'mart'), isLate);
  assert.deepEqual(said(removed, 'mart'), [undefined, undefined]);
});

test('a key typed since the texts were read leaves nothing out', () => {
  for (const _ of prepareNodeGraph(added));
  const typed = withText(added, 'models/apart.sql', "select * from {{ ref('fct') }}");
  const card = cardOfNode(typed, 'model.shop.fct', testNow);
  assert.match(card ? cardToText(card) : '', /Used by +2 models: mart, apart\n/);
});

test('edited files that were not looked at are said to be left out', () => {
  let project = parsed;
  const names = Array.from({ length: 30 }, (_, index) => `models/new_${index}.sql`);
  const files = { ...project.files, paths: [...project.files.paths, ...names] };
  project = { ...project, files };
  for (const name of names) project = withText(project, name, "select * from {{ ref('apart') }}");
  const card = cardOfNode(project, 'model.shop.apart', testNow);
  assert.match(card ? cardToText(card) : '', /Used by +30 new or edited files not looked at yet/);
});
