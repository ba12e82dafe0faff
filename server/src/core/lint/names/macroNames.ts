// The macros and generic tests that a name in the project could mean, for "did you mean". Deliberately absent: which one a name
// that is known means (semantics).

import type { Manifest } from '../../artifacts/types.ts';
import { memo } from '../../memo.ts';
import { nearestNames } from '../../nearest.ts';
import type { Project } from '../../project.ts';
import { contextNames } from '../../semantics/dbtNames.ts';
import { entriesNamed, entriesOfType } from '../../semantics/names.ts';
import { internalPackages, packagesWithin, rootPackageName } from '../../semantics/packages.ts';

const testStart = 'test_';

/** Names near a macro's as it would be called from the project's own files; with a package, near one of that package. */
export function nearestMacros(
  project: Project,
  name: string,
  packageName: string | undefined,
): readonly string[] {
  const { manifest } = project.artifacts;
  if (!manifest) return [];
  const known = macrosOf(manifest);
  if (packageName !== undefined) return nearestNames(name, known.get(packageName) ?? []);
  const internal = internalPackages(manifest);
  const elsewhere = entriesNamed(manifest, 'macro', name).filter(
    ({ packageName: other }) => !internal.includes(other),
  );
  if (elsewhere.length > 0) return elsewhere.map((entry) => `${entry.packageName}.${name}`).slice(0, 3);
  const own = [rootPackageName(project) ?? '', ...internal].flatMap((each) => known.get(each) ?? []);
  return nearestNames(name, [...own, ...functions]);
}

/** Names near a generic test's; with a package, near one of that package. */
export function nearestTests(
  project: Project,
  name: string,
  packageName: string | undefined,
): readonly string[] {
  const { manifest } = project.artifacts;
  if (!manifest) return [];
  const known = testsOf(manifest);
  if (packageName !== undefined) return nearestNames(name, known.get(packageName) ?? []);
  const internal = internalPackages(manifest);
  const bare = [...internal, rootPackageName(project) ?? ''].flatMap((each) => known.get(each) ?? []);
  const others = [...known].flatMap(([owner, names]) =>
    internal.includes(owner) || owner === rootPackageName(project)
      ? []
      : names.filter((each) => nearestNames(name, [each]).length > 0).map((each) => `${owner}.${each}`),
  );
  const near = nearestNames(name, bare);
  return near.length > 0 ? near : others.slice(0, 3);
}

/** Packages near a name that stands in front of a macro. */
export function nearestPackages(project: Project, name: string): readonly string[] {
  return nearestNames(name, packagesWithin(project));
}

const functions = contextNames
  .filter(({ signature }) => signature !== '')
  .map(({ name }) => name)
  .filter((name) => name !== 'doc');

/** By package: what is called by its name, so neither the parts of a dispatch nor tests and materializations. */
const macrosOf = memo((manifest: Manifest) =>
  namesByPackage(manifest, (name) => (/^test_|^materialization_|__/.test(name) ? undefined : name)),
);

const testsOf = memo((manifest: Manifest) =>
  namesByPackage(manifest, (name) => (name.startsWith(testStart) ? name.slice(testStart.length) : undefined)),
);

function namesByPackage(
  manifest: Manifest,
  pick: (name: string) => string | undefined,
): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, string[]>();
  for (const { name, packageName } of entriesOfType(manifest, 'macro')) {
    const picked = pick(name);
    if (picked === undefined) continue;
    const known = names.get(packageName);
    if (known) known.push(picked);
    else names.set(packageName, [picked]);
  }
  return names;
}
