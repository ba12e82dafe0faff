// The answers of a project to what a rendering asks. Deliberately absent: anything remembered between two projects, but for
// the templates of macros, which are the same while their text is.

import type { Detail, Entry, Manifest, ResourceType } from '../../artifacts/types.ts';
import { memo } from '../../memo.ts';
import type { Project } from '../../project.ts';
import { slice } from '../../text.ts';
import { builtins } from '../builtins.ts';
import { nodeOfFile } from '../modelFiles.ts';
import { entriesNamed, entriesOfType, refableTypes } from '../names.ts';
import { internalPackages, packagesWithin, rootPackageName } from '../packages.ts';
import type { Resolution } from '../resolution.ts';
import { dispatchTargets, isOverridden, resolveMacro } from '../resolveMacro.ts';
import { resolveSource, resolveVar } from '../resolveNamed.ts';
import { resolveRef } from '../resolveRef.ts';
import type {
  ColumnFacts,
  ListedNode,
  MacroFacts,
  NodeFacts,
  ProjectFacts,
  RelationFacts,
  RenderInputs,
} from './inputs.ts';
import { macroTemplate } from './macroTemplates.ts';
import {
  relationFor,
  relationOfEntry,
  relationOfFile,
  relationOfNewSource,
  targetPlaces,
} from './relationFacts.ts';
import { profileName, targetName } from './targetName.ts';

/**
 * The answers of a project. `columnsOf` gives the columns of a node, source or new model (see RelationFacts.id) in their
 * order, spelled as the warehouse spells them; undefined unless all of them are known.
 */
export function projectInputs(
  project: Project,
  columnsOf: (id: string) => readonly ColumnFacts[] | undefined,
): RenderInputs {
  return {
    text: (path) => project.files.text(path),
    node: (path, id) => nodeFacts(project, path, id),
    properties(id) {
      const { manifest } = project.artifacts;
      const entry = manifest?.entry(id);
      return entry && propertiesOf(entry, manifest?.detail(entry));
    },
    listed(what) {
      const { manifest } = project.artifacts;
      return manifest ? listedIn(manifest)[what] : [];
    },
    ref(name, packageName, version, fromPath) {
      const found = resolveRef(project, { name, package: packageName, version }, fromPath);
      return relationOf(project, found, name);
    },
    source(source, table, fromPath) {
      const found = resolveSource(project, source, table, fromPath);
      if (found.kind === 'file') return relationOfNewSource(project, source, table);
      return relationOf(project, found, table);
    },
    relationAt(database, schema, identifier) {
      const { manifest } = project.artifacts;
      if (!manifest) return undefined;
      return mayBeNamed(manifest, identifier)
        .map((entry) => relationOfEntry(project, entry))
        .find(
          ({ path }) =>
            path.identifier?.toLowerCase() === identifier.toLowerCase() &&
            sameName(path.schema, schema) &&
            sameName(path.database, database),
        );
    },
    relationFor: (path) => relationFor(project, path),
    macro: (name, packageName, fromPath) => macroFacts(project, name, packageName, fromPath),
    dispatch(name, namespace, fromPath) {
      const [first] = dispatchTargets(project, { name, package: namespace }, fromPath);
      const template = first && macroTemplate(project, first);
      return template && { template, internal: isInternal(project, template.scope.packageName) };
    },
    hasPackage: (name) => packagesWithin(project).has(name),
    variable(name, fromPath) {
      const found = resolveVar(project, name, fromPath);
      if (found.kind !== 'var') return undefined;
      const { value, valueRange } = found.variable;
      const source = typeof value === 'number' && valueRange ? project.files.text(found.path) : undefined;
      return {
        value,
        float: source !== undefined && valueRange !== undefined && slice(source, valueRange).includes('.'),
      };
    },
    columns: columnsOf,
    targetPlace(part) {
      const { manifest } = project.artifacts;
      return manifest && targetPlaces(manifest, rootPackageName(project))[part];
    },
    project: () => projectFacts(project),
  };
}

function relationOf(project: Project, found: Resolution, name: string): RelationFacts | undefined {
  if (found.kind === 'found' || found.kind === 'disabled') return relationOfEntry(project, found.entry);
  return found.kind === 'file' ? relationOfFile(project, found.path, name) : undefined;
}

function nodeFacts(project: Project, path: string, id: string | undefined): NodeFacts | undefined {
  const known = id === undefined ? undefined : project.artifacts.manifest?.entry(id);
  const node = known ? undefined : nodeOfFile(project, path);
  const entry = known ?? node?.entry;
  if (!entry) {
    if (!node) return undefined;
    const { name, resourceType, packageName } = node;
    const relation = relationOfFile(project, path, name);
    const properties = { name, alias: name, resource_type: resourceType, package_name: packageName };
    return { relation, materialized: undefined, config: undefined, properties };
  }
  const detail = project.artifacts.manifest?.detail(entry);
  const relation = relationOfEntry(project, entry);
  return {
    // `this` is the place that the model would have, which an ephemeral one has too.
    relation: relation.ephemeral ? relationFor(project, placeOf(entry, detail)) : relation,
    materialized: detail?.materialized,
    config: detail && { ...detail.config, meta: detail.configMeta },
    properties: propertiesOf(entry, detail),
  };
}

