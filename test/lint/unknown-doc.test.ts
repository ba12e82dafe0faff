// The rule `unknown-doc`: docs blocks that descriptions show, and `doc` within a block.

import { test } from 'node:test';
import { checkLint } from '../harness/checkLint.ts';
import { manifestOf } from '../harness/manifest.ts';

const only = ['unknown-doc'];
const manifest = manifestOf({
  'model.shop.orders': {},
  'doc.shop.order_status': { block_contents: 'x' },
  'doc.lib.customer': { block_contents: 'x' },
});

test('in descriptions of whatever dbt renders them of', () => {
  checkLint(
    `
    //- models/orders.sql
    select 1 as id
    //- models/new.md
    {% docs new_block %}x{% enddocs %}
    //- models/schema.yml
    models:
      - name: orders
        description: "{{ doc('order_statu') }}"
    #                         ^^^^^^^^^^^ error unknown-doc: There is no docs block \`order_statu\`; did you mean \`order_status\`?
        columns:
          - name: id
            description: "{{ doc('new_block') }} {{ doc('lib', 'customer') }} {{ doc('customer') }}"
          - name: state
            description: "{{ doc('lib', 'order_status') }}"
    #                                    ^^^^^^^^^^^^ There is no docs block \`order_status\` in the package \`lib\`.
        meta: {description: "{{ doc('gone') }}"}
      - name: off
        config: {enabled: false}
        description: "{{ doc('gone') }}"
    sources:
      - name: raw
        description: "{{ doc('gone') }}"
    #                         ^^^^ unknown-doc
    macros:
      - name: m
        arguments: [{name: a, description: "{{ doc('gone') }}"}]
    #                                               ^^^^ unknown-doc
    unit_tests:
      - name: t
        model: orders
        description: "{{ doc('gone') }}"
    groups:
      - name: g
        description: "{{ doc('gone') }}"
    `,
    { only, manifest },
  );
});

test('a docs block can show no other', () => {
  checkLint(
    `
    //- models/docs.md
    Outside of blocks nobody reads {{ doc('gone') }}.
    {% docs a %}
    See {{ doc('order_status') }}.
    --     ^^^ Within a docs block dbt doesn’t know \`doc\`
    {% enddocs %}
    {%- docs b -%}plain{% enddocs %}
    //- README.md
    {% docs c %}{{ doc('order_status') }}{% enddocs %}
    `,
    { only, manifest },
  );
});

test('silent without a manifest and while packages are missing', () => {
  const yml = `
    //- models/schema.yml
    models:
      - name: orders
        description: "{{ doc('gone') }}"`;
  checkLint(yml, { only });
  checkLint(
    `
    //- packages.yml
    packages: [{package: a/b}, {package: c/d}]${yml}`,
    { only, manifest: manifestOf({ 'model.shop.orders': {} }) },
  );
});
