// The bounded neighbourhood: what is shown, folded and hidden, and the edges between.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { neighbourhood } from '../../server/src/core/features/neighbourhood.ts';
import { prepareAllNodes } from '../../server/src/core/features/neighbourhoodAhead.ts';
import type { Project } from '../../server/src/core/project.ts';
import type { LineageGraph, LineageView } from '../../server/src/lineageProtocol.ts';
import { around, edges, labels } from '../harness/graphAround.ts';
import { type Json, type ManifestSketch, manifestOf, on, runResultsOf } from '../harness/manifest.ts';
import { plainView } from '../harness/plainView.ts';
import { testNow, testProject } from '../harness/project.ts';

const { filter } = plainView;

function shopOf(entries: ManifestSketch): Project {
  return testProject('', { manifest: manifestOf(entries) }).project;
}

const chain = shopOf({
  'source.shop.raw.orders': {},
  'model.shop.a': on('source.shop.raw.orders'),
  'model.shop.b': on('model.shop.a'),
  'model.shop.c': on('model.shop.a', 'model.shop.b'),
  'model.shop.d': on('model.shop.c'),
  'model.shop.sibling': on('model.shop.a'),
  'exposure.shop.board': on('model.shop.c'),
  'test.shop.not_null_c.1': on('model.shop.c'),
});

test('so many steps to both sides, nearest first, with all edges between', () => {
  const graph = around(chain, 'model.shop.c');
  assert.equal(labels(graph), 'c a b d board');
  assert.deepEqual(edges(graph).sort(), ['a>b', 'a>c', 'b>c', 'c>board', 'c>d']);
  assert.equal(graph.summary, 'c: 3 upstream, 2 downstream');
  assert.equal(labels(around(chain, 'model.shop.c', { upstream: 0, downstream: 0 })), 'c');
  assert.equal(
    labels(around(chain, 'model.shop.a', { downstream: 'all' })),
    'a raw.orders b c sibling d board',
  );
});

test('a node says how many neighbours are not shown, and is expanded by itself', () => {
  const graph = around(chain, 'model.shop.b');
  const a = graph.nodes.find(({ label }) => label === 'a');
  assert.deepEqual(a?.more, { upstream: 1, downstream: 1 });
  const expanded = around(chain, 'model.shop.b', {
    expanded: [{ node: 'model.shop.a', direction: 'downstream', steps: 1 }],
  });
  assert.equal(labels(expanded), 'b a c sibling');
  assert.deepEqual(
    expanded.nodes.map(({ side, spoken }) => `${side}: ${spoken}`),
    [
      'focus: model b, view, models, in the focus',
      'upstream: model a, view, models, 1 step upstream, 1 more upstream',
      'downstream: model c, view, models, 1 test, 1 step downstream, 2 more downstream',
      'beside: model sibling, view, models',
    ],
  );
});

test('all ways between two nodes are shown and lit, in either order', () => {
  for (const [from, to] of [
    ['source.shop.raw.orders', 'model.shop.d'],
    ['model.shop.d', 'source.shop.raw.orders'],
  ] as const) {
    const graph = around(chain, 'model.shop.c', { upstream: 0, downstream: 0, path: { from, to } });
    assert.equal(labels(graph), 'c a d b raw.orders');
    assert.ok(graph.nodes.every(({ lit }) => lit));
    assert.ok(graph.edges.every(({ lit }) => lit));
  }
  const none = around(chain, 'model.shop.c', { path: { from: 'model.shop.sibling', to: 'model.shop.d' } });
  assert.deepEqual(none.notes, ['No way leads from the one node to the other.']);
});

