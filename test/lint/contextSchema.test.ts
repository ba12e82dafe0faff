// The JSON schema of dbt-context.yml knows every key that the reader knows, and no other.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { contextOf } from '../../server/src/core/lint/context.ts';
import { sourceText } from '../../server/src/core/text.ts';

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly additionalProperties?: boolean | Schema;
  readonly oneOf?: readonly Schema[];
}

const schema = JSON.parse(
  readFileSync(new URL('../../schemas/dbt-context.schema.json', import.meta.url), 'utf8'),
) as Schema;

/** The keys that the reader names when it refuses one it doesn't know. */
function keysOf(text: string): readonly string[] {
  const source = sourceText(text);
  const { problems } = contextOf({ text: (path) => (path === 'dbt-context.yml' ? source : undefined) });
  return problems.flatMap(
    ({ message }) => /is no key here \((.*)\)\.$/.exec(message)?.[1]?.split(', ') ?? [],
  );
}

test('keys of the file, of a scope, a level, stubs and suffixes', () => {
  const contracts = schema.properties?.['contracts'];
  const level = contracts?.properties?.['levels']?.items;
  const stub = (of: Schema | undefined) =>
    typeof of?.additionalProperties === 'object' ? of.additionalProperties.oneOf?.[0] : undefined;
  const cases: readonly (readonly [string, Schema | undefined])[] = [
    ['zzzzzz: 1', schema],
    ['contracts: {applies_to: {zzzzzz: 1}}', contracts?.properties?.['applies_to']],
    ['contracts: {levels: [{zzzzzz: 1}]}', level],
    ['contracts: {levels: [{stubs: {a: {zzzzzz: 1}}}]}', stub(level?.properties?.['stubs'])],
    ['contracts: {suffixes: {a: {zzzzzz: 1}}}', stub(contracts?.properties?.['suffixes'])],
  ];
  for (const [text, part] of cases) {
    assert.deepEqual([...keysOf(text)].sort(), Object.keys(part?.properties ?? {}).sort(), text);
  }
});
