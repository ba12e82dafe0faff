// One artifact file of a target folder: reads it when it changed, again when it was torn, and says what is wrong with it.
// The last good value is never taken away. Deliberately absent: what is in the file, and how it is noticed that it changed.

import { stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { ArtifactName, ArtifactProblem } from '../../core/artifacts/types.ts';
import type { FileStamp, Outcome } from './jobs.ts';

/** What reading the file gave: whether its value is of use, and what to tell. */
export type SlotRead =
  | Exclude<Outcome, { status: 'read' }>
  | {
      readonly status: 'read';
      readonly stamp: FileStamp;
      readonly useful: boolean;
      readonly problems: readonly ArtifactProblem[];
    };

/** What a slot needs. */
export interface SlotOptions {
  readonly name: ArtifactName;
  readonly file: string;
  /** Reads the file and takes its value over. */
  read(): Promise<SlotRead>;
  /** Something about the file or its problems changed. */
  onChange(): void;
}

/** See the head of this file. */
export interface ArtifactSlot {
  /** Looks at the file, and reads it if it is another than the one read. Never rejects. */
  check(): Promise<void>;
  /** Reads the file again even if it seems to be the same. */
  reread(): void;
  /** The state of the file that is in use. */
  readonly stamp: FileStamp | undefined;
  readonly problems: readonly ArtifactProblem[];
  close(): void;
}

/** Milliseconds between looks at a torn file; then only a change counts. dbt needs seconds to write a large manifest. */
const delays = [100, 200, 400, 800, 1600, 3200, 6400, 12_800];
/** After how many looks a torn file is told of: before that, dbt is just writing. */
const patience = 3;

/** How each file comes into being. */
const commands: Readonly<Record<ArtifactName, string>> = {
  manifest: 'dbt parse',
  catalog: 'dbt docs generate',
  run_results: 'dbt build',
  sources: 'dbt source freshness',
  semantic_manifest: 'dbt parse',
};

/** See {@link ArtifactSlot}. */
export function artifactSlot(options: SlotOptions): ArtifactSlot {
  const { name, file } = options;
  const base = path.basename(file);
  let closed = false;
  /** Ends a pause between two looks. */
  let wake: AbortController | undefined;
  let stamp: FileStamp | undefined;
  let problems: readonly ArtifactProblem[] = [];
  let running: Promise<void> | undefined;
  let again = false;
  let forced = false;
  let rereadFor: FileStamp | undefined;

  const tell = (next: readonly ArtifactProblem[]): boolean => {
    if (next.length === problems.length && next.every(({ message }, i) => message === problems[i]?.message))
      return false;
    problems = next;
    return true;
  };
  const problem = (what: string): readonly ArtifactProblem[] => {
    const stays = stamp ? ' The last good one is used.' : '';
    return [{ artifact: name, message: `${base} ${what}.${stays} Run "${commands[name]}".` }];
  };

  /** One look at the file; whether another one soon may find it mended. */
  const look = async (attempt: number): Promise<boolean> => {
    const force = forced;
    forced = false;
    if (!force && stamp && (await isSame(file, stamp))) {
      if (tell([])) options.onChange();
      return false;
    }
    const read = await options.read();
    if (closed) return false;
    let changed = false;
    switch (read.status) {
      case 'read':
        if (read.useful) stamp = read.stamp;
        changed = true;
        tell(read.problems);
        break;
      case 'missing':
        changed = tell(stamp ? problem('is gone') : []);
        break;
      case 'unreadable':
        changed = tell(problem(`can't be read: ${read.why}`));
        break;
      case 'torn':
        if (attempt >= patience) changed = tell(problem('is incomplete; dbt may be writing it'));
        break;
    }
    if (changed) options.onChange();
    return read.status === 'torn';
  };

  const run = async (first: () => void): Promise<void> => {
    for (let attempt = 1; !closed; ) {
      again = false;
      const torn = await look(attempt).catch((error: unknown) => {
        if (tell(problem(`can't be read: ${error instanceof Error ? error.message : String(error)}`)))
          options.onChange();
        return false;
      });
      if (!torn || attempt >= patience) first();
      if (again) {
        attempt = 1;
        continue;
      }
      const delay = torn ? delays[attempt - 1] : undefined;
      if (delay === undefined) break;
      wake = new AbortController();
      // While somebody waits for the first answer, the pause keeps the process alive.
      const how = { ref: attempt < patience, signal: wake.signal };
      await pause(delay, undefined, how).catch(() => undefined);
      attempt = again ? 1 : attempt + 1;
    }
    running = undefined;
    first();
  };

  return {
    check() {
      again = true;
      if (running) {
        wake?.abort();
        return running;
      }
      const answered = new Promise<void>((resolve) => {
        running = run(resolve);
      });
      return answered;
    },
    reread() {
      // Once for one state of the file: if it is what dbt wrote, reading it again doesn't help.
      if (rereadFor === stamp) return;
      rereadFor = stamp;
      forced = true;
      void this.check();
    },
    get stamp() {
      return stamp;
    },
    get problems() {
      return problems;
    },
    close() {
      closed = true;
      wake?.abort();
    },
  };
}

async function isSame(file: string, stamp: FileStamp): Promise<boolean> {
  try {
    const now = await stat(file);
    return (
      now.isFile() && now.size === stamp.size && now.mtimeMs === stamp.modifiedAt && now.ino === stamp.inode
    );
  } catch {
    return false;
  }
}