test('of more ways than there is room for the shortest are shown from end to end, and it is said', () => {
  const numbers = Array.from({ length: 100 }, (_, index) => index);
  const project = shopOf({
    'model.shop.a': {},
    // The longest way stands first.
    'model.shop.long': on('model.shop.a'),
    'model.shop.longer': on('model.shop.long'),
    'model.shop.longest': on('model.shop.longer'),
    ...Object.fromEntries(numbers.map((index) => [`model.shop.m${index}`, on('model.shop.a')])),
    ...Object.fromEntries(numbers.map((index) => [`model.shop.n${index}`, on(`model.shop.m${index}`)])),
    'model.shop.b': on('model.shop.longest', ...numbers.map((index) => `model.shop.n${index}`)),
  });
  for (const [from, to] of [
    ['model.shop.a', 'model.shop.b'],
    ['model.shop.b', 'model.shop.a'],
  ] as const) {
    const none = { upstream: 0, downstream: 0, path: { from, to } } as const;
    const graph = around(project, 'model.shop.a', none);
    const ways = numbers.slice(0, 74);
    const shown = ['a', 'b', ...ways.flatMap((index) => [`m${index}`, `n${index}`])];
    assert.deepEqual(labels(graph).split(' ').sort(), shown.sort());
    assert.equal(graph.edges.length, 3 * ways.length);
    assert.ok([...graph.nodes, ...graph.edges].every(({ lit }) => lit));
    assert.deepEqual(graph.notes, ['Only the shortest ways are shown: 150 nodes.']);
    const all = around(project, 'model.shop.a', { ...none, downstream: 'all' });
    assert.ok(all.nodes.every(({ lit }) => lit) && all.nodes.length === 205);
    assert.deepEqual(all.notes, []);
  }
});

test('what is expanded may be shown by what is expanded after it, and is folded once', () => {
  const expand = (...nodes: string[]) =>
    nodes.map((node) => ({ node, direction: 'downstream', steps: 1 }) as const);
  const steps = { upstream: 0, downstream: 0, expanded: expand('model.shop.b', 'model.shop.a') };
  assert.equal(labels(around(chain, 'model.shop.a', steps)), 'a b c sibling');
  const children = Array.from({ length: 60 }, (_, index) => `model.shop.child_${index}`);
  const project = shopOf({
    'model.shop.x': {},
    'model.shop.y': {},
    ...Object.fromEntries(children.map((id) => [id, on('model.shop.x', 'model.shop.y')])),
    'model.shop.top': on('model.shop.x', 'model.shop.y'),
  });
  const { nodes, folds } = around(project, 'model.shop.top', {
    expanded: expand('model.shop.x', 'model.shop.y'),
  });
  assert.equal(nodes.length - 3 + folds.reduce((sum, { count }) => sum + count, 0), children.length);
});

test('a fold is spoken of by where it is: from the focus, or from the node that is expanded', () => {
  const { project } = testProject('', {
    manifest: { ...hubManifest(60) },
  });
  const spoken = (node: string, view: Partial<LineageView>) =>
    around(project, node, view).folds.map((fold) => fold.spoken);
  assert.deepEqual(spoken('model.shop.hub', {}), ['36 more, models, 1 step downstream']);
  const expanded = [{ node: 'model.shop.hub', direction: 'downstream', steps: 1 }] as const;
  assert.deepEqual(spoken('model.shop.child_3', { expanded }), ['35 more, models, downstream of hub']);
});

test('a cycle ends, and its nodes are on both sides', () => {
  const ring = shopOf({
    'model.shop.a': on('model.shop.c'),
    'model.shop.b': on('model.shop.a'),
    'model.shop.c': on('model.shop.b'),
    'model.shop.self': on('model.shop.self'),
  });
  const graph = around(ring, 'model.shop.a', { upstream: 'all', downstream: 'all' });
  assert.deepEqual(
    graph.nodes.map(({ label, side, distance }) => `${label} ${side} ${distance}`),
    ['a focus 0', 'c both 1', 'b both 1'],
  );
  assert.deepEqual(edges(graph).sort(), ['a>b', 'b>c', 'c>a']);
  assert.deepEqual(edges(around(ring, 'model.shop.self')), []);
});

test('versions and equal names of two packages are told apart', () => {
  const mesh = shopOf({
    'model.shop.orders': {},
    'model.finance.orders': { schema: 'fin' },
    'model.shop.dim.v1': on('model.shop.orders', 'model.finance.orders'),
    'model.shop.dim.v2': on('model.shop.orders'),
  });
  const graph = around(mesh, 'model.shop.dim.v1');
  assert.deepEqual(
    graph.nodes.map(({ label, context }) => `${label} (${context})`),
    ['dim v1 (view · models)', 'orders (view · models)', 'orders (finance · view · fin)'],
  );
  assert.equal(labels(around(mesh, 'model.shop.orders')), 'orders dim v1 dim v2');
});

