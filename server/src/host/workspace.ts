// The projects that are in use. One is loaded when a file of it is opened or its view is shown; until then it costs nothing.

import { projectFolderOf } from './discover.ts';
import type { Environment } from './folders.ts';
import { type HostOptions, ProjectHost } from './projectHost.ts';

/** See the head of this file. */
export class Workspace {
  readonly #options: HostOptions;
  readonly #hosts = new Map<string, ProjectHost>();
  readonly #onOpened: (host: ProjectHost) => void;

  constructor(options: HostOptions, onOpened: (host: ProjectHost) => void) {
    this.#options = options;
    this.#onOpened = onOpened;
  }

  get environment(): Environment {
    return this.#options.environment;
  }

  /** The projects loaded or loading. */
  get hosts(): readonly ProjectHost[] {
    return [...this.#hosts.values()];
  }

  /** The project of a file or folder, which starts to load if it hasn't; undefined outside of every project. */
  hostOf(file: string): ProjectHost | undefined {
    const folder = projectFolderOf(file, this.#options.environment);
    return folder === undefined ? undefined : this.open(folder);
  }

  /** The project in a folder. */
  open(folder: string): ProjectHost {
    const known = this.#hosts.get(folder);
    if (known) return known;
    const host = new ProjectHost(folder, this.#options);
    this.#hosts.set(folder, host);
    this.#onOpened(host);
    return host;
  }

  /** Forgets a project whose dbt_project.yml is gone. */
  async forget(folder: string): Promise<void> {
    const host = this.#hosts.get(folder);
    this.#hosts.delete(folder);
    await host?.close();
  }

  async close(): Promise<void> {
    const hosts = this.hosts;
    this.#hosts.clear();
    await Promise.all(hosts.map((host) => host.close()));
  }
}
