// The card of a node: each fact is worded once, from artifacts, with its age and where it is known from.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cardToText } from '../../server/src/core/card/cardText.ts';
import { nodeCard } from '../../server/src/core/features/hoverNode.ts';
import { prepareNodeGraph } from '../../server/src/core/semantics/nodeNeighbours.ts';
import { manifestOf } from '../harness/manifest.ts';
import { type TestProjectOptions, testNow, testProject } from '../harness/project.ts';

const hour = 3_600_000;
const at = (ago: number): string => new Date(testNow - ago).toISOString();

function card(uniqueId: string, options: TestProjectOptions): string {
  const { project } = testProject('//- models/orders.sql\nselect 1 as id\n', options);
  const entry = project.artifacts.manifest?.entry(uniqueId);
  assert.ok(entry);
  for (const _ of prepareNodeGraph(project));
  return cardToText(nodeCard(project, entry, testNow));
}

function line(uniqueId: string, label: string, options: TestProjectOptions): string | undefined {
  const lines = card(uniqueId, options).split('\n');
  const first = lines.findIndex((text) => text.startsWith(label));
  if (first < 0) return undefined;
  const rest = lines.slice(first + 1);
  const end = rest.findIndex((text) => !text.startsWith('   '));
  return [lines[first] ?? '', ...rest.slice(0, end < 0 ? rest.length : end)]
    .map((text, index) => (index === 0 ? text.slice(label.length) : text).trim())
    .join(' | ');
}

const limits = { warn_after: { count: 12, period: 'hour' }, error_after: { count: 24, period: 'hour' } };

function sources(
  uniqueId: string,
  maxLoadedAt: string | null,
  checkedAgo = 2 * hour,
  more = {},
): Record<string, unknown> {
  return {
    metadata: {
      dbt_schema_version: 'https://schemas.getdbt.com/dbt/sources/v3.json',
      generated_at: at(checkedAgo),
    },
    results: [
      {
        unique_id: uniqueId,
        status: 'pass',
        max_loaded_at: maxLoadedAt,
        snapshotted_at: at(checkedAgo),
        criteria: limits,
        ...more,
      },
    ],
  };
}

function runs(results: readonly Record<string, unknown>[], which = 'build'): Record<string, unknown> {
  return {
    metadata: {
      dbt_schema_version: 'https://schemas.getdbt.com/dbt/run-results/v6.json',
      generated_at: at(2 * hour),
      invocation_id: 'one',
    },
    args: { which },
    elapsed_time: 1,
    results: results.map((result) => ({
      timing: [],
      thread_id: 'Thread-1',
      adapter_response: {},
      ...result,
    })),
  };
}

test('the owner is the first of config.meta, meta, config, group, exposure owner, warehouse role', () => {
  const group = { 'group.shop.sales': { owner: { name: 'Sales', email: ['a@shop.test', 'b@shop.test'] } } };
  const of = (fields: Record<string, unknown>, catalog?: Record<string, unknown>) =>
    line('model.shop.orders', 'Owner', {
      manifest: manifestOf({ 'model.shop.orders': fields, ...group }),
      ...(catalog ? { catalog } : {}),
    });
  assert.equal(of({ config: { meta: { owner: 'Ada' } }, meta: { owner: 'Bob' } }), 'Ada config.meta.owner');
  assert.equal(of({ meta: { owners: ['Bob', 'c@shop.test'] } }), 'Bob, c@shop.test meta.owners');
  assert.equal(of({ meta: { team: 'Core', team_email: 'core@shop.test' } }), 'Core core@shop.test meta.team');
  assert.equal(of({ config: { data_owner: 'Cleo' } }), 'Cleo config.data_owner');
  assert.equal(of({ group: 'sales' }), 'Sales a@shop.test b@shop.test group sales');
  assert.equal(of({ group: 'sales', meta: { owner: 'Ada' } }), 'Ada meta.owner · group sales');
  assert.equal(of({}), undefined);
  const catalog = {
    metadata: {},
    nodes: {
      'model.shop.orders': {
        unique_id: 'model.shop.orders',
        metadata: { owner: 'LOADER' },
        columns: {},
        stats: {},
      },
    },
    sources: {},
  };
  assert.equal(of({}, catalog), 'LOADER warehouse role');
});

