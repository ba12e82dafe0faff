// The graph's columns: what is listed at which node, the edges between them, and the whole path of one, saved or not.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { neighbourhood } from '../../server/src/core/features/neighbourhood.ts';
import { type ColumnPath, columnPath } from '../../server/src/core/features/neighbourhoodColumnPath.ts';
import { columnEdges, graphColumns } from '../../server/src/core/features/neighbourhoodColumns.ts';
import { prepareNeighbourhood } from '../../server/src/core/features/neighbourhoodPrepare.ts';
import type { Project } from '../../server/src/core/project.ts';
import type { GraphColumnEdge, GraphColumns, LineageView } from '../../server/src/lineageProtocol.ts';
import { manifestOf, on, runResultsOf } from '../harness/manifest.ts';
import { plainView } from '../harness/plainView.ts';
import { testNow, testProject, withText } from '../harness/project.ts';
import { shopCatalog, shopFiles, shopManifest } from './hoverShop.ts';

const { project: shop } = testProject(shopFiles, { manifest: shopManifest, catalog: shopCatalog });

const [raw, stg, items, fct, rpt] = [
  'source.shop.raw.orders',
  'model.shop.stg_orders',
  'model.shop.stg_items',
  'model.shop.fct_orders',
  'model.shop.rpt',
];
const models = [raw, stg, items, fct, rpt];

const all = { upstream: 'all', downstream: 'all', most: 100, mayAnalyse: true } as const;

const short = (id: string) => id.replace(/^\w+\.shop\./, '');

const edgesOf = (edges: readonly GraphColumnEdge[]) =>
  edges
    .map(
      ({ from, to, label, lit }) =>
        `${short(from.node)}.${from.column} → ${short(to.node)}${to.column === undefined ? '' : `.${to.column}`} ${label}${lit ? ' *' : ''}`,
    )
    .sort();

const listedIn = (columns: ReadonlyMap<string, GraphColumns>) =>
  Object.fromEntries(
    [...columns].map(([id, { shown }]) => [short(id), shown.map(({ name }) => name).join(' ')]),
  );

const nodesOf = ({ nodes }: ColumnPath) =>
  nodes.map(({ id, side, distance }) => `${short(id)} ${side} ${distance}`);

const view = (parts: Partial<LineageView> = {}): LineageView => ({ ...plainView, ...parts });

test('the whole path of a column: both directions, what decides rows, and who is built on it', () => {
  const path = columnPath(shop, { node: stg, column: 'AMOUNT' }, all);
  assert.deepEqual(nodesOf(path), [
    'stg_orders both 0',
    'raw.orders upstream 1',
    'fct_orders downstream 1',
    'rpt downstream 2',
  ]);
  assert.deepEqual(edgesOf(path.edges), [
    'fct_orders.revenue → rpt.revenue passthrough *',
    'raw.orders.cents → stg_orders.amount expression *',
    'stg_orders.amount → fct_orders.revenue expression *',
  ]);
  assert.deepEqual(path.consumers, ['exposure.shop.board']);
  assert.deepEqual([path.notes, path.whole], [[], true]);
});

test('nodes whose rows a column decides are on its path, by all the clauses', () => {
  const path = columnPath(shop, { node: items, column: 'id' }, all);
  assert.deepEqual(nodesOf(path), ['stg_items both 0', 'fct_orders downstream 1']);
  assert.deepEqual(edgesOf(path.edges), ['stg_items.id → fct_orders group by, join *']);
  const shown = graphColumns(shop, models, new Set(), path, undefined);
  assert.deepEqual(listedIn(shown), { stg_items: 'id', fct_orders: '' });
  assert.equal(shown.get(fct)?.total, 3);
  assert.deepEqual(edgesOf(columnEdges(shop, shown, path)), ['stg_items.id → fct_orders group by, join *']);
});

