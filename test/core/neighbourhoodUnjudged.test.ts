// That a text loses columns of which nobody can say whether they are gone, as the graph says it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unjudgedNotes } from '../../server/src/core/features/neighbourhoodUnjudged.ts';
import { catalogOf, manifestOf, on } from '../harness/manifest.ts';
import { testProject, withText } from '../harness/project.ts';

const stays = "select *, nights * 2 as double, guest as name from {{ source('raw', 'stays') }}";

function notesOf(typed: string, { parsed = stays, catalog = {} } = {}): readonly string[] {
  const { project } = testProject(`//- models/stays.sql\n${parsed}`, {
    manifest: manifestOf({
      'source.shop.raw.stays': {},
      'model.shop.stays': { ...on('source.shop.raw.stays'), raw_code: parsed },
    }),
    ...(Object.keys(catalog).length > 0 && { catalog: catalogOf(catalog) }),
  });
  return unjudgedNotes(withText(project, 'models/stays.sql', typed), 'model.shop.stays', true);
}

const renamed = stays.replace('as double', 'as twice');

test('a column that goes beside a star of a table that nobody knows: it isn’t known what that breaks', () => {
  assert.deepEqual(notesOf(renamed), [
    'Not all columns of stays are known, so what its edit breaks isn’t either. Run "dbt docs generate" to have them.',
  ]);
  assert.deepEqual(notesOf(renamed, { catalog: { 'source.shop.raw.other': { id: 'INTEGER' } } }), [
    'Not all columns of stays are known, so what its edit breaks isn’t either.',
  ]);
});

test('nothing is said of other edits, of a half-typed list, and of what is known', () => {
  assert.deepEqual(notesOf(stays), []);
  assert.deepEqual(notesOf(`${stays} where guest is not null`), []);
  assert.deepEqual(notesOf(stays.replace('guest as name', '1 as one, guest as name')), []);
  assert.deepEqual(notesOf(stays.replace('nights * 2 as double', 'nights * 2 as')), []);
  const known = { 'source.shop.raw.stays': { guest: 'TEXT', nights: 'INTEGER' } };
  assert.deepEqual(notesOf(renamed, { catalog: known }), []);
});