/** What `graph.nodes` has. */
const typesOfNodes: ReadonlySet<ResourceType> = new Set([
  'model',
  'seed',
  'snapshot',
  'analysis',
  'test',
  'operation',
]);

const listedIn = memo((manifest: Manifest) => {
  const listed = { nodes: [] as ListedNode[], sources: [] as ListedNode[] };
  for (const {
    uniqueId: id,
    name,
    resourceType,
    packageName,
    originalFilePath: path,
    disabled,
  } of manifest.entries) {
    const list = resourceType === 'source' ? listed.sources : listed.nodes;
    if (disabled || (list === listed.nodes && !typesOfNodes.has(resourceType))) continue;
    list.push({ id, name, resourceType, packageName, path });
  }
  return listed;
});

function placeOf(entry: Entry, detail: Detail | undefined) {
  return {
    database: detail?.database,
    schema: detail?.schema,
    identifier: detail?.identifier ?? entry.name,
  };
}

function propertiesOf(entry: Entry, detail: Detail | undefined): Readonly<Record<string, unknown>> {
  const { database, schema, identifier } = placeOf(entry, detail);
  const columns = (detail?.columns ?? []).map((column) => [
    column.name,
    {
      name: column.name,
      description: column.description,
      data_type: column.dataType ?? null,
      meta: column.meta,
      tags: column.tags,
      quote: column.quote,
      constraints: column.constraints.map(({ type }) => ({ type })),
    },
  ]);
  return {
    unique_id: entry.uniqueId,
    name: entry.name,
    alias: identifier,
    identifier,
    database: database ?? null,
    schema: schema ?? null,
    resource_type: entry.resourceType,
    package_name: entry.packageName,
    original_file_path: entry.originalFilePath,
    path: entry.originalFilePath.replace(/^[^/]*\//, ''),
    version: entry.version ?? null,
    description: detail?.description ?? '',
    relation_name: detail?.relationName ?? null,
    tags: detail?.tags ?? [],
    meta: detail?.meta ?? {},
    columns: Object.fromEntries(columns),
    config: { ...detail?.config, meta: detail?.configMeta ?? {} },
    depends_on: { nodes: entry.dependsOn, macros: entry.macros },
    ...(entry.resourceType === 'test' ? testProperties(detail) : {}),
    ...(entry.resourceType === 'source'
      ? { source_name: entry.sourceName ?? null, loader: detail?.loader ?? '' }
      : { raw_code: detail?.rawCode ?? '', language: detail?.language ?? 'sql' }),
  };
}

function testProperties(detail: Detail | undefined): Readonly<Record<string, unknown>> {
  const { testName, testNamespace, testArguments, columnName, attachedNode } = detail ?? {};
  return {
    test_metadata:
      testName === undefined
        ? null
        : { name: testName, namespace: testNamespace ?? null, kwargs: testArguments ?? {} },
    column_name: columnName ?? null,
    attached_node: attachedNode ?? null,
  };
}

function macroFacts(
  project: Project,
  name: string,
  packageName: string | undefined,
  fromPath: string,
): MacroFacts | undefined {
  // Looking for a new macro reads files, which isn't worth it for every name of dbt's own.
  if (packageName === undefined && builtins.has(name) && !isOverridden(project, name, fromPath))
    return undefined;
  const found = resolveMacro(project, { name, package: packageName }, fromPath);
  const template =
    found.kind === 'found' || found.kind === 'file' ? macroTemplate(project, found) : undefined;
  return template && { template, internal: isInternal(project, template.scope.packageName) };
}

function isInternal(project: Project, packageName: string | undefined): boolean {
  const { manifest } = project.artifacts;
  return (
    packageName !== undefined && manifest !== undefined && internalPackages(manifest).includes(packageName)
  );
}

/** How many entries are looked at for a relation of a name. */
const mostEntries = 200;

/** The entries that may have a relation of that name: those of the name, then those whose name holds it, as an alias may be. */
function mayBeNamed(manifest: Manifest, identifier: string): readonly Entry[] {
  const wanted = identifier.toLowerCase();
  const types = [...refableTypes, 'source'] as const;
  const exact = types.flatMap((type) => entriesNamed(manifest, type, identifier));
  const near = types.flatMap((type) =>
    entriesOfType(manifest, type).filter(({ name }) => name.toLowerCase().includes(wanted)),
  );
  return [...exact, ...near].filter((entry) => !entry.disabled).slice(0, mostEntries);
}

function sameName(known: string | undefined, asked: string | undefined): boolean {
  return asked === undefined || known === undefined || known.toLowerCase() === asked.toLowerCase();
}

function projectFacts(project: Project): ProjectFacts {
  const { metadata } = project.artifacts.manifest ?? {};
  return {
    adapterType: metadata?.adapterType,
    dbtVersion: metadata?.dbtVersion,
    projectName: rootPackageName(project),
    profileName: profileName(project),
    targetName: targetName(project),
  };
}
