// Watches the artifacts of a target folder. Events only say that it is time to look: what became of a file, a look tells.
// Deliberately absent: reading.

import path from 'node:path';
import { watchPaths } from './watchPaths.ts';

/** What to watch. */
export interface ArtifactWatchOptions {
  readonly targetFolder: string;
  /** Absolute paths of the artifacts. */
  readonly files: readonly string[];
  readonly polling: boolean;
  /** Something may have changed. */
  onChange(): void;
  log(message: string): void;
}

/** Starts to watch; nothing else in the target folder is looked at, and it may come and go. */
export function watchArtifacts(options: ArtifactWatchOptions): { close(): Promise<void> } {
  const files = new Set(options.files.map((file) => path.resolve(file)));
  const folder = path.resolve(options.targetFolder);
  const watch = watchPaths(
    [folder],
    {
      polling: options.polling,
      eager: true,
      ignored: (file) => file !== folder && !files.has(file),
      log: options.log,
    },
    options.onChange,
  );
  // What changed before the watch was up is seen now.
  void watch.ready.then(options.onChange);
  return { close: () => watch.close() };
}
