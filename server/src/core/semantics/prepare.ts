// What the first requests on a manifest would compute over all of its entries, a piece at a time: a host does it between
// requests, before it shows the manifest to any. Deliberately absent: anything that needs files or the details of entries.

import type { Manifest } from '../artifacts/types.ts';
import { parentsOf } from './lineage.ts';
import { entriesInFile, entriesNamed, packagesOf, packagesWithFiles } from './names.ts';
import { usersOfMacro } from './users.ts';

/** Has every index of a manifest made. Nothing is wrong without it, only later. */
export function* prepare(manifest: Manifest): Generator<void, void> {
  const [first] = manifest.entries;
  if (!first) return;
  for (const type of ['model', 'source', 'macro', 'test', 'seed', 'snapshot', 'doc', 'group'] as const) {
    entriesNamed(manifest, type, '');
    yield;
  }
  packagesOf(manifest);
  packagesWithFiles(manifest);
  yield;
  entriesInFile(manifest, '', '');
  yield;
  parentsOf(manifest, first);
  yield;
  usersOfMacro(manifest, first);
}
