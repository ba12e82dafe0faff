// The version of this program, from the package.json that lies above its entry point, bundled or not.

import { readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';

/** `unknown` when the package was taken apart. */
export function programVersion(entry: string | undefined): string {
  for (let folder = folderOf(entry); folder !== path.dirname(folder); folder = path.dirname(folder)) {
    const { name, version } = readPackage(path.join(folder, 'package.json'));
    if (name === 'dbt-metadata-context' && version !== undefined) return version;
  }
  return 'unknown';
}

function folderOf(entry: string | undefined): string {
  try {
    return path.dirname(realpathSync(entry ?? ''));
  } catch {
    return path.parse(process.cwd()).root;
  }
}

function readPackage(file: string): { readonly name?: string; readonly version?: string } {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as { name?: string; version?: string };
  } catch {
    return {};
  }
}
