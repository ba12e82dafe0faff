// Lineage that is made ahead: when there is nothing to wait for any more, everything is there, and follows what is typed.

import assert from 'node:assert/strict';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { isFresh } from '../../server/src/core/derived.ts';
import { lineageOfNode } from '../../server/src/core/semantics/sql/cells.ts';
import { nodeColumns } from '../../server/src/core/semantics/sql/nodeColumns.ts';
import { sourceText } from '../../server/src/core/text.ts';
import { ProjectHost } from '../../server/src/host/projectHost.ts';
import { defaultSettings } from '../../server/src/host/settings.ts';
import { shop } from '../harness/shop.ts';

const models = ['model.shop.stg_orders', 'model.shop.orders'];

function hostOf(t: TestContext, watch: boolean): ProjectHost {
  const folder = shop(t);
  const host = new ProjectHost(folder, {
    environment: { XDG_CACHE_HOME: path.join(folder, 'cache'), HOME: folder },
    watch,
    watchSources: false,
    settings: async () => defaultSettings,
    log: assert.fail,
  });
  t.after(() => host.close());
  return host;
}

const made = (host: ProjectHost) => models.filter((id) => isFresh(host.current, lineageOfNode, id));

test('an editor’s project is made ahead, and again what a change touches', async (t) => {
  const host = hostOf(t, true);
  await host.loaded;
  await host.warm;
  assert.deepEqual(made(host), models);
  host.documentChanged('models/stg_orders.sql', sourceText('select 1 as a'));
  assert.deepEqual(made(host), []);
  host.documentChanged('models/stg_orders.sql', sourceText('select 1 as a, 2 as b'));
  await host.warm;
  assert.deepEqual(made(host), models);
  assert.deepEqual(
    nodeColumns(host.current, 'model.shop.orders').columns.map(({ name }) => name),
    ['a', 'b'],
  );
});

test('the command line’s isn’t', async (t) => {
  const host = hostOf(t, false);
  await host.loaded;
  await host.warm;
  assert.deepEqual(made(host), []);
});
