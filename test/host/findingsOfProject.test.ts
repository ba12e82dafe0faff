// Findings of a project that is closed while somebody watches them: the work ends.

import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { clientTraits } from '../../server/src/lsp/clientTraits.ts';
import { FindingsOfProject } from '../../server/src/lsp/findingsOfProject.ts';
import { Session } from '../../server/src/lsp/session.ts';
import { connectInProcess } from '../harness/client.ts';
import { testNow } from '../harness/project.ts';
import { shop } from '../harness/shop.ts';

test('a project that is closed is looked at no further', async (t) => {
  const folder = shop(t);
  const { connection } = connectInProcess(testNow, {});
  const session = new Session({
    connection,
    traits: clientTraits({ processId: null, rootUri: null, capabilities: {} }),
    environment: { XDG_CACHE_HOME: path.join(folder, 'cache'), HOME: folder },
    log: () => {},
    diagnosticDelay: 0,
    notify: assert.fail,
    now: () => testNow,
    onHostOpened: () => {},
  });
  const host = session.workspace.open(folder);
  await host.loaded;
  await session.workspace.close();
  await new Promise<void>((resolve) => {
    const found = new FindingsOfProject(session, host, 0, () => {
      if (found.progress.work === 'done') resolve();
    });
    found.start();
  });
});
