// Tells when files change on disk, of folders that may come and go. The only file that knows chokidar.
// Deliberately absent: what the files are.

import { existsSync } from 'node:fs';
import path from 'node:path';
import { type FSWatcher, watch } from 'chokidar';

/** A file that changed; its absolute path. */
export interface PathChange {
  readonly file: string;
  readonly kind: 'created' | 'changed' | 'deleted';
}

/** How to watch. */
export interface WatchOptions {
  /** Look at intervals instead of waiting for the system to tell: for network drives and some containers. */
  readonly polling: boolean;
  /** What to leave out inside of the paths; a folder is left out with all it holds. */
  ignored?(file: string): boolean;
  /**
   * Tell of folders too, and of what the system reports without a change that chokidar sees: it is blind to a file in place
   * of a folder. For few paths, since the same thing may be told twice.
   */
  readonly eager?: boolean;
  /** What goes wrong while watching, in a sentence; watching goes on. */
  log?(message: string): void;
}

/** See {@link watchPaths}. */
export interface PathWatch {
  /** Settled once changes are seen; never rejects. */
  readonly ready: Promise<void>;
  close(): Promise<void>;
}

/** Several changes close to each other are told at once. */
const quietMilliseconds = 150;
const longestWait = 1500;
const pollingInterval = 1000;

/**
 * Watches files and folders with all they hold, whether they are there yet or not: the watch is on the nearest folder
 * above them that exists, and survives their removal. `onChanges` is called after a short quiet.
 */
export function watchPaths(
  paths: readonly string[],
  options: WatchOptions,
  onChanges: (changes: readonly PathChange[]) => void,
): PathWatch {
  const targets = paths.map((each) => path.resolve(each));
  const roots = [...new Set(targets.map(stableAncestor))];
  const ignored = (file: string): boolean => {
    const resolved = path.resolve(file);
    const onTheWay = targets.some((target) => isInside(resolved, target));
    if (onTheWay) return false;
    const inside = targets.some((target) => isInside(target, resolved));
    return !inside || options.ignored?.(resolved) === true;
  };

  const pending = new Map<string, PathChange>();
  let timer: NodeJS.Timeout | undefined;
  let since = 0;
  let closed = false;
  const tell = (): void => {
    timer = undefined;
    const changes = [...pending.values()];
    pending.clear();
    if (!closed && changes.length > 0) onChanges(changes);
  };
  const note = (file: string, kind: PathChange['kind']): void => {
    if (closed || !targets.some((target) => isInside(target, path.resolve(file)))) return;
    if (pending.size === 0) since = Date.now();
    const resolved = path.resolve(file);
    // Gone and back again, as by an atomic rename, is a change.
    const known = pending.get(resolved)?.kind;
    pending.set(resolved, {
      file: resolved,
      kind: known === 'deleted' && kind === 'created' ? 'changed' : kind,
    });
    clearTimeout(timer);
    timer = setTimeout(tell, Math.max(0, Math.min(quietMilliseconds, since + longestWait - Date.now())));
  };

  let isReady = (): void => undefined;
  const ready = new Promise<void>((resolve) => {
    isReady = resolve;
  });
  const start = (polling: boolean): FSWatcher => {
    const watcher = watch(roots, {
      ignored,
      ignoreInitial: true,
      ignorePermissionErrors: true,
      usePolling: polling,
      interval: pollingInterval,
      binaryInterval: pollingInterval,
    });
    watcher.on('add', (file) => note(file, 'created'));
    watcher.on('change', (file) => note(file, 'changed'));
    watcher.on('unlink', (file) => note(file, 'deleted'));
    if (options.eager) {
      watcher.on('unlinkDir', (file) => note(file, 'deleted'));
      watcher.on('addDir', (file) => note(file, 'created'));
      watcher.on('raw', (_event, name, details) => {
        const file = reported(name, details);
        if (file !== undefined && !ignored(file)) note(file, 'changed');
      });
    }
    watcher.on('ready', () => isReady());
    watcher.on('error', (error) => {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      options.log?.(
        `watching ${roots.join(', ')}: ${error instanceof Error ? error.message : String(error)}`,
      );
      // The system has no more watches to give.
      if (!polling && !closed && current === watcher && (code === 'ENOSPC' || code === 'EMFILE')) {
        current = start(true);
        void watcher.close();
      }
    });
    return watcher;
  };
  let current = start(options.polling);

  return {
    ready,
    async close() {
      closed = true;
      clearTimeout(timer);
      isReady();
      await current.close();
    },
  };
}

/** The path of which the system reports something: a name in a folder that is watched, or the file itself. */
function reported(name: unknown, details: unknown): string | undefined {
  const watched =
    typeof details === 'object' && details !== null && 'watchedPath' in details && details.watchedPath;
  if (typeof name !== 'string' || typeof watched !== 'string') return undefined;
  return path.basename(watched) === name ? watched : path.join(watched, name);
}

/** The nearest folder above that exists. */
function stableAncestor(target: string): string {
  let folder = path.dirname(target);
  while (!existsSync(folder) && path.dirname(folder) !== folder) folder = path.dirname(folder);
  return folder;
}

/** Whether `file` is `folder` or lies in it. */
function isInside(folder: string, file: string): boolean {
  return file === folder || file.startsWith(folder.endsWith(path.sep) ? folder : folder + path.sep);
}
