// Which folders are projects, and which files are theirs.

import assert from 'node:assert/strict';
import { symlinkSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { projectFolderOf, projectsBelow, readConfig } from '../../server/src/host/discover.ts';
import { listFiles } from '../../server/src/host/listing.ts';
import { diskProject } from '../harness/diskProject.ts';

const several = `
  //- shop/dbt_project.yml
  name: shop
  packages-install-path: installed
  //- shop/models/a.sql
  //- shop/installed/utils/dbt_project.yml
  name: utils
  //- shop/installed/utils/macros/m.sql
  //- shop/installed/utils/integration_tests/dbt_project.yml
  name: utils_tests
  //- shop/dbt_packages/old/dbt_project.yml
  name: old
  //- shop/target/package/dbt_project.yml
  name: built
  //- shop/nested/dbt_project.yml
  name: nested
  //- shop/node_modules/x/dbt_project.yml
  name: x
  //- shop/env/pyvenv.cfg
  //- shop/env/lib/dbt/dbt_project.yml
  name: starter
  //- elsewhere/a.sql
`;

test('the projects of a folder are those that nobody installed', async (t) => {
  const folder = diskProject(t, several);
  const found = await projectsBelow(folder, {});
  assert.deepEqual(
    found.map((each) => path.relative(folder, each)),
    ['shop', path.join('shop', 'nested')],
  );
});

test('a file belongs to the nearest project, an installed one to who installed it', (t) => {
  const folder = diskProject(t, several);
  const projectOf = (file: string) => {
    const found = projectFolderOf(path.join(folder, file), {});
    return found && path.relative(folder, found);
  };
  assert.equal(projectOf('shop/models/a.sql'), 'shop');
  assert.equal(projectOf('shop/models/new/unsaved.sql'), 'shop');
  assert.equal(projectOf('shop/nested/models/b.sql'), 'shop/nested');
  assert.equal(projectOf('shop/installed/utils/macros/m.sql'), 'shop');
  assert.equal(projectOf('shop/installed/utils/integration_tests/dbt_project.yml'), 'shop');
  assert.equal(projectOf('shop/dbt_packages/old/dbt_project.yml'), 'shop');
  assert.equal(projectOf('shop/target/package/dbt_project.yml'), 'shop');
  assert.equal(projectOf('elsewhere/a.sql'), undefined);
});

test('files are those that dbt reads, packages and linked packages included', async (t) => {
  const folder = diskProject(
    t,
    `
    //- dbt_project.yml
    name: shop
    model-paths: [models, models/more, "{{ env_var('EXTRA', 'extra') }}"]
    //- dbt-context.yml
    //- models/a.sql
    //- models/more/b.py
    //- models/readme.txt
    //- extra/c.sql
    //- notes/d.sql
    //- macros/m.sql
    //- target/compiled/a.sql
    //- local/dbt_project.yml
    name: local
    macro-paths: [tools]
    //- local/tools/t.sql
    //- local/macros/no.sql
    //- dbt_packages/utils/dbt_project.yml
    name: utils
    //- dbt_packages/utils/models/u.sql
    //- dbt_packages/utils/integration_tests/models/no.sql
    `,
  );
  symlinkSync(path.join(folder, 'local'), path.join(folder, 'dbt_packages', 'local'));
  symlinkSync(folder, path.join(folder, 'models', 'loop'));
  assert.deepEqual(await listFiles(folder, readConfig(folder, {}), {}), [
    'dbt-context.yml',
    'dbt_packages/local/dbt_project.yml',
    'dbt_packages/local/tools/t.sql',
    'dbt_packages/utils/dbt_project.yml',
    'dbt_packages/utils/models/u.sql',
    'dbt_project.yml',
    'extra/c.sql',
    'macros/m.sql',
    'models/a.sql',
    'models/more/b.py',
  ]);
});

test('a folder that packages.yml names is a package of the project, its own test project is not', async (t) => {
  const folder = diskProject(
    t,
    `
    //- dbt_project.yml
    name: shop
    //- packages.yml
    packages:
      - local: ./local/utils/
      - local: ../elsewhere
      - package: dbt-labs/dbt_utils
    //- local/utils/dbt_project.yml
    name: utils
    macro-paths: [tools]
    //- local/utils/tools/t.sql
    //- local/utils/integration_tests/dbt_project.yml
    name: utils_tests
    //- local/other/dbt_project.yml
    name: other
    `,
  );
  const projectOf = (file: string) => projectFolderOf(path.join(folder, file), {});
  assert.equal(projectOf('local/utils/tools/t.sql'), folder);
  assert.equal(
    projectOf('local/utils/integration_tests/a.sql'),
    path.join(folder, 'local/utils/integration_tests'),
  );
  assert.equal(projectOf('local/other/a.sql'), path.join(folder, 'local/other'));
  assert.deepEqual(await listFiles(folder, readConfig(folder, {}), {}), [
    'dbt_project.yml',
    'local/utils/dbt_project.yml',
    'local/utils/tools/t.sql',
    'packages.yml',
  ]);
});
