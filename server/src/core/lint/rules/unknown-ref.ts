// unknown-ref: a ref to a model, seed or snapshot that doesn't exist, or to a version of it that doesn't.

import type { Manifest } from '../../artifacts/types.ts';
import { memo2 } from '../../memo.ts';
import { didYouMean, nearestNames } from '../../nearest.ts';
import type { Project } from '../../project.ts';
import { nodeOfFile } from '../../semantics/modelFiles.ts';
import { entriesOfType, refableTypes, versionKey } from '../../semantics/names.ts';
import { isGone } from '../names/goneEntries.ts';
import { judgedNames } from '../names/judgedNames.ts';
import type { Rule } from '../rule.ts';

/** See `summary`. */
export const unknownRef: Rule = {
  name: 'unknown-ref',
  group: 'names',
  severity: 'error',
  summary: 'A `ref` to a model, seed or snapshot that doesn’t exist, or to a version that doesn’t.',
  why: `dbt refuses to parse the project, but only when it is run. A model that isn’t saved or parsed yet is found by its
file. Nothing is said while something is missing that names are judged by: no manifest, packages that are neither
installed nor in the manifest, projects of \`dependencies.yml\`, and names that an expression makes.`,
  bad: `-- the model is called stg_orders
select * from {{ ref('stg_order') }}`,
  good: `select * from {{ ref('stg_orders') }}`,
  check(ctx) {
    return judgedNames(ctx, 'ref').flatMap(({ symbol, resolution }) => {
      if (resolution.kind === 'unknown-version') {
        const versions = resolution.entries.flatMap((entry) => versionKey(entry) ?? []);
        const has = versions.length > 0 ? `its versions are ${versions.join(', ')}` : 'it has no versions';
        const wanted = symbol.version === undefined ? 'latest version' : `version ${symbol.version}`;
        return [{ range: symbol.range, message: `\`${symbol.name}\` has no ${wanted}: ${has}.` }];
      }
      if (resolution.kind !== 'unknown') return [];
      const suggestions = nearestNames(symbol.name, refableNames(ctx.project, symbol.package));
      const where = symbol.package === undefined ? '' : ` in the package \`${symbol.package}\``;
      const message = `There is no model, seed or snapshot \`${symbol.name}\`${where}${didYouMean(suggestions) || '.'}`;
      return [{ range: symbol.range, message, suggestions }];
    });
  },
};

/** By package; an empty text for all. */
const namesOf = memo2((_: Manifest, _paths: readonly string[]) => new Map<string, readonly string[]>());

/** Names that a ref could mean, those of files that dbt hasn't parsed yet too. */
function refableNames(project: Project, packageName: string | undefined): readonly string[] {
  const { manifest } = project.artifacts;
  if (!manifest) return [];
  const cache = namesOf(manifest, project.files.paths);
  const cached = cache.get(packageName ?? '');
  if (cached) return cached;
  const known = refableTypes.flatMap((type) => entriesOfType(manifest, type));
  const files = project.files.paths.flatMap((path) => nodeOfFile(project, path) ?? []);
  const names = [
    ...known.filter((entry) => !entry.disabled && !isGone(project, entry)),
    ...files.filter(({ entry, resourceType }) => !entry && refableTypes.includes(resourceType)),
  ].flatMap((each) => (packageName === undefined || each.packageName === packageName ? [each.name] : []));
  cache.set(packageName ?? '', names);
  return names;
}
