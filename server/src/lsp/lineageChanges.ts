// Tells the client that a project's lineage may be another, shortly after changes come to rest: once for all of them. Deliberately
// absent: what it is now; who cares asks.

import type { Project } from '../core/project.ts';
import { pathToUri } from '../host/paths.ts';
import type { ProjectHost } from '../host/projectHost.ts';
import { type LineageChanged, methods } from '../protocol.ts';
import type { Session } from './session.ts';

/** See the head of this file. */
export class LineageChanges {
  readonly #session: Session;
  readonly #rest: number;
  readonly #waiting = new Map<
    ProjectHost,
    { readonly timer: NodeJS.Timeout; readonly what: LineageChanged['what'] }
  >();

  /** `rest`: milliseconds without a change. */
  constructor(session: Session, rest: number) {
    this.#session = session;
    this.#rest = rest;
  }

  /** A project has changed. */
  update(host: ProjectHost, before: Project, now: Project): void {
    if (!this.#session.traits.options.status) return;
    const waiting = this.#waiting.get(host);
    clearTimeout(waiting?.timer);
    const what = waiting?.what === 'artifacts' ? 'artifacts' : whatChanged(before, now);
    const timer = setTimeout(() => {
      this.#waiting.delete(host);
      const changed: LineageChanged = { folder: pathToUri(host.folder), what };
      this.#session.notify(methods.lineageChanged, changed);
    }, this.#rest);
    this.#waiting.set(host, { timer, what });
  }

  close(): void {
    for (const { timer } of this.#waiting.values()) clearTimeout(timer);
    this.#waiting.clear();
  }
}

function whatChanged(before: Project, now: Project): LineageChanged['what'] {
  return now.artifacts !== before.artifacts ||
    now.settings !== before.settings ||
    now.context.ownerKeys !== before.context.ownerKeys
    ? 'artifacts'
    : 'texts';
}
