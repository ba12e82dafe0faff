// Which names mean the same thing: the keys of what a name resolves to. Two names mean the same where they share a key.
// Deliberately absent: where such names stand (uses.ts), and names of SQL itself.

import type { Entry } from '../artifacts/types.ts';
import type { Project } from '../project.ts';
import { nodeOfFile } from './modelFiles.ts';
import { entriesNamed, versionKey } from './names.ts';
import type { FoundInFile, Resolution } from './resolution.ts';
import { resolve } from './resolve.ts';
import { dispatchTargets } from './resolveMacro.ts';
import { entryOf, fileNodeId, fileOf, type NodeId } from './sql/nodeId.ts';
import type { NodeName, SymbolName } from './symbol.ts';

/** What a name means, to be compared with other names of the project. */
export interface Meaning {
  /** Of an entry its unique id. None for what dbt or Jinja brings and everybody uses (`config`, `return`). */
  readonly keys: readonly string[];
  /** A text that every file holds in which such a name stands; undefined where there are none to be found. */
  readonly word: string | undefined;
  /** The entries of the manifest among what it means. */
  readonly entries: readonly Entry[];
  /** The files of what is made by a file of its own, where `this` means it. */
  readonly paths: readonly string[];
}

const nothing: Meaning = { keys: [], word: undefined, entries: [], paths: [] };

/** What a name in a file means. Of a column in YAML, what holds it and the column's name. */
export function meaningOf(project: Project, symbol: SymbolName, path: string): Meaning {
  if (symbol.kind === 'column') {
    const holder = meaningOfOwner(project, symbol, path);
    return { ...holder, keys: holder.keys.map((key) => columnKeyOf(key, symbol.name)) };
  }
  if (symbol.kind === 'var' || symbol.kind === 'env_var') {
    return { ...nothing, keys: [`${symbol.kind}\n${symbol.name}`], word: symbol.name };
  }
  if (symbol.kind === 'macro' && symbol.dispatch) {
    const targets = dispatchTargets(project, symbol, path).map((target) =>
      meaningOfResolution(project, target, symbol, path),
    );
    return targets.length > 0 ? merged(targets, symbol.name) : unknownName(symbol);
  }
  const resolution = resolve(project, symbol, path);
  return meaningOfResolution(project, resolution, symbol, path);
}

/** What every name of a node means. */
export function meaningOfNode(project: Project, id: NodeId): Meaning {
  const entry = entryOf(project, id);
  const path = fileOf(project, id);
  if (entry) return ofEntries([entry], path);
  const node = path === undefined ? undefined : nodeOfFile(project, path);
  if (!node) return nothing;
  const { resourceType, name } = node;
  return { ...nothing, keys: [fileKey(node.path, resourceType, name)], word: name, paths: [node.path] };
}

/** What holds a column of YAML. */
export function meaningOfOwner(
  project: Project,
  symbol: SymbolName & { readonly kind: 'column' },
  path: string,
): Meaning {
  return meaningOfResolution(project, resolve(project, symbol, path), symbol, path);
}

/** The nodes of a meaning. */
export function nodesOf(meaning: Meaning): readonly NodeId[] {
  if (meaning.entries.length > 0) return meaning.entries.map((entry) => entry.uniqueId);
  return meaning.paths.map(fileNodeId);
}

/** The key of a column of a node or source; columns are compared without case, as dbt does in YAML. */
export function columnKeyOf(holder: string, column: string): string {
  return `${holder}\ncolumn\n${column.toLowerCase()}`;
}

/** The further keys by which a name counts as one of something larger: a table as one of its source. */
export function largerKeys(meaning: Meaning): readonly string[] {
  return meaning.entries.flatMap((entry) => (entry.resourceType === 'source' ? [sourceKey(entry)] : []));
}

