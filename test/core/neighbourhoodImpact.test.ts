// What a text that dbt hasn't parsed does to those who read: who breaks, who may, whom to tell, and the same for a pull request.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { neighbourhood } from '../../server/src/core/features/neighbourhood.ts';
import { graphColumns } from '../../server/src/core/features/neighbourhoodColumns.ts';
import { findImpact } from '../../server/src/core/features/neighbourhoodImpact.ts';
import { prepareNeighbourhood } from '../../server/src/core/features/neighbourhoodPrepare.ts';
import type { Project } from '../../server/src/core/project.ts';
import { manifestOf, on } from '../harness/manifest.ts';
import { plainView } from '../harness/plainView.ts';
import { testNow, testProject, withText } from '../harness/project.ts';

const orders = 'model.shop.orders';
const all = 'model.shop.all_orders';
const paid = 'model.shop.paid';

const before = "select id, amount, note from (values (1, 2.5, 'x')) as raw (id, amount, note)";

const paidText = "select id, amount * 2 as double from {{ ref('all_orders') }}";

/** `all_orders` passes everything on, `paid` reads the amount of it; a Python model reads `orders` in ways nobody knows. */
const { project: parsed } = testProject(
  `
  //- models/orders.sql
  ${before}
  //- models/all_orders.sql
  select * from {{ ref('orders') }}
  //- models/paid.sql
  ${paidText}
  //- models/double.sql
  select double from {{ ref('paid') }}
  //- models/guess.py
  def model(dbt, session): return dbt.ref('orders')
  //- models/schema.yml
  models:
    - name: orders
      columns:
        - name: amount
          data_tests: [not_null, unique]
        - name: note
          data_tests: [unique]
  exposures:
    - name: board
      type: dashboard
      owner: {name: Ida}
      depends_on: [ref('paid')]
    - name: file
      type: notebook
      owner: {name: Bo, email: bo@shop.test}
      depends_on: [ref('all_orders')]
  semantic_models:
    - name: takings
      model: ref('all_orders')
      measures:
        - {name: total, agg: sum, expr: amount}
`,
  {
    manifest: manifestOf({
      [orders]: { raw_code: before, patch_path: 'shop://models/schema.yml', meta: { owner: 'Ana' } },
      [all]: { ...on(orders), meta: { owner: 'Bo, Cleo' } },
      [paid]: { ...on(all), raw_code: paidText, meta: { owner: 'Cleo' } },
      'model.shop.double': { ...on(paid), meta: { owner: 'Dora' } },
      'model.shop.guess': { ...on(orders), language: 'python', original_file_path: 'models/guess.py' },
      'exposure.shop.board': { ...on(paid), owner: { name: 'Ida' }, original_file_path: 'models/schema.yml' },
      'exposure.shop.file': { ...on(all), owner: { name: 'Bo' }, original_file_path: 'models/schema.yml' },
      'semantic_model.shop.takings': { ...on(all), original_file_path: 'models/schema.yml' },
      ...Object.fromEntries(
        [
          ['not_null', 'amount'],
          ['unique', 'amount'],
          ['unique', 'note'],
        ].map(([name, column]) => [
          `test.shop.${name}_${column}.1`,
          {
            ...on(orders),
            attached_node: orders,
            original_file_path: 'models/schema.yml',
            column_name: column,
            test_metadata: { name, kwargs: { column_name: column } },
          },
        ]),
      ),
    }),
  },
);

const typed = (text: string, project = parsed) => withText(project, 'models/orders.sql', text);

const impactOf = (project: Project, focus: string | undefined = orders) => {
  const found = findImpact(project, focus);
  assert.ok(found);
  return found;
};

const readersOf = (project: Project) =>
  impactOf(project).impact.readers.map(
    ({ label, kind, owner, columns, perhaps, breaks, distance }) =>
      `${distance} ${kind} ${label}${perhaps ? ' perhaps' : breaks ? ' breaks' : ''}: ${columns.join(', ')}${owner ? ` (${owner})` : ''}`,
  );

