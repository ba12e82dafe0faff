// Who may refer to a model: groups, packages that restrict access, YAML that dbt hasn't parsed yet.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { referrerAt, refusedAccess } from '../../../server/src/core/semantics/access.ts';
import { manifestOf } from '../../harness/manifest.ts';
import { testProject } from '../../harness/project.ts';

const manifest = manifestOf({
  'model.shop.secret': { access: 'private', group: 'finance', patch_path: 'shop://models/schema.yml' },
  'model.shop.open': { access: 'private', group: 'finance', patch_path: 'shop://models/schema.yml' },
  'model.shop.ungrouped': { access: 'private' },
  'model.shop.member': { group: 'finance' },
  'model.shop.stranger': {},
  'model.shop.joined': { patch_path: 'shop://models/schema.yml' },
  'model.lib.inner': { access: 'protected' },
  'exposure.shop.board': {},
});

const { project } = testProject(
  `
//- models/member.sql
//- models/stranger.sql
//- models/joined.sql
//- models/new.sql
//- models/joins.sql
{{ config(group="finance") }}
//- macros/helper.sql
//- models/schema.yml
models:
  - name: open
    access: public
  - name: secret
    access: private
  - name: joined
    config: { group: finance }
  - name: stranger
  - name: nobody_knows
exposures:
  - name: board
unit_tests:
  - name: one
    model: stranger
//- dbt_packages/lib/dbt_project.yml
name: lib
restrict-access: true
`,
  { manifest },
);

function refused(id: string, path: string, at = ''): string | undefined {
  const entry = project.artifacts.manifest?.entry(id);
  const offset = project.files.text(path)?.text.indexOf(at) ?? -1;
  assert.ok(entry && offset >= 0, `${id} ${path} ${at}`);
  const from = referrerAt(project, path, offset);
  return from ? (refusedAccess(project, entry, from) ?? 'allowed') : undefined;
}

test('private outside of the group, protected where the package restricts it', () => {
  assert.equal(refused('model.shop.secret', 'models/member.sql'), 'allowed');
  assert.equal(refused('model.shop.secret', 'models/stranger.sql'), 'private');
  assert.equal(refused('model.shop.secret', 'models/joins.sql'), 'allowed');
  assert.equal(refused('model.shop.secret', 'models/new.sql'), undefined);
  assert.equal(refused('model.shop.secret', 'macros/helper.sql'), undefined);
  assert.equal(refused('model.shop.ungrouped', 'models/stranger.sql'), 'allowed');
  assert.equal(refused('model.shop.ungrouped', 'models/member.sql'), 'private');
  assert.equal(refused('model.lib.inner', 'models/stranger.sql'), 'protected');
  assert.equal(refused('model.shop.stranger', 'models/member.sql'), 'allowed');
});

test('YAML that dbt has not parsed yet counts', () => {
  assert.equal(refused('model.shop.open', 'models/stranger.sql'), 'allowed');
  assert.equal(refused('model.shop.secret', 'models/joined.sql'), 'allowed');
});

test('entries of YAML refer too: exposures are in no group, data tests in that of their model', () => {
  const yml = 'models/schema.yml';
  assert.equal(refused('model.shop.secret', yml, 'board'), 'private');
  assert.equal(refused('model.shop.secret', yml, 'joined'), 'allowed');
  assert.equal(refused('model.shop.secret', yml, 'stranger'), 'private');
  assert.equal(refused('model.shop.secret', yml, 'nobody_knows'), undefined);
  assert.equal(refused('model.shop.secret', yml, 'one'), undefined);
});
