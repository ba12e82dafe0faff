// Has the client ask for code lenses again, shortly after changes come to rest: their words hang on other files and on artifacts.
// Deliberately absent: what they say, and everything where they are off.

import type { ProjectHost } from '../host/projectHost.ts';
import { describe } from './guard.ts';
import type { Session } from './session.ts';

/** See the head of this file. */
export class CodeLensRefresh {
  readonly #session: Session;
  readonly #rest: number;
  readonly #shown = new WeakSet<ProjectHost>();
  #timer: NodeJS.Timeout | undefined;

  /** `rest`: milliseconds without a change. */
  constructor(session: Session, rest: number) {
    this.#session = session;
    this.#rest = rest;
  }

  /** A project or its settings have changed. */
  update(host: ProjectHost): void {
    if (!this.#session.traits.codeLensRefresh) return;
    const on = host.settings.codeLens !== 'off';
    // Those that were shown go when they are turned off.
    if (!on && !this.#shown.delete(host)) return;
    if (on) this.#shown.add(host);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#session.connection
        .sendRequest('workspace/codeLens/refresh')
        .catch((error: unknown) => this.#session.log(`code lenses: ${describe(error)}`));
    }, this.#rest);
  }

  close(): void {
    clearTimeout(this.#timer);
  }
}
