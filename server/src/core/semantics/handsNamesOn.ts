// Whether `ref` and `source` mean what they name where a project puts macros of its own in their place: most such macros hand the
// names on to dbt's own, which the manifest shows. Deliberately absent: what else such a macro does with the relation.

import type { Manifest } from '../artifacts/types.ts';
import { memo } from '../memo.ts';
import type { Project } from '../project.ts';
import { entriesOfType } from './names.ts';
import { isOverridden } from './resolveMacro.ts';

/** Whether a name given to `ref` or `source` in the file `fromPath` is the one that dbt looks for. */
export function handsNamesOn(project: Project, name: 'ref' | 'source', fromPath: string): boolean {
  if (!isOverridden(project, name, fromPath)) return true;
  const { manifest } = project.artifacts;
  return manifest !== undefined && seenInManifest(manifest)[name];
}

/** How many calls are looked at, in how many models, and how many there have to be. */
const enough = { calls: 60, models: 200, least: 3 };
const refCall = /\bref\s*\(\s*(['"])([^'"\n]+)\1\s*\)/g;
const sourceCall = /\bsource\s*\(\s*(['"])([^'"\n]+)\1\s*,\s*(['"])([^'"\n]+)\3\s*\)/g;

/** Whether the names that stand in the code of models are those that dbt met, but for a few in comments and branches. */
const seenInManifest = memo((manifest: Manifest): Readonly<Record<'ref' | 'source', boolean>> => {
  const counts = { ref: { met: 0, all: 0 }, source: { met: 0, all: 0 } };
  for (const entry of entriesOfType(manifest, 'model').slice(0, enough.models)) {
    if (counts.ref.all >= enough.calls && counts.source.all >= enough.calls) break;
    const detail = entry.disabled ? undefined : manifest.detail(entry);
    const code = detail?.rawCode;
    if (!detail || code === undefined) continue;
    for (const [, , name] of code.matchAll(refCall)) {
      counts.ref.all++;
      if (detail.refs.some((ref) => ref.name === name)) counts.ref.met++;
    }
    for (const [, , source, , table] of code.matchAll(sourceCall)) {
      counts.source.all++;
      if (detail.sources.some(([of, each]) => of === source && each === table)) counts.source.met++;
    }
  }
  const mostly = ({ met, all }: { readonly met: number; readonly all: number }) =>
    all >= enough.least && met >= all * 0.9;
  return { ref: mostly(counts.ref), source: mostly(counts.source) };
});
