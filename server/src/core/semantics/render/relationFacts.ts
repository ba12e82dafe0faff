// The relation of a node or source: as the manifest writes it, else built the way this project's other relations are written.
// Deliberately absent: names that a template makes (relation.ts).

import type { Detail, Entry, Manifest } from '../../artifacts/types.ts';
import { memo } from '../../memo.ts';
import type { Project } from '../../project.ts';
import { projectFile } from '../../yaml/projectConfig.ts';
import { yamlDocument } from '../../yaml/yamlDocument.ts';
import { booleanOf, childOf } from '../../yaml/yamlTree.ts';
import { entriesOfType } from '../names.ts';
import { adapterFacts } from './adapterFacts.ts';
import type { EachPart, RelationFacts, RelationPath } from './inputs.ts';

/** What a materialization makes, where it isn't named as it. */
const madeBy: ReadonlyMap<string, string> = new Map([
  ['incremental', 'table'],
  ['snapshot', 'table'],
  ['seed', 'table'],
  ['table', 'table'],
  ['view', 'view'],
  ['materialized_view', 'materialized_view'],
  ['dynamic_table', 'dynamic_table'],
]);

/** The relation of an entry of the manifest. */
export function relationOfEntry(project: Project, entry: Entry): RelationFacts {
  const detail = project.artifacts.manifest?.detail(entry);
  const id = entry.uniqueId;
  const path: RelationPath = {
    database: detail?.database,
    schema: detail?.schema,
    identifier: detail?.identifier ?? entry.name,
  };
  const ephemeral = entry.resourceType === 'model' && detail?.materialized === 'ephemeral';
  if (ephemeral) return ephemeralRelation(id, path.identifier ?? entry.name);
  const type = madeBy.get(detail?.materialized ?? entry.resourceType);
  return detail?.relationName === undefined
    ? { ...relationFor(project, path), id, type }
    : readRelation(id, path, detail.relationName, type);
}

/** The relation of a model or seed that dbt hasn't parsed yet: named by its file, in the place of the one next to it. */
export function relationOfFile(project: Project, path: string, name: string): RelationFacts {
  const id = `file:${path}`;
  const { manifest } = project.artifacts;
  const sibling = manifest && nearestModel(manifest, path);
  const detail = sibling && manifest?.detail(sibling);
  if (!sibling || !detail) return { ...relationFor(project, noPlace(name)), id };
  if (detail.materialized === 'ephemeral') return ephemeralRelation(id, name);
  const known = relationOfEntry(project, sibling);
  return {
    ...known,
    id,
    path: { ...known.path, identifier: name },
    printed: undefined,
    type: madeBy.get(detail.materialized ?? 'view'),
  };
}

/** The relation of a source that dbt hasn't parsed yet. */
export function relationOfNewSource(project: Project, source: string, table: string): RelationFacts {
  const path = { database: undefined, schema: source, identifier: table };
  return { ...relationFor(project, path), id: `source:${source}.${table}` };
}

/** A relation of that name and of no node, as adapter and dbt_project.yml have it. */
export function relationFor(project: Project, path: RelationPath): RelationFacts {
  const adapter = adapterFacts(project.artifacts.manifest?.metadata.adapterType);
  const quoting = configuredQuoting(project);
  return {
    id: undefined,
    path,
    quoted: {
      database: quoting.database ?? adapter.quoted.database,
      schema: quoting.schema ?? adapter.quoted.schema,
      identifier: quoting.identifier ?? adapter.quoted.identifier,
    },
    included: adapter.included,
    printed: undefined,
    ephemeral: false,
    type: undefined,
  };
}

/** How many models are looked at to learn where the target is; they are read for it. */
const enoughModels = 200;

/**
 * Where models go for which no schema or database is configured: those of the root project, else of any package. Undefined
 * where they don't agree.
 */
export function targetPlaces(manifest: Manifest, rootName: string | undefined): TargetPlaces {
  const known = placesByRoot(manifest);
  const places = known.get(rootName) ?? commonPlaces(manifest, rootName);
  known.set(rootName, places);
  return places;
}

interface TargetPlaces {
  readonly schema: string | undefined;
  readonly database: string | undefined;
}

const placesByRoot = memo((_: Manifest) => new Map<string | undefined, TargetPlaces>());

function commonPlaces(manifest: Manifest, rootName: string | undefined): TargetPlaces {
  const models = entriesOfType(manifest, 'model').filter((entry) => !entry.disabled);
  const ofRoot = models.filter((entry) => entry.packageName === rootName);
  const own = details(manifest, ofRoot);
  const all = ofRoot.length === models.length ? [] : details(manifest, models);
  const place = (part: 'schema' | 'database') => common(own, part) ?? common(all, part);
  return { schema: place('schema'), database: place('database') };
}

