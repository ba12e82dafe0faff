// `dbt-context lineage`: formats, ways, limits and messages.

import assert from 'node:assert/strict';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { runCommandLine } from '../../server/src/cli/commandLine.ts';
import { lineageToDot, lineageToMermaid } from '../../server/src/cli/lineageDrawing.ts';
import { lineageToText } from '../../server/src/cli/lineageText.ts';
import type { LineageGraph } from '../../server/src/core/features/lineageGraph.ts';
import { writeFiles } from '../harness/diskProject.ts';
import { testNow, testProject } from '../harness/project.ts';
import { shop } from '../harness/shop.ts';

function shopOfColumns(t: TestContext): string {
  const folder = shop(t);
  writeFiles(
    folder,
    `//- models/stg_orders.sql
select id as order_id, cast(amount as numeric) as amount from {{ source('raw', 'orders') }}
//- models/orders.sql
select order_id, amount * 2 as "total" from {{ ref('stg_orders') }} where amount > 0
//- models/new.sql
select total from {{ ref('orders') }}
`,
  );
  return folder;
}

async function run(folder: string, ...args: string[]) {
  const out: string[] = [];
  const error: string[] = [];
  const code = await runCommandLine(['lineage', ...args], {
    out: (text) => out.push(text),
    error: (text) => error.push(text),
    environment: { XDG_CACHE_HOME: path.join(folder, 'cache'), HOME: folder },
    workingFolder: folder,
    entry: undefined,
    now: () => testNow,
    clock: () => 0,
  });
  return { code, out: out.join('\n'), error: error.join('\n') };
}

test('a node both ways, also one that dbt hasn’t parsed', async (t) => {
  const folder = shopOfColumns(t);
  const { code, out, error } = await run(folder, 'stg_orders');
  assert.equal(error, '');
  assert.equal(code, 0);
  assert.equal(
    out,
    `stg_orders · model

upstream
└─ raw.orders · source

downstream
├─ orders · model
│  ├─ board · exposure
│  └─ new · model
└─ board · exposure`,
  );
  assert.match(
    (await run(folder, 'new', '--upstream', '--depth', '1')).out,
    /^new · model\n\nupstream\n└─ orders · model\n/,
  );
});

test('a column, with how, with who else depends on it', async (t) => {
  const folder = shopOfColumns(t);
  const { out } = await run(folder, 'stg_orders.amount');
  assert.equal(
    out,
    `stg_orders.amount · model

upstream
└─ raw.orders.amount · cast

downstream
└─ orders.total · expression
   └─ new.total · passthrough

Decides which rows there are in orders.

Read by board.`,
  );
  const json = JSON.parse(
    (await run(folder, 'orders.TOTAL', '--upstream', '--format', 'json')).out,
  ) as LineageGraph;
  assert.equal(json.start, 'model.shop.orders#total');
  assert.deepEqual(json.edges[0], {
    from: 'model.shop.stg_orders#amount',
    to: 'model.shop.orders#total',
    how: 'expression',
  });
});

test('drawings', async (t) => {
  const folder = shopOfColumns(t);
  assert.equal(
    (await run(folder, 'orders.total', '--downstream', '--format', 'mermaid')).out,
    'flowchart LR\n  n0["orders.total"]\n  n1["new.total"]\n  n0 -->|passthrough| n1',
  );
  assert.match(
    (await run(folder, 'orders.total', '--downstream', '--format', 'dot')).out,
    /^digraph lineage \{[\s\S]*n0 \[label="orders\.total"\];[\s\S]*n0 -> n1 \[label="passthrough"\];\n\}$/,
  );
});

test('text of others neither ends a label nor moves the cursor', () => {
  const label = 'a"];x[\u001b[2J\n<b>\u202e\\';
  const graph: LineageGraph = {
    start: 'a',
    nodes: [
      { key: 'a', node: 'a', column: undefined, label, kind: 'model' },
      { key: 'b', node: 'b', column: undefined, label, kind: 'model' },
    ],
    edges: [{ from: 'a', to: 'b', how: undefined }],
    influenced: [],
    unknown: [],
    consumers: [],
    whole: true,
  };
  const { project } = testProject('');
  const texts = [lineageToText(project, graph), lineageToMermaid(graph), lineageToDot(graph)];
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
  for (const text of texts) assert.doesNotMatch(text, /[\u0000-\u0009\u000b-\u001f\u202e]/);
  assert.doesNotMatch(lineageToMermaid(graph), /a"\]|<b>/);
  assert.match(lineageToDot(graph), /label="a\\"\];x\[␛\[2J <b>\[U\+202E\]\\\\"/);
});

test('what isn’t there, and wrong use', async (t) => {
  const folder = shopOfColumns(t);
  const unknown = await run(folder, 'ordrs');
  assert.deepEqual(
    [unknown.code, unknown.error],
    [2, 'shop has nothing named ordrs; did you mean `orders`?'],
  );
  const column = await run(folder, 'orders.totl');
  assert.deepEqual(
    [column.code, column.error],
    [2, 'shop has no column totl of orders; did you mean `total`?'],
  );
  for (const args of [[], ['a', 'b'], ['a', '--depth', '0'], ['a', '--format', 'svg']])
    assert.equal((await run(folder, ...args)).code, 2, args.join(' '));
  assert.equal((await run(folder, 'orders', '--target-path', 'nowhere')).code, 3);
});