test('an aggregate is called by its function, also behind a CTE', () => {
  const path = columnPath(shop, { node: items, column: 'price' }, all);
  assert.deepEqual(edgesOf(path.edges), [
    'fct_orders.revenue → rpt.revenue passthrough *',
    'stg_items.price → fct_orders.revenue aggregate *',
  ]);
  const { project } = testProject(
    `
    //- models/totals.sql
    with t as (select sum(amount) as s, count(distinct id) + 1 as n from {{ ref('stg_orders') }}) select s as total, n from t
    ${shopFiles.replace(/\n/g, '\n    ')}`,
    { manifest: shopManifest, catalog: shopCatalog },
  );
  const edges = columnPath(project, { node: 'file:models/totals.sql', column: 'total' }, all).edges;
  assert.ok(edgesOf(edges).includes('stg_orders.amount → file:models/totals.sql.total sum(…) *'));
  const other = columnPath(project, { node: 'file:models/totals.sql', column: 'n' }, all).edges;
  assert.ok(edgesOf(other).includes('stg_orders.id → file:models/totals.sql.n aggregate *'));
});

test('steps and nodes are bounded, the nearest stay, and it is said', () => {
  const near = columnPath(
    shop,
    { node: stg, column: 'amount' },
    { upstream: 0, downstream: 1, most: 100, mayAnalyse: true },
  );
  assert.deepEqual(nodesOf(near), ['stg_orders both 0', 'fct_orders downstream 1']);
  assert.equal(near.whole, false);
  const few = columnPath(shop, { node: stg, column: 'amount' }, { ...all, most: 2, mayAnalyse: true });
  assert.deepEqual(nodesOf(few), ['stg_orders both 0', 'raw.orders upstream 1']);
  assert.deepEqual(edgesOf(few.edges), ['raw.orders.cents → stg_orders.amount expression *']);
  assert.deepEqual(
    [few.whole, few.notes],
    [false, ['The path goes on: only the nearest 2 nodes of it are shown.']],
  );
});

test('opened nodes list all columns with every edge between them, those of the path lit', () => {
  const path = columnPath(shop, { node: fct, column: 'status' }, all);
  const shown = graphColumns(shop, models, new Set([stg, fct]), path, undefined);
  assert.deepEqual(listedIn(shown), {
    'raw.orders': 'st',
    stg_orders: 'id status amount',
    fct_orders: 'id status revenue',
    rpt: 'state',
  });
  assert.deepEqual(edgesOf(columnEdges(shop, shown, path)), [
    'fct_orders.status → rpt.state renamed *',
    'raw.orders.st → stg_orders.status renamed *',
    'stg_orders.amount → fct_orders.revenue expression',
    'stg_orders.id → fct_orders.id passthrough',
    'stg_orders.status → fct_orders.status passthrough *',
  ]);
});

test('a step between two columns of the path that is no step of the path is not lit', () => {
  const { project } = testProject(
    `
    //- models/a.sql
    select 1 as x
    //- models/b.sql
    select x as y from {{ ref('a') }}
    //- models/c.sql
    select a.x + b.y as z from {{ ref('a') }} a cross join {{ ref('b') }} b`,
    { manifest: manifestOf({}) },
  );
  const [a, b, c] = ['file:models/a.sql', 'file:models/b.sql', 'file:models/c.sql'];
  const path = columnPath(project, { node: b, column: 'y' }, all);
  const shown = graphColumns(project, [a, b, c], new Set(), path, undefined);
  assert.deepEqual(edgesOf(columnEdges(project, shown, path)), [
    'file:models/a.sql.x → file:models/b.sql.y renamed *',
    'file:models/a.sql.x → file:models/c.sql.z expression',
    'file:models/b.sql.y → file:models/c.sql.z expression *',
  ]);
});

