// The columns of nodes: which source of them counts, and where types are known from.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { modelSql, modelSqlAt } from '../../../../server/src/core/semantics/sql/modelSql.ts';
import { nodeColumn, nodeColumns } from '../../../../server/src/core/semantics/sql/nodeColumns.ts';
import { catalogOf, type ManifestSketch, manifestOf } from '../../../harness/manifest.ts';
import { type TestProjectOptions, testProject } from '../../../harness/project.ts';
import { drawColumns } from './columns.ts';

const stale = { checksum: { name: 'sha256', checksum: 'of another text' } };

function columnsOf(
  text: string,
  id: string,
  entries: ManifestSketch,
  options: TestProjectOptions = {},
  metadata = {},
): string {
  const { project } = testProject(text, { manifest: manifestOf(entries, metadata), ...options });
  return drawColumns(project, id);
}

const raw = {
  'source.shop.raw.t': {},
};
const rawCatalog = catalogOf({
  'source.shop.raw.t': { id: 'INTEGER', name: 'VARCHAR', paid_at: 'TIMESTAMP' },
});

test('the own SQL counts first, stars of models that were never built too', () => {
  const text = `
//- models/stg.sql
select id, cast(name as text) as title, count(*) as n from {{ source('raw', 't') }} group by 1, 2
//- models/m.sql
select *, 1 as one from {{ ref('stg') }}`;
  const entries = { ...raw, 'model.shop.m': stale };
  const options = { catalog: rawCatalog };
  assert.equal(
    columnsOf(text, 'file:models/stg.sql', entries, options),
    'sql: id INTEGER/integer by upstream, title text/string by cast, n integer/integer by aggregate',
  );
  assert.equal(
    columnsOf(text, 'model.shop.m', entries, options),
    'sql: id INTEGER/integer by upstream, title text/string by upstream, n integer/integer by upstream, one integer/integer by literal',
  );
});

test('an enforced contract, then the catalog, then what is known of both SQL and YAML', () => {
  const text = "//- models/m.sql\nselect *, 1 as extra from {{ source('raw', 'unknown') }}";
  const declared = { columns: { a: { name: 'a', data_type: 'int' }, b: { name: 'b' } } };
  const built = catalogOf({ 'model.shop.m': { b: 'DATE', z: 'TEXT' } });
  const contract = { ...declared, config: { contract: { enforced: true } } };
  assert.equal(
    columnsOf(text, 'model.shop.m', { 'model.shop.m': contract }, { catalog: built }),
    'contract: a int/integer by contract, b DATE/date by catalog',
  );
  assert.equal(
    columnsOf(text, 'model.shop.m', { 'model.shop.m': declared }, { catalog: built }),
    'catalog: b DATE/date by catalog, z TEXT/string by catalog, extra integer/integer by literal',
  );
  assert.equal(
    columnsOf(text, 'model.shop.m', { 'model.shop.m': declared }),
    'sql, not all: extra integer/integer by literal, a int/integer by YAML, b',
  );
  assert.equal(columnsOf('//- models/m.sql\n', 'model.shop.m', { 'model.shop.m': {} }), 'nothing, not all: ');
});

test('a name that stands twice in the output is no full list, unless the warehouse is known to rename it', () => {
  const text = '//- models/m.sql\nselect 1 as a, 2 as a';
  const entries = { 'model.shop.m': {} };
  assert.equal(
    columnsOf(text, 'model.shop.m', entries, {}, { adapter_type: 'snowflake' }),
    'sql, not all: a integer/integer by literal',
  );
  assert.match(columnsOf(text, 'model.shop.m', entries), /^sql: a .*, a_1 /);
});

test('of a text that is as it was built the warehouse knows better what its macros made', () => {
  const macro = '//- macros/cols.sql\n{% macro cols() %}1 as a, 2 as b{% endmacro %}\n';
  const entries = { 'model.shop.m': {}, 'macro.shop.cols': { original_file_path: 'macros/cols.sql' } };
  const catalog = catalogOf({ 'model.shop.m': { a: 'INTEGER', z: 'DATE' } });
  const text = `${macro}//- models/m.sql\nselect {{ cols() }}`;
  assert.equal(
    columnsOf(text, 'model.shop.m', entries, { catalog }),
    'catalog: a INTEGER/integer by catalog, z DATE/date by catalog',
  );
  assert.match(
    columnsOf(text, 'model.shop.m', { ...entries, 'model.shop.m': stale }, { catalog }),
    /^sql: a .*, b /,
  );
});

