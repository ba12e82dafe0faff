// Projects in which columns are renamed, and the files as they are then.

import assert from 'node:assert/strict';
import type { Project } from '../../../../server/src/core/project.ts';
import type { ColumnRename } from '../../../../server/src/core/semantics/sql/rename/renameColumn.ts';
import { applied } from '../../../../server/src/core/semantics/sql/withEdits.ts';
import type { FileEdit } from '../../../../server/src/core/text.ts';
import { catalogOf, type ManifestSketch, manifestOf } from '../../../harness/manifest.ts';
import { dedent, testProject } from '../../../harness/project.ts';

export const reads = (...nodes: readonly string[]) => ({ depends_on: { nodes, macros: [] } });
const catalog = catalogOf({ 'source.shop.raw.t': { id: 'INTEGER', amount: 'TEXT', status: 'TEXT' } });
const chain: ManifestSketch = {
  'source.shop.raw.t': {},
  'model.shop.stg': reads('source.shop.raw.t'),
  'model.shop.mid': reads('model.shop.stg'),
  'model.shop.mart': reads('model.shop.mid', 'model.shop.stg'),
};

/** A chain of `stg`, `mid` and `mart`: the files that are given, with what isn't given left empty. */
export function project(files: string, more: ManifestSketch = {}, adapter = 'duckdb'): Project {
  const manifest = manifestOf({ ...chain, ...more }, { adapter_type: adapter });
  return testProject(files, { manifest, catalog }).project;
}

/** The files that change, as they are then. */
export function after(of: Project, edits: readonly FileEdit[]): string {
  const paths = [...new Set(edits.map(({ path }) => path))].sort();
  return paths
    .map((path) => {
      const own = edits.filter((edit) => edit.path === path);
      return `//- ${path}\n${applied(of.files.text(path)?.text ?? '', own).trimEnd()}`;
    })
    .join('\n');
}

export function check(of: Project, { edits }: ColumnRename, expected: string): void {
  assert.equal(after(of, edits), dedent(expected).trimEnd());
}
