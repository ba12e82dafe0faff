// Between the URIs of a protocol, paths on disk and the forward-slash paths inside a project. The only place that knows
// Windows. Deliberately absent: resolving symbolic links, since an editor's URIs keep the name that the user opened.

import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const onWindows = process.platform === 'win32';

/** The path of a `file:` URI, its drive letter in lower case; undefined for other schemes and malformed URIs. */
export function uriToPath(uri: string, windows = onWindows): string | undefined {
  if (!uri.startsWith('file:')) return undefined;
  try {
    // An editor may leave `#` or `?` unescaped in no URI that it sends, so a fragment or query is not part of a path.
    const file = fileURLToPath(uri, { windows });
    const trimmed = file.length > 1 && !/^[A-Za-z]:[\\/]$/.test(file) ? file.replace(/[\\/]$/, '') : file;
    return windows ? trimmed.replace(/^[A-Z](?=:)/, (drive) => drive.toLowerCase()) : trimmed;
  } catch {
    return undefined;
  }
}

/** The `file:` URI of an absolute path. */
export function pathToUri(file: string, windows = onWindows): string {
  return pathToFileURL(file, { windows }).href;
}

/** A path inside `folder` with forward slashes, `''` for the folder itself; undefined when it lies outside. */
export function relativeTo(folder: string, file: string, windows = onWindows): string | undefined {
  const { relative, isAbsolute } = windows ? path.win32 : path.posix;
  const inside = relative(folder, file);
  if (isAbsolute(inside) || inside === '..' || /^\.\.[\\/]/.test(inside)) return undefined;
  return windows ? inside.replaceAll('\\', '/') : inside;
}

/** The absolute path of a project's forward-slash path; undefined when it would leave the folder. */
export function absoluteIn(folder: string, inside: string, windows = onWindows): string | undefined {
  const { join, isAbsolute } = windows ? path.win32 : path.posix;
  if (isAbsolute(inside) || /^[A-Za-z]:/.test(inside) || inside.includes('\0')) return undefined;
  const file = join(folder, inside);
  return relativeTo(folder, file, windows) === undefined ? undefined : file;
}
