// `dbt-context show` counts what models read as their files stand, as the hover does.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import path from 'node:path';
import { test } from 'node:test';
import { runCommandLine } from '../../server/src/cli/commandLine.ts';
import { writeFiles } from '../harness/diskProject.ts';
import { manifestOf } from '../harness/manifest.ts';
import { testNow } from '../harness/project.ts';
import { shop } from '../harness/shop.ts';

test('files that are new or edited since dbt parsed them count', async (t) => {
  const folder = shop(t);
  const parsed = 'select 1 as id';
  const checksum = { name: 'sha256', checksum: createHash('sha256').update(parsed).digest('hex') };
  const manifest = manifestOf({
    'model.shop.orders': {},
    'model.shop.edited': { raw_code: parsed, checksum },
    'model.shop.same': { raw_code: parsed, checksum },
  });
  writeFiles(
    folder,
    `//- models/edited.sql
select * from {{ ref('orders') }}
//- models/same.sql
${parsed}
//- models/new.sql
select * from {{ ref('edited') }}
//- target/manifest.json
${JSON.stringify(manifest)}
`,
  );
  const out: string[] = [];
  await runCommandLine(['show', 'orders'], {
    out: (text) => out.push(text),
    error: (text) => out.push(text),
    environment: { XDG_CACHE_HOME: path.join(folder, 'cache'), HOME: folder },
    workingFolder: folder,
    entry: undefined,
    now: () => testNow,
    clock: () => 0,
  });
  assert.match(out.join('\n'), /Used by +2 models: edited, new\n/);
});