/** The details of some entries, from all over the list. */
function details(manifest: Manifest, entries: readonly Entry[]): readonly Detail[] {
  const step = Math.ceil(entries.length / enoughModels);
  return entries.flatMap((entry, index) => (index % step === 0 ? (manifest.detail(entry) ?? []) : []));
}

function common(models: readonly Detail[], part: 'schema' | 'database'): string | undefined {
  const found = new Set(
    models.flatMap(({ config, [part]: value }) =>
      (config[part] ?? undefined) === undefined ? (value ?? []) : [],
    ),
  );
  return found.size === 1 ? [...found][0] : undefined;
}

function noPlace(identifier: string): RelationPath {
  return { database: undefined, schema: undefined, identifier };
}

function ephemeralRelation(id: string, identifier: string): RelationFacts {
  const part = { database: false, schema: false, identifier: false };
  return {
    id,
    path: noPlace(`__dbt__cte__${identifier}`),
    quoted: part,
    included: { ...part, identifier: true },
    printed: undefined,
    ephemeral: true,
    type: 'cte',
  };
}

/** Takes a written name apart, so that parts of it can be left out; where that doesn't work it is printed as it is. */
function readRelation(
  id: string,
  path: RelationPath,
  printed: string,
  type: string | undefined,
): RelationFacts {
  const parts = splitName(printed);
  const at = (index: number) => parts[parts.length - index];
  const names = [at(3), at(2), at(1)];
  const agree =
    parts.length <= 3 &&
    at(1)?.text === path.identifier &&
    (at(2) === undefined || at(2)?.text === path.schema);
  const quoted: EachPart = {
    database: (names[0] ?? names[1] ?? names[2])?.quoted ?? false,
    schema: (names[1] ?? names[2])?.quoted ?? false,
    identifier: names[2]?.quoted ?? false,
  };
  const included: EachPart = {
    database: names[0] !== undefined,
    schema: names[1] !== undefined,
    identifier: true,
  };
  const written = agree && (at(3) === undefined || at(3)?.text === path.database);
  return {
    id,
    path,
    quoted,
    included: written ? included : { database: true, schema: true, identifier: true },
    printed,
    ephemeral: false,
    type,
  };
}

function splitName(name: string): readonly { readonly text: string; readonly quoted: boolean }[] {
  const found: { text: string; quoted: boolean }[] = [];
  const part = /"([^"]*)"|`([^`]*)`|\[([^\]]*)\]|([^.]+)/g;
  for (const match of name.matchAll(part)) {
    const quoted = match[1] ?? match[2] ?? match[3];
    found.push({ text: quoted ?? match[4] ?? '', quoted: quoted !== undefined });
  }
  return found;
}

/** The enabled model whose file shares the most folders with a path. */
function nearestModel(manifest: Manifest, path: string): Entry | undefined {
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const known = nearestByFolder(manifest);
  if (!known.has(folder)) known.set(folder, nearest(entriesOfType(manifest, 'model'), folder));
  return known.get(folder);
}

const nearestByFolder = memo((_: Manifest) => new Map<string, Entry | undefined>());

function nearest(entries: readonly Entry[], folder: string): Entry | undefined {
  const folders = folder.split('/').slice(0, -1);
  let best: Entry | undefined;
  let most = -1;
  for (const entry of entries) {
    if (entry.disabled) continue;
    const other = entry.originalFilePath.split('/');
    let shared = 0;
    while (shared < folders.length && folders[shared] === other[shared]) shared++;
    if (shared > most) [best, most] = [entry, shared];
  }
  return best;
}

interface Quoting {
  readonly database: boolean | undefined;
  readonly schema: boolean | undefined;
  readonly identifier: boolean | undefined;
}

/** `quoting:` of dbt_project.yml. */
function configuredQuoting(project: Project): Quoting {
  const source = project.files.text(projectFile);
  return source ? quotingOf(source) : noQuoting;
}

const noQuoting: Quoting = { database: undefined, schema: undefined, identifier: undefined };

const quotingOf = memo((source: Parameters<typeof yamlDocument>[0]): Quoting => {
  const node = childOf(yamlDocument(source).root, 'quoting');
  return {
    database: booleanOf(childOf(node, 'database')),
    schema: booleanOf(childOf(node, 'schema')),
    identifier: booleanOf(childOf(node, 'identifier')),
  };
});
