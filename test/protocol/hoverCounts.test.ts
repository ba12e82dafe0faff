// A hover counts what the lineage graph counts, while refs are typed.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LineageAnswer } from '../../server/src/lineageProtocol.ts';
import { methods } from '../../server/src/protocol.ts';
import { atCursor } from '../harness/client.ts';
import { plainView } from '../harness/plainView.ts';
import { shopClient, textOf } from '../harness/shop.ts';

test('refs that were never saved count in the hover as in the graph, until they are gone', async (t) => {
  const server = await shopClient(t);
  const { text, position } = atCursor("select * from {{ ref('stg_/*|*/orders') }}");
  await server.open('models/first.sql', text);
  const counts = async () => {
    const hover = textOf((await server.hover('models/first.sql', position))?.contents);
    const models = Number(/(\d+) models?:/.exec(hover)?.[1] ?? 0);
    const exposures = Number(/(\d+) exposures?:/.exec(hover)?.[1] ?? 0);
    const graph = await server.request<LineageAnswer>(methods.lineageGraph, {
      focus: { kind: 'node', folder: server.uri('.'), node: 'model.shop.stg_orders' },
      view: plainView,
    });
    const said = graph.kind === 'graph' ? /(\d+) downstream/.exec(graph.summary)?.[1] : undefined;
    return { hover: models + exposures, graph: Number(said) };
  };
  assert.deepEqual(await counts(), { hover: 3, graph: 3 });
  await server.open('models/second.sql', "select * from {{ ref('first') }}");
  assert.deepEqual(await counts(), { hover: 4, graph: 4 });
  await server.notify('textDocument/didChange', {
    textDocument: { uri: server.uri('models/second.sql'), version: 2 },
    contentChanges: [{ text: 'select 1 as id' }],
  });
  assert.deepEqual(await counts(), { hover: 3, graph: 3 });
});