test('a source is as fresh as it is now, not as it was when it was checked', () => {
  const id = 'source.shop.raw.orders';
  const of = (freshness: Record<string, unknown> | undefined) =>
    line(id, 'Freshness', {
      manifest: manifestOf({ [id]: { freshness: limits } }),
      ...(freshness ? { sources: freshness } : {}),
    });
  assert.equal(of(sources(id, at(3 * hour))), 'fresh, loaded 3 h ago, limit 12 h, checked 2 h ago');
  assert.equal(of(sources(id, at(14 * hour))), 'warn: loaded 14 h ago, limit 12 h, checked 2 h ago');
  assert.equal(of(sources(id, at(30 * hour))), 'error: loaded 30 h ago, limit 24 h, checked 2 h ago');
  assert.equal(
    of(sources(id, at(30 * hour), 29 * hour)),
    'error: loaded 30 h ago, limit 24 h, unless loaded since, checked 29 h ago',
  );
  assert.equal(of(sources(id, '0001-01-01T00:00:00Z')), 'never loaded, limit 12 h, checked 2 h ago');
  assert.equal(
    of(sources(id, null, 2 * hour, { status: 'runtime error', error: 'No such table' })),
    'the check failed: No such table checked 2 h ago',
  );
  assert.equal(of(undefined), 'never checked, limit 12 h, run dbt source freshness');
});

test('a model says how many of its upstream sources are late, and the worst of them', () => {
  const late = 'source.shop.raw.orders';
  assert.equal(
    line('model.shop.mart', 'Freshness', {
      manifest: manifestOf({
        [late]: { freshness: limits },
        'source.shop.raw.items': { freshness: limits },
        'model.shop.orders': { depends_on: { nodes: [late, 'source.shop.raw.items'], macros: [] } },
        'model.shop.mart': { depends_on: { nodes: ['model.shop.orders'], macros: [] } },
      }),
      sources: sources(late, at(30 * hour)),
    }),
    '1 of 2 sources upstream late · 1 never checked | raw.orders: error: loaded 30 h ago, limit 24 h, checked 2 h ago',
  );
});

test('the last run counts only where the command ran something', () => {
  const manifest = manifestOf({ 'model.shop.orders': { config: { materialized: 'table' } } });
  const result = {
    unique_id: 'model.shop.orders',
    status: 'success',
    execution_time: 3.2,
    adapter_response: { rows_affected: 1204 },
    timing: [{ name: 'execute', started_at: at(2 * hour + 3200), completed_at: at(2 * hour) }],
  };
  const of = (runResults: Record<string, unknown>) =>
    line('model.shop.orders', 'Last run', { manifest, runResults });
  assert.equal(of(runs([result])), 'success · 3.2 s · 1,204 rows · 2 h ago');
  const view = manifestOf({ 'model.shop.orders': { config: { materialized: 'view' } } });
  assert.equal(
    line('model.shop.orders', 'Last run', { manifest: view, runResults: runs([result]) }),
    'success · 3.2 s · 2 h ago',
  );
  assert.equal(of(runs([result], 'compile')), undefined);
  assert.equal(of(runs([result], 'generate')), undefined);
  assert.equal(
    of(
      runs([{ ...result, status: 'error', adapter_response: {}, message: 'Conversion Error:\n  bad date' }]),
    ),
    'error · 3.2 s · 2 h ago | Conversion Error: bad date',
  );
  const message = 'Runtime Error in model orders (models/orders.sql)\n  Conversion Error: bad date';
  assert.match(of(runs([{ ...result, status: 'error', message }])) ?? '', / \| Conversion Error: bad date$/);
});

