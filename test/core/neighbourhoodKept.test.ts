// What the graph keeps of nodes from one answer to the next: owners are those of now, whatever of them changes.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readManifest } from '../../server/src/core/artifacts/manifest.ts';
import { prepareAllNodes } from '../../server/src/core/features/neighbourhoodAhead.ts';
import type { Project } from '../../server/src/core/project.ts';
import { around } from '../harness/graphAround.ts';
import { catalogOf, type Json, manifestOf, on } from '../harness/manifest.ts';
import { testProject } from '../harness/project.ts';

const orders = 'model.shop.orders';
const paid = 'model.shop.paid';

/** Owners as nodes say them, then as the filter lists them. */
function owners(project: Project): readonly string[] {
  for (const _ of prepareAllNodes(project));
  const { nodes, facets } = around(project, orders);
  return [
    ...nodes.map(({ label, owner }) => `${label}: ${owner}`),
    `filter: ${facets.owners.map(({ value, count }) => `${value} ${count}`).join(', ')}`,
  ];
}

function withArtifacts(project: Project, artifacts: Partial<Project['artifacts']>): Project {
  return { ...project, artifacts: { ...project.artifacts, ...artifacts } };
}

test('a role of the warehouse is that of the newest catalog', () => {
  const manifest = manifestOf({ [orders]: {}, [paid]: { ...on(orders), meta: { owner: 'Mara' } } });
  const ofRole = (owner: string) => {
    const { nodes, ...catalog } = catalogOf({ [orders]: { id: 'BIGINT' } });
    const relation = (nodes as Record<string, { metadata: Json }>)[orders];
    const metadata = { ...relation?.metadata, owner };
    return testProject('', {
      manifest,
      catalog: { ...catalog, nodes: { [orders]: { ...relation, metadata } } },
    }).project;
  };
  const first = ofRole('loader');
  assert.deepEqual(owners(first), ['orders: loader', 'paid: Mara', 'filter: Mara 1, loader 1']);
  const { catalog } = ofRole('reporter').artifacts;
  const next = withArtifacts(first, { catalog });
  assert.deepEqual(owners(next), ['orders: reporter', 'paid: Mara', 'filter: Mara 1, reporter 1']);
  const none = withArtifacts(first, { catalog: undefined });
  assert.deepEqual(owners(none), ['orders: undefined', 'paid: Mara', 'filter: Mara 1']);
});

test('a group that has another owner gives it to its models, though they are as they were', () => {
  const written = (owner: string) =>
    new TextEncoder().encode(
      JSON.stringify(
        manifestOf({
          [orders]: { group: 'sales' },
          [paid]: { ...on(orders), group: 'finance' },
          'group.shop.sales': { owner: { name: owner } },
          'group.shop.finance': { owner: { name: 'Ole' } },
        }),
      ),
    );
  const before = readManifest(written('Ida')).manifest;
  const after = readManifest(written('Mara'), before).manifest;
  assert.equal(after?.entry(orders), before?.entry(orders));
  const project = withArtifacts(testProject('').project, { manifest: before });
  assert.deepEqual(owners(project), ['orders: Ida', 'paid: Ole', 'filter: Ida 1, Ole 1']);
  const next = withArtifacts(project, { manifest: after });
  assert.deepEqual(owners(next), ['orders: Mara', 'paid: Ole', 'filter: Mara 1, Ole 1']);
});

test('another key of meta that names owners counts at once', () => {
  const { project } = testProject('', {
    manifest: manifestOf({ [orders]: { meta: { owner: 'Ida', steward: 'Ole' } } }),
  });
  assert.deepEqual(owners(project), ['orders: Ida', 'filter: Ida 1']);
  const next = { ...project, settings: { ...project.settings, ownerKeys: ['steward'] } };
  assert.deepEqual(owners(next), ['orders: Ole', 'filter: Ole 1']);
});
