// Which name a cursor is on, in every language. One test is one text with a cursor.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { symbolAt, symbolsIn } from '../../../server/src/core/semantics/symbolAt.ts';
import { slice } from '../../../server/src/core/text.ts';
import { manifestOf } from '../../harness/manifest.ts';
import { testProject } from '../../harness/project.ts';
import { describeSymbol } from './describe.ts';

/** The name at the cursor, and the text that is underlined for it. */
function at(text: string, manifest = manifestOf({})): string | undefined {
  const { project, cursor } = testProject(text, { manifest });
  assert.ok(cursor, 'the text has a cursor');
  const symbol = symbolAt(project, cursor.path, cursor.offset);
  const source = project.files.text(cursor.path);
  return symbol && source && `${describeSymbol(symbol)} | ${slice(source, symbol.range)}`;
}

/** All names of the only file. */
function all(text: string): readonly string[] {
  const { project } = testProject(text, { manifest: manifestOf({}) });
  const path = project.files.paths.find((each) => each !== 'dbt_project.yml') ?? '';
  return symbolsIn(project, path).map(describeSymbol);
}

test('ref: the name, the function and the spaces between', () => {
  assert.equal(at("select * from {{ ref('or/*|*/ders') }}"), 'ref orders | orders');
  assert.equal(at("select * from {{ r/*|*/ef('orders') }}"), 'ref orders | orders');
  assert.equal(at("select * from {{-ref (\n  /*|*/'orders'\n) -}}"), 'ref orders | orders');
  assert.equal(at("select * from {{ ref('orders') /*|*/}}"), undefined);
  assert.equal(at("select * from {{ ref('raw-data.x y/*|*/') }}"), 'ref raw-data.x y | raw-data.x y');
});

test('ref: package and version', () => {
  assert.equal(at("{{ ref('sh/*|*/op', 'orders') }}"), 'ref shop.orders | orders');
  assert.equal(at("{{ ref('shop', 'orders', v=/*|*/2) }}"), 'ref shop.orders@2 | orders');
  assert.equal(at("{{ ref('orders/*|*/', version='2') }}"), 'ref orders@2 | orders');
  assert.equal(at("{{ ref('orders/*|*/', v=2.0) }}"), 'ref orders@2.0 | orders');
  assert.equal(at("{{ ref('orders/*|*/', v=1.5) }}"), 'ref orders@1.5 | orders');
  assert.equal(at("{{ ref('orders/*|*/', v=none) }}"), 'ref orders | orders');
});

test('ref: in set, in arguments of macros, in loops, in comments of SQL, half-typed', () => {
  assert.equal(at("{% set x = ref('ord/*|*/ers') %}"), 'ref orders | orders');
  assert.equal(at("{{ dbt_utils.star(from=ref('ord/*|*/ers')) }}"), 'ref orders | orders');
  assert.equal(at("{% for r in [ref('a'), ref('b/*|*/')] %}{% endfor %}"), 'ref b | b');
  assert.equal(at("-- {{ ref('ord/*|*/ers') }}"), 'ref orders | orders');
  assert.equal(at("{{ ref('ord/*|*/ers'"), 'ref orders | orders');
  assert.equal(at("{{ builtins.ref('ord/*|*/ers') }}"), 'ref orders | orders');
  assert.equal(at("{{ unit_testing.ref('ord/*|*/ers') }}"), 'ref orders | orders');
});

test('none in Jinja comments, raw blocks, plain strings, and what an expression makes', () => {
  assert.equal(at("{# {{ ref('ord/*|*/ers') }} #}"), undefined);
  assert.equal(at("{% raw %}{{ ref('ord/*|*/ers') }}{% endraw %}"), undefined);
  assert.equal(at("select 'ref(''ord/*|*/ers'')'"), undefined);
  assert.equal(at('{{ "ref(\'ord/*|*/ers\')" }}'), undefined);
  assert.equal(at("{{ ref('ord' ~ '/*|*/ers') }}"), undefined);
  assert.equal(at('{{ ref(na/*|*/me) }}'), undefined);
});

test('source: all of the call means the table', () => {
  assert.equal(at("{{ source('r/*|*/aw', 'or-ders') }}"), 'source raw.or-ders | or-ders');
  assert.equal(at("{{ source('raw', 'or/*|*/-ders') }}"), 'source raw.or-ders | or-ders');
});

test('macros: plain, of a package, in a call block; methods and local names are none', () => {
  assert.equal(at('{{ cents/*|*/_to_euros(1) }}'), 'macro cents_to_euros | cents_to_euros');
  assert.equal(at('{{ dbt/*|*/_utils.star(1) }}'), 'macro dbt_utils.star | star');
  assert.equal(at('{% call state/*|*/ment(1) %}{% endcall %}'), 'macro statement | statement');
  assert.equal(at('{% set xs = [] %}{% do xs.app/*|*/end(1) %}'), undefined);
  assert.equal(at('{% macro m(f) %}{{ f/*|*/(1) }}{% endmacro %}'), undefined);
  assert.equal(at('{{ exceptions.wa/*|*/rn(1) }}'), undefined);
  assert.equal(at('{{ config/*|*/(enabled=true) }}'), undefined);
  assert.equal(at('{{ return/*|*/(1) }}'), undefined);
});

test('a macro of the project in place of a function of dbt is a macro, ref stays a ref', () => {
  const own = { 'macro.shop.log': {}, 'macro.shop.ref': {} };
  assert.equal(at('{{ lo/*|*/g(1) }}', manifestOf(own)), 'macro log | log');
  assert.equal(at("{{ re/*|*/f('a') }}", manifestOf(own)), 'ref a | a');
});

