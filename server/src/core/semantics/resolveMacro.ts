// Which macro a call means, as dbt's namespaces have it: a package's own macros, then the root project's, then dbt's; those of
// other packages only with the package in front. Dispatch: https://docs.getdbt.com/reference/dbt-jinja-functions/dispatch.

import type { Entry, Manifest } from '../artifacts/types.ts';
import type { Project } from '../project.ts';
import { builtins } from './builtins.ts';
import { entriesNamed, macroIn } from './names.ts';
import { newBlock } from './notParsedYet.ts';
import {
  adapterTypes,
  internalPackages,
  packageNameOf,
  packagesComplete,
  packagesWithin,
  pathOfEntry,
  rootPackageName,
} from './packages.ts';
import type { BuiltIn, Found, FoundInFile, Unknown } from './resolution.ts';

/** A macro as called; with `dispatch`, the name and namespace that `adapter.dispatch` was given. */
export interface MacroName {
  readonly name: string;
  readonly package: string | undefined;
  readonly dispatch?: boolean | undefined;
}

/** What a call can turn out to be. */
export type MacroResolution = Found | FoundInFile | BuiltIn | Unknown;

/** The package in front of dbt's own macros. */
const dbtPackage = 'dbt';

/** What a macro's name in the file `fromPath` means. */
export function resolveMacro(project: Project, macro: MacroName, fromPath: string): MacroResolution {
  const own = packageNameOf(project, fromPath);
  if (macro.dispatch) {
    const [first] = dispatchTargets(project, macro, fromPath);
    return first ?? unknown(project, macro.package);
  }
  return (
    lookup(project, macro.name, macro.package, own) ??
    (macro.package === undefined && builtins.has(macro.name)
      ? { kind: 'builtin', name: macro.name }
      : unknown(project, macro.package))
  );
}

/** The macros that `adapter.dispatch` would take, best first: of each package in turn, the adapter's before the default's. */
export function dispatchTargets(
  project: Project,
  macro: MacroName,
  fromPath: string,
): readonly (Found | FoundInFile)[] {
  const own = packageNameOf(project, fromPath);
  const { manifest } = project.artifacts;
  const prefixes = [...(manifest ? adapterTypes(manifest) : []), 'default'];
  return dispatchPackages(project, macro.package).flatMap((packageName) =>
    prefixes.flatMap((prefix) => lookup(project, `${prefix}__${macro.name}`, packageName, own) ?? []),
  );
}

/**
 * What the name of a generic test means: its macro. dbt looks for it in the namespace given or the package of the file, then
 * in the root project, all other packages and its own.
 */
export function resolveGenericTest(
  project: Project,
  name: string,
  namespace: string | undefined,
  fromPath: string,
): Found | FoundInFile | Unknown {
  const own = packageNameOf(project, fromPath);
  const macroName = `test_${name}`;
  const direct = lookup(project, macroName, namespace, own);
  if (direct) return direct;
  const { manifest } = project.artifacts;
  const elsewhere =
    manifest && namespace === undefined ? entriesNamed(manifest, 'macro', macroName)[0] : undefined;
  return elsewhere ? found(project, elsewhere) : unknown(project, namespace);
}

/** Whether the project or the package of a file puts a macro of its own in the place of a function of dbt, such as `ref`. */
export function isOverridden(project: Project, name: string, fromPath: string): boolean {
  const { manifest } = project.artifacts;
  if (!manifest) return false;
  return [packageNameOf(project, fromPath), rootPackageName(project)].some(
    (packageName) => packageName !== undefined && macroIn(manifest, packageName, name) !== undefined,
  );
}

function lookup(
  project: Project,
  name: string,
  packageName: string | undefined,
  own: string | undefined,
): Found | FoundInFile | undefined {
  const { manifest } = project.artifacts;
  const root = rootPackageName(project);
  const packages = (packageName === undefined ? [...new Set([own, root])] : [packageName]).filter(
    (each) => each !== undefined && each !== dbtPackage,
  );
  for (const each of packages) {
    const entry = manifest && each !== undefined ? macroIn(manifest, each, name) : undefined;
    if (entry) return found(project, entry);
  }
  const internal =
    manifest && (packageName === undefined || packageName === dbtPackage)
      ? internalMacro(manifest, name)
      : undefined;
  if (internal) return found(project, internal);
  // Only now, since this looks into files.
  for (const each of packages) {
    const file = newBlock(project, 'macro', name, each);
    if (file) return file;
  }
  return undefined;
}

function internalMacro(manifest: Manifest, name: string): Entry | undefined {
  for (const packageName of internalPackages(manifest)) {
    const entry = macroIn(manifest, packageName, name);
    if (entry) return entry;
  }
  return undefined;
}

/** Where dispatch searches; undefined stands for the namespace of the file. */
function dispatchPackages(project: Project, namespace: string | undefined): readonly (string | undefined)[] {
  if (namespace === undefined) return [undefined];
  const order = project.config.dispatch.find((entry) => entry.macroNamespace === namespace)?.searchOrder;
  if (order && order.length > 0) return order;
  return packagesWithin(project).has(namespace) ? [rootPackageName(project), namespace] : [undefined];
}

function found(project: Project, entry: Entry): Found {
  return { kind: 'found', entry, path: pathOfEntry(project, entry) };
}

function unknown(project: Project, packageName: string | undefined): Unknown {
  // Without a manifest nobody knows dbt's own macros.
  const complete =
    project.artifacts.manifest !== undefined &&
    packagesComplete(project) &&
    (packageName === undefined || packagesWithin(project).has(packageName));
  return { kind: 'unknown', complete };
}