test('seeds: the header with quotes and delimiters, and the types that are configured', () => {
  const entry = { config: { column_types: { id: 'bigint' }, delimiter: ';' } };
  assert.equal(
    columnsOf('//- seeds/s.csv\nid;"na;me";Size\n1;x;2\n', 'seed.shop.s', { 'seed.shop.s': entry }),
    'seed: id bigint/integer by seed, na;me, Size',
  );
  const postgres = { adapter_type: 'postgres' };
  assert.equal(
    columnsOf('//- seeds/s.csv\nid,Size\n', 'seed.shop.s', { 'seed.shop.s': {} }, {}, postgres),
    'seed: id, "Size"',
  );
  assert.equal(
    columnsOf('//- seeds/s.csv\nid,\n', 'seed.shop.s', { 'seed.shop.s': {} }),
    'seed, not all: id',
  );
});

test('snapshots: dbt’s own columns, renamed where the configuration says so', () => {
  const block = (config: string) => `
//- snapshots/s.sql
{% snapshot s %}
{{ config(unique_key='id', strategy='check', check_cols='all'${config}) }}
select id from {{ source('raw', 't') }}
{% endsnapshot %}`;
  const entries = { ...raw, 'snapshot.shop.s': {} };
  const options = { catalog: rawCatalog };
  assert.equal(
    columnsOf(block(''), 'snapshot.shop.s', entries, options),
    'sql: id INTEGER/integer by upstream, dbt_scd_id, dbt_updated_at, dbt_valid_from, dbt_valid_to',
  );
  assert.match(
    columnsOf(
      block(", hard_deletes='new_record', snapshot_meta_column_names={'dbt_valid_to': 'until'}"),
      'snapshot.shop.s',
      entries,
      options,
    ),
    /dbt_valid_from, until, dbt_is_deleted$/,
  );
  const yml = `
//- snapshots/s.yml
snapshots:
  - name: s
    relation: source('raw', 't')
    config: {unique_key: id, strategy: timestamp, updated_at: paid_at}`;
  const inYaml = { ...raw, 'snapshot.shop.s': { original_file_path: 'snapshots/s.yml' } };
  assert.match(
    columnsOf(yml, 'snapshot.shop.s', inYaml, options),
    /^sql: id INTEGER\/integer by upstream, name .*, paid_at .*, dbt_scd_id/,
  );
});

test('what has no file here is what dbt parsed; Python and sources are what the catalog has', () => {
  const entries: ManifestSketch = {
    ...raw,
    'model.lib.m': { raw_code: "select id as key from {{ source('raw', 't') }}" },
    'model.shop.p': { language: 'python', original_file_path: 'models/p.py', columns: { a: { name: 'a' } } },
    'source.shop.raw.u': { columns: { a: { name: 'a', data_type: 'int' } } },
  };
  const options = { catalog: rawCatalog };
  assert.equal(columnsOf('', 'model.lib.m', entries, options), 'sql: key INTEGER/integer by upstream');
  assert.equal(columnsOf('//- models/p.py\nx', 'model.shop.p', entries, options), 'YAML, not all: a');
  assert.equal(
    columnsOf('', 'source.shop.raw.t', entries, options),
    'catalog: id INTEGER/integer by catalog, name VARCHAR/string by catalog, paid_at TIMESTAMP/timestamp by catalog',
  );
  assert.equal(columnsOf('', 'source.shop.raw.u', entries, options), 'YAML, not all: a int/integer by YAML');
});

test('of an edited file the columns that are written as they were keep the type of the catalog', () => {
  const built = 'with a as (select 1 as id, f(x) as v, g(x) as w from t) select id, v, w from a';
  const now = 'with a as (select 1 as id, f(x) as v, h(x) as w from t)\n\nselect id, v, w from a where v > 1';
  const t = { 'source.shop.raw.t': { database: 'db', schema: 'raw', relation_name: 'db.raw.t' } };
  const catalog = catalogOf({
    'source.shop.raw.t': { x: 'INTEGER' },
    'model.shop.m': { id: 'BIGINT', v: 'DATE', w: 'DATE' },
  });
  const from = (sql: string) => sql.replace('from t', "from {{ source('raw', 't') }}");
  assert.equal(
    columnsOf(
      `//- models/m.sql\n${from(now)}`,
      'model.shop.m',
      { ...t, 'model.shop.m': { ...stale, raw_code: from(built) } },
      { catalog },
    ),
    'sql: id BIGINT/integer by catalog, v DATE/date by catalog, w',
  );
});