test('dispatch, var, env_var, doc, group, this', () => {
  assert.equal(at("{{ adapter.dispatch('date/*|*/add', 'dbt')(1) }}"), 'dispatch dbt.dateadd | dateadd');
  assert.equal(at("{{ var('a/*|*/', 'b') }}"), 'var a or b | a');
  assert.equal(at("{{ env_var('A/*|*/') }}"), 'env_var A | A');
  assert.equal(at("{{ config(group='fin/*|*/ance') }}"), 'group finance | finance');
  assert.equal(at('{% if is_incremental() %}{{ th/*|*/is }}{% endif %}'), 'this | this');
  assert.equal(at('{{ th/*|*/is.identifier }}'), 'this | this');
});

test('definitions in SQL and Markdown', () => {
  assert.equal(at("//- models/docs.md\n{{ ref('a/*|*/') }}"), undefined);
  assert.equal(at('{% macro eu/*|*/ro(x) %}{% endmacro %}'), 'macro euro | euro');
  assert.equal(at('{% test pos/*|*/itive(model) %}{% endtest %}'), 'macro test_positive | positive');
  assert.equal(at('{% snapshot or/*|*/ders %}{% endsnapshot %}'), 'node snapshot orders | orders');
  assert.equal(
    at("//- models/docs.md\n{% docs or/*|*/ders %}{{ ref('a') }}{% enddocs %}"),
    'doc orders | orders',
  );
});

test('Python models', () => {
  const model = (line: string) => `//- models/m.py\ndef model(dbt, session):\n    ${line}\n`;
  assert.equal(at(model('x = dbt.ref("ord/*|*/ers", v=2)')), 'ref orders@2 | orders');
  assert.equal(at(model('x = dbt.source("raw", "ord/*|*/ers")')), 'source raw.orders | orders');
  assert.equal(at(model('x = "dbt.ref(\'ord/*|*/ers\')"')), undefined);
  assert.equal(at(model('# dbt.ref("ord/*|*/ers")')), undefined);
});

test('all names of a property file, in order', () => {
  assert.deepEqual(
    all(`
      //- models/schema.yml
      models:
        - name: orders
          description: "{{ doc('orders') }} and ref('no')"
          latest_version: 2
          config: { group: finance }
          constraints:
            - { type: primary_key, columns: [id] }
          tests:
            - dbt_utils.equality: { compare_model: "{{ ref('b') }}" }
          columns:
            - name: id
              data_tests:
                - unique
                - relationships: { arguments: { to: "ref('customers')", field: key } }
          versions:
            - v: 2
              defined_in: orders_two
              columns: [{ include: all, exclude: [old] }, { name: new }]
      sources:
        - name: raw
          tables:
            - name: orders
              columns: [{ name: id, tests: [not_null] }]
    `),
    [
      'node model orders',
      'doc orders',
      'node model orders@2',
      'group finance',
      'column model orders.id',
      'test dbt_utils.equality on orders.*',
      'ref b',
      'column model orders.id',
      'test unique on orders.id',
      'test relationships on orders.id',
      'ref customers',
      'column ref customers.key',
      'node model orders@2',
      'node model orders@2',
      'column model orders@2.old',
      'column model orders@2.new',
      'source raw',
      'source raw.orders',
      'column source raw.orders.id',
      'test not_null on orders.id',
    ],
  );
});

test('all names of exposures, metrics, groups and unit tests', () => {
  assert.deepEqual(
    all(`
      //- models/schema.yml
      exposures:
        - name: board
          depends_on:
            - ref('orders')
            - source('raw', 'x')
            - metric('revenue')
      groups:
        - name: finance
      semantic_models:
        - name: orders
          model: ref('orders')
      metrics:
        - name: ratio
          type_params: { numerator: revenue, denominator: { name: count } }
          filter: "{{ Dimension('orders__day') }} > 1 and {{ Metric('revenue', ['x']) }} > 2"
      saved_queries:
        - name: weekly
          query_params: { metrics: [revenue] }
      unit_tests:
        - name: adds
          model: orders
          given:
            - input: ref('a')
            - input: this
      data_tests:
        - name: assert_x
    `),
    [
      'exposure board',
      'ref orders',
      'source raw.x',
      'metric revenue',
      'group finance',
      'semantic_model orders',
      'ref orders',
      'metric ratio',
      'metric revenue',
      'metric count',
      'metric revenue',
      'saved_query weekly',
      'metric revenue',
      'unit_test adds of orders',
      'node model orders',
      'ref a',
      'this of orders',
      'test assert_x',
    ],
  );
});

test('names of dbt_project.yml', () => {
  assert.equal(
    at('//- dbt_project.yml\nname: shop\nvars:\n  other:\n    st/*|*/art: 1\n'),
    'var start | start',
  );
  assert.equal(
    at('//- dbt_project.yml\nname: shop\nmodels:\n  shop:\n    marts:\n      +group: fin/*|*/ance\n'),
    'group finance | finance',
  );
  assert.equal(
    at('//- dbt_project.yml\nname: shop\non-run-end: "{{ dbt_artifacts.up/*|*/load(results) }}"\n'),
    'macro dbt_artifacts.upload | upload',
  );
});

test('YAML in block text and with escapes keeps its offsets', () => {
  assert.equal(
    at("//- models/s.yml\nmodels:\n  - name: a\n    description: |\n      See\n      {{ doc('x/*|*/y') }}\n"),
    'doc xy | xy',
  );
  assert.equal(
    at('//- models/s.yml\nmodels:\n  - name: na\u00efve 😀 x/*|*/\n'),
    'node model na\u00efve 😀 x | na\u00efve 😀 x',
  );
});
