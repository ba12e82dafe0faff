// One dbt project being worked on: the only mutable state. `current` is an immutable value; a request reads it once and works on
// that to its end. Everything that happens (typing, saving, artifacts, settings) replaces it. No editor and no protocol here.

import path from 'node:path';
import { derivedStore } from '../core/derived.ts';
import { contextOf } from '../core/lint/context.ts';
import type { Project } from '../core/project.ts';
import { type SourceText, sourceText } from '../core/text.ts';
import { contextFile } from '../core/yaml/contextConfig.ts';
import { packagesFiles } from '../core/yaml/packagesFile.ts';
import { type ProjectConfig, projectConfig, projectFile } from '../core/yaml/projectConfig.ts';
import { noArtifacts, type OpenArtifacts, openArtifacts } from './artifacts/openArtifacts.ts';
import { type PathWatch, watchPaths } from './artifacts/watchPaths.ts';
import {
  type FileChange,
  type HostFiles,
  noFiles,
  savedText,
  withChanges,
  withListing,
  withOpen,
} from './files.ts';
import { cacheFolder, type Environment, targetFolder } from './folders.ts';
import {
  isGenerated,
  isInPackages,
  isSourceFile,
  listFiles,
  localPackages,
  packageFolders,
  sourceFolders,
  within,
} from './listing.ts';
import { relativeTo } from './paths.ts';
import { defaultSettings, type Settings } from './settings.ts';
import { type WarmUp, warmUp } from './warmUp.ts';

/** What a host needs from whoever opens it. */
export interface HostOptions {
  readonly environment: Environment;
  /** Artifacts and files are watched for changes, and what follows from them is made ahead; the command line only reads them. */
  readonly watch: boolean;
  /** Source files are watched here, since no client tells of them. */
  readonly watchSources: boolean;
  settings(folder: string): Promise<Settings>;
  log(message: string): void;
  /** Settled when nobody waits for an answer; what is made ahead goes on only then. */
  quiet?(): Promise<void>;
}

/** See the head of this file. */
export class ProjectHost {
  readonly folder: string;
  /** Settled when the project is loaded; never rejects. */
  readonly loaded: Promise<void>;
  isLoaded = false;
  /** It is in use no more: `current` stays what it is. */
  isClosed = false;

  readonly #options: HostOptions;
  readonly #listeners = new Set<() => void>();
  #current: Project;
  #files: HostFiles;
  #settings = defaultSettings;
  #artifacts: OpenArtifacts | undefined;
  #sourceWatch: PathWatch | undefined;
  #warmUp: WarmUp | undefined;
  #watched = '';
  /** Folders of packages within the project, as of the last listing. */
  #localPackages: readonly string[] = [];
  #listing = 0;

