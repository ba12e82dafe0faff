// Opens the project that a command is about, without watching it, and closes it when the command is done.

import path from 'node:path';
import type { Project } from '../core/project.ts';
import { prepareNodeGraph } from '../core/semantics/nodeNeighbours.ts';
import { projectFolderOf, projectsBelow } from '../host/discover.ts';
import type { Environment } from '../host/folders.ts';
import { ProjectHost } from '../host/projectHost.ts';
import { defaultSettings } from '../host/settings.ts';
import { type Terminal, WrongUse } from './terminal.ts';

export interface ProjectChoice {
  /** A folder, or a file of the project. */
  readonly from: string;
  readonly targetPath: string | undefined;
}

/** Runs `work` on a loaded project. */
export async function withProject<Result>(
  choice: ProjectChoice,
  terminal: Terminal,
  work: (host: ProjectHost) => Result | Promise<Result>,
): Promise<Result> {
  const { environment } = terminal;
  const from = path.resolve(terminal.workingFolder, choice.from);
  const folder = projectFolderOf(from, environment) ?? (await onlyProjectBelow(from));
  const targetPath =
    choice.targetPath === undefined ? '' : path.resolve(terminal.workingFolder, choice.targetPath);
  const host = openHost(folder, targetPath, environment, (message) => terminal.error(message));
  try {
    await host.loaded;
    return await work(host);
  } finally {
    await host.close();
  }

  async function onlyProjectBelow(start: string): Promise<string> {
    const found = await projectsBelow(start, environment);
    const [only] = found;
    if (only !== undefined && found.length === 1) return only;
    throw new WrongUse(
      found.length === 0
        ? `There is no dbt_project.yml in ${start} or above it. Use --project-dir DIR.`
        : `There are several dbt projects in ${start}. Choose one with --project-dir:\n${found.map((each) => `  ${path.relative(start, each)}`).join('\n')}`,
    );
  }
}

/** Has at hand what models read as their texts stand: what is only on disk counts too. */
export function readTexts(project: Project): void {
  for (const path of project.files.paths) if (/\.(?:sql|py)$/i.test(path)) project.files.text(path);
  for (const _ of prepareNodeGraph(project));
}

/** The project in a folder, which starts to load. `targetPath` is absolute, or empty: as the project says. */
export function openHost(
  folder: string,
  targetPath: string,
  environment: Environment,
  log: (message: string) => void,
): ProjectHost {
  return new ProjectHost(folder, {
    environment,
    watch: false,
    watchSources: false,
    settings: async () => ({ ...defaultSettings, targetPath }),
    log,
  });
}

/** The options by which every command is told of its project. */
export const projectOptions = {
  'project-dir': { type: 'string', default: '.' },
  'target-path': { type: 'string' },
} as const;

/** Runs `work` on the project that the options name; exit code 3 where it has no manifest. */
export function withManifest(
  values: { readonly 'project-dir': string; readonly 'target-path'?: string | undefined },
  terminal: Terminal,
  work: (host: ProjectHost) => number | Promise<number>,
): Promise<number> {
  const choice = { from: values['project-dir'], targetPath: values['target-path'] };
  return withProject(choice, terminal, (host) => missingManifest(host, terminal) ?? work(host));
}

/** Says what is wrong with the artifacts. Exit code 3 when there is no manifest; undefined when there is one. */
export function missingManifest(host: ProjectHost, terminal: Terminal): 3 | undefined {
  const { manifest, problems } = host.current.artifacts;
  for (const { message } of problems) terminal.error(message);
  if (manifest) return undefined;
  if (problems.length === 0)
    terminal.error(`There is no manifest.json in ${host.targetFolder}: run dbt parse.`);
  return 3;
}
