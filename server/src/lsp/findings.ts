// Which project's findings are looked for, and when the client is told that they may be others. Deliberately absent: the work
// (findingsOfProject.ts) and what is answered (features/findings.ts).

import type { FindingsChanged } from '../findingsProtocol.ts';
import { pathToUri } from '../host/paths.ts';
import type { ProjectHost } from '../host/projectHost.ts';
import { methods } from '../protocol.ts';
import { FindingsOfProject } from './findingsOfProject.ts';
import type { Session } from './session.ts';

/** As many times the rest after which diagnostics are looked for: these are more, and nobody looks at them while typing. */
const restOfAll = 5;

/** See the head of this file. */
export class Findings {
  readonly #session: Session;
  /** Milliseconds. */
  readonly #rest: number;
  readonly #projects = new WeakMap<ProjectHost, FindingsOfProject>();
  #watched: FindingsOfProject | undefined;
  #telling: NodeJS.Timeout | undefined;

  constructor(session: Session, diagnosticDelay: number) {
    this.#session = session;
    this.#rest = diagnosticDelay * restOfAll;
  }

  /** Those of a project, looked for or not. */
  of(host: ProjectHost): FindingsOfProject {
    const known = this.#projects.get(host);
    if (known) return known;
    const made: FindingsOfProject = new FindingsOfProject(this.#session, host, this.#rest, () =>
      this.#tell(made),
    );
    this.#projects.set(host, made);
    return made;
  }

  /** Has those of a project looked for, and of no other; of none where it is undefined. */
  watch(host: ProjectHost | undefined): void {
    const wanted = host && this.of(host);
    if (this.#watched !== wanted) this.#watched?.stop();
    this.#watched = wanted;
    wanted?.start();
  }

  /** A project is gone. */
  closed(host: ProjectHost): void {
    if (this.#watched?.host === host) this.watch(undefined);
  }

  close(): void {
    this.watch(undefined);
    clearTimeout(this.#telling);
  }

  /** Several changes are told as one. */
  #tell(of: FindingsOfProject): void {
    if (of !== this.#watched) return;
    this.#telling ??= setTimeout(() => {
      this.#telling = undefined;
      if (of !== this.#watched) return;
      const params: FindingsChanged = { folder: pathToUri(of.host.folder) };
      this.#session.notify(methods.findingsChanged, params);
    }, this.#rest / 2);
  }
}