test('a model says how it is materialized and where; an ephemeral one is in no schema, and what is no model says its place', () => {
  const as = (materialized: string, ...reads: string[]) => ({
    ...on(...reads),
    config: { materialized },
    schema: 'marts',
  });
  const project = shopOf({
    'seed.shop.ports': as('seed'),
    'source.shop.raw.orders': { schema: 'raw' },
    'model.shop.cleaned': as('ephemeral', 'seed.shop.ports', 'source.shop.raw.orders'),
    'snapshot.shop.kept': as('snapshot', 'model.shop.cleaned'),
    'model.shop.orders': as('incremental', 'model.shop.cleaned'),
  });
  const { nodes } = around(project, 'model.shop.cleaned');
  assert.deepEqual(nodes.map(({ label, context }) => `${label} (${context})`).sort(), [
    'cleaned (ephemeral)',
    'kept (marts)',
    'orders (incremental · marts)',
    'ports (marts)',
    'raw.orders (raw)',
  ]);
  const spoken = nodes.map((node) => node.spoken);
  assert.ok(spoken.includes('model orders, incremental, marts, 1 step downstream'), spoken.join('\n'));
});

/** The manifest of a model `hub` and so many that read it. */
function hubManifest(count: number, folderOf: (index: number) => string = () => 'models'): Json {
  const manifest = manifestOf({ 'model.shop.hub': {}, 'model.shop.child': on('model.shop.hub') });
  const { 'model.shop.child': child, ...nodes } = manifest['nodes'] as Record<string, Json>;
  const children = Array.from({ length: count }, (_, index) => {
    const [name, unique_id] = [`child_${index}`, `model.shop.child_${index}`];
    return [unique_id, { ...child, name, unique_id, original_file_path: `${folderOf(index)}/${name}.sql` }];
  });
  return { ...manifest, nodes: { ...nodes, ...Object.fromEntries(children) } };
}

test('3,000 children fold by folder, keep their folds when one more comes, and unfold', () => {
  const folder = (index: number) => `models/${['marts', 'staging', 'core'][index % 3]}`;
  const hub = (count: number) => testProject('', { manifest: hubManifest(count, folder) }).project;
  const graph = around(hub(3000), 'model.shop.hub');
  assert.ok(graph.nodes.length <= 26, `${graph.nodes.length} nodes`);
  assert.deepEqual(
    graph.folds.map(({ id, label }) => `${id} ${label}`),
    ['core', 'marts', 'staging'].map((name) => `fold:downstream:1:folder:models/${name} models/${name}`),
  );
  const all = (of: Pick<LineageGraph, 'nodes' | 'folds'>) =>
    of.nodes.length - 1 + of.folds.reduce((sum, { count }) => sum + count, 0);
  assert.equal(all(graph), 3000);
  assert.deepEqual(graph.nodes[0]?.more, { upstream: 0, downstream: 0 });
  assert.equal(graph.edges.filter(({ to }) => to.startsWith('fold:')).length, 3);
  const later = around(hub(3001), 'model.shop.hub');
  assert.deepEqual(
    later.folds.map(({ id }) => id),
    graph.folds.map(({ id }) => id),
  );
  assert.equal(labels(later), labels(graph));
  const fold = graph.folds[0]?.id ?? '';
  const unfolded = around(hub(3000), 'model.shop.hub', { unfolded: [{ fold, shown: 10 }] });
  assert.equal(unfolded.nodes.length, graph.nodes.length + 10);
  assert.equal(all(unfolded), 3000);
});

