// Tells the client what is known of each project's artifacts, whenever that changes. Clients that show no status get each
// problem once, in the log that every editor has.

import type { ArtifactName } from '../core/artifacts/types.ts';
import { pathToUri } from '../host/paths.ts';
import type { ProjectHost } from '../host/projectHost.ts';
import { methods, type ProjectStatus } from '../protocol.ts';
import type { Session } from './session.ts';

const order: readonly ArtifactName[] = ['manifest', 'run_results', 'sources', 'catalog', 'semantic_manifest'];

/** What is said of a project. */
export function statusOf(host: ProjectHost): ProjectStatus {
  const { artifacts } = host.current;
  const problems = artifacts.problems.map(({ message }) => message);
  if (host.isLoaded && !artifacts.manifest && problems.length === 0)
    problems.push('There is no manifest.json yet. Run "dbt parse".');
  return {
    folder: pathToUri(host.folder),
    name: host.name,
    state: !host.isLoaded ? 'loading' : problems.length > 0 ? 'problem' : 'ready',
    artifacts: order.flatMap((name) => {
      const file = artifacts.files[name];
      if (!file) return [];
      // A copied or checked-out file is newer than what it says; a card goes by the latter too.
      const written = name === 'manifest' ? artifacts.manifest?.metadata.generatedAt : undefined;
      return [{ name, path: file.path, modifiedAt: written ?? file.modifiedAt }];
    }),
    problems,
  };
}

/** See the head of this file. */
export class Status {
  readonly #session: Session;
  /** What was told last; a project that is gone takes it along. */
  readonly #told = new WeakMap<ProjectHost, string>();

  constructor(session: Session) {
    this.#session = session;
  }

  update(host: ProjectHost): void {
    const status = statusOf(host);
    const text = JSON.stringify(status);
    if (this.#told.get(host) === text) return;
    const before = this.#told.get(host);
    this.#told.set(host, text);
    if (this.#session.traits.options.status) {
      this.#session.notify(methods.status, status);
      return;
    }
    const known = before ? (JSON.parse(before) as ProjectStatus).problems : [];
    for (const problem of status.problems.filter((message) => !known.includes(message)))
      this.#session.notify('window/logMessage', { type: 2, message: `${host.name}: ${problem}` });
  }
}
