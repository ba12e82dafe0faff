// Who may refer to a model: `access`, `group` and `restrict-access`, https://docs.getdbt.com/docs/mesh/govern/model-access. YAML that
// isn't parsed yet goes before the manifest. Deliberately absent: what is said of a refusal (lint).

import type { Entry } from '../artifacts/types.ts';
import type { Project } from '../project.ts';
import { touches } from '../text.ts';
import { schemaEntries } from '../yaml/schemaFile.ts';
import { describedBy } from './definedPlaces.ts';
import { isYaml, nodeOfFile } from './modelFiles.ts';
import { entriesNamed } from './names.ts';
import { packageNameOf, restrictsAccess } from './packages.ts';
import { symbolsIn } from './symbolAt.ts';

/** What refers to something, as far as access goes by it. */
export interface Referrer {
  readonly packageName: string | undefined;
  /** Undefined for what is in no group. */
  readonly group: string | undefined;
}

/**
 * What the text at an offset of a file belongs to: the node that the file makes, else the entry of YAML, whose data tests are in
 * its group as well. Undefined where that isn't known or dbt doesn't ask: macros, unit tests, new files that may get a group.
 */
export function referrerAt(project: Project, path: string, offset: number): Referrer | undefined {
  const packageName = packageNameOf(project, path);
  const node = nodeOfFile(project, path);
  if (node) {
    const written = symbolsIn(project, path).find((symbol) => symbol.kind === 'group');
    if (!node.entry && !written) return undefined;
    return { packageName, group: written?.name ?? (node.entry && groupOf(project, node.entry)) };
  }
  const source = project.files.text(path);
  const entries = source && isYaml(path) ? schemaEntries(source) : [];
  const holder = entries.find(({ range }) => touches(range, offset));
  if (!holder || holder.kind === 'unit_test' || holder.kind === 'source' || holder.kind === 'table') {
    return undefined;
  }
  // Exposures are in no group, whatever they say.
  if (holder.kind === 'exposure') return { packageName, group: undefined };
  const { manifest } = project.artifacts;
  const known = manifest && entriesNamed(manifest, holder.kind, holder.name.text);
  const entry = known?.find((each) => each.packageName === packageName);
  if (!holder.group && !entry) return undefined;
  return { packageName, group: holder.group?.text ?? (entry && manifest?.detail(entry)?.group) };
}

/** Why dbt refuses a reference to a model; undefined when it doesn't, or when that isn't known. */
export function refusedAccess(
  project: Project,
  target: Entry,
  from: Referrer,
): 'private' | 'protected' | undefined {
  const access = project.artifacts.manifest?.detail(target)?.access ?? 'protected';
  if (target.resourceType !== 'model' || access === 'public') return undefined;
  const written = describedBy(project, target)?.access?.text;
  if (written !== undefined && written !== access) return undefined;
  const elsewhere = from.packageName !== target.packageName && restrictsAccess(project, target.packageName);
  if (access !== 'private') return elsewhere ? 'protected' : undefined;
  return elsewhere || from.group !== groupOf(project, target) ? 'private' : undefined;
}

/** The group of an entry; undefined when it is in none. */
export function groupOf(project: Project, entry: Entry): string | undefined {
  return describedBy(project, entry)?.group?.text ?? project.artifacts.manifest?.detail(entry)?.group;
}
