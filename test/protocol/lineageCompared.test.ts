// The lineage graph of every model of the sample, both ways, one to three steps, its columns and their paths: as the manifest and the
// analysis of each file have it, computed by other code. scripts/lineageGraph.mjs does the same for any project.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { compareProject } from '../harness/compareLineage.ts';
import type { RawManifest } from '../harness/expectedLineage.ts';
import { sampleFolder } from '../harness/sample.ts';

test('the graph of every model of the sample is that of the manifest and of the analysis', async () => {
  const folder = path.resolve(sampleFolder);
  const manifest = JSON.parse(readFileSync(path.join(folder, 'target/manifest.json'), 'utf8')) as RawManifest;
  const { differences, counts } = await compareProject(folder, manifest, { depth: 3, columns: 1 });
  assert.deepEqual(differences, []);
  assert.ok(counts.edges > 400 && counts.columnEdges > 1000 && counts.paths > 50, JSON.stringify(counts));
});
