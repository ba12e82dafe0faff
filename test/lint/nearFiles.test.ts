// Which files are looked at again first after a change.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nearFiles } from '../../server/src/core/lint/report/nearFiles.ts';
import { manifestOf } from '../harness/manifest.ts';
import { testProject, withText } from '../harness/project.ts';

const reads = (...nodes: string[]) => ({ depends_on: { nodes, macros: [] } });
const { project } = testProject(
  `
  //- models/schema.yml
  models:
    - name: orders
  //- models/raw.sql
  select 1 as id
  //- models/orders.sql
  select * from {{ ref('raw') }}
  //- models/paid.sql
  select * from {{ ref('orders') }}
  //- models/board.sql
  select * from {{ ref('paid') }}
  //- models/other.sql
  select * from {{ ref('raw') }}
  //- macros/cents.sql
  {% macro cents() %}100{% endmacro %}
  `,
  {
    manifest: manifestOf({
      'model.shop.raw': {},
      'model.shop.orders': { ...reads('model.shop.raw'), patch_path: 'shop://models/schema.yml' },
      'model.shop.paid': reads('model.shop.orders'),
      'model.shop.board': reads('model.shop.paid'),
      'model.shop.other': reads('model.shop.raw'),
    }),
  },
);
const near = (...changed: string[]) => [...nearFiles(project, changed)];

test('the file itself, its YAML and neighbours, then what is further downstream', () => {
  assert.deepEqual(near('models/orders.sql'), [
    'models/orders.sql',
    'models/schema.yml',
    'models/paid.sql',
    'models/raw.sql',
    'models/board.sql',
  ]);
});

test('of YAML the files that it describes', () => {
  assert.deepEqual(near('models/schema.yml').slice(0, 3), [
    'models/schema.yml',
    'models/orders.sql',
    'models/paid.sql',
  ]);
});

test('what no node is made of stands alone', () => {
  assert.deepEqual(near('macros/cents.sql'), ['macros/cents.sql']);
  assert.deepEqual(near(), []);
});

test('by what the texts read now, and by what they read when dbt parsed them', () => {
  const edited = withText(project, 'models/other.sql', "select * from {{ ref('orders') }}");
  assert.deepEqual(
    [...nearFiles(edited, ['models/orders.sql'])],
    [
      'models/orders.sql',
      'models/schema.yml',
      'models/paid.sql',
      'models/other.sql',
      'models/raw.sql',
      'models/board.sql',
    ],
  );
  const files = { ...edited.files, paths: [...edited.files.paths, 'models/new.sql'] };
  const more = withText({ ...edited, files }, 'models/new.sql', "select * from {{ ref('other') }}");
  assert.deepEqual([...nearFiles(more, ['models/new.sql'])], ['models/new.sql', 'models/other.sql']);
  assert.deepEqual(
    [...nearFiles(more, ['models/other.sql'])],
    ['models/other.sql', 'models/new.sql', 'models/raw.sql', 'models/orders.sql', 'models/schema.yml'],
  );
});
