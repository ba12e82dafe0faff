// The graph, the tree, the call hierarchy and the lenses say the same of a node: who reads whom, how much there is, how it is doing.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hierarchyCalls } from '../../server/src/core/features/callHierarchy.ts';
import { lensWords } from '../../server/src/core/features/codeLens.ts';
import { treeChildren, treeRow } from '../../server/src/core/features/lineageTree.ts';
import type { Project } from '../../server/src/core/project.ts';
import { around } from '../harness/graphAround.ts';
import { type ManifestSketch, manifestOf, on, runResultsOf } from '../harness/manifest.ts';
import { testNow, testProject, withText } from '../harness/project.ts';

const entries: ManifestSketch = {
  'source.shop.raw.orders': {
    freshness: { warn_after: { count: 6, period: 'hour' } },
    original_file_path: 'models/schema.yml',
  },
  'source.shop.raw.ports': { original_file_path: 'models/schema.yml' },
  'model.shop.stg': on('source.shop.raw.orders', 'source.shop.raw.ports'),
  'model.shop.mid': on('model.shop.stg'),
  'model.shop.end': { ...on('model.shop.mid'), raw_code: "select * from {{ ref('mid') }}" },
  'model.shop.apart': on('source.shop.raw.ports'),
  'exposure.shop.board': {
    ...on('model.shop.end', 'model.shop.apart'),
    original_file_path: 'models/schema.yml',
  },
  ...Object.fromEntries(
    ['raw.ports', 'end'].map((name) => {
      const node = name === 'end' ? 'model.shop.end' : 'source.shop.raw.ports';
      return [`test.shop.not_null_${name.replace('.', '_')}.1`, { ...on(node), attached_node: node }];
    }),
  ),
};

const { project: parsed } = testProject(
  `
  //- models/stg.sql
  select * from {{ source('raw', 'orders') }} cross join {{ source('raw', 'ports') }}
  //- models/mid.sql
  select * from {{ ref('stg') }}
  //- models/end.sql
  select * from {{ ref('mid') }}
  //- models/apart.sql
  select * from {{ source('raw', 'ports') }}
  //- models/fresh.sql
  select * from {{ ref('end') }}
  //- models/schema.yml
  sources: [{name: raw, tables: [{name: orders}, {name: ports}]}]
  exposures: [{name: board, type: dashboard, owner: {name: Ida}, depends_on: [ref('end'), ref('apart')]}]
  `,
  {
    manifest: manifestOf(entries),
    runResults: runResultsOf({
      'model.shop.stg': 'error',
      'model.shop.mid': 'skipped',
      'model.shop.apart': 'success',
      'test.shop.not_null_raw_ports.1': 'pass',
      'test.shop.not_null_end.1': 'pass',
    }),
    sources: {
      metadata: { generated_at: '2026-05-01T12:00:00Z' },
      results: [
        {
          unique_id: 'source.shop.raw.orders',
          status: 'warn',
          max_loaded_at: '2026-05-01T02:00:00Z',
          snapshotted_at: '2026-05-01T12:00:00Z',
          criteria: { warn_after: { count: 6, period: 'hour' } },
        },
      ],
    },
  },
);

const ids = [...Object.keys(entries).filter((id) => !id.startsWith('test.')), 'file:models/fresh.sql'];

function result<Value>(steps: Generator<void, Value>): Value {
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
}

const edited = withText(parsed, 'models/end.sql', "select * from {{ ref('apart') }}");

for (const [when, project] of [
  ['as dbt parsed it', parsed],
  ['with an edit', edited],
] as const) {
  test(`who reads whom is the same everywhere, ${when}`, () => {
    for (const id of ids) {
      const graph = around(project, id);
      for (const way of ['upstream', 'downstream'] as const) {
        const [own, other] = way === 'upstream' ? (['to', 'from'] as const) : (['from', 'to'] as const);
        const drawn = graph.edges.flatMap((edge) =>
          edge[own] === id && edge.unsaved !== 'removed' ? edge[other] : [],
        );
        const rows = treeChildren(project, way, [id], testNow).flatMap(({ uniqueId, description }) =>
          description.includes('not read any more') ? [] : uniqueId,
        );
        const calls = result(hierarchyCalls(project, { node: id, column: undefined }, way));
        assert.deepEqual(rows.sort(), drawn.sort(), `${way} of ${id}`);
        assert.deepEqual(calls.map(({ item }) => item.subject.node).sort(), drawn, `calls ${way} of ${id}`);
      }
      const [, counts = ''] = /: (\d+ upstream, \d+ downstream)/.exec(graph.summary) ?? [];
      const lens = result(lensWords(project, { node: id, column: undefined }, testNow));
      assert.ok(lens.includes(counts.replace(', ', ' · ')), `${lens}: ${graph.summary}`);
    }
  });

  test(`a node is called the same and is doing the same everywhere, ${when}`, () => {
    for (const id of ids) {
      const [node] = around(project, id).nodes;
      const row = treeRow(project, id, testNow);
      const facts = ({ label, kind, icon, state, hasColumns }: NonNullable<typeof node | typeof row>) =>
        [label, kind, icon, state, hasColumns].join(' ');
      assert.ok(node && row);
      assert.equal(facts(row), facts(node));
    }
  });
}

const stateOf = (project: Project, id: string) => treeRow(project, id, testNow)?.state;

test('what failed is failed, what is made of late data is late, what was skipped is not fine', () => {
  assert.deepEqual(
    ids.map((id) => `${id.split('.').at(-1)} ${stateOf(parsed, id)}`),
    [
      'orders late',
      'ports fine',
      'stg failed',
      'mid late',
      'end late',
      'apart fine',
      'board late',
      'sql late',
    ],
  );
  assert.equal(stateOf(edited, 'model.shop.end'), 'fine');
});