test('a column that is gone: everybody who uses it, nearest first, and what becomes of columns made by a star', () => {
  const project = typed(before.replace('amount, note', 'note'));
  assert.deepEqual(impactOf(project).impact.changes, [
    { node: orders, column: 'amount', kind: 'gone', text: 'amount is gone' },
  ]);
  assert.deepEqual(readersOf(project), [
    '1 model all_orders breaks: amount (Bo, Cleo)',
    '1 test not_null(amount) breaks: amount',
    '1 test unique(amount) breaks: amount',
    '1 model guess perhaps: amount',
    '2 model paid breaks: amount (Cleo)',
    '2 semantic model takings breaks: amount',
    '2 exposure file perhaps: amount (Bo)',
    '3 exposure board perhaps: amount (Ida)',
  ]);
  const { impact, nodes, columns } = impactOf(project);
  assert.equal(impact.whole, true);
  // `double` reads nothing that is lost: it is told of by nobody.
  assert.deepEqual(
    [...nodes]
      .filter(([id]) => !id.startsWith('test.'))
      .map(([id, what]) => `${id} ${what}`)
      .sort(),
    [
      'exposure.shop.board perhaps',
      'exposure.shop.file perhaps',
      `${all} breaks`,
      'model.shop.guess perhaps',
      `${orders} changed`,
      `${paid} breaks`,
      'semantic_model.shop.takings breaks',
    ],
  );
  assert.deepEqual(
    [...columns].map(([id, lost]) => [id, [...lost.values()]]),
    [
      [all, [{ name: 'amount', impact: 'breaks' }]],
      [orders, [{ name: 'amount', impact: 'gone' }]],
    ],
  );
  assert.deepEqual(impact.owners, [
    { owner: 'Bo', labels: ['all_orders', 'file'], more: 0 },
    { owner: 'Cleo', labels: ['all_orders', 'paid'], more: 0 },
    { owner: 'Ida', labels: ['board'], more: 0 },
  ]);
});

test('the columns concerned are listed, also those that are not there any more', () => {
  const project = typed(before.replace('amount, note', 'note'));
  const found = graphColumns(project, [orders, all, paid], new Set(), undefined, impactOf(project));
  assert.deepEqual(
    [...found].map(([id, { shown }]) => [id, shown.map(({ spoken }) => spoken)]),
    [
      [orders, ['amount, 2 tests, gone by the edit']],
      [all, ['amount, breaks by the edit']],
    ],
  );
});

test('renamed, and of another type, where a reader may well go on', () => {
  const renamed = typed(before.replace('amount, note', 'amount as total, note'));
  assert.deepEqual(
    impactOf(renamed).impact.changes.map(({ text }) => text),
    ['amount is renamed to total'],
  );
  assert.equal(impactOf(renamed).columns.get(orders)?.get('amount')?.impact, 'renamed');
  const other = typed(before.replace('amount, note', 'cast(amount as varchar) as amount, note'));
  assert.deepEqual(
    impactOf(other).impact.changes.map(({ text }) => text),
    ['amount is string now and was number'],
  );
  const { nodes, columns } = impactOf(other);
  assert.deepEqual([nodes.get(orders), nodes.get(all), nodes.get(paid)], ['changed', 'perhaps', 'perhaps']);
  assert.equal(columns.get(all)?.get('amount')?.impact, 'type');
});

test('who reads several changed columns is told of once, with all of them', () => {
  // The amount is gone between two that only have another type.
  const list = 'cast(id as varchar) as id, cast(length(note) as integer) as note';
  assert.deepEqual(readersOf(typed(before.replace('id, amount, note', list))), [
    '1 model all_orders breaks: id, amount, note (Bo, Cleo)',
    '1 test not_null(amount) breaks: amount',
    '1 test unique(amount) breaks: amount',
    '1 test unique(note): note',
    '1 model guess perhaps: id, amount, note',
    '2 model paid breaks: id, amount (Cleo)',
    '2 semantic model takings breaks: amount',
    '2 exposure file perhaps: id, amount, note (Bo)',
    '3 exposure board perhaps: id, amount (Ida)',
  ]);
});

