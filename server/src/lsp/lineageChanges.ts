// Tells the client that a project's lineage may be another, shortly after changes come to rest: once for all of them. Deliberately
// absent: what it is now; who cares asks.

import { pathToUri } from '../host/paths.ts';
import type { ProjectHost } from '../host/projectHost.ts';
import { type LineageChanged, methods } from '../protocol.ts';
import type { Session } from './session.ts';

/** See the head of this file. */
export class LineageChanges {
  readonly #session: Session;
  readonly #rest: number;
  readonly #waiting = new Map<ProjectHost, NodeJS.Timeout>();

  /** `rest`: milliseconds without a change. */
  constructor(session: Session, rest: number) {
    this.#session = session;
    this.#rest = rest;
  }

  /** A project has changed. */
  update(host: ProjectHost): void {
    if (!this.#session.traits.options.status) return;
    clearTimeout(this.#waiting.get(host));
    const timer = setTimeout(() => {
      this.#waiting.delete(host);
      const changed: LineageChanged = { folder: pathToUri(host.folder) };
      this.#session.notify(methods.lineageChanged, changed);
    }, this.#rest);
    this.#waiting.set(host, timer);
  }

  close(): void {
    for (const timer of this.#waiting.values()) clearTimeout(timer);
    this.#waiting.clear();
  }
}
