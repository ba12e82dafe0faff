// The projects of a folder: `<name>/artifacts/*.json`, written as trees into a temporary folder, and dbt project trees as they
// are. Deliberately absent: a path of any particular collection.
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { materialise, rootPackage } from './materialise.mjs';

const depth = 4;
const skipped = new Set(['node_modules', 'dbt_packages', 'dbt_modules', 'target', '.git']);

/**
 * What there is in `folder`: a name for people, and either `artifacts` (a folder to make a project of) or `folder` (of a
 * project tree). `reason` where nothing can be checked.
 */
export function findProjects(folder, level = 0, name = path.basename(folder)) {
  const artifacts = path.join(folder, 'artifacts');
  if (existsSync(path.join(folder, 'dbt_project.yml'))) return [{ name, folder }];
  if (existsSync(artifacts) && readdirSync(artifacts).some((file) => file.endsWith('.json'))) {
    return [{ name, artifacts }];
  }
  if (level === depth) return [];
  return readdirSync(folder)
    .filter((child) => !skipped.has(child) && !child.startsWith('.'))
    .map((child) => [child, path.join(folder, child)])
    .filter(([, inside]) => statSync(inside).isDirectory())
    .flatMap(([child, inside]) => findProjects(inside, level + 1, level === 0 ? child : `${name}/${child}`));
}

/** The project on disk with its raw artifacts; `reason` instead of a manifest when there is none to compare with. */
export function openProject(found, temporary) {
  const target = found.artifacts ?? path.join(found.folder, targetPath(found.folder) ?? 'target');
  const manifest = readJson(path.join(target, 'manifest.json'));
  if (!manifest) return { ...found, reason: 'no manifest.json' };
  const folder = found.folder ?? materialiseInto(manifest, found, temporary);
  return {
    name: found.name,
    folder,
    target,
    root: rootPackage(manifest),
    manifest,
    catalog: readJson(path.join(target, 'catalog.json')),
    runResults: readJson(path.join(target, 'run_results.json')),
    sources: readJson(path.join(target, 'sources.json')),
  };
}

function materialiseInto(manifest, found, temporary) {
  const folder = path.join(temporary, 'projects', found.name.replaceAll('/', '_'));
  mkdirSync(folder, { recursive: true });
  return materialise(manifest, found.artifacts, folder, readJson(path.join(found.artifacts, 'catalog.json')));
}

function targetPath(folder) {
  const text = readText(path.join(folder, 'dbt_project.yml'));
  return /^target-path:\s*["']?([^"'\s{]+)/m.exec(text ?? '')?.[1];
}

function readJson(file) {
  try {
    return JSON.parse(readText(file)?.replace(/^\uFEFF/, '') ?? '');
  } catch {
    return undefined;
  }
}

function readText(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