function meaningOfResolution(
  project: Project,
  resolution: Resolution,
  symbol: SymbolName,
  path: string,
): Meaning {
  switch (resolution.kind) {
    case 'found':
    case 'disabled':
      return ofEntries(versionsMeant(project, resolution.entry, symbol), resolution.path);
    case 'tables': {
      const [table] = resolution.entries;
      const keys = [...new Set(resolution.entries.map(sourceKey))];
      return { ...nothing, keys, word: table?.sourceName, entries: resolution.entries };
    }
    case 'file':
      return ofFile(resolution, symbol);
    case 'unknown': {
      // A snapshot's own block stands for itself before dbt has parsed it.
      if (symbol.kind !== 'node') return unknownName(symbol);
      const { name, resourceType } = symbol;
      return { ...nothing, keys: [fileKey(path, resourceType, name)], word: name };
    }
    case 'unknown-version':
      return unknownName(symbol);
    case 'builtin':
    case 'var':
      return nothing;
  }
}

function ofEntries(entries: readonly Entry[], path: string | undefined): Meaning {
  return {
    keys: entries.map((entry) => entry.uniqueId),
    word: wordOf(entries[0]),
    entries,
    paths: path === undefined ? [] : [path],
  };
}

/** The entry of a model in YAML stands for all of its versions, any other name for one. */
function versionsMeant(project: Project, entry: Entry, symbol: SymbolName): readonly Entry[] {
  const { manifest } = project.artifacts;
  const node = nodeNamed(symbol);
  if (!manifest || entry.version === undefined || !node || node.version !== undefined) return [entry];
  return entriesNamed(manifest, entry.resourceType, entry.name).filter(
    (other) => other.packageName === entry.packageName && versionKey(other) !== undefined,
  );
}

function nodeNamed(symbol: SymbolName): NodeName | undefined {
  if (symbol.kind === 'node') return symbol;
  return symbol.kind === 'column' && symbol.owner.kind === 'node' ? symbol.owner : undefined;
}

function ofFile(file: FoundInFile, symbol: SymbolName): Meaning {
  const source = sourceNamed(symbol);
  const { path, resourceType, name } = file;
  const key = source ? [path, 'source', source.source, source.table].join('\n') : undefined;
  return {
    ...nothing,
    keys: [key ?? fileKey(path, resourceType, name)],
    word: coreName(name, resourceType),
    paths: file.range ? [] : [path],
  };
}

function sourceNamed(
  symbol: SymbolName,
): { readonly source: string; readonly table: string | undefined } | undefined {
  if (symbol.kind === 'source') return symbol;
  return symbol.kind === 'column' && symbol.owner.kind === 'source' ? symbol.owner : undefined;
}

function fileKey(path: string, resourceType: string, name: string): string {
  return `${path}\n${resourceType}\n${name}`;
}

function sourceKey(table: Entry): string {
  return `source\n${table.packageName}\n${table.sourceName ?? ''}`;
}

/** Names that nothing bears mean the same where they are written the same. */
function unknownName(symbol: SymbolName): Meaning {
  const written = symbol as { readonly name?: string; readonly package?: string; readonly version?: string };
  const source = symbol.kind === 'source' ? symbol : undefined;
  const name = source ? (source.table ?? source.source) : written.name;
  if (name === undefined || name === '') return nothing;
  const parts = ['?', symbol.kind, source?.source, written.package, name, written.version];
  return { ...nothing, keys: [parts.map((part) => part ?? '').join('\n')], word: name };
}

function merged(meanings: readonly Meaning[], word: string): Meaning {
  return {
    keys: meanings.flatMap(({ keys }) => keys),
    word,
    entries: meanings.flatMap(({ entries }) => entries),
    paths: [],
  };
}

function wordOf(entry: Entry | undefined): string | undefined {
  return entry && coreName(entry.name, entry.resourceType);
}

/** Of a macro what every way of writing its name has in common: generic tests, materializations and dispatch leave off the rest. */
function coreName(name: string, resourceType: string): string {
  if (resourceType !== 'macro') return name;
  const made = /^(?:test_(.+)|materialization_(.+)_[^_]+)$/.exec(name);
  const core = made?.[1] ?? made?.[2] ?? name;
  return /^[a-z0-9]+__(.+)$/.exec(core)?.[1] ?? core;
}
