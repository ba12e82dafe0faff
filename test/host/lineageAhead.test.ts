// What an answer was given without is made while nobody waits: the client is told once, and not of what was given up.

import assert from 'node:assert/strict';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { ProjectHost } from '../../server/src/host/projectHost.ts';
import { defaultSettings } from '../../server/src/host/settings.ts';
import { clientTraits } from '../../server/src/lsp/clientTraits.ts';
import { LineageAhead } from '../../server/src/lsp/lineageAhead.ts';
import { shop } from '../harness/shop.ts';

async function hostOf(t: TestContext): Promise<ProjectHost> {
  const folder = shop(t);
  const host = new ProjectHost(folder, {
    environment: { XDG_CACHE_HOME: path.join(folder, 'cache'), HOME: folder },
    watch: false,
    watchSources: false,
    settings: async () => defaultSettings,
    log: assert.fail,
  });
  t.after(() => host.close());
  await host.loaded;
  return host;
}

/** What the client is told, and the work for it. */
function aheadWith(): { readonly ahead: LineageAhead; readonly told: string[]; isTold(): Promise<void> } {
  const told: string[] = [];
  let tell = () => {};
  const notified = new Promise<void>((resolve) => {
    tell = resolve;
  });
  const ahead = new LineageAhead({
    quiet: async () => {},
    log: assert.fail,
    notify(method) {
      told.push(method);
      tell();
    },
    traits: clientTraits({
      processId: null,
      rootUri: null,
      capabilities: {},
      initializationOptions: { status: true },
    }),
  });
  return { ahead, told, isTold: () => notified };
}

/** Steps that call back as each begins; ends are told by `ended`. */
function* steps(onStep: (step: number) => void, count = 5): Generator<void, void> {
  for (let step = 0; step < count; step++) {
    onStep(step);
    yield;
  }
}

test('the last that was asked for is made to its end, and told', async (t) => {
  const host = await hostOf(t);
  const { ahead, told, isTold } = aheadWith();
  const made: string[] = [];
  const first = steps((step) => {
    made.push(`first ${step}`);
    // While it is worked on, something else is asked for.
    if (step === 1)
      ahead.goOn(
        host,
        host.current,
        steps((each) => made.push(`second ${each}`), 2),
      );
  });
  ahead.goOn(host, host.current, first);
  await isTold();
  assert.deepEqual(made, ['first 0', 'first 1', 'second 0', 'second 1']);
  assert.deepEqual(told, ['dbtContext/lineageChanged']);
});

test('a project that is closed has no more work, and nobody is told of it', async (t) => {
  const host = await hostOf(t);
  const { ahead, told } = aheadWith();
  const made: number[] = [];
  const closed = new Promise<void>((resolve) => {
    ahead.goOn(
      host,
      host.current,
      steps((step) => {
        made.push(step);
        if (step === 2) resolve(host.close());
      }),
    );
  });
  await closed;
  assert.deepEqual([made, told], [[0, 1, 2], []]);
});