test('a column carries its type, what its name promises, its tests, its class and its description', () => {
  const { project } = testProject(
    `
    //- dbt-context.yml
    contracts:
      levels:
        - stubs:
            id: {description: Identifier}
            amt: {description: Money in euros}
    //- models/pay.sql
    select cast(1 as integer) as id_payer, 2.5 as amt_paid, 'x' as iban, 'y' as mail`,
    {
      manifest: manifestOf({
        'model.shop.pay': {
          columns: {
            iban: {
              name: 'iban',
              description: 'Account of the payer',
              meta: { pii: true },
              config: { meta: { classification: 'confidential' } },
              tags: ['PII'],
            },
            mail: { name: 'mail', policy_tags: ['contact'], meta: { sensitive: false } },
          },
        },
        ...Object.fromEntries(
          ['not_null', 'unique'].map((name) => [
            `test.shop.${name}_pay_id.1`,
            {
              depends_on: { nodes: ['model.shop.pay'], macros: [] },
              attached_node: 'model.shop.pay',
              column_name: 'ID_PAYER',
              test_metadata: { name, kwargs: { column_name: 'ID_PAYER' } },
            },
          ]),
        ),
      }),
      runResults: runResultsOf({ 'test.shop.unique_pay_id.1': 'fail' }),
    },
  );
  const found = graphColumns(project, ['model.shop.pay'], new Set(['model.shop.pay']), undefined, undefined);
  const pay = found.get('model.shop.pay');
  assert.deepEqual([pay?.total, pay?.complete], [4, true]);
  const [id, amount, iban, mail] = pay?.shown ?? [];
  assert.deepEqual(id?.tests, { all: 2, failing: 1 });
  assert.match(id?.spoken ?? '', /^id_payer, integer, .*Identifier.*, 2 tests, 1 failing$/);
  assert.match(amount?.promise ?? '', /Money in euros/);
  assert.deepEqual(
    [iban?.classified, iban?.description],
    ['pii, tag PII, confidential', 'Account of the payer'],
  );
  assert.equal(iban?.promise, undefined);
  assert.equal(mail?.classified, 'policy tag contact');
});

test('what dbt has not parsed and what nobody knows the columns of', () => {
  const unsaved = withText(shop, 'models/rpt.sql', "select id as key, revenue from {{ ref('fct_orders') }}");
  const path = columnPath(unsaved, { node: raw, column: 'id' }, all);
  assert.deepEqual(nodesOf(path), [
    'raw.orders both 0',
    'stg_orders downstream 1',
    'fct_orders downstream 2',
    'rpt downstream 3',
  ]);
  assert.ok(edgesOf(path.edges).includes('fct_orders.id → rpt.key renamed *'));
  const gone = columnPath(unsaved, { node: rpt, column: 'state' }, all);
  assert.deepEqual(gone.notes, ['rpt has no column state as its text stands.']);

  const { project } = testProject(shopFiles, { manifest: shopManifest });
  const from = columnPath(project, { node: stg, column: 'amount' }, all);
  const shown = graphColumns(project, [raw, stg], new Set(), from, undefined);
  // The source has no catalog, but the text says that it has the column.
  assert.deepEqual(listedIn(shown), { 'raw.orders': 'cents', stg_orders: 'amount' });
  assert.equal(shown.get(raw)?.complete, false);
  assert.deepEqual(edgesOf(columnEdges(project, shown, from)), [
    'raw.orders.cents → stg_orders.amount expression *',
  ]);
  const opened = graphColumns(project, [raw], new Set([raw]), undefined, undefined).get(raw);
  assert.deepEqual(
    [opened?.shown.map(({ name }) => name), opened?.total, opened?.complete],
    [['st', 'id', 'cents'], 3, false],
  );
});

test('readers of which nobody knows what they read are told of', () => {
  const { project } = testProject(
    `
    //- models/a.sql
    select 1 as x
    //- models/b.py
    def model(dbt, session): return dbt.ref('a')`,
    {
      manifest: manifestOf({
        'model.shop.a': {},
        'model.shop.b': {
          depends_on: { nodes: ['model.shop.a'], macros: [] },
          language: 'python',
          original_file_path: 'models/b.py',
        },
      }),
    },
  );
  assert.deepEqual(columnPath(project, { node: 'model.shop.a', column: 'x' }, all).notes, [
    'May read it too: b — which columns it reads isn’t known.',
  ]);
});

