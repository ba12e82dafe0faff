// Names of the project as items: models, sources, variables, docs blocks, packages. Where a string stands or a bare word, and which
// quotes are missing, is the caller's business.

import type { Entry } from '../artifacts/types.ts';
import { memo } from '../memo.ts';
import type { Project } from '../project.ts';
import { type Listed, listDocs, listMacros, listRefables, listSources } from '../semantics/listed.ts';
import { nodeOfFile } from '../semantics/modelFiles.ts';
import { entriesOfType } from '../semantics/names.ts';
import {
  internalPackages,
  packageFolders,
  packageNameOf,
  packagesWithin,
  rootPackageName,
} from '../semantics/packages.ts';
import type { SourceText } from '../text.ts';
import type { CompletionItem, CompletionKind, ItemSubject } from './completionItem.ts';

/** Where a name is asked for. */
export interface CompletionPlace {
  readonly project: Project;
  readonly path: string;
  readonly source: SourceText;
  readonly offset: number;
}

/** How near a package is to a file: its own, the root's, any other, dbt's own. */
export function packageRank(place: CompletionPlace, packageName: string | undefined): number {
  const known = ranks(place).get(packageName);
  if (known !== undefined) return known;
  const { project, path } = place;
  const { manifest } = project.artifacts;
  let rank = manifest && packageName && internalPackages(manifest).includes(packageName) ? 3 : 2;
  if (packageName === rootPackageName(project)) rank = 1;
  if (packageName === packageNameOf(project, path)) rank = 0;
  ranks(place).set(packageName, rank);
  return rank;
}

const ranks = memo((_: CompletionPlace) => new Map<string | undefined, number>());

/** What documentation of something listed is looked up by. */
export function subjectOf(listed: Listed): ItemSubject | undefined {
  return listed.entry && { kind: 'entry', uniqueId: listed.entry.uniqueId };
}

/** How a name is written where it isn't in quotes already, and what is compared with what is typed. */
export type Written = (name: string) => Pick<CompletionItem, 'insert' | 'filter'>;

/**
 * What `ref` can name here, of one package or of all; the file's own node isn't there, and of several with one name only the nearest,
 * which is what the name alone means.
 */
export function refItems(
  place: CompletionPlace,
  packageName?: string,
  written?: Written,
): readonly CompletionItem[] {
  const own = nodeOfFile(place.project, place.path);
  const found = new Map<string, CompletionItem>();
  for (const listed of listRefables(place.project)) {
    const { name: label, resourceType, packageName: from } = listed;
    if (packageName !== undefined && from !== packageName) continue;
    if (own?.name === label && own.packageName === from) continue;
    const rank = packageRank(place, from);
    if ((found.get(label)?.rank ?? rank) < rank) continue;
    found.set(label, {
      label,
      kind: resourceType as CompletionKind,
      detail: listed.entry ? resourceType : `${resourceType}, not parsed yet`,
      from,
      ...written?.(label),
      rank,
      subject: subjectOf(listed),
    });
  }
  return [...found.values()];
}

/** Packages that hold something `ref` can name, apart from the file's own. */
export function refPackageItems(place: CompletionPlace): readonly CompletionItem[] {
  const names = new Set(listRefables(place.project).flatMap(({ packageName }) => packageName ?? []));
  return [...names].map((label) => ({ label, kind: 'package', detail: 'package', rank: 5 }));
}

/** Versions of a model, the latest first. */
export function versionItems(place: CompletionPlace, name: string): readonly CompletionItem[] {
  const listed = listRefables(place.project).find((each) => each.name === name && each.versions.length > 0);
  return (listed?.versions ?? []).toReversed().map((label, rank) => ({
    label,
    kind: 'value',
    detail: `version of ${name}`,
    insert: /^\d+(?:\.\d+)?$/.test(label) ? label : `'${label}'`,
    rank,
  }));
}

/** The names of all sources. */
export function sourceItems(place: CompletionPlace): readonly CompletionItem[] {
  return [...listSources(place.project)].map(([label, tables]) => ({
    label,
    kind: 'source',
    detail: tables.length === 1 ? '1 table' : `${tables.length} tables`,
    from: tables[0]?.packageName,
    rank: packageRank(place, tables[0]?.packageName),
  }));
}

/** The tables of a source. */
export function tableItems(place: CompletionPlace, source: string): readonly CompletionItem[] {
  return (listSources(place.project).get(source) ?? []).map((table) => ({
    label: table.name,
    kind: 'table',
    detail: 'source table',
    from: source,
    rank: packageRank(place, table.packageName),
    subject: subjectOf(table),
  }));
}

