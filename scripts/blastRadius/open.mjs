// A project on disk as core has it, with the parsers. Deliberately absent: watching it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { derivedStore } from '../../server/src/core/derived.ts';
import { ProjectHost } from '../../server/src/host/projectHost.ts';
import { defaultSettings } from '../../server/src/host/settings.ts';
import { loadSqlParser } from '../../server/src/host/sqlParsers.ts';

/** Undefined where dbt's manifest isn't there. */
export async function openTree(folder) {
  const cache = mkdtempSync(path.join(tmpdir(), 'dbt-context-blast-'));
  const host = new ProjectHost(folder, {
    environment: { XDG_CACHE_HOME: cache },
    watch: false,
    watchSources: false,
    settings: () => Promise.resolve(defaultSettings),
    log: () => {},
  });
  try {
    await host.loaded;
    const { current } = host;
    if (!current.artifacts.manifest) return undefined;
    const texts = new Map(current.files.paths.map((each) => [each, current.files.text(each)]));
    const files = { paths: current.files.paths, text: (each) => texts.get(each) };
    return { ...current, files, derived: derivedStore(), sqlParser: await loadSqlParser() };
  } finally {
    await host.close();
    rmSync(cache, { recursive: true, force: true });
  }
}
