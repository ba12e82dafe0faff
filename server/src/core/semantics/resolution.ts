// What a name turns out to be. resolve.ts and its kin make these; hover, definition and the rules switch on `kind`.

import type { Entry, ResourceType } from '../artifacts/types.ts';
import type { Project } from '../project.ts';
import type { TextRange } from '../text.ts';
import type { ProjectVar } from '../yaml/projectConfig.ts';
import { hasFlag, rootPackageName } from './packages.ts';

/** dbt's manifest has it. */
export interface Found {
  readonly kind: 'found';
  readonly entry: Entry;
  /** Where its file is in the project; undefined for dbt's own, another project's, and a file that is gone since. */
  readonly path: string | undefined;
}

/** Only the project's files have it: dbt hasn't parsed them since. */
export interface FoundInFile {
  readonly kind: 'file';
  readonly path: string;
  readonly resourceType: ResourceType;
  readonly name: string;
  /** The name where it is defined, in YAML or in a block; undefined where the whole file is it. */
  readonly range: TextRange | undefined;
}

/** dbt knows it but was told not to build it. */
export interface FoundDisabled {
  readonly kind: 'disabled';
  readonly entry: Entry;
  readonly path: string | undefined;
}

/** The model exists, but not in that version. */
export interface UnknownVersion {
  readonly kind: 'unknown-version';
  /** The versions there are, or the one model without versions. */
  readonly entries: readonly Entry[];
}

/** A source by its name alone: its tables. */
export interface FoundTables {
  readonly kind: 'tables';
  readonly entries: readonly Entry[];
}

/** A variable that dbt_project.yml sets. */
export interface FoundVar {
  readonly kind: 'var';
  readonly variable: ProjectVar;
  /** The dbt_project.yml that sets it. */
  readonly path: string;
}

/** Something that dbt or Jinja itself brings, such as `config` or `return`; an environment variable. */
export interface BuiltIn {
  readonly kind: 'builtin';
  readonly name: string;
}

/** Nothing bears that name. */
export interface Unknown {
  readonly kind: 'unknown';
  /** False where what names are judged by is incomplete, so that it may exist all the same. */
  readonly complete: boolean;
}

/** What a name turns out to be. */
export type Resolution =
  | Found
  | FoundInFile
  | FoundDisabled
  | UnknownVersion
  | FoundTables
  | FoundVar
  | BuiltIn
  | Unknown;

/**
 * The packages in which dbt looks for a name, in turn; undefined stands for any. A name with a package is looked for in that
 * alone, any other in the root project, then in the package of the file, unless the flag
 * `require_ref_searches_node_package_before_root` turns these two around.
 */
export function packagesToSearch(
  project: Project,
  packageName: string | undefined,
  own: string | undefined,
): readonly (string | undefined)[] {
  if (packageName !== undefined) return [packageName];
  const root = rootPackageName(project);
  const ownFirst = own !== root && hasFlag(project, 'require_ref_searches_node_package_before_root');
  const first = ownFirst ? [own, root] : [root, own];
  return [...new Set(first.filter((name) => name !== undefined)), undefined];
}