test('a path that is written out is the node whose relation has that name', () => {
  const named = { database: 'db', schema: 'raw', identifier: 'T', relation_name: '"db"."raw"."T"' };
  const entries = { 'source.shop.raw.t': named, 'model.shop.m': {} };
  const catalog = catalogOf({ 'source.shop.raw.t': { id: 'INTEGER' } });
  for (const path of ['db.raw.t', 'raw.t', '"db"."raw"."T"']) {
    assert.equal(
      columnsOf(`//- models/m.sql\nselect * from ${path}`, 'model.shop.m', entries, { catalog }),
      'sql: id INTEGER/integer by upstream',
      path,
    );
  }
  assert.equal(
    columnsOf('//- models/m.sql\nselect * from other.t', 'model.shop.m', entries, { catalog }),
    'nothing, not all: ',
  );
});

test('names are compared as the adapter compares them', () => {
  const text = '//- models/m.sql\nselect 1 as Order_Id, 2 as "Mixed"';
  const entries = { 'model.shop.m': { columns: { ORDER_ID: { name: 'order_id' } } } };
  const { project } = testProject(text, { manifest: manifestOf(entries, { adapter_type: 'snowflake' }) });
  assert.equal(nodeColumn(project, 'model.shop.m', 'ORDER_ID')?.name, 'order_id');
  assert.equal(nodeColumn(project, 'model.shop.m', 'mixed'), undefined);
  assert.equal(nodeColumns(project, 'model.shop.m').columns[1]?.quoted, true);
});

test('a catalog that has all names in lower case, and one that has them as they are', () => {
  const text = '//- models/m.sql\nselect a, "b" from x';
  const of = (names: Readonly<Record<string, string>>) =>
    columnsOf(
      text,
      'model.shop.m',
      { 'model.shop.m': {} },
      { catalog: catalogOf({ 'model.shop.m': names }) },
      { adapter_type: 'oracle' },
    );
  assert.equal(of({ a: 'DATE', b: 'CLOB' }), 'sql: a DATE/timestamp by catalog, "b"');
  assert.equal(of({ A: 'DATE', b: 'CLOB' }), 'sql: a DATE/timestamp by catalog, "b" CLOB/string by catalog');
});

test('models that read each other, and long chains, end', () => {
  const files = (length: number) =>
    Array.from(
      { length },
      (_, n) => `//- models/m${n}.sql\nselect ${n === 0 ? '1 as a' : `* from {{ ref('m${n - 1}') }}`}`,
    ).join('\n');
  const entries = (length: number) =>
    Object.fromEntries(
      Array.from({ length }, (_, n) => [
        `model.shop.m${n}`,
        { depends_on: { nodes: n === 0 ? [] : [`model.shop.m${n - 1}`], macros: [] } },
      ]),
    );
  assert.match(columnsOf(files(600), 'model.shop.m599', entries(600)), /^sql: a integer/);
  const cycle =
    "//- models/a.sql\nselect * from {{ ref('b') }}\n//- models/b.sql\nselect * from {{ ref('a') }}";
  assert.equal(
    columnsOf(cycle, 'model.shop.a', { 'model.shop.a': {}, 'model.shop.b': {} }),
    'nothing, not all: ',
  );
});

test('an untaken branch is rendered for what is asked of it', () => {
  const { project, cursor } = testProject(`
//- models/m.sql
select 1 as id from a
{% if is_incremental() %}
where x > (select max(/*|*/y) from {{ this }})
{% endif %}`);
  assert.ok(cursor);
  const plain = modelSql(project, cursor.path);
  const covered = modelSqlAt(project, cursor.path, cursor.offset);
  assert.equal(plain?.rendered.text.includes('max(y)'), false);
  assert.equal(covered?.rendered.text.includes('max(y)'), true);
  assert.equal(modelSqlAt(project, cursor.path, cursor.offset), covered, 'the same branch is rendered once');
  assert.equal(modelSqlAt(project, cursor.path, 3), plain);
});

test('what a condition that is not known makes has no certain type, and its list may be another', () => {
  const entries = { ...raw, 'model.shop.m': stale };
  const options = { catalog: rawCatalog };
  const of = (sql: string) => columnsOf(`//- models/m.sql\n${sql}`, 'model.shop.m', entries, options);
  const either = "{% if var('x') %}cast(id as text){% else %}id{% endif %}";
  assert.equal(
    of(`with a as (select ${either} as key, name from {{ source('raw', 't') }}) select key, name from a`),
    'sql: key, name VARCHAR/string by upstream',
  );
  const { project } = testProject(
    "//- models/m.sql\nselect id {% if var('x') %}, name {% endif %} from {{ source('raw', 't') }}",
    { manifest: manifestOf(entries), ...options },
  );
  const found = nodeColumns(project, 'model.shop.m');
  assert.deepEqual(
    found.columns.map(({ name }) => name),
    ['id', 'name'],
  );
  assert.equal(found.complete, false);
});