/** Variables that dbt_project.yml sets, here or in the package of the file. */
export function varItems({ project, path }: CompletionPlace): readonly CompletionItem[] {
  const own = packageNameOf(project, path);
  const configs = [
    project.config,
    ...packageFolders(project).flatMap(({ name, config }) => (name === own ? [config] : [])),
  ];
  const packages = packagesWithin(project);
  const seen = new Map<string, CompletionItem>();
  for (const { vars } of configs) {
    for (const { name, package: of, value } of vars) {
      // A map under a package's name holds the variables of that package.
      const isPackage = packages.has(name) && typeof value === 'object';
      if ((of !== undefined && of !== own) || isPackage || seen.has(name)) continue;
      seen.set(name, { label: name, kind: 'variable', detail: valueText(value), rank: 0 });
    }
  }
  return [...seen.values()];
}

function valueText(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

/** Docs blocks, of one package or of all. */
export function docItems(place: CompletionPlace, packageName?: string): readonly CompletionItem[] {
  return listDocs(place.project).flatMap((doc): readonly CompletionItem[] => {
    const rank = packageRank(place, doc.packageName);
    if (rank === 3 || (packageName !== undefined && doc.packageName !== packageName)) return [];
    const subject = subjectOf(doc);
    return [{ label: doc.name, kind: 'doc', detail: 'docs block', from: doc.packageName, rank, subject }];
  });
}

/** Groups. */
export function groupItems(place: CompletionPlace): readonly CompletionItem[] {
  const { manifest } = place.project.artifacts;
  return (manifest ? entriesOfType(manifest, 'group') : []).map((entry) => ({
    label: entry.name,
    kind: 'group',
    detail: 'group',
    from: entry.packageName,
    rank: packageRank(place, entry.packageName),
    subject: { kind: 'entry', uniqueId: entry.uniqueId },
  }));
}

/** Words to choose from. */
export function valueItems(values: Iterable<string>, detail = '', rank = 0): readonly CompletionItem[] {
  return [...values].map((label) => ({ label, kind: 'value', detail, rank }));
}

const environmentNames = memo((source: SourceText): readonly string[] =>
  source.text.includes('env_var')
    ? [...source.text.matchAll(/\benv_var\s*\(\s*(?:'([^'\n]*)'|"([^"\n]*)")/g)].flatMap(
        (match) => match[1] ?? match[2] ?? [],
      )
    : [],
);

/** A project with more files than this is read only so far. */
const mostFiles = 2000;

/** Environment variables that the project's own files read. */
export function environmentItems({
  project,
  path: here,
  offset,
}: CompletionPlace): readonly CompletionItem[] {
  const names = new Set<string>();
  const installed = `${project.config.packagesInstallPath}/`;
  const paths = project.files.paths.filter((path) => !path.startsWith(installed) && !path.endsWith('.csv'));
  for (const path of paths.slice(0, mostFiles)) {
    const source = project.files.text(path);
    if (!source) continue;
    for (const name of environmentNames(source)) {
      // The name at the cursor is half-typed.
      const typed = path === here && source.text.slice(0, offset).endsWith(name);
      if (!typed && name !== '') names.add(name);
    }
  }
  return valueItems([...names].sort(), 'environment variable');
}

/** What nodes say of themselves in their settings. */
export interface UsedWords {
  readonly tags: readonly string[];
  readonly schemas: readonly string[];
  readonly materializations: readonly string[];
  readonly dataTypes: readonly string[];
}

/** Details are parsed for it; of a large project the first of them say enough. */
const mostNodes = 1500;

/** Tags, schemas, materializations and types that the nodes of the project use, and materializations that it defines. */
export function usedWords(project: Project): UsedWords {
  const { manifest } = project.artifacts;
  return manifest
    ? wordsOf(manifest)(project)
    : { tags: [], schemas: [], materializations: [], dataTypes: [] };
}

const wordsOf = memo((manifest: NonNullable<Project['artifacts']['manifest']>) => {
  let known: UsedWords | undefined;
  return (project: Project): UsedWords => {
    known ??= read(project);
    return known;
  };

  function read(project: Project): UsedWords {
    const [tags, schemas, made, types] = [
      new Set<string>(),
      new Set<string>(),
      new Set<string>(),
      new Set<string>(),
    ];
    const root = rootPackageName(project);
    const nodes = (['model', 'snapshot', 'seed', 'source'] as const)
      .flatMap((type) => entriesOfType(manifest, type))
      .filter((entry: Entry) => entry.packageName === root);
    for (const entry of nodes.slice(0, mostNodes)) {
      const detail = manifest.detail(entry);
      for (const tag of detail?.tags ?? []) tags.add(tag);
      for (const { dataType } of detail?.columns ?? []) if (dataType) types.add(dataType.toLowerCase());
      const schema = detail?.config['schema'];
      if (typeof schema === 'string') schemas.add(schema);
    }
    for (const [, macros] of listMacros(project)) {
      for (const { name } of macros) {
        const found = /^materialization_(.+)_[^_]+$/.exec(name)?.[1];
        if (found && !/^(?:seed|snapshot|test|unit|function|clone)$/.test(found)) made.add(found);
      }
    }
    const sorted = (set: ReadonlySet<string>) => [...set].sort();
    return {
      tags: sorted(tags),
      schemas: sorted(schemas),
      materializations: sorted(made),
      dataTypes: sorted(types),
    };
  }
});
