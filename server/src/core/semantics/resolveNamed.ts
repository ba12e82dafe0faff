// Sources, variables, documentation and everything else that is found by type and name alone, in the order of packages that
// dbt searches. Deliberately absent: ref and macros, which have rules of their own.

import type { Project } from '../project.ts';
import { projectFile } from '../yaml/projectConfig.ts';
import { handsNamesOn } from './handsNamesOn.ts';
import { entriesNamed, sourcesNamed, tablesOfSource } from './names.ts';
import { newBlock, newInYaml, newSource } from './notParsedYet.ts';
import { packageNameOf, packageOf, packagesComplete, pathOfEntry } from './packages.ts';
import {
  type BuiltIn,
  type Found,
  type FoundDisabled,
  type FoundInFile,
  type FoundTables,
  type FoundVar,
  packagesToSearch,
  type Unknown,
} from './resolution.ts';

/** What a source can turn out to be. */
export type SourceResolution = Found | FoundInFile | FoundDisabled | FoundTables | Unknown;

/** What a name can turn out to be that only type and package tell apart. */
export type NamedResolution = Found | FoundInFile | FoundDisabled | Unknown;

/** What `source(source, table)` in the file `fromPath` means; without a table the source itself. */
export function resolveSource(
  project: Project,
  source: string,
  table: string | undefined,
  fromPath: string,
): SourceResolution {
  const { manifest } = project.artifacts;
  const packages = packagesToSearch(project, undefined, packageNameOf(project, fromPath));
  const entries = !manifest
    ? []
    : table === undefined
      ? tablesOfSource(manifest, source)
      : sourcesNamed(manifest, source, table);
  if (table === undefined && entries.length > 0) return { kind: 'tables', entries };
  const entry = inTurn(packages, (name) =>
    entries.find((each) => !each.disabled && (name === undefined || each.packageName === name)),
  );
  if (entry) return { kind: 'found', entry, path: pathOfEntry(project, entry) };
  const [disabled] = entries;
  if (disabled) return { kind: 'disabled', entry: disabled, path: pathOfEntry(project, disabled) };
  return (
    inTurn(packages, (name) => newSource(project, source, table, name)) ?? {
      kind: 'unknown',
      complete: packagesComplete(project) && handsNamesOn(project, 'source', fromPath),
    }
  );
}

/** What a name of that type in the file `fromPath` means: exposures, metrics, groups, functions, docs blocks and so on. */
export function resolveNamed(
  project: Project,
  type: 'exposure' | 'metric' | 'group' | 'semantic_model' | 'saved_query' | 'function' | 'doc',
  name: string,
  packageName: string | undefined,
  fromPath: string,
): NamedResolution {
  const { manifest } = project.artifacts;
  const packages = packagesToSearch(project, packageName, packageNameOf(project, fromPath));
  const entries = manifest ? entriesNamed(manifest, type, name) : [];
  const entry = inTurn(packages, (each) =>
    entries.find((other) => !other.disabled && (each === undefined || other.packageName === each)),
  );
  if (entry) return { kind: 'found', entry, path: pathOfEntry(project, entry) };
  const disabled = entries.find((other) => packageName === undefined || other.packageName === packageName);
  if (disabled) return { kind: 'disabled', entry: disabled, path: pathOfEntry(project, disabled) };
  const file = inTurn(packages, (each) =>
    type === 'doc' ? newBlock(project, 'doc', name, each) : newInYaml(project, type, name, each),
  );
  return file ?? { kind: 'unknown', complete: packagesComplete(project) };
}

/**
 * Where dbt_project.yml sets a variable for the file `fromPath`: the root project's for the package, the root project's for
 * all, then the package's own. `--vars` goes before them all and can't be seen.
 */
export function resolveVar(project: Project, name: string, fromPath: string): FoundVar | Unknown {
  const { package: folder } = packageOf(project, fromPath);
  const places = [
    { config: project.config, path: projectFile },
    { config: folder.config, path: folder.folder + projectFile },
  ];
  for (const { config, path } of places) {
    const set = config.vars.filter((variable) => variable.name === name);
    const variable =
      set.find((each) => each.package !== undefined && each.package === folder.name) ??
      set.find((each) => each.package === undefined) ??
      // Where it is set it stands for itself, for whatever package that is.
      (path === fromPath ? set[0] : undefined);
    if (variable) return { kind: 'var', variable, path };
  }
  return { kind: 'unknown', complete: true };
}

/** What an environment variable is: nothing of the project sets it. */
export function resolveEnvironmentVariable(name: string): BuiltIn {
  return { kind: 'builtin', name };
}

function inTurn<Value>(
  packages: readonly (string | undefined)[],
  find: (packageName: string | undefined) => Value | undefined,
): Value | undefined {
  for (const packageName of packages) {
    const found = find(packageName);
    if (found !== undefined) return found;
  }
  return undefined;
}