test('with the new name in the focus, those who read the old one are in the graph too', () => {
  const renamed = withText(
    parsed,
    'models/orders.sql',
    before.replace('amount, note from', 'amount as total, note from'),
  );
  const graph = neighbourhood(renamed, { node: orders, column: 'total' }, plainView, testNow);
  const breaks = graph?.nodes.filter(({ impact }) => impact === 'breaks').map(({ id }) => id) ?? [];
  assert.ok(breaks.includes(paid), breaks.join());
});

test('nothing is said where nobody notices', () => {
  assert.equal(findImpact(parsed, orders), undefined);
  assert.equal(findImpact(parsed, undefined), undefined);
  assert.equal(findImpact(typed(`${before} where id > 1`), orders), undefined);
  assert.equal(findImpact(typed('select id, amount, no'), orders), undefined);
  assert.equal(findImpact(typed(''), orders), undefined);
  assert.equal(findImpact(parsed, 'model.shop.gone'), undefined);
});

test('a text that is edited elsewhere counts too, and readers as their texts stand', () => {
  const project = typed(before.replace('amount, note', 'note'));
  assert.equal(findImpact(project, 'model.shop.double')?.impact.changes.length, 1);
  const mended = withText(project, 'models/paid.sql', "select id from {{ ref('all_orders') }}");
  const { impact, nodes } = impactOf(mended);
  assert.ok(!impact.readers.some(({ node }) => node === paid));
  // What paid doesn't make any more its own reader lacks.
  assert.deepEqual(
    impact.changes.map(({ text }) => text),
    ['amount is gone', 'double is gone'],
  );
  assert.equal(nodes.get('model.shop.double'), 'breaks');
});

test('for a pull request: what changes, who uses it, whom to tell', () => {
  const project = typed(before.replace('amount, note', 'amount as total, note'));
  assert.equal(
    impactOf(project).impact.markdown,
    `### Columns that change

- \`orders\`: \`amount\` is renamed to total

### 8 uses of them

| Used by | Kind | Columns | Owner |
| --- | --- | --- | --- |
| \`all_orders\` | model | \`amount\` | \`Bo, Cleo\` |
| \`not_null(amount)\` | test | \`amount\` |  |
| \`unique(amount)\` | test | \`amount\` |  |
| \`guess\` | model | \`amount\` (perhaps) |  |
| \`paid\` | model | \`amount\` | \`Cleo\` |
| \`takings\` | semantic model | \`amount\` |  |
| \`file\` | exposure | \`amount\` (perhaps) | \`Bo\` |
| \`board\` | exposure | \`amount\` (perhaps) | \`Ida\` |

### Whom to tell

- \`Bo\`: \`all_orders\`, \`file\`
- \`Cleo\`: \`all_orders\`, \`paid\`
- \`Ida\`: \`board\`
`,
  );
});