  constructor(folder: string, options: HostOptions) {
    this.folder = folder;
    this.#options = options;
    this.#files = noFiles(folder);
    this.#current = {
      config: this.#readConfig(),
      files: this.#files,
      artifacts: noArtifacts,
      context: contextOf(this.#files),
      settings: { ownerKeys: this.#settings.ownerKeys },
      sqlParser: undefined,
      derived: derivedStore(),
    };
    this.loaded = this.#load().catch((error: unknown) => this.#log('load', error));
  }

  /** The project at this moment. */
  get current(): Project {
    return this.#current;
  }

  /** The settings for its folder. */
  get settings(): Settings {
    return this.#settings;
  }

  /** Its name in dbt_project.yml, or its folder's. */
  get name(): string {
    return this.#current.config.name ?? path.basename(this.folder);
  }

  get targetFolder(): string {
    return targetFolder(this.folder, {
      setting: this.#settings.targetPath,
      environment: this.#options.environment,
      config: this.#current.config.targetPath,
    });
  }

  /** The folders of its packages, installed and local ones. */
  get packageFolders(): readonly string[] {
    return [...packageFolders(this.#current.config), ...this.#localPackages];
  }

  /** Settled when the lineage of the project as it is has been made; at once where none is made ahead. */
  get warm(): Promise<void> {
    return this.#warmUp?.idle ?? Promise.resolve();
  }

  /** Calls back after every change; returns how to stop. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The path of a file in this project; undefined for what dbt generates and for files of others. */
  pathOf(file: string): string | undefined {
    const inside = relativeTo(this.folder, file);
    if (inside === undefined || inside === '') return undefined;
    if (relativeTo(this.targetFolder, file) !== undefined) return undefined;
    const { config } = this.#current;
    return isGenerated(config, inside) && !isInPackages(config, inside) ? undefined : inside;
  }

  /** A document was opened or edited. */
  documentChanged(file: string, source: SourceText): void {
    this.#setFiles(withOpen(this.#files, file, source));
  }

  documentClosed(file: string): void {
    this.#setFiles(withOpen(this.#files, file, undefined));
  }

  /** Files were made, written or removed on disk; saving a document counts as written. */
  filesChanged(changes: readonly FileChange[]): void {
    const { config } = this.#current;
    const isLocal = (file: string) => this.#localPackages.some((folder) => within(folder, file));
    const known = changes.filter(
      ({ path: file, kind }) =>
        kind !== 'created' || isSourceFile(config, file) || isLocal(file) || this.#files.listed.has(file),
    );
    if (known.length > 0) this.#setFiles(withChanges(this.#files, known));
    const listAgain = changes.some(
      ({ path: file }) =>
        file === projectFile || packagesFiles.includes(file) || isInPackages(config, file) || isLocal(file),
    );
    if (listAgain) this.#run('list files', this.#list());
  }

  /** The settings may have changed. */
  async settingsChanged(): Promise<void> {
    const before = this.#settings;
    await this.#readSettings();
    const { targetPath, watchPolling } = this.#settings;
    if (targetPath !== before.targetPath || watchPolling !== before.watchPolling) await this.#openArtifacts();
    this.#set({ settings: { ownerKeys: this.#settings.ownerKeys } });
  }

  /** Has the SQL parsers too; never rejects. Apart from loading, since they weigh much and not everything needs them. */
  async loadSqlParser(): Promise<void> {
    try {
      const { loadSqlParser } = await import('./sqlParsers.ts');
      const sqlParser = await loadSqlParser();
      this.#set({ sqlParser });
    } catch (error) {
      this.#log('load the SQL parsers', error);
    }
  }

  /** Reads everything again. */
  async reload(): Promise<void> {
    const open = [...this.#files.open.keys()];
    this.#setFiles(
      withChanges(
        this.#files,
        this.#files.paths.map((file) => ({ path: file, kind: 'changed' })),
      ),
    );
    await Promise.all([this.#list(), this.#openArtifacts()]);
    this.#options.log(`${this.name}: read again, ${open.length} open documents kept`);
  }

  async close(): Promise<void> {
    this.isClosed = true;
    this.#warmUp?.stop();
    this.#listeners.clear();
    await Promise.all([this.#artifacts?.close(), this.#sourceWatch?.close()]);
  }

  async #load(): Promise<void> {
    await this.#readSettings();
    if (this.isClosed) return;
    this.#set({ settings: { ownerKeys: this.#settings.ownerKeys } });
    await Promise.all([this.#list(), this.#openArtifacts()]);
    if (this.isClosed) return;
    this.isLoaded = true;
    if (this.#options.watch) this.#warmUp = warmUp(this, this.#options);
    this.#set({});
  }

  async #readSettings(): Promise<void> {
    try {
      this.#settings = await this.#options.settings(this.folder);
    } catch (error) {
      this.#log('settings', error);
    }
  }

  /** Lists the files; when dbt_project.yml changes meanwhile, the later listing counts. */
  async #list(): Promise<void> {
    const turn = ++this.#listing;
    const { config } = this.#current;
    const paths = await listFiles(this.folder, config, this.#options.environment);
    if (turn !== this.#listing || this.isClosed) return;
    this.#localPackages = localPackages(this.folder);
    this.#setFiles(withListing(this.#files, paths));
    if (this.#options.watchSources) await this.#watchSources(config);
  }

  async #watchSources(config: ProjectConfig): Promise<void> {
    const folders = [...sourceFolders(config), ...this.#localPackages].map((folder) =>
      path.join(this.folder, folder),
    );
    const files = [projectFile, contextFile, ...packagesFiles].map((file) => path.join(this.folder, file));
    const paths = [...folders, ...files];
    if (paths.join('\n') === this.#watched) return;
    this.#watched = paths.join('\n');
    await this.#sourceWatch?.close();
    if (this.isClosed) return;
    const watch = watchPaths(
      paths,
      {
        polling: this.#settings.watchPolling,
        ignored: (file) => isGeneratedIn(this.folder, config, file),
        log: this.#options.log,
      },
      (changes) =>
        this.filesChanged(
          changes.flatMap(({ file, kind }) => {
            const inside = relativeTo(this.folder, file);
            return inside === undefined ? [] : [{ path: inside, kind }];
          }),
        ),
    );
    this.#sourceWatch = watch;
    // What came or went before the watch was up is found by listing once more.
    this.#run(
      'list files',
      watch.ready.then(() => this.#list()),
    );
  }

  async #openArtifacts(): Promise<void> {
    const before = this.#artifacts;
    // What was known stays until all of the new is: nothing blanks when the target folder is another one.
    let complete = false;
    const opened = openArtifacts({
      targetFolder: this.targetFolder,
      cacheFolder: cacheFolder(this.folder, this.#options.environment),
      projectFolder: this.folder,
      polling: this.#settings.watchPolling,
      watch: this.#options.watch,
      log: this.#options.log,
      onChange: (artifacts) => {
        if (complete && this.#artifacts === opened) this.#set({ artifacts });
      },
    });
    this.#artifacts = opened;
    await before?.close();
    await opened.loaded;
    complete = true;
    // Another one was opened meanwhile, by a change of the settings.
    if (this.#artifacts === opened) this.#set({ artifacts: opened.current });
  }

  #readConfig(): ProjectConfig {
    const text = savedText(this.#files, projectFile) ?? sourceText('');
    return projectConfig(text, this.#options.environment);
  }

  #setFiles(files: HostFiles): void {
    if (files === this.#files) return;
    const saved = savedText(this.#files, projectFile);
    this.#files = files;
    // dbt_project.yml counts as it was saved: half a path while typing must not empty the project.
    const config = savedText(files, projectFile) === saved ? this.#current.config : this.#readConfig();
    const target = this.targetFolder;
    this.#set({ files, config, context: contextOf(files) });
    if (this.isLoaded && target !== this.targetFolder) this.#run('open the artifacts', this.#openArtifacts());
  }

  #set(change: Partial<Project>): void {
    if (this.isClosed) return;
    this.#current = { ...this.#current, ...change };
    for (const listener of this.#listeners) listener();
  }

  #run(what: string, work: Promise<void>): void {
    work.catch((error: unknown) => this.#log(what, error));
  }

  #log(what: string, error: unknown): void {
    this.#options.log(`${this.name}: ${what}: ${error instanceof Error ? error.stack : String(error)}`);
  }
}

function isGeneratedIn(folder: string, config: ProjectConfig, file: string): boolean {
  const inside = relativeTo(folder, file);
  return inside !== undefined && isGenerated(config, inside);
}
