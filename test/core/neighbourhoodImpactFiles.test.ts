// What several edited texts do to those who read: how many are looked at, and whose readers a column's graph shows.

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