test('of 250 readers the nearest 200 are listed and the others counted; an owner of them all is told so', () => {
  const names = Array.from({ length: 250 }, (_, index) => `reader${index}`);
  const { project: saved } = testProject(
    `//- models/orders.sql\n${before}\n${names.map((name) => `//- models/${name}.sql\nselect amount from {{ ref('orders') }}\n`).join('')}`,
    {
      manifest: manifestOf({
        [orders]: { raw_code: before },
        ...Object.fromEntries(
          names.map((name) => [`model.shop.${name}`, { ...on(orders), meta: { owner: 'Ana' } }]),
        ),
      }),
    },
  );
  const project = typed(before.replace('amount, note', 'note'), saved);
  for (const _ of prepareNeighbourhood(project, { node: orders }, plainView));
  const { impact, nodes } = impactOf(project);
  assert.deepEqual([impact.readers.length, impact.more, impact.whole], [200, 50, true]);
  assert.equal(nodes.get('model.shop.reader249'), 'breaks');
  const graph = neighbourhood(project, { node: orders }, plainView, testNow);
  assert.equal(
    graph?.nodes.filter((node) => node.impact === 'breaks').length,
    100,
    'the nearest are not folded',
  );
  assert.deepEqual(
    impact.owners.map(({ labels, more }) => [labels.length, more]),
    [[10, 240]],
  );
  assert.match(impact.markdown, /^### 250 uses of them$/m);
  assert.match(impact.markdown, /^… and 150 more$/m);
  assert.match(impact.markdown, /`reader9` and 240 more$/m);
});

test('of the tests of those who read only what compares with the column is looked at, and is found as dbt knows it', () => {
  const ofReader = { ...on(all), attached_node: all, original_file_path: 'models/schema.yml' };
  const { project: saved } = testProject(
    `
    //- models/orders.sql
    ${before}
    //- models/all_orders.sql
    select * from {{ ref('orders') }}
    //- models/refunds.sql
    select 1 as paid
    //- models/schema.yml
    models:
      - name: refunds
        columns:
          - name: paid
            data_tests:
              - relationships: {to: ref('all_orders'), field: amount}
    `,
    {
      manifest: manifestOf({
        [orders]: { raw_code: before },
        [all]: on(orders),
        'model.shop.refunds': { patch_path: 'shop://models/schema.yml' },
        'test.shop.not_null.1': {
          ...ofReader,
          column_name: 'amount',
          test_metadata: { name: 'not_null', kwargs: { column_name: 'amount' } },
        },
        'test.shop.relationships.1': {
          ...ofReader,
          ...on('model.shop.refunds', all),
          attached_node: 'model.shop.refunds',
          column_name: 'paid',
          test_metadata: { name: 'relationships', kwargs: { field: 'amount', column_name: 'paid' } },
        },
      }),
    },
  );
  const project = typed(before.replace('amount, note', 'note'), saved);
  const { manifest } = project.artifacts;
  assert.ok(manifest);
  const asked = new Set<string>();
  const watched: typeof manifest = {
    ...manifest,
    detail(entry) {
      asked.add(entry.uniqueId);
      return manifest.detail(entry);
    },
  };
  const { impact } = impactOf({ ...project, artifacts: { ...project.artifacts, manifest: watched } });
  assert.deepEqual(
    impact.readers.map(({ node }) => node),
    [all, 'test.shop.relationships.1'],
  );
  assert.ok(!asked.has('test.shop.not_null.1'), 'a test of one node says nothing of others');
});

test('names of others become nothing live in it', () => {
  const { project } = testProject(
    `
    //- models/orders.sql
    select id from (values (1, 2)) as raw (id, amount)
    //- models/paid.sql
    select amount from {{ ref('orders') }}`,
    {
      manifest: manifestOf({
        [orders]: {
          raw_code: 'select id, amount from (values (1, 2)) as raw (id, amount)',
          checksum: { name: 'sha256', checksum: 'of the text before' },
        },
        [paid]: { ...on(orders), meta: { owner: '@all `x` | <b>[y](http://z)</b>\n# z' } },
      }),
    },
  );
  const { markdown } = impactOf(project).impact;
  assert.match(
    markdown,
    /^\| `paid` \| model \| `amount` \| ``\s@all `x` \u2502 <b>\[y\]\(http:\/\/z\)<\/b> # z ``? ?\|$/m,
  );
});

test('it is understood beforehand, where a text was edited', () => {
  const steps = (project: Project) => [...prepareNeighbourhood(project, { node: orders }, plainView)].length;
  assert.equal(steps(parsed), 0);
  const project = typed(before.replace('id, amount', 'amount'));
  assert.ok(steps(project) > 0);
  const { made } = project.derived;
  const found = findImpact(project, orders);
  assert.equal(project.derived.made, made);
  assert.equal(findImpact(project, orders), found, 'an edit is answered for many times');
});
