// Which macro a call means, as dbt's namespaces have it: a package's own macros, then the root project's, then dbt's; those of
// other packages only with the package in front. Dispatch: https://docs.getdbt.com/reference/dbt-jinja-functions/dispatch.

import type { Entry, Manifest } from '../artifacts/types.ts';
import { memo } from '../memo.ts';
import type { Project } from '../project.ts';
import { definedBlocks } from './blocks.ts';
import { builtins } from './builtins.ts';
import { extensionOf } from './modelFiles.ts';
import { entriesNamed, entriesOfType, macroIn } from './names.ts';
import { mayDefine, newBlock } from './notParsedYet.ts';
import {
  adapterTypes,
  internalPackages,
  packageFolders,
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

/** Macros of adapters, of which a manifest has only those of its own. */
const otherAdapter = new RegExp(
  `^(?:materialization_|(?:${[
    ...['athena', 'bigquery', 'clickhouse', 'databend', 'databricks', 'db2', 'doris', 'dremio', 'duckdb'],
    ...['exasol', 'fabric', 'fabricspark', 'firebolt', 'glue', 'greenplum', 'hive', 'impala', 'materialize'],
    ...[
      'mysql',
      'oracle',
      'postgres',
      'redshift',
      'risingwave',
      'singlestore',
      'snowflake',
      'spark',
      'sqlite',
    ],
    ...['sqlserver', 'starrocks', 'synapse', 'teradata', 'tidb', 'trino', 'vertica', 'ydb'],
  ].join('|')})__)`,
);

/** What a macro's name in the file `fromPath` means. */
export function resolveMacro(project: Project, macro: MacroName, fromPath: string): MacroResolution {
  const own = packageNameOf(project, fromPath);
  if (macro.dispatch) {
    const [first] = dispatchTargets(project, macro, fromPath);
    return first ?? unknown(project, macro.package);
  }
  return (
    (macro.package === undefined ? ownBlock(project, macro.name, fromPath) : undefined) ??
    lookup(project, macro.name, macro.package, own) ??
    (macro.package === undefined && builtins.has(macro.name)
      ? { kind: 'builtin', name: macro.name }
      : unknown(project, macro.package, otherAdapter.test(macro.name)))
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
  const search = <Value>(look: (name: string, packageName: string | undefined) => Value | undefined) =>
    dispatchPackages(project, macro.package).flatMap((packageName) =>
      prefixes.flatMap((prefix) => look(`${prefix}__${macro.name}`, packageName) ?? []),
    );
  const known = search((name, packageName) => knownMacro(project, name, packageName, own));
  return known.length > 0 ? known : search((name, packageName) => newMacro(project, name, packageName, own));
}

/**
 * What the name of a generic test means: its macro. dbt looks for it in the namespace given or the package of the file, then
 * in the root project, all other packages (the last one wins) and its own.
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
  const { manifest } = project.artifacts;
  if (!manifest || namespace !== undefined) return direct ?? unknown(project, namespace);
  const internal = internalPackages(manifest);
  const isInternal = direct?.kind === 'found' && internal.includes(direct.entry.packageName);
  if (direct && !isInternal) return direct;
  const elsewhere = entriesNamed(manifest, 'macro', macroName).findLast(
    (entry) => !internal.includes(entry.packageName),
  );
  return (elsewhere && found(project, elsewhere)) ?? direct ?? unknown(project, namespace);
}

/** Whether the project or the package of a file puts a macro of its own in the place of a function of dbt, such as `ref`. */
export function isOverridden(project: Project, name: string, fromPath: string): boolean {
  const { manifest } = project.artifacts;
  if (!manifest) return false;
  return [packageNameOf(project, fromPath), rootPackageName(project)].some(
    (packageName) => packageName !== undefined && macroIn(manifest, packageName, name) !== undefined,
  );
}

/** A macro that a model or another template makes for itself alone. */
function ownBlock(project: Project, name: string, fromPath: string): FoundInFile | undefined {
  const source = project.files.text(fromPath);
  if (extensionOf(fromPath) !== 'sql' || !source?.text.includes('macro')) return undefined;
  const block = definedBlocks(source).find((each) => each.type === 'macro' && each.name === name);
  if (!block || mayDefine(project, 'macro', fromPath)) return undefined;
  return { kind: 'file', path: fromPath, resourceType: 'macro', name, range: block.nameRange };
}

function lookup(
  project: Project,
  name: string,
  packageName: string | undefined,
  own: string | undefined,
): Found | FoundInFile | undefined {
  return knownMacro(project, name, packageName, own) ?? newMacro(project, name, packageName, own);
}

function knownMacro(
  project: Project,
  name: string,
  packageName: string | undefined,
  own: string | undefined,
): Found | undefined {
  const { manifest } = project.artifacts;
  if (!manifest) return undefined;
  for (const each of packagesOfMacros(project, packageName, own)) {
    const entry = macroIn(manifest, each, name);
    if (entry) return found(project, entry);
  }
  if (packageName !== undefined && packageName !== dbtPackage) return undefined;
  const internal = internalMacro(manifest, name);
  return internal && found(project, internal);
}

/** A macro that dbt hasn't parsed yet; looks into files. */
function newMacro(
  project: Project,
  name: string,
  packageName: string | undefined,
  own: string | undefined,
): FoundInFile | undefined {
  for (const each of packagesOfMacros(project, packageName, own)) {
    const file = newBlock(project, 'macro', name, each);
    if (file) return file;
  }
  return undefined;
}

function packagesOfMacros(
  project: Project,
  packageName: string | undefined,
  own: string | undefined,
): readonly string[] {
  const names = packageName === undefined ? [own, rootPackageName(project)] : [packageName];
  return [...new Set(names.flatMap((name) => name ?? []))].filter((name) => name !== dbtPackage);
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

function unknown(project: Project, packageName: string | undefined, elsewhere = false): Unknown {
  const { manifest } = project.artifacts;
  // Without dbt's own macros, which only a manifest has, nobody knows what there is; some manifests have none.
  const complete =
    !elsewhere &&
    manifest !== undefined &&
    packagesWithMacros(manifest).has(dbtPackage) &&
    packagesComplete(project) &&
    (packageName === undefined ||
      packagesWithMacros(manifest).has(packageName) ||
      packageFolders(project).some(({ name }) => name === packageName));
  return { kind: 'unknown', complete };
}

const packagesWithMacros = memo(
  (manifest: Manifest): ReadonlySet<string> =>
    new Set(entriesOfType(manifest, 'macro').map(({ packageName }) => packageName)),
);
