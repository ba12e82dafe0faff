// What a reload leaves as it was: entries that mean the same are the same objects, and so are the values derived from them.

import { copyFileSync } from 'node:fs';
import type { Entry } from '../../server/src/core/artifacts/types.ts';
import { ProjectHost } from '../../server/src/host/projectHost.ts';
import { defaultSettings } from '../../server/src/host/settings.ts';
import type { GeneratedProject } from './generateProject.ts';
import type { Report } from './report.ts';

/** Opens the project, has the changed manifest read, and compares. */
export async function measureIdentity(
  project: GeneratedProject,
  changed: string,
  cache: string,
  report: Report,
): Promise<void> {
  const host = new ProjectHost(project.folder, {
    environment: { XDG_CACHE_HOME: cache, HOME: cache },
    watch: true,
    watchSources: false,
    settings: () => Promise.resolve(defaultSettings),
    log: () => {},
  });
  await host.loaded;
  const before = host.current.artifacts.manifest;
  if (!before) throw new Error('The manifest is not read.');
  const asked = before.entries.slice(0, 500);
  const details = new Map(asked.map((entry) => [entry, before.detail(entry)]));
  const reloaded = new Promise<void>((resolve) => {
    host.onChange(() => {
      if (host.current.artifacts.manifest !== before) resolve();
    });
  });
  copyFileSync(changed, project.manifest);
  await reloaded;
  const after = host.current.artifacts.manifest;
  const known = new Set<Entry>(before.entries);
  const others = after?.entries.filter((entry) => !known.has(entry)).length ?? 0;
  const parsedAgain = asked.filter((entry) => after?.detail(entry) !== details.get(entry)).length;
  const percent = (value: number): string => `${value.toFixed(2)} %`;
  report.row('1 % changed: entries that are other objects', (100 * others) / known.size, percent, 1);
  report.row('1 % changed: details parsed again', (100 * parsedAgain) / asked.length, percent, 1.2);
  await host.close();
}
