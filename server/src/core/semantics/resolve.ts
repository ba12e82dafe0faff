// What any name is, so that features needn't know which of the resolvers to ask.

import type { Entry, ResourceType } from '../artifacts/types.ts';
import type { Project } from '../project.ts';
import { nodeOfFile } from './modelFiles.ts';
import { entriesNamed, versionKey } from './names.ts';
import { packageNameOf, packagesComplete, pathOfEntry } from './packages.ts';
import type { Resolution } from './resolution.ts';
import { resolveGenericTest, resolveMacro } from './resolveMacro.ts';
import { resolveEnvironmentVariable, resolveNamed, resolveSource, resolveVar } from './resolveNamed.ts';
import { resolveRef } from './resolveRef.ts';
import type { ColumnOwner, NodeName, SymbolName } from './symbol.ts';

/** What a name in the file `fromPath` is; for a column, what holds it. */
export function resolve(project: Project, symbol: SymbolName, fromPath: string): Resolution {
  switch (symbol.kind) {
    case 'ref':
      return resolveRef(project, symbol, fromPath);
    case 'source':
      return resolveSource(project, symbol.source, symbol.table, fromPath);
    case 'macro':
      return resolveMacro(project, symbol, fromPath);
    case 'var':
      return resolveVar(project, symbol.name, fromPath);
    case 'env_var':
      return resolveEnvironmentVariable(symbol.name);
    case 'doc':
    case 'function':
    case 'metric':
      return resolveNamed(project, symbol.kind, symbol.name, symbol.package, fromPath);
    case 'exposure':
    case 'group':
    case 'semantic_model':
    case 'saved_query':
      return resolveNamed(project, symbol.kind, symbol.name, undefined, fromPath);
    case 'test':
      return symbol.node === undefined
        ? resolveNode(project, { resourceType: 'test', name: symbol.name, version: undefined }, fromPath)
        : resolveGenericTest(project, symbol.name, symbol.package, fromPath);
    case 'unit_test':
      return resolveUnitTest(project, symbol.name, symbol.model, fromPath);
    case 'this':
      return resolveThis(project, symbol.model, fromPath);
    case 'node':
      return resolveNode(project, symbol, fromPath);
    case 'column':
      return resolveColumnOwner(project, symbol.owner, fromPath);
  }
}

/** What holds a column of YAML. */
function resolveColumnOwner(project: Project, owner: ColumnOwner, fromPath: string): Resolution {
  switch (owner.kind) {
    case 'source':
      return resolveSource(project, owner.source, owner.table, fromPath);
    case 'ref':
      return resolveRef(project, owner, fromPath);
    case 'node':
      return resolveNode(project, owner, fromPath);
  }
}

/**
 * The node that a YAML entry describes: YAML speaks of its own package alone. Without a version the latest, since the entry
 * stands for all of them.
 */
function resolveNode(project: Project, node: NodeName, fromPath: string): Resolution {
  const { manifest } = project.artifacts;
  const own = packageNameOf(project, fromPath);
  const type = node.resourceType as ResourceType;
  const entries = manifest
    ? entriesNamed(manifest, type, node.name).filter(
        (entry) => own === undefined || entry.packageName === own,
      )
    : [];
  const matching = entries.filter(
    (entry) =>
      node.version === undefined || entry.version === node.version || versionKey(entry) === node.version,
  );
  const latest = matching.find(
    (entry) => !entry.disabled && manifest?.detail(entry)?.latestVersion === entry.version,
  );
  const entry = latest ?? matching[0];
  if (entry) return { kind: entry.disabled ? 'disabled' : 'found', entry, path: pathOfEntry(project, entry) };
  if (entries.length > 0) return { kind: 'unknown-version', entries };
  if (type === 'macro') return resolveMacro(project, { name: node.name, package: own }, fromPath);
  if (type === 'model' || type === 'seed' || type === 'snapshot') {
    const resolved = resolveRef(project, { name: node.name, package: own, version: node.version }, fromPath);
    return resolved.kind === 'file' && resolved.path === fromPath ? unknown(project) : resolved;
  }
  return unknown(project);
}

function resolveUnitTest(
  project: Project,
  name: string,
  model: string | undefined,
  fromPath: string,
): Resolution {
  const { manifest } = project.artifacts;
  const own = packageNameOf(project, fromPath);
  const entry =
    manifest &&
    entriesNamed(manifest, 'unit_test', name).find(
      (each) =>
        each.packageName === own && (model === undefined || [undefined, model].includes(modelOf(each))),
    );
  if (entry) return { kind: entry.disabled ? 'disabled' : 'found', entry, path: pathOfEntry(project, entry) };
  return unknown(project);

  function modelOf(test: Entry): string | undefined {
    return manifest?.detail(test)?.model;
  }
}

function resolveThis(project: Project, model: string | undefined, fromPath: string): Resolution {
  if (model !== undefined) {
    return resolveNode(project, { resourceType: 'model', name: model, version: undefined }, fromPath);
  }
  const node = nodeOfFile(project, fromPath);
  if (!node) return { kind: 'builtin', name: 'this' };
  const { entry, path, resourceType, name } = node;
  if (!entry) return { kind: 'file', path, resourceType, name, range: undefined };
  return { kind: entry.disabled ? 'disabled' : 'found', entry, path };
}

function unknown(project: Project): Resolution {
  return { kind: 'unknown', complete: packagesComplete(project) };
}
