// Parents, children and closures, and which tests judge a node.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Entry, Manifest } from '../../../server/src/core/artifacts/types.ts';
import {
  childrenOf,
  downstreamOf,
  parentsOf,
  type Step,
  upstreamOf,
} from '../../../server/src/core/semantics/lineage.ts';
import { testsOn } from '../../../server/src/core/semantics/names.ts';
import { type ManifestSketch, manifestOf } from '../../harness/manifest.ts';
import { testProject } from '../../harness/project.ts';

function read(entries: ManifestSketch): Manifest {
  const { manifest } = testProject('', { manifest: manifestOf(entries) }).project.artifacts;
  assert.ok(manifest);
  return manifest;
}

const on = (...ids: readonly string[]) => ({ depends_on: { nodes: ids, macros: [] } });

function entryOf(manifest: Manifest, id: string) {
  const entry = manifest.entry(id);
  assert.ok(entry, id);
  return entry;
}

const names = (steps: readonly Step[]) => steps.map((step) => `${step.entry.name} ${step.distance}`);

test('one step and closures, nearest first, exposures and metrics too, tests and disabled apart', () => {
  const manifest = read({
    'source.shop.raw.s': {},
    'model.shop.a': on('source.shop.raw.s'),
    'model.shop.b': on('model.shop.a'),
    'model.shop.c': on('model.shop.a', 'model.shop.b', 'model.shop.absent'),
    'model.shop.off': { ...on('model.shop.a'), disabled: true },
    'test.shop.t': on('model.shop.a'),
    'metric.shop.m': on('model.shop.c'),
    'exposure.shop.e': on('metric.shop.m'),
  });
  const a = entryOf(manifest, 'model.shop.a');
  assert.deepEqual(
    childrenOf(manifest, a).map((entry) => entry.name),
    ['b', 'c'],
  );
  assert.deepEqual(
    parentsOf(manifest, entryOf(manifest, 'model.shop.c')).map((entry) => entry.name),
    ['a', 'b'],
  );
  assert.deepEqual(names(downstreamOf(manifest, a)), ['b 1', 'c 1', 'm 2', 'e 3']);
  assert.deepEqual(names(upstreamOf(manifest, entryOf(manifest, 'exposure.shop.e'))), [
    'm 1',
    'c 2',
    'a 3',
    'b 3',
    's 4',
  ]);
  assert.deepEqual(downstreamOf(manifest, entryOf(manifest, 'exposure.shop.e')), []);
});

test('a cycle ends, and a node is not its own downstream', () => {
  const manifest = read({ 'model.shop.a': on('model.shop.b'), 'model.shop.b': on('model.shop.a') });
  assert.deepEqual(names(downstreamOf(manifest, entryOf(manifest, 'model.shop.a'))), ['b 1']);
});

test('a chain of 50,000 models', () => {
  const entries = Array.from(
    { length: 50_000 },
    (_, i): Entry => ({
      uniqueId: `model.shop.m${i}`,
      resourceType: 'model',
      name: `m${i}`,
      packageName: 'shop',
      dependsOn: i === 0 ? [] : [`model.shop.m${i - 1}`],
      macros: [],
      group: undefined,
      originalFilePath: `models/m${i}.sql`,
      sourceName: undefined,
      version: undefined,
      disabled: false,
    }),
  );
  const manifest: Manifest = {
    metadata: {
      schemaVersion: 12,
      dbtVersion: undefined,
      generatedAt: undefined,
      projectName: 'shop',
      adapterType: undefined,
      invocationId: undefined,
    },
    entries,
    entry: (id) => entries.find((entry) => entry.uniqueId === id),
    detail: () => undefined,
  };
  const steps = downstreamOf(manifest, entryOf(manifest, 'model.shop.m0'));
  assert.equal(steps.length, 49_999);
  assert.equal(steps.at(-1)?.distance, 49_999);
});

test('tests judge the node they are attached to, in old manifests the one that is their model', () => {
  const generic = (fields: Record<string, unknown>, ...ids: readonly string[]) => ({
    ...on(...ids),
    test_metadata: { name: 'relationships', kwargs: {} },
    ...fields,
  });
  const manifest = read({
    'model.shop.a': {},
    'model.shop.b': {},
    'source.shop.raw.s': {},
    'test.shop.new': generic({ attached_node: 'model.shop.a' }, 'model.shop.b', 'model.shop.a'),
    'test.shop.old': generic(
      { test_metadata: { name: 'relationships', kwargs: { model: "{{ get_where_subquery(ref('b')) }}" } } },
      'model.shop.a',
      'model.shop.b',
    ),
    'test.shop.of_source': generic(
      { test_metadata: { name: 'relationships', kwargs: { model: "{{ source('raw', 's') }}" } } },
      'model.shop.b',
      'source.shop.raw.s',
    ),
    'test.shop.single': on('model.shop.a', 'model.shop.b'),
    'unit_test.shop.b.u': { name: 'u', model: 'b', ...on('model.shop.b') },
  });
  const of = (id: string) => testsOn(manifest, entryOf(manifest, id)).map((entry) => entry.name);
  assert.deepEqual(of('model.shop.a'), ['new', 'single']);
  assert.deepEqual(of('model.shop.b'), ['old', 'single', 'u']);
  assert.deepEqual(of('source.shop.raw.s'), ['of_source']);
});
