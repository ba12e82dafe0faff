// The files of a project that random edits work on: which there are, and artifacts that are damaged. Deliberately absent: when.

import { cpSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Random } from './random.ts';

/** Some values of a JSON text become others; most of it stays. */
function damaged(text: string, random: Random): string {
  const from = Math.floor(random() * text.length);
  const part = text.slice(from, from + 2000);
  const other = part
    .replace(/"[^"]{3,20}"/, () => ['null', '7', '[]', '{}', '"\\ud800"', '"x"'][Math.floor(random() * 6)]!)
    .replace(/null/, '{"a": [1]}');
  return text.slice(0, from) + other + text.slice(from + 2000);
}

const artifacts = ['manifest', 'catalog', 'run_results', 'sources', 'semantic_manifest'];

/** Does to an artifact of the project in a folder what dbt, people and full disks do to it; the original is whole. */
export function breakArtifact(folder: string, original: string, random: Random): void {
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)]!;
  const name = `target/${pick(artifacts)}.json`;
  const file = path.join(folder, name);
  const whole = path.join(original, name);
  const target = path.join(folder, 'target');
  const kind = random();
  if (kind < 0.4) cpSync(whole, file);
  else if (kind < 0.6) {
    cpSync(whole, file);
    truncateSync(file, Math.floor(random() * statSync(file).size));
  } else if (kind < 0.7) writeFileSync(file, pick(['[]', 'null', '', '{}', '{"nodes": {}}', '\u0000\u0001']));
  else if (kind < 0.8) rmSync(target, { recursive: true, force: true });
  else if (kind < 0.9) cpSync(path.join(original, 'target'), target, { recursive: true });
  else writeFileSync(file, damaged(readFileSync(whole, 'utf8'), random));
}

/** Everything below a folder that dbt reads, relative to it. */
export function sourceFiles(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => /\.(sql|ya?ml|py|md|csv)$/.test(file) && !/^(target|logs|local_packages)\//.test(file))
    .sort();
}

/** Unique ids of everything in a manifest. */
export function idsIn(manifest: string): readonly string[] {
  const json = JSON.parse(readFileSync(manifest, 'utf8')) as Record<string, Record<string, object>>;
  return ['nodes', 'sources', 'macros', 'exposures', 'metrics', 'groups'].flatMap((map) =>
    Object.keys(json[map] ?? {}),
  );
}

/** A file's text; empty where it isn't there. */
export function readSafely(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** The target folder may be gone. */
export function ignoringMissing(run: () => void): void {
  try {
    run();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}
