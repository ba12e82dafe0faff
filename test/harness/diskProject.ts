// A project on disk in a folder of its own, from one string as in project.ts: for the tests that need real files.

import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestContext } from 'node:test';
import { dedent } from './project.ts';

/** Writes the files behind `//- path` lines; the folder goes when the test ends. */
export function diskProject(test: TestContext, text: string): string {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'dbt-context-test ')));
  test.after(() => rmSync(folder, { recursive: true, force: true }));
  writeFiles(folder, text);
  return folder;
}

/** Adds or replaces files. */
export function writeFiles(folder: string, text: string): void {
  const parts = dedent(text).split(/^\/\/- (.+)\n/m);
  for (let index = 1; index < parts.length; index += 2) {
    const file = path.join(folder, (parts[index] ?? '').trim());
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, parts[index + 1] ?? '');
  }
}