test('failing tests stand first, by the name that people wrote', () => {
  const onOrders = {
    attached_node: 'model.shop.orders',
    depends_on: { nodes: ['model.shop.orders'], macros: [] },
  };
  const manifest = manifestOf({
    'model.shop.orders': {},
    'test.shop.unique_orders_id.1': {
      ...onOrders,
      column_name: 'id',
      test_metadata: { name: 'unique', kwargs: {} },
    },
    'test.shop.not_null_orders_id.2': {
      ...onOrders,
      column_name: 'id',
      test_metadata: { name: 'not_null', kwargs: {} },
    },
    'test.shop.no_gaps': { depends_on: { nodes: ['model.shop.orders'], macros: [] } },
  });
  const runResults = runs([
    { unique_id: 'test.shop.unique_orders_id.1', status: 'fail', failures: 3 },
    { unique_id: 'test.shop.not_null_orders_id.2', status: 'pass', failures: 0 },
  ]);
  assert.equal(
    line('model.shop.orders', 'Tests', { manifest, runResults }),
    '1 failing · 1 passing · 1 never run · 2 h ago | unique(id) 3 rows',
  );
});

test('impact names exposures and their owners first, then the nearest models', () => {
  const on = (...nodes: string[]) => ({ depends_on: { nodes, macros: [] } });
  const manifest = manifestOf({
    'model.shop.orders': {},
    'model.shop.far': on('model.shop.near'),
    'model.shop.near': on('model.shop.orders'),
    'exposure.shop.board': {
      ...on('model.shop.far'),
      owner: { name: 'Grace', email: 'g@shop.test' },
      type: 'dashboard',
    },
  });
  assert.equal(
    line('model.shop.orders', 'Used by', { manifest }),
    '1 exposure: board (Grace) | 2 models: near, far',
  );
  assert.equal(
    line('model.shop.far', 'Used by', { manifest: manifestOf({ 'model.shop.far': {} }) }),
    'nothing downstream',
  );
  const versions = manifestOf({
    'model.shop.orders': {},
    'model.shop.fct.v1': { ...on('model.shop.orders'), name: 'fct', version: 1 },
    'model.shop.fct.v2': { ...on('model.shop.orders'), name: 'fct', version: 2 },
  });
  assert.equal(line('model.shop.orders', 'Used by', { manifest: versions }), '2 models: fct v1, fct v2');
});

test('only of a model it is said how it is materialized', () => {
  const title = (uniqueId: string) =>
    card(uniqueId, { manifest: manifestOf({ [uniqueId]: { config: { materialized: 'view' } } }) }).split(
      '\n',
    )[0];
  assert.equal(title('model.shop.orders'), 'orders · model · view');
  assert.equal(title('analysis.shop.orders'), 'orders · analysis');
});

test('tags stand once each, as many as people look at', () => {
  const tagged = (tags: readonly string[]) =>
    line('model.shop.orders', 'Tags', { manifest: manifestOf({ 'model.shop.orders': { tags } }) });
  assert.equal(tagged(['nightly', 'marts', 'nightly']), 'nightly, marts');
  assert.equal(tagged([...'abcdefghij']), 'a, b, c, d, e, f, g, h, +2 more');
  assert.equal(tagged([]), undefined);
});

test('a constraint that the adapter does not enforce is said to be so', () => {
  const manifest = manifestOf(
    {
      'model.shop.orders': {
        config: { contract: { enforced: true } },
        contract: { enforced: true },
        columns: {
          id: { name: 'id', data_type: 'INTEGER', constraints: [{ type: 'unique' }, { type: 'not_null' }] },
        },
      },
    },
    { adapter_type: 'snowflake' },
  );
  assert.equal(
    line('model.shop.orders', 'Columns', { manifest }),
    '1: id integer | declared, but not enforced on snowflake: unique(id)',
  );
});
