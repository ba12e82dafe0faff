// The sample project with its artifacts, as core sees it; read from disk once. Deliberately absent: the host (test/protocol).

import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Project } from '../../server/src/core/project.ts';
import type { Json } from './manifest.ts';
import { testProject } from './project.ts';

/** The folder of the sample, from the root of the repository. */
export const sampleFolder = 'sample';

let known: Project | undefined;

/** The sample project; every file that dbt reads, installed packages included. */
export function sampleProject(): Project {
  known ??= readSample();
  return known;
}

/** When the sample's manifest was written: a `now` at which its facts are as its README says. */
export function sampleTime(): number {
  const { manifest } = sampleProject().artifacts;
  return (manifest?.metadata.generatedAt ?? 0) + 3_600_000;
}

function readSample(): Project {
  const paths = globSync('**/*.{sql,yml,yaml,py,md,csv}', { cwd: sampleFolder })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => !/^(target|local_packages|logs)\//.test(path))
    .sort();
  const text = paths
    .map((path) => `//- ${path}\n${readFileSync(join(sampleFolder, path), 'utf8')}`)
    .join('\n');
  return testProject(text, {
    manifest: artifact('manifest'),
    catalog: artifact('catalog'),
    runResults: artifact('run_results'),
    sources: artifact('sources'),
    env: {},
  }).project;
}

function artifact(name: string): Json {
  return JSON.parse(readFileSync(join(sampleFolder, 'target', `${name}.json`), 'utf8')) as Json;
}
