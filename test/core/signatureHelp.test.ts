// Signature help: which macro's brackets the cursor is in, and which parameter.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signatureHelp } from '../../server/src/core/features/signatureHelp.ts';
import { manifestOf } from '../harness/manifest.ts';
import { testProject } from '../harness/project.ts';

const manifest = manifestOf({
  'macro.shop.cents': {
    description: 'Cents as money.',
    macro_sql: '{% macro cents(column, decimals=2) %}{% endmacro %}',
    arguments: [{ name: 'column', type: 'string', description: 'in cents' }],
  },
  'macro.tools.pivot': { macro_sql: '{% macro pivot(a, b) %}{% endmacro %}' },
});

/** The signature with the active parameter in angle brackets, then what is said of it and of the whole. */
function shown(text: string): string {
  const { project, cursor } = testProject(text, { manifest });
  assert.ok(cursor);
  const found = signatureHelp(project, cursor.path, cursor.offset);
  if (!found) return 'nothing';
  const parameters = found.parameters.map(({ label }, index) =>
    index === found.active ? `<${label}>` : label,
  );
  const about = found.active === undefined ? '' : found.parameters[found.active]?.about;
  return [`${found.name}(${parameters.join(', ')})`, about, found.about].filter(Boolean).join(' | ');
}

test('macros of the project, of a package and of an unsaved file', () => {
  assert.equal(
    shown('{{ cents(/*|*/) }}'),
    'cents(<column>, decimals=2) | string · in cents | Cents as money.',
  );
  assert.equal(shown("{{ cents('a', /*|*/"), 'cents(column, <decimals=2>) | Cents as money.');
  assert.equal(shown('{{ tools.pivot(1, /*|*/) }}'), 'tools.pivot(a, <b>)');
  assert.equal(
    shown('{{ fresh(/*|*/) }}\n//- macros/m.sql\n{% macro fresh(x, y=none) %}{% endmacro %}'),
    'fresh(<x>, y=none)',
  );
});

test('keywords, nested calls and lists', () => {
  assert.match(shown('{{ cents(decimals=/*|*/) }}'), /^cents\(column, <decimals=2>\)/);
  assert.match(shown('{{ cents(decimals=3, /*|*/) }}'), /^cents\(<column>, decimals=2\)/);
  assert.match(shown("{{ cents(ref('/*|*/')) }}"), /^ref\(<model>\)/);
  assert.match(shown("{{ cents(ref('x')/*|*/) }}"), /^cents\(<column>/);
  assert.match(shown('{{ cents([1, /*|*/]) }}'), /^cents\(<column>/);
});

test("dbt's own functions; nothing outside of calls and for what is not known", () => {
  assert.match(shown("{{ var('a', /*|*/) }}"), /^var\(name, <default>\)/);
  assert.match(shown('{{ adapter.dispatch(/*|*/) }}'), /^adapter\.dispatch\(<macro_name>, macro_namespace\)/);
  for (const text of [
    '{{ /*|*/ }}',
    'select sum(/*|*/)',
    '{{ nobody(/*|*/) }}',
    '{% macro cents(/*|*/) %}',
    '{# cents(/*|*/ #}',
  ])
    assert.equal(shown(text), 'nothing', text);
});