test('300 parents in 40 folders: the small folders are put together', () => {
  const parents = Array.from({ length: 300 }, (_, index) => `model.shop.p_${index}`);
  const project = shopOf({
    ...Object.fromEntries(
      parents.map((id, index) => [id, { original_file_path: `models/f${index % 40}/p_${index}.sql` }]),
    ),
    'model.shop.wide': on(...parents),
  });
  const { folds, nodes } = around(project, 'model.shop.wide');
  assert.equal(folds.length, 8);
  assert.equal(folds.at(-1)?.id, 'fold:upstream:1:others:folder');
  assert.ok(nodes.length <= 27);
});

test('what failed is shown before what is fine; what is opened or expanded is never folded, nor one node alone', () => {
  const project = testProject('', {
    manifest: hubManifest(100),
    runResults: runResultsOf({ 'model.shop.child_90': 'error' }),
  }).project;
  const { nodes } = around(project, 'model.shop.hub', {
    opened: ['model.shop.child_99'],
    expanded: [{ node: 'model.shop.child_97', direction: 'upstream', steps: 1 }],
  });
  const shown = new Set(nodes.map(({ label }) => label));
  assert.ok(
    ['child_90', 'child_97', 'child_99'].every((label) => shown.has(label)) && !shown.has('child_98'),
  );
  const odd = hubManifest(26, (index) => (index === 25 ? 'models/odd' : 'models'));
  const { folds } = around(testProject('', { manifest: odd }).project, 'model.shop.hub');
  assert.deepEqual(
    folds.map(({ label, count }) => `${label} ${count}`),
    ['models 2'],
  );
  const failed = nodes.find(({ label }) => label === 'child_90');
  assert.equal(failed?.state, 'failed');
  assert.equal(failed?.badges[0]?.text, 'error 60 min ago');
});

test('all of it stays within a thousand nodes', () => {
  const { project } = testProject('', { manifest: hubManifest(3000) });
  const { nodes } = around(project, 'model.shop.hub', { downstream: 'all' });
  assert.ok(nodes.length > 900 && nodes.length <= 1000, `${nodes.length}`);
});

test('what the filter hides leaves edges through it, and facets count all within reach', () => {
  const project = shopOf({
    'model.shop.a': { tags: ['daily'] },
    'model.shop.b': on('model.shop.a'),
    'model.shop.c': on('model.shop.b'),
    'model.shop.d': { ...on('model.shop.c', 'model.shop.a'), tags: ['daily', 'core'] },
  });
  const view = { downstream: 'all', filter: { ...filter, tags: ['daily'] } } as const;
  const graph = around(project, 'model.shop.a', view);
  assert.equal(labels(graph), 'a d');
  assert.deepEqual(edges(graph), ['a>d']);
  assert.equal(graph.filtered, 2);
  assert.equal(around(project, 'model.shop.a', { downstream: 'all' }).filtered, 0);
  const near = around(project, 'model.shop.a', { ...view, downstream: 0 });
  assert.deepEqual(near.nodes[0]?.more, { upstream: 0, downstream: 1 }, 'one of the two would be shown');
  const through = around(project, 'model.shop.b', { ...view, upstream: 1 });
  assert.deepEqual(edges(through).sort(), ['a>b', 'a>d', 'b>d ~1']);
  const ways = { upstream: 0, downstream: 0, path: { from: 'model.shop.b', to: 'model.shop.d' } };
  assert.deepEqual(edges(around(project, 'model.shop.b', { ...view, ...ways })), ['b>d ~1']);
  assert.deepEqual(through.facets.kinds, [{ value: 'model', count: 4 }]);
});

