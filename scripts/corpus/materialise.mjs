// Writes a dbt project tree from a manifest, so that a project of which only artifacts are known can be opened: code as it was,
// YAML as far as the manifest says. Deliberately absent: tests in YAML, vars, macro documentation.
import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { toYaml } from './yaml.mjs';

/** Packages that come with dbt and its adapters, not with `dbt deps`. */
const own =
  /^dbt(_(postgres|redshift|snowflake|bigquery|databricks|spark|duckdb|trino|athena|clickhouse|oracle|sqlserver|fabric|starrocks|vertica|synapse|dremio|sqlite|mysql))?$/;

/** What Fusion writes before the paths of packages. */
const installed = /^dbt_(internal_)?packages\/[^/]+\//;

/** A path of a manifest with forward slashes and without `./`. */
export function clean(file) {
  return (file ?? '').replaceAll('\\', '/').replace(/^(\.\/)+/, '');
}

/** The package that the manifest is of. */
export function rootPackage(manifest) {
  const known = manifest.metadata?.project_name;
  const count = new Map();
  for (const { package_name: name } of Object.values(manifest.nodes ?? {})) {
    count.set(name, (count.get(name) ?? 0) + 1);
  }
  if (known && (count.has(known) || count.size === 0)) return known;
  return [...count].sort((a, b) => b[1] - a[1])[0]?.[0] ?? known ?? 'project';
}

/** Where a file of a package lies in the project; undefined when it has none there. It may begin with `../`. */
export function placeOf(root, packageName, written) {
  const file = clean(written);
  if (file === '' || file.startsWith('/') || /^[a-z]:/i.test(file)) return undefined;
  if (packageName === root) return file;
  if (own.test(packageName)) return undefined;
  const inside = file.replace(installed, '');
  return inside.startsWith('../') ? undefined : `dbt_packages/${packageName}/${inside}`;
}

/**
 * Writes the project below `folder` and returns its own folder, which lies deeper where paths leave the project. The headers of
 * seeds are the catalog's; a seed that isn't in it has no file.
 */
