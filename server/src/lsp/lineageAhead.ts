// Goes on with what an answer was given without, while nobody waits, and tells the client when it is made: one thing at a time, the last
// that was asked for. Deliberately absent: what is made.

import type { Project } from '../core/project.ts';
import { inSlices, untilQuiet } from '../host/artifacts/slices.ts';
import { pathToUri } from '../host/paths.ts';
import type { ProjectHost } from '../host/projectHost.ts';
import { type LineageChanged, methods } from '../protocol.ts';
import { describe } from './guard.ts';
import type { Session } from './session.ts';
import { whileCurrent } from './whileCurrent.ts';

/** See the head of this file. */
export class LineageAhead {
  readonly #session: Pick<Session, 'quiet' | 'log' | 'notify' | 'traits'>;
  #last: Generator<void, void> | undefined;

  constructor(session: Pick<Session, 'quiet' | 'log' | 'notify' | 'traits'>) {
    this.#session = session;
  }

  /** Ends where something else is gone on with, or the project is another (a change is told of anyway) or closed. */
  goOn(host: ProjectHost, project: Project, steps: Generator<void, void>): void {
    this.#last = steps;
    this.#run(host, project, steps).catch((error: unknown) =>
      this.#session.log(`${methods.lineageGraph}: ${describe(error)}`),
    );
  }

  async #run(host: ProjectHost, project: Project, steps: Generator<void, void>): Promise<void> {
    const pause = () => untilQuiet(() => this.#session.quiet());
    const isMade = await inSlices(whileCurrent(host, project, this.#whileLast(steps)), pause);
    if (this.#last === steps) this.#last = undefined;
    if (!isMade || !this.#session.traits.options.status) return;
    const changed: LineageChanged = { folder: pathToUri(host.folder) };
    this.#session.notify(methods.lineageChanged, changed);
  }

  /** Whether the steps came to their end. */
  *#whileLast(steps: Generator<void, void>): Generator<void, boolean> {
    for (const _ of steps) {
      if (this.#last !== steps) return false;
      yield;
    }
    return true;
  }
}
