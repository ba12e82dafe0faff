// The findings of all files of one project: found in slices that wait for requests, kept, and found again after changes, those that
// most likely are others first. What was found last stays until it is found again. Deliberately absent: groups, and who asks.

import { setTimeout as pause } from 'node:timers/promises';
import type { Range } from 'vscode-languageserver/node';
import { changeBetween } from '../core/changes.ts';
import { lintSteps } from '../core/lint/engine.ts';
import { prepareLint } from '../core/lint/prepareLint.ts';
import { countOnce } from '../core/lint/report/countOnce.ts';
import { type ListedFinding, listedFindings } from '../core/lint/report/listedFinding.ts';
import { nearFiles } from '../core/lint/report/nearFiles.ts';
import type { Project } from '../core/project.ts';
import type { FindingsProgress } from '../findingsProtocol.ts';
import { inSlices, untilQuiet } from '../host/artifacts/slices.ts';
import { isInPackages } from '../host/listing.ts';
import type { ProjectHost } from '../host/projectHost.ts';
import { shown, toLog } from './diagnostics.ts';
import { describe } from './guard.ts';
import type { Session } from './session.ts';
import { whileCurrent } from './whileCurrent.ts';

/** A finding with its place as the client counts. */
export type KeptFinding = ListedFinding & { readonly range: Range };

/** More texts at once aren't an edit: then everything may be another. */
const manyTexts = 50;
/** Whoever edits sees what hangs on it soon; all else waits for as long as it takes, at most for so many rests. */
const mostRests = 10;

/** See the head of this file. */
export class FindingsOfProject {
  readonly host: ProjectHost;
  readonly #session: Session;
  /** Milliseconds without a change before work begins. */
  readonly #rest: number;
  readonly #tell: () => void;
  readonly #found = new Map<string, readonly KeptFinding[]>();
  #counted: readonly KeptFinding[] | undefined;
  /** The project's own files, sorted. */
  #paths: readonly string[] = [];
  /** Of these, the ones that are to be looked at. */
  #todo = new Set<string>();
  /** Files whose text is another since what is near them was looked at. */
  readonly #changed = new Set<string>();
  /** All that is to do is due, whether near to a change or not. */
  #allDue = true;
  /** Milliseconds that it took last to look at all that wasn't near to a change. */
  #took = 0;
  #before: Project;
  #work: Exclude<FindingsProgress['work'], 'stopped'> = 'waiting';
  #running: AbortController | undefined;

