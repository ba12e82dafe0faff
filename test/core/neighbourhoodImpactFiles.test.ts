// What several edited texts do to those who read: how many are looked at, whose readers a column's graph shows, and who
// reads several.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { neighbourhood } from '../../server/src/core/features/neighbourhood.ts';
import { findImpact } from '../../server/src/core/features/neighbourhoodImpact.ts';
import type { Project } from '../../server/src/core/project.ts';
import { manifestOf, on } from '../harness/manifest.ts';
import { plainView } from '../harness/plainView.ts';
import { testNow, testProject, withText } from '../harness/project.ts';

/** Models apart from each other, each with a reader of its column `a`, which an edit has taken away. */
function allEdited(names: readonly string[]): Project {
  const code = "select 1 as a, 'x' as b";
  const files = names.map(
    (name) =>
      `//- models/${name}.sql\n${code}\n//- models/of_${name}.sql\nselect a from {{ ref('${name}') }}\n`,
  );
  const entries = names.flatMap((name) => [
    [`model.shop.${name}`, { raw_code: code }],
    [`model.shop.of_${name}`, on(`model.shop.${name}`)],
  ]);
  const { project } = testProject(files.join(''), { manifest: manifestOf(Object.fromEntries(entries)) });
  return names.reduce((each, name) => withText(each, `models/${name}.sql`, "select 'x' as b"), project);
}

test('some are looked at, that of the focus in any case, and it is said', () => {
  const project = allEdited(Array.from({ length: 12 }, (_, index) => `m${index}`));
  const impact = findImpact(project, 'model.shop.m9')?.impact;
  assert.deepEqual(
    [impact?.changes.length, impact?.changes[0]?.node, impact?.whole],
    [10, 'model.shop.m9', false],
  );
  assert.match(impact?.markdown ?? '', /^Not everything was looked at: there may be more\.$/m);
});

test('with a column in the focus, readers of another text are shown where they are downstream of it alone', () => {
  const project = allEdited(['near', 'apart']);
  const graph = neighbourhood(project, { node: 'model.shop.near', column: 'b' }, plainView, testNow);
  assert.deepEqual(
    graph?.nodes.map(({ label }) => label),
    ['near', 'of_near'],
  );
});

test('who reads columns of two edited texts counts from the nearer, in whichever order they are looked at', () => {
  const [a, b] = ['select 1 as x, 2 as y', 'select 3 as z, 4 as w'];
  const files = `
    //- models/a.sql
    ${a}
    //- models/b.sql
    ${b}
    //- models/mid.sql
    select * from {{ ref('a') }}
    //- models/both.sql
    select x, z from {{ ref('mid') }} cross join {{ ref('b') }}
  `;
  const { project } = testProject(files, {
    manifest: manifestOf({
      'model.shop.a': { raw_code: a },
      'model.shop.b': { raw_code: b },
      'model.shop.mid': on('model.shop.a'),
      'model.shop.both': on('model.shop.mid', 'model.shop.b'),
    }),
  });
  const one = withText(project, 'models/a.sql', 'select 2 as y');
  const two = withText(one, 'models/b.sql', 'select 4 as w');
  const readersOf = (focus: string) =>
    findImpact(two, focus)?.impact.readers.map(
      ({ label, columns, distance }) => `${distance} ${label}: ${columns.join(', ')}`,
    );
  assert.deepEqual(readersOf('model.shop.a'), ['1 mid: x', '1 both: x, z']);
  assert.deepEqual(readersOf('model.shop.b'), ['1 both: z, x', '1 mid: x']);
});
