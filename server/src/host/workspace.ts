// The projects that are in use. One is loaded when a file of it is opened or its view is shown; until then it costs nothing.

import { projectFolderOf, projectsBelow } from './discover.ts';
import { type HostOptions, ProjectHost } from './projectHost.ts';

/** See the head of this file. */
export class Workspace {
  readonly #options: HostOptions;
  readonly #hosts = new Map<string, ProjectHost>();
  /** The project of every file and folder that was asked for. */
  readonly #places = new Map<string, { readonly project: string | undefined }>();
  /** The projects below every folder that was looked through. */
  readonly #below = new Map<string, Promise<readonly string[]>>();
  readonly #onOpened: (host: ProjectHost) => void;

  constructor(options: HostOptions, onOpened: (host: ProjectHost) => void) {
    this.#options = options;
    this.#onOpened = onOpened;
  }

  /** The projects loaded or loading. */
  get hosts(): readonly ProjectHost[] {
    return [...this.#hosts.values()];
  }

  /** The project of a file or folder, which starts to load if it hasn't; undefined outside of every project. */
  hostOf(file: string): ProjectHost | undefined {
    // Asked for at every keystroke, of few files.
    let place = this.#places.get(file);
    if (place === undefined) {
      place = { project: projectFolderOf(file, this.#options.environment) };
      this.#places.set(file, place);
    }
    return place.project === undefined ? undefined : this.open(place.project);
  }

  /** The outermost project at or below a folder, which starts to load if it hasn't; undefined where there is none. */
  async firstBelow(folder: string): Promise<ProjectHost | undefined> {
    const known = this.#below.get(folder) ?? projectsBelow(folder, this.#options.environment);
    this.#below.set(folder, known);
    const [first] = await known;
    return first === undefined ? undefined : this.open(first);
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

  /** Looks again which folders are projects, and closes those that are none any more; gives them. */
  async lookAgain(): Promise<readonly ProjectHost[]> {
    this.#places.clear();
    this.#below.clear();
    const { environment } = this.#options;
    const gone = this.hosts.filter(({ folder }) => projectFolderOf(folder, environment) !== folder);
    for (const { folder } of gone) this.#hosts.delete(folder);
    await Promise.all(gone.map((host) => host.close()));
    return gone;
  }

  async close(): Promise<void> {
    const hosts = this.hosts;
    this.#hosts.clear();
    await Promise.all(hosts.map((host) => host.close()));
  }
}