  constructor(session: Session, host: ProjectHost, rest: number, tell: () => void) {
    this.#session = session;
    this.host = host;
    this.#rest = rest;
    this.#tell = tell;
    this.#before = host.current;
    this.#list();
    host.onChange(() => this.#onChange());
  }

  /** What was found, each finding once, without those that settings hide. */
  get findings(): readonly KeptFinding[] {
    this.#counted ??= countOnce([...this.#found.values()].flat());
    return shown(this.#counted, this.host.settings);
  }

  get progress(): FindingsProgress {
    const total = this.#paths.length;
    return {
      work: this.#running ? this.#work : this.#todo.size > 0 ? 'stopped' : 'done',
      done: total - this.#todo.size,
      total,
      complete: this.#paths.every((path) => this.#found.has(path)),
    };
  }

  /** Goes on with what is to do, and keeps all of it current. */
  start(): void {
    if (!this.#running) this.#begin(0);
  }

  stop(): void {
    this.#running?.abort();
    this.#running = undefined;
  }

  /** Everything is to be looked at again. */
  again(): void {
    this.#list();
    this.#allDue = true;
    if (this.#running) this.#begin(0);
  }

  #onChange(): void {
    const before = this.#before;
    const now = this.host.current;
    this.#before = now;
    const { others, texts } = changeBetween(before, now);
    const edited =
      texts && texts.length <= manyTexts ? texts.filter((path) => isEdited(before, now, path)) : undefined;
    if (others || edited === undefined) {
      this.#list();
      this.#allDue = true;
    } else if (edited.length > 0) {
      this.#todo = new Set(this.#paths);
      for (const path of edited) this.#changed.add(path);
    } else return;
    if (this.#running) this.#begin(this.#rest);
    this.#tell();
  }

  /** Lists the project's files, all of which are to be looked at. */
  #list(): void {
    const { config, context, files } = this.host.current;
    const all = new Set([...files.paths, ...context.problems.map(({ path }) => path)]);
    this.#paths = [...all].filter((path) => !isInPackages(config, path)).sort();
    this.#todo = new Set(this.#paths);
    for (const path of this.#found.keys()) if (!this.#todo.has(path)) this.#keep(path, undefined);
  }

  #begin(rest: number): void {
    this.#running?.abort();
    const running = new AbortController();
    this.#running = running;
    this.#work = 'waiting';
    this.#run(rest, running.signal).catch((error: unknown) => {
      if (!running.signal.aborted) this.#session.log(`findings: ${describe(error)}`);
    });
  }

  async #run(rest: number, signal: AbortSignal): Promise<void> {
    const { host } = this;
    await this.#pause(rest, signal);
    await host.loaded;
    signal.throwIfAborted();
    // Whatever ends this is a change.
    if (!host.current.artifacts.manifest || !host.settings.diagnosticsEnabled) return;
    const open = this.#session.documentsOf(host).flatMap(({ file }) => host.pathOf(file) ?? []);
    await this.#lookAt([...nearFiles(host.current, this.#changed), ...open], signal);
    this.#changed.clear();
    if (!this.#allDue) await this.#pause(Math.min(this.#took, this.#rest * mostRests), signal);
    this.#allDue = true;
    const started = performance.now();
    await this.#lookAt([...this.#todo], signal);
    this.#took = performance.now() - started;
    this.#allDue = false;
    this.#work = 'done';
    this.#tell();
  }

  async #pause(milliseconds: number, signal: AbortSignal): Promise<void> {
    this.#work = 'waiting';
    this.#tell();
    await pause(milliseconds, undefined, { ref: false, signal });
  }

  async #lookAt(paths: readonly string[], signal: AbortSignal): Promise<void> {
    this.#work = 'working';
    await inSlices(this.#steps(paths), () => untilQuiet(() => this.#session.quiet(), signal));
  }

  *#steps(paths: readonly string[]): Generator<void, void> {
    for (const path of paths) {
      // Given up where a document was opened or such: what is found hangs on that as little as what was found before.
      while (this.#todo.has(path) && !this.host.isClosed) {
        const found = yield* this.#findingsOf(path);
        if (!found) continue;
        this.#todo.delete(path);
        this.#keep(path, found);
        this.#tell();
        yield;
      }
    }
  }

  /** The findings of a file; undefined where it has to be looked at once more. */
  *#findingsOf(path: string): Generator<void, readonly KeptFinding[] | undefined> {
    const session = this.#session;
    const { host } = this;
    const project = host.current;
    const source = project.files.text(path);
    if (!source) return [];
    const onError = toLog(session, path);
    try {
      yield* whileCurrent(host, project, prepareLint(project, path));
    } catch (error) {
      onError('prepare', error);
    }
    const ctx = { project, path, source, now: session.now() };
    const found = yield* whileCurrent(host, project, lintSteps(ctx, { onError }));
    return (
      found &&
      listedFindings(project, path, source, found, ({ range }) => ({ range: session.rangeIn(source, range) }))
    );
  }

  #keep(path: string, findings: readonly KeptFinding[] | undefined): void {
    if (findings) this.#found.set(path, findings);
    else this.#found.delete(path);
    this.#counted = undefined;
  }
}

/** Whether the text of a file is another; not where nobody has read it before, since then nothing hangs on what it was. */
function isEdited(before: Project, now: Project, path: string): boolean {
  const text = before.files.atHand?.(path);
  return text !== undefined && text !== now.files.text(path);
}
