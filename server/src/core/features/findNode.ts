// Finds a node by what a person types for it, on the command line or in a palette. Deliberately absent: names in files
// (semantics/resolve), which follow dbt's rules of packages and versions.

import type { Entry, ResourceType } from '../artifacts/types.ts';
import { nearestNames } from '../nearest.ts';
import type { Project } from '../project.ts';
import { versionKey } from '../semantics/names.ts';
import { rootPackageName } from '../semantics/packages.ts';

/** The node, or the names that are nearest to what was typed, best first. */
export type FoundNode =
  | { readonly kind: 'found'; readonly entry: Entry }
  | { readonly kind: 'unknown'; readonly nearest: readonly string[] };

/** What a bare name means first, where several things bear it. */
const precedence: readonly ResourceType[] = [
  'model',
  'seed',
  'snapshot',
  'source',
  'exposure',
  'metric',
  'semantic_model',
  'saved_query',
  'function',
  'macro',
  'analysis',
  'unit_test',
  'test',
  'group',
  'doc',
];

/**
 * `stg_orders`, `fct_orders.v2`, `source.table`, `package.name` or a unique id. Of several the enabled one, the project's own,
 * the latest version; a bare table name stands for the source table.
 */
export function findNode(project: Project, name: string): FoundNode {
  const { manifest } = project.artifacts;
  if (!manifest) return { kind: 'unknown', nearest: [] };
  const exact = manifest.entry(name);
  if (exact) return { kind: 'found', entry: exact };
  const ranked = manifest.entries
    .filter((entry) => namesOf(entry).includes(name))
    .map((entry) => ({ entry, rank: rankOf(project, entry) }))
    .sort((a, b) => compare(a.rank, b.rank));
  const first = ranked[0];
  if (first) return { kind: 'found', entry: first.entry };
  const known = manifest.entries
    .filter((entry) => !entry.disabled && entry.resourceType !== 'test' && own(project, entry))
    .map((entry) => namesOf(entry)[0] ?? entry.name);
  return { kind: 'unknown', nearest: nearestNames(name, known) };
}

function namesOf(entry: Entry): readonly string[] {
  const { name, packageName, sourceName } = entry;
  if (sourceName !== undefined)
    return [`${sourceName}.${name}`, `${packageName}.${sourceName}.${name}`, name];
  const version = versionKey(entry);
  const names = [name, `${packageName}.${name}`];
  return version === undefined
    ? names
    : [...names, `${name}.v${version}`, `${packageName}.${name}.v${version}`];
}

/** Smaller is better, number by number. */
function rankOf(project: Project, entry: Entry): readonly number[] {
  const latest = project.artifacts.manifest?.detail(entry)?.latestVersion;
  return [
    entry.disabled ? 1 : 0,
    own(project, entry) ? 0 : 1,
    precedence.indexOf(entry.resourceType),
    entry.version === undefined || entry.version === latest ? 0 : 1,
  ];
}

function own(project: Project, entry: Entry): boolean {
  return entry.packageName === rootPackageName(project);
}

function compare(a: readonly number[], b: readonly number[]): number {
  const index = a.findIndex((value, place) => value !== b[place]);
  return index === -1 ? 0 : (a[index] ?? 0) - (b[index] ?? 0);
}