test('the path of another node’s column stands where it is seen from the focus; without steps downstream nobody is built on it', () => {
  const sides = (asked: Partial<LineageView>) =>
    neighbourhood(shop, { node: rpt }, view({ upstream: 0, downstream: 0, ...asked }), testNow)?.nodes.map(
      ({ id, side, distance }) => `${short(id)} ${side} ${distance}`,
    );
  const column = { node: stg, column: 'amount' };
  assert.deepEqual(sides({ column }), [
    'rpt focus 0',
    'fct_orders upstream 1',
    'stg_orders upstream 2',
    'raw.orders upstream 3',
  ]);
  assert.deepEqual(sides({ column, downstream: 1 })?.slice(1, 3), [
    'fct_orders upstream 1',
    'board downstream 1',
  ]);
});

test('no node, no column, nothing known: an answer all the same', () => {
  const path = columnPath(shop, { node: 'model.shop.gone', column: 'x' }, all);
  assert.deepEqual(nodesOf(path), ['gone both 0']);
  const shown = graphColumns(shop, ['model.shop.gone'], new Set(['model.shop.gone']), path, undefined);
  assert.deepEqual(listedIn(shown), { gone: 'x' });
  assert.deepEqual(columnEdges(shop, shown, path), []);
});

test('columns that are made of each other: each once, on both sides', () => {
  const { project } = testProject(
    `
    //- models/a.sql
    select y as x from {{ ref('b') }}
    //- models/b.sql
    select x as y from {{ ref('a') }}`,
    { manifest: manifestOf({ 'model.shop.a': on('model.shop.b'), 'model.shop.b': on('model.shop.a') }) },
  );
  const path = columnPath(project, { node: 'model.shop.a', column: 'x' }, all);
  assert.deepEqual(nodesOf(path), ['a both 0', 'b both 1']);
  assert.equal(new Set(edgesOf(path.edges)).size, path.edges.length);
});

const stepsOf = (project: Project, focus: { node: string; column?: string }, asked: LineageView) =>
  [...prepareNeighbourhood(project, focus, asked)].length;

test('what a view needs is understood beforehand, and a view without columns needs nothing', () => {
  const fresh = () => testProject(shopFiles, { manifest: shopManifest, catalog: shopCatalog }).project;
  const project = fresh();
  assert.equal(stepsOf(project, { node: stg }, view()), 0);
  assert.ok(stepsOf(project, { node: stg }, view({ opened: [fct] })) > 2);
  assert.ok(stepsOf(project, { node: stg, column: 'amount' }, view({ downstream: 'all' })) > 0);
  const made = project.derived.made;
  const path = columnPath(project, { node: stg, column: 'amount' }, { ...all, upstream: 1 });
  columnEdges(project, graphColumns(project, models, new Set([fct]), path, undefined), path);
  assert.equal(project.derived.made, made);
  assert.equal(
    stepsOf(project, { node: stg, column: 'amount' }, view({ downstream: 'all', opened: [fct] })),
    0,
  );
});

test('where nothing may be analysed, only what is known already is told, and the answer says that there is more', () => {
  const { project } = testProject(shopFiles, { manifest: shopManifest, catalog: shopCatalog });
  const asked = { upstream: 2, downstream: 2, opened: [stg, fct] };
  const before = project.derived.made;
  const early = neighbourhood(project, { node: stg, column: 'amount' }, view(asked), testNow, false);
  assert.equal(project.derived.made, before);
  assert.deepEqual([early?.whole, early?.columnEdges, early?.nodes[0]?.columns], [false, [], undefined]);
  const whole = neighbourhood(project, { node: stg, column: 'amount' }, view(asked), testNow);
  assert.equal(whole?.whole, true);
  assert.deepEqual(
    whole?.nodes.map(({ id }) => short(id)),
    ['stg_orders', 'raw.orders', 'fct_orders', 'rpt', 'board'],
    'of the node’s neighbours only those on the path',
  );
  assert.notDeepEqual(whole?.columnEdges, []);
  assert.deepEqual(
    neighbourhood(project, { node: stg, column: 'amount' }, view(asked), testNow, false),
    { ...whole, whole: false },
    'what is known by now is told',
  );
});
