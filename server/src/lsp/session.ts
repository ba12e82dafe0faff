// One client's session: its documents, its projects and what it can do. Requests get it as their context.
// Deliberately absent: the protocol's methods (server.ts, requests.ts) and any knowledge of dbt.

import path from 'node:path';
import type { CancellationToken, Location, MessageConnection, Range } from 'vscode-languageserver/node';
import type { Project } from '../core/project.ts';
import { prepareNodeGraph } from '../core/semantics/nodeNeighbours.ts';
import type { NodeId } from '../core/semantics/sql/nodeId.ts';
import { warmFile } from '../core/semantics/sql/warmLineage.ts';
import { warmUpstream } from '../core/semantics/sql/warmNode.ts';
import type { SourceText, TextRange } from '../core/text.ts';
import { inSlices } from '../host/artifacts/slices.ts';
import type { Environment } from '../host/folders.ts';
import { absoluteIn, pathToUri, relativeTo, uriToPath } from '../host/paths.ts';
import type { ProjectHost } from '../host/projectHost.ts';
import { readSettings, type Settings } from '../host/settings.ts';
import { Workspace } from '../host/workspace.ts';
import type { ClientTraits } from './clientTraits.ts';
import { toRange } from './convert.ts';
import { Documents, type OpenDocument } from './documents.ts';
import { Findings } from './findings.ts';
import { checkCancelled, type Log } from './guard.ts';
import { LineageAhead } from './lineageAhead.ts';
import { untilLoaded } from './waiting.ts';

/** A file of a loaded project, at the moment the request reads it. */
export interface FileInProject {
  readonly host: ProjectHost;
  readonly project: Project;
  /** Relative to the project's folder. */
  readonly path: string;
  readonly source: SourceText;
}

export interface SessionOptions {
  readonly connection: MessageConnection;
  readonly traits: ClientTraits;
  readonly environment: Environment;
  readonly log: Log;
  /** Milliseconds from the last edit to its problems. */
  readonly diagnosticDelay: number;
  notify(method: string, params: object): void;
  /** Milliseconds since 1970. */
  now(): number;
  onHostOpened(host: ProjectHost): void;
}

/** Nobody waits for more texts than these to be read for a card: the warm-up reads the others. */
const textsForCard = 25;