export function materialise(manifest, artifacts, folder, catalog) {
  const root = rootPackage(manifest);
  const files = new Map();
  const add = (packageName, file, text) => {
    const place = placeOf(root, packageName, file);
    if (place === undefined || typeof text !== 'string') return;
    files.set(place, files.has(place) ? `${files.get(place)}\n\n${text}` : text);
  };
  const disabled = Object.values(manifest.disabled ?? {}).flat();
  const nodes = [...Object.values(manifest.nodes ?? {}), ...disabled];
  for (const node of nodes) {
    if (node.resource_type === 'seed')
      add(node.package_name, node.original_file_path, header(catalog?.nodes?.[node.unique_id]));
    else if (/\.(sql|py)$/i.test(node.original_file_path ?? '') && !node.test_metadata) {
      const code = node.raw_code ?? node.raw_sql;
      if (isCode(node, files, root)) add(node.package_name, node.original_file_path, wrapped(node, code));
    }
  }
  for (const macro of Object.values(manifest.macros ?? {})) {
    add(macro.package_name, macro.original_file_path, macro.macro_sql);
  }
  for (const doc of Object.values(manifest.docs ?? {})) {
    const text = `{% docs ${doc.name} %}\n${doc.block_contents ?? ''}\n{% enddocs %}`;
    add(doc.package_name, doc.original_file_path ?? doc.path, text);
  }
  for (const [place, text] of properties(manifest, root)) files.set(place, text);
  const macros = Object.values(manifest.macros ?? {});
  for (const packageName of new Set([root, ...[...nodes, ...macros].map((node) => node.package_name)])) {
    const place = placeOf(root, packageName, 'dbt_project.yml');
    if (place !== undefined) files.set(place, projectFile(packageName, nodes, macros));
  }

  const up = Math.max(0, ...[...files.keys()].map((file) => /^(\.\.\/)*/.exec(file)[0].length / 3));
  const project = path.join(folder, ...Array.from({ length: up }, (_, level) => `level${level + 1}`), root);
  for (const [place, text] of files) {
    const file = path.resolve(project, place);
    if (!file.startsWith(folder + path.sep)) continue;
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  mkdirSync(path.join(project, 'target'), { recursive: true });
  for (const file of readdirSync(artifacts)) {
    if (file.endsWith('.json')) copyFileSync(path.join(artifacts, file), path.join(project, 'target', file));
  }
  return project;
}

/** A file has one model, but several snapshots; a file of a disabled node may be an enabled one's. */
function isCode(node, files, root) {
  const place = placeOf(root, node.package_name, node.original_file_path);
  return node.resource_type === 'snapshot' || !files.has(place);
}

/** The manifest keeps only what stands between the tags of a snapshot block. */
function wrapped(node, code) {
  if (node.resource_type !== 'snapshot' || typeof code !== 'string' || /\{%-?\s*snapshot\b/.test(code))
    return code;
  return `{% snapshot ${node.name} %}\n${code}\n{% endsnapshot %}`;
}

function header(relation) {
  const columns = Object.values(relation?.columns ?? {}).sort((a, b) => a.index - b.index);
  return columns.length === 0 ? undefined : `${columns.map(({ name }) => name).join(',')}\n`;
}

const sections = { model: 'models', seed: 'seeds', snapshot: 'snapshots', analysis: 'analyses' };

/** Property files by their place. */
function properties(manifest, root) {
  const found = new Map();
  const add = (packageName, file, section, key, make) => {
    const place = placeOf(root, packageName, clean(file).replace(/^[^:/]+:\/\//, ''));
    if (place === undefined || !/\.ya?ml$/i.test(place)) return undefined;
    if (!found.has(place)) found.set(place, new Map());
    const inFile = found.get(place);
    if (!inFile.has(section)) inFile.set(section, new Map());
    const entries = inFile.get(section);
    if (!entries.has(key)) entries.set(key, make());
    return entries.get(key);
  };
  for (const node of Object.values(manifest.nodes ?? {})) {
    const section = sections[node.resource_type];
    if (!section || !node.patch_path) continue;
    const { description, ...own } = { ...described(node), ...contracted(node) };
    const ofVersion = node.version == null ? undefined : { v: node.version, ...own };
    const entry = add(node.package_name, node.patch_path, section, node.name, () => ({
      name: node.name,
      description,
      ...(ofVersion ? {} : own),
    }));
    if (entry && ofVersion) entry.versions = [...(entry.versions ?? []), ofVersion];
  }
  for (const source of Object.values(manifest.sources ?? {})) {
    const entry = add(source.package_name, source.original_file_path, 'sources', source.source_name, () => ({
      name: source.source_name,
      schema: source.schema,
      description: source.source_description || undefined,
      tables: [],
    }));
    entry?.tables.push({ name: source.name, ...described(source) });
  }
  for (const exposure of Object.values(manifest.exposures ?? {})) {
    add(exposure.package_name, exposure.original_file_path, 'exposures', exposure.name, () => ({
      name: exposure.name,
      type: exposure.type,
      owner: exposure.owner,
      depends_on: (exposure.refs ?? []).map((ref) => `ref('${ref.name ?? ref.at(-1)}')`),
    }));
  }
  for (const group of Object.values(manifest.groups ?? {})) {
    add(group.package_name, group.original_file_path, 'groups', group.name, () => ({
      name: group.name,
      owner: group.owner,
    }));
  }
  return [...found].map(([place, inFile]) => [
    place,
    toYaml({
      version: 2,
      ...Object.fromEntries([...inFile].map(([section, entries]) => [section, [...entries.values()]])),
    }),
  ]);
}

function described(node) {
  const columns = Object.values(node.columns ?? {}).map((column) => ({
    name: column.name,
    description: column.description || undefined,
    data_type: column.data_type || undefined,
    constraints: constraintsOf(column),
  }));
  return { description: node.description || undefined, columns: columns.length > 0 ? columns : undefined };
}

/** The contract of a model that has one, with the constraints of the table. */
function contracted(node) {
  if (node.resource_type !== 'model' || node.config?.contract?.enforced !== true) return {};
  return { config: { contract: { enforced: true } }, constraints: constraintsOf(node) };
}

function constraintsOf({ constraints = [] }) {
  const written = constraints.map((constraint) =>
    Object.fromEntries(
      Object.entries(constraint).filter(
        ([, value]) => value !== null && !(Array.isArray(value) && value.length === 0),
      ),
    ),
  );
  return written.length > 0 ? written : undefined;
}

/** A package's dbt_project.yml: its name and the folders in which its files lie. */
function projectFile(name, nodes, macros) {
  /** The first folder of every path, and what leads out of the project before it. */
  const folders = (type, fallback) => {
    const found = (type === 'macro' ? macros : nodes)
      .filter((node) => node.package_name === name && (type === 'macro' || node.resource_type === type))
      .filter((node) => type !== 'test' || !node.test_metadata)
      .map((node) => clean(node.original_file_path).replace(installed, ''))
      .map((file) => /^((?:\.\.\/)*[^/]+)\//.exec(file)?.[1] ?? '.');
    return found.length > 0 ? [...new Set(found)] : [fallback];
  };
  return toYaml({
    name,
    version: '1.0',
    profile: name,
    'model-paths': folders('model', 'models'),
    'seed-paths': folders('seed', 'seeds'),
    'snapshot-paths': folders('snapshot', 'snapshots'),
    'analysis-paths': folders('analysis', 'analyses'),
    'test-paths': folders('test', 'tests'),
    'macro-paths': folders('macro', 'macros').filter((folder) => folder !== '.'),
  });
}
