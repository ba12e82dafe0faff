// unknown-macro: a call of a macro, or a generic test in YAML, that doesn't exist.

import { didYouMean } from '../../nearest.ts';
import type { Project } from '../../project.ts';
import { entriesNamed } from '../../semantics/names.ts';
import { packageFolders, packagesWithin } from '../../semantics/packages.ts';
import { judgedNames } from '../names/judgedNames.ts';
import type { JudgedSymbol } from '../names/judgedSymbol.ts';
import { nearestMacros, nearestPackages, nearestTests } from '../names/macroNames.ts';
import type { Problem, Rule, RuleContext } from '../rule.ts';

/** See `summary`. */
export const unknownMacro: Rule = {
  name: 'unknown-macro',
  group: 'names',
  severity: 'error',
  summary: 'A call of a macro, or a generic test in YAML, that no package, the project or dbt has.',
  why: `dbt parses the project all the same and stops when it compiles what calls the macro. Outside of its own package a macro is
called with the package in front (\`dbt_utils.star\`). A macro that isn’t saved or parsed yet is found. Nothing is said while
packages are neither installed nor in the manifest, of methods, of what a template makes itself, and of names for
\`adapter.dispatch\`.`,
  bad: `-- the package is called dbt_utils, the macro generate_surrogate_key
select {{ dbt_utils.surrogate_key(['order_id']) }} as order_key`,
  good: `select {{ dbt_utils.generate_surrogate_key(['order_id']) }} as order_key`,
  check(ctx) {
    return judgedNames(ctx, 'macro', 'test').flatMap(({ symbol, resolution }): readonly Problem[] =>
      resolution.kind === 'unknown' ? problemOf(ctx, symbol) : [],
    );
  },
};

function problemOf(
  { project, source }: RuleContext,
  symbol: Extract<JudgedSymbol, { kind: 'macro' | 'test' }>,
): readonly Problem[] {
  const { name, range, package: packageName } = symbol;
  if (packageName !== undefined && !packagesWithin(project).has(packageName)) {
    // What stands in front of the dot need not be a package, so only one that is mistyped is one.
    const suggestions = nearestPackages(project, packageName);
    const start = range.start - packageName.length - 1;
    const written = source.text.slice(start, range.start) === `${packageName}.`;
    if (suggestions.length === 0 || !written) return [];
    const message = `There is no package \`${packageName}\`${didYouMean(suggestions)}`;
    return [{ range: { start, end: start + packageName.length }, message, suggestions }];
  }
  const isTest = symbol.kind === 'test';
  if (!isTest && packageName === undefined && isOfAdapter(project, name)) return [];
  const suggestions = (isTest ? nearestTests : nearestMacros)(project, name, packageName);
  const where = packageName === undefined ? '' : ` in the package \`${packageName}\``;
  const what = isTest ? 'generic test' : 'macro';
  const message = `There is no ${what} \`${name}\`${where}${didYouMean(suggestions) || '.'}`;
  return [{ range, message, suggestions }];
}

/** Whether an adapter that the project's own builds on may have the macro: a package that isn't installed as one. */
function isOfAdapter(project: Project, name: string): boolean {
  const { manifest } = project.artifacts;
  const installed = new Set(packageFolders(project).map((folder) => folder.name));
  return (manifest ? entriesNamed(manifest, 'macro', name) : []).some(
    ({ packageName }) => packageName.startsWith('dbt_') && !installed.has(packageName),
  );
}