/** See the head of this file. */
export class Session {
  readonly documents = new Documents();
  readonly workspace: Workspace;
  readonly findings: Findings;
  readonly ahead = new LineageAhead(this);
  readonly connection: MessageConnection;
  readonly traits: ClientTraits;
  readonly log: Log;
  readonly notify: (method: string, params: object) => void;
  readonly now: () => number;
  #pushedSettings: unknown;
  /** Requests that aren't answered yet. */
  #asked = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(options: SessionOptions) {
    this.connection = options.connection;
    this.traits = options.traits;
    this.log = options.log;
    this.notify = options.notify;
    this.now = options.now;
    this.#pushedSettings = options.traits.options.settings;
    this.findings = new Findings(this, options.diagnosticDelay);
    this.workspace = new Workspace(
      {
        environment: options.environment,
        watch: true,
        watchSources: !options.traits.watchedFiles,
        settings: (folder) => this.settingsOf(folder),
        log: options.log,
        quiet: () => this.quiet(),
      },
      (host) => options.onHostOpened(host),
    );
  }

  /** Runs a request's handler: what is made ahead waits for it. */
  async answering<Result>(run: () => Result | Promise<Result>): Promise<Result> {
    this.#asked++;
    try {
      return await run();
    } finally {
      if (--this.#asked === 0) for (const go of this.#waiting.splice(0)) go();
    }
  }

  /** Settled when every request is answered. */
  async quiet(): Promise<void> {
    while (this.#asked > 0) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  /** The settings for a folder, asked of the client where it can answer. */
  async settingsOf(folder: string): Promise<Settings> {
    if (!this.traits.configuration) return readSettings(this.#pushedSettings);
    const items = [{ scopeUri: pathToUri(folder), section: 'dbtContext' }];
    const answer: unknown = await this.connection.sendRequest('workspace/configuration', { items });
    return readSettings(Array.isArray(answer) ? answer[0] : undefined);
  }

  async settingsChanged(pushed: unknown): Promise<void> {
    this.#pushedSettings = (pushed as { dbtContext?: unknown } | null)?.dbtContext ?? this.#pushedSettings;
    await Promise.all(this.workspace.hosts.map((host) => host.settingsChanged()));
  }

  /** Tells a document's text to the project that it belongs to. */
  tell({ file, source }: OpenDocument): void {
    const place = file === undefined ? undefined : this.placeOf(file);
    place?.host.documentChanged(place.path, source);
  }

  /** A dbt_project.yml came or went: documents may belong to other projects now. Gives those that are gone. */
  async projectsChanged(): Promise<readonly ProjectHost[]> {
    const gone = await this.workspace.lookAgain();
    for (const host of gone) this.findings.closed(host);
    for (const document of this.documents.all) this.tell(document);
    return gone;
  }

  /** The project that a document's text is told to, and its path there. */
  placeOf(file: string): { readonly host: ProjectHost; readonly path: string } | undefined {
    const host = this.workspace.hostOf(file);
    const inside = host && relativeTo(host.folder, file);
    return host && inside ? { host, path: inside } : undefined;
  }

  /** A file of a project, when that is loaded; undefined for files of no project and files that dbt generates. */
  async fileOf(uri: string, token: CancellationToken): Promise<FileInProject | undefined> {
    const host = await this.hostOf(uri, token);
    const file = this.diskPathOf(uri);
    return host && file !== undefined ? this.loadedFile(host, file) : undefined;
  }

  /** The project of a file or folder, when that is loaded. */
  async hostOf(uri: string, token: CancellationToken): Promise<ProjectHost | undefined> {
    const file = this.diskPathOf(uri);
    const host = file === undefined ? undefined : this.workspace.hostOf(file);
    if (host) await untilLoaded(host, token);
    return host;
  }

  /** The project of the first of some files and folders that has one, else the first project below one of them, when loaded. */
  async hostOfAny(uris: readonly string[], token: CancellationToken): Promise<ProjectHost | undefined> {
    for (const uri of uris) {
      const host = await this.hostOf(uri, token);
      if (host) return host;
    }
    for (const uri of uris) {
      const folder = this.diskPathOf(uri);
      const host = folder === undefined ? undefined : await this.workspace.firstBelow(folder);
      if (host) await untilLoaded(host, token);
      if (host) return host;
    }
    return undefined;
  }

  /** The path on disk of a document or of any file; undefined for what lies on none. */
  diskPathOf(uri: string): string | undefined {
    return this.documents.get(uri)?.file ?? uriToPath(uri);
  }

  /** Has understood what a file's SQL reads, in slices, so that an answer about it holds nobody up. */
  async understand({ project, path: file }: FileInProject, token?: CancellationToken): Promise<void> {
    await this.inSlices(warmFile(project, file), token);
  }

  /** The same for what a node reads. */
  async understandNode(project: Project, id: NodeId, token: CancellationToken): Promise<void> {
    await this.inSlices(warmUpstream(project, id), token);
  }

  /** Has what a card counts, of so many edited texts as somebody waits for; the card says how many it leaves out. */
  async readEdited(project: Project, token?: CancellationToken): Promise<void> {
    await this.inSlices(prepareNodeGraph(project, textsForCard), token);
  }

  /** Runs steps of an answer in slices, so that others are answered meanwhile; a cancelled request ends between two. */
  inSlices<Result>(steps: Generator<void, Result>, token?: CancellationToken): Promise<Result> {
    return inSlices(untilCancelled(steps, token));
  }

  /** As {@link fileOf}, for an open document of a project that is loaded already. */
  loadedFile(host: ProjectHost, file: string): FileInProject | undefined {
    const inside = host.pathOf(file);
    const source = inside === undefined ? undefined : host.current.files.text(inside);
    if (inside === undefined || source === undefined) return undefined;
    return { host, project: host.current, path: inside, source };
  }

  /** The URI of a project's file, spelled as the client does. */
  uriOf(host: ProjectHost, inside: string): string | undefined {
    const file = absoluteIn(host.folder, inside);
    return file && (this.documents.uriOf(file) ?? pathToUri(file));
  }

  /** A place in a project's file; undefined when the file isn't there or lies outside of the project. */
  locationOf(
    host: ProjectHost,
    project: Project,
    place: { path: string; range: TextRange },
  ): Location | undefined {
    const uri = this.uriOf(host, place.path);
    const source = uri === undefined ? undefined : project.files.text(place.path);
    return uri && source ? { uri, range: this.rangeIn(source, place.range) } : undefined;
  }

  rangeIn(source: SourceText, range: TextRange): Range {
    return toRange(source, range, this.traits.encoding);
  }

  /** The open documents of a project. */
  documentsOf(host: ProjectHost): readonly (OpenDocument & { readonly file: string })[] {
    return this.documents.all.filter(
      (document): document is OpenDocument & { readonly file: string } =>
        document.file?.startsWith(host.folder + path.sep) === true &&
        this.workspace.hostOf(document.file) === host,
    );
  }
}

function* untilCancelled<Result>(
  steps: Generator<void, Result>,
  token: CancellationToken | undefined,
): Generator<void, Result> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (token) checkCancelled(token);
    yield;
  }
}
