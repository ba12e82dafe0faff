// Which file belongs to which package, which node it makes, and back.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nodeOfFile } from '../../../server/src/core/semantics/modelFiles.ts';
import { packageOf, pathOfEntry, yamlPathOfEntry } from '../../../server/src/core/semantics/packages.ts';
import { manifestOf } from '../../harness/manifest.ts';
import { testProject } from '../../harness/project.ts';

const { project } = testProject(
  `
  //- dbt_project.yml
  name: shop
  model-paths: [models, ../shared/models]
  packages-install-path: libs
  //- models/a.sql
  //- models/s.yml
  //- models/tests/b.sql
  //- models/p.py
  //- seeds/c.csv
  //- tests/t.sql
  //- tests/generic/g.sql
  //- macros/m.sql
  //- libs/lib/dbt_project.yml
  name: lib
  model-paths: [transform]
  //- libs/lib/transform/a.sql
  //- libs/bare/models/z.sql
  //- packages/near/dbt_project.yml
  name: near
  //- packages/near/models/n.sql
  `,
  {
    manifest: manifestOf({
      'model.shop.a': { patch_path: 'shop://models\\s.yml', original_file_path: 'models\\a.sql' },
      'model.lib.a': { original_file_path: 'transform/a.sql' },
      'model.bare.z': { original_file_path: 'libs/bare/models/z.sql' },
      'model.near.n': {},
      'model.far.x': {},
      'model.shop.out': { original_file_path: '../shared/models/out.sql' },
      'model.shop.gone': {},
    }),
  },
);

const place = (path: string) => {
  const { package: folder, path: inside } = packageOf(project, path);
  return `${folder.name} ${inside}`;
};
const made = (path: string) => {
  const node = nodeOfFile(project, path);
  return node && `${node.resourceType} ${node.packageName}.${node.name}${node.entry ? '' : ' (new)'}`;
};
const pathOf = (id: string) => {
  const entry = project.artifacts.manifest?.entry(id);
  return entry && pathOfEntry(project, entry);
};

test('a path belongs to the innermost package', () => {
  assert.equal(place('models/a.sql'), 'shop models/a.sql');
  assert.equal(place('libs/lib/transform/a.sql'), 'lib transform/a.sql');
  assert.equal(place('libs/bare/models/z.sql'), 'bare models/z.sql');
  assert.equal(place('packages/near/models/n.sql'), 'near models/n.sql');
});

test('an entry has its file in its package; none outside of the project or deleted', () => {
  assert.equal(pathOf('model.shop.a'), 'models/a.sql');
  assert.equal(pathOf('model.lib.a'), 'libs/lib/transform/a.sql');
  assert.equal(pathOf('model.bare.z'), 'libs/bare/models/z.sql');
  assert.equal(pathOf('model.near.n'), 'packages/near/models/n.sql');
  assert.equal(pathOf('model.far.x'), undefined);
  assert.equal(pathOf('model.shop.out'), undefined);
  assert.equal(pathOf('model.shop.gone'), undefined);
  const entry = project.artifacts.manifest?.entry('model.shop.a');
  assert.equal(entry && yamlPathOfEntry(project, entry), 'models/s.yml');
});

test('a file makes a node by what dbt knows, else by its folder', () => {
  assert.equal(made('models/a.sql'), 'model shop.a');
  assert.equal(made('libs/lib/transform/a.sql'), 'model lib.a');
  assert.equal(made('models/tests/b.sql'), 'model shop.b (new)');
  assert.equal(made('models/p.py'), 'model shop.p (new)');
  assert.equal(made('seeds/c.csv'), 'seed shop.c (new)');
  assert.equal(made('tests/t.sql'), 'test shop.t (new)');
  assert.equal(made('tests/generic/g.sql'), undefined);
  assert.equal(made('macros/m.sql'), undefined);
  assert.equal(made('models/s.yml'), undefined);
});