test('each list of a filter lets through what is in it, and attention what failed or hangs on that', () => {
  const { project } = testProject('', {
    manifest: manifestOf({
      'source.shop.raw.orders': {},
      'model.shop.stg': { ...on('source.shop.raw.orders'), original_file_path: 'models/staging/stg.sql' },
      'model.other.calendar': {},
      'model.shop.end': { ...on('model.shop.stg', 'model.other.calendar'), meta: { owner: 'Mara' } },
      'exposure.shop.board': { ...on('model.shop.end'), owner: { name: 'Ida', email: null } },
      'model.shop.focus': on('model.shop.end'),
    }),
    runResults: runResultsOf({ 'model.shop.stg': 'error' }),
  });
  const kept = (lists: Partial<LineageView['filter']>) => {
    const graph = around(project, 'model.shop.focus', { upstream: 'all', filter: { ...filter, ...lists } });
    return labels(graph).replace('focus', '').trim();
  };
  assert.equal(kept({}), 'end stg calendar raw.orders');
  assert.equal(kept({ kinds: ['source'] }), 'raw.orders');
  assert.equal(kept({ packages: ['other'] }), 'calendar');
  assert.equal(kept({ folders: ['models/staging'] }), 'stg');
  assert.equal(kept({ owners: ['Mara'] }), 'end');
  assert.equal(kept({ kinds: ['model'], packages: ['shop'] }), 'end stg');
  assert.equal(kept({ attention: true }), 'end stg');
  const { facets } = around(project, 'model.shop.focus', { upstream: 'all' });
  assert.deepEqual(facets.packages, [
    { value: 'shop', count: 4 },
    { value: 'other', count: 1 },
  ]);
});

test('of many values to filter by those that most nodes have are listed', () => {
  const tags = Array.from({ length: 60 }, (_, index) => `tag_${String(index).padStart(2, '0')}`);
  const project = shopOf({
    'model.shop.a': { tags },
    'model.shop.b': { ...on('model.shop.a'), tags: ['tag_59'] },
  });
  for (const _ of prepareAllNodes(project));
  const found = around(project, 'model.shop.a').facets.tags;
  assert.deepEqual(
    [found.length, found[0], found[1], found.at(-1)],
    [50, { value: 'tag_59', count: 2 }, { value: 'tag_00', count: 1 }, { value: 'tag_48', count: 1 }],
  );
});

test('what failed upstream is said at all that hangs on it, the nearest first', () => {
  const { project } = testProject('', {
    manifest: manifestOf({
      'source.shop.raw.orders': {
        freshness: { warn_after: { count: 6, period: 'hour' }, error_after: { count: null, period: null } },
      },
      'model.shop.stg': on('source.shop.raw.orders'),
      'model.shop.mid': on('model.shop.stg'),
      'model.shop.end': on('model.shop.mid'),
      'model.shop.apart': {},
      'test.shop.unique_stg_id.1': { ...on('model.shop.stg'), attached_node: 'model.shop.stg' },
    }),
    runResults: runResultsOf({ 'test.shop.unique_stg_id.1': 'fail', 'model.shop.mid': 'skipped' }),
    sources: {
      metadata: { generated_at: '2026-05-01T12:00:00Z' },
      results: [
        {
          unique_id: 'source.shop.raw.orders',
          status: 'pass',
          max_loaded_at: '2026-05-01T08:00:00Z',
          snapshotted_at: '2026-05-01T12:00:00Z',
          criteria: { warn_after: { count: 6, period: 'hour' } },
        },
      ],
    },
  });
  const causes = (now: number) =>
    Object.fromEntries(
      ['model.shop.stg', 'model.shop.end', 'model.shop.apart'].map((id) => {
        const graph = neighbourhood(project, { node: id }, plainView, now);
        const badge = graph?.nodes[0]?.badges.find(({ kind }) => kind === 'upstream');
        return [id.slice('model.shop.'.length), badge?.text];
      }),
    );
  assert.deepEqual(causes(testNow), { stg: undefined, end: '1 test of stg fails', apart: undefined });
  const later = testNow + 2 * 3_600_000;
  assert.equal(causes(later)['stg'], 'source raw.orders late');
  assert.equal(causes(later)['end'], '1 test of stg fails');
  assert.equal(causes(testNow)['stg'], undefined);
  const attention = neighbourhood(
    project,
    { node: 'model.shop.apart' },
    { ...plainView, filter: { ...filter, attention: true } },
    testNow,
  );
  assert.equal(attention?.nodes.length, 1);
});

test('nothing without a manifest, and for what is no node', () => {
  const { project } = testProject('select 1');
  assert.equal(neighbourhood(project, { node: 'file:models/model.sql' }, plainView, testNow), undefined);
  assert.equal(neighbourhood(chain, { node: 'model.shop.gone' }, plainView, testNow), undefined);
});
