// Somebody who types, pastes, points, saves and breaks artifacts at random in a project on disk, faster than anybody could; the
// same for the same seed. Everything that a server mustn't do is kept as a complaint. Deliberately absent: what is right.

import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import {
  CancellationTokenSource,
  type CompletionItem,
  LSPErrorCodes,
  ResponseError,
} from 'vscode-languageserver/node';
import { offsetAt, positionAt, sourceText } from '../../server/src/core/text.ts';
import { pathToUri } from '../../server/src/host/paths.ts';
import { methods } from '../../server/src/protocol.ts';
import { connectInProcess, vscodeCapabilities } from './client.ts';
import { breakArtifact, idsIn, ignoringMissing, readSafely, sourceFiles } from './fuzzFiles.ts';
import { type FuzzRequest, type Position, randomRequest } from './fuzzRequests.ts';
import { lastRequest, processorTime } from './fuzzTimes.ts';
import { fragments, projectFragment, type Random } from './random.ts';

/** What to do it to. */
export interface FuzzOptions {
  /** A folder of its own with a project; its files and artifacts are changed. */
  readonly folder: string;
  /** The same project, which stays as it is. */
  readonly original: string;
  /** Outside of the folder: stands for the home of the user. */
  readonly cache: string;
  readonly now: number;
  readonly random: Random;
}

/** What a request took by itself, or an edit with the problems of all open documents and what else is done meanwhile. */
export interface Took {
  readonly method: string;
  readonly params: object;
  /** Relative to the project's folder, where it is about a file, and the text it had then. */
  readonly file: string | undefined;
  readonly text: string;
  /** Milliseconds of the processor's time. */
  readonly first: number;
  /** The best of three of the same again: at once, and each behind an edit of the file. Undefined where it wasn't slow. */
  readonly again: { readonly warm: number; readonly edited: number } | undefined;
}

/** See the head of this file. */
export interface Fuzzer {
  /** Does so many random things, some at the same time. */
  steps(count: number): Promise<void>;
  /** Does so many random things one after the other, and tells what each took; what took longer than `slow` ms is done again. */
  timedSteps(count: number, slow: number, told: (took: Took) => void): Promise<void>;
  /** Waits until the server has nothing to do. */
  settle(): Promise<void>;
  /** Puts everything back as it was, closes all documents and waits until the server has nothing to do. */
  restore(): Promise<void>;
  /** Has the project go and come back, and with it all that was remembered of it. */
  reopen(): Promise<void>;
  /** What the server did wrong, with what it was told to do. */
  readonly complaints: readonly string[];
  /** How many requests were answered, cancelled ones apart. */
  readonly answered: number;
  close(): Promise<void>;
}

interface OpenText {
  version: number;
  text: string;
  /** More than this much text isn't added to. */
  readonly longest: number;
}

/** How many files somebody works on at a time. */
const atHand = 12;
const spare = 30_000;

/** Starts a server on the folder. */
export async function startFuzzer(options: FuzzOptions): Promise<Fuzzer> {
  const { folder, original, random } = options;
  const { connection, server } = connectInProcess(options.now, {
    XDG_CACHE_HOME: options.cache,
    HOME: options.cache,
  });
  const complaints: string[] = [];
  let answered = 0;
  connection.onNotification((method, params) => {
    if (method !== 'window/logMessage' && method !== 'window/showMessage') return;
    const { type, message } = params as { readonly type: number; readonly message: string };
    if (type === 1 || /\n\s+at |Error:/.test(message)) complaints.push(`${method}: ${message}`);
  });
  connection.onRequest((method, params) =>
    method === 'workspace/configuration'
      ? (params as { items: unknown[] }).items.map(() => ({ codeLens: 'columns' }))
      : null,
  );
  connection.onError(([error]) => complaints.push(`connection: ${error.message}`));
  connection.listen();
  const uri = (file: string) => pathToUri(path.resolve(folder, file));
  await connection.sendRequest('initialize', {
    processId: null,
    rootUri: uri('.'),
    workspaceFolders: [{ uri: uri('.'), name: 'fuzz' }],
    capabilities: vscodeCapabilities,
    initializationOptions: { status: true, commandLinks: true, themeIcons: true },
  });
  await connection.sendNotification('initialized', {});

  const files = sourceFiles(original);
  const touched = new Set<string>();
  const hand: string[] = [];
  const open = new Map<string, OpenText>();
  const ids = idsIn(path.join(original, 'target/manifest.json'));
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)]!;
  const below = (limit: number): number => Math.floor(random() * limit);
  const textDocument = (file: string) => ({ uri: uri(file) });

  const opened = async (file: string): Promise<OpenText> => {
    const known = open.get(file);
    if (known) return known;
    const text = readSafely(path.join(folder, file));
    const document = { version: 1, text, longest: 2 * text.length + spare };
    open.set(file, document);
    await connection.sendNotification('textDocument/didOpen', {
      textDocument: { ...textDocument(file), languageId: 'sql', version: 1, text },
    });
    return document;
  };
  /** Mostly in the text, sometimes behind its end or that of a line. */
  const somewhere = (text: string): Position => {
    if (random() < 0.05) return { line: below(1e6), character: below(1e6) };
    const { line, character } = positionAt(sourceText(text), below(text.length + 1));
    return random() < 0.05 ? { line, character: character + below(500) } : { line, character };
  };
  const change = async (file: string, changes: readonly object[], text: string): Promise<void> => {
    const document = await opened(file);
    document.version++;
    document.text = text;
    await connection.sendNotification('textDocument/didChange', {
      textDocument: { ...textDocument(file), version: document.version },
      contentChanges: changes,
    });
  };
  const edit = async (file: string): Promise<void> => {
    const { text, longest } = await opened(file);
    if (text.length > longest || random() < 0.01) {
      const fresh = random() < 0.8 ? readSafely(path.join(original, file)) : '';
      await change(file, [{ text: fresh }], fresh);
      return;
    }
    const source = sourceText(text);
    const kind = random();
    const start = somewhere(text);
    const from = offsetAt(source, start);
    // Typing mostly, then deleting, pasting, and copying from elsewhere in the text.
    const inserted =
      kind < 0.4 ? pick(fragments.letters) : kind < 0.6 ? '' : kind < 0.9 ? pasted() : copied(text);
    const until = kind < 0.4 ? from : Math.min(text.length, from + below(kind < 0.6 ? 40 : 8));
    const end = until === from ? start : positionAt(source, until);
    const next = text.slice(0, from) + inserted + text.slice(Math.max(from, until));
    await change(file, [{ range: { start, end }, text: inserted }], next);
  };
  const pasted = (): string => (random() < 0.4 ? projectFragment(random, ids) : pick(fragments.all));
  const copied = (text: string): string => {
    const from = below(text.length + 1);
    return text.slice(from, from + below(300));
  };
  const request = async ({ method, params }: FuzzRequest, cancelled = false): Promise<unknown> => {
    const source = cancelled ? new CancellationTokenSource() : undefined;
    const answer = source
      ? connection.sendRequest(method, params, source.token)
      : connection.sendRequest(method, params);
    source?.cancel();
    try {
      const result = await answer;
      answered++;
      return result;
    } catch (error) {
      const code = error instanceof ResponseError ? error.code : undefined;
      // What can't be renamed is refused.
      if (code !== LSPErrorCodes.RequestFailed && !(source && code === LSPErrorCodes.RequestCancelled))
        complaints.push(`${method} ${JSON.stringify(params)}: ${String(error)}`);
      return undefined;
    }
  };
  const newRequest = async (file: string): Promise<FuzzRequest & { readonly text: string }> => {
    const { text } = random() < 0.8 ? await opened(file) : { text: readSafely(path.join(folder, file)) };
    const id = random() < 0.9 ? pick(ids) : pick(fragments.all);
    const about = { uri: uri(file), folder: uri('.'), id, otherId: pick(ids) };
    return { ...randomRequest(random, about, () => somewhere(text)), text };
  };
  /** What a client asks next because of an answer. */
  const following = (method: string, answer: unknown): FuzzRequest | undefined => {
    const list = Array.isArray(answer) ? (answer as readonly object[]) : [];
    const items = (answer as { readonly items?: readonly CompletionItem[] } | null | undefined)?.items ?? [];
    if (items.length > 0) return { method: 'completionItem/resolve', params: pick(items) };
    if (list.length === 0) return undefined;
    if (method === 'textDocument/codeLens') return { method: 'codeLens/resolve', params: pick(list) };
    if (method !== 'textDocument/prepareCallHierarchy') return undefined;
    const calls = random() < 0.5 ? 'incomingCalls' : 'outgoingCalls';
    return { method: `callHierarchy/${calls}`, params: { item: pick(list) } };
  };
  const ask = async (file: string): Promise<void> => {
    const asked = await newRequest(file);
    const next = following(asked.method, await request(asked, random() < 0.03));
    if (next) await request(next);
  };
  const told = (file: string, type: 1 | 2 | 3) =>
    connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: uri(file), type }] });
  const save = async (file: string): Promise<void> => {
    const { text } = await opened(file);
    touched.add(file);
    writeFileSync(path.join(folder, file), text);
    await connection.sendNotification('textDocument/didSave', { textDocument: textDocument(file) });
    if (random() < 0.5) await told(file, 2);
  };
  const close = async (file: string): Promise<void> => {
    if (!open.delete(file)) return;
    await connection.sendNotification('textDocument/didClose', { textDocument: textDocument(file) });
  };
  /** A file that comes or goes. */
  const makeOrRemove = async (): Promise<void> => {
    const file = pick([
      'models/new_model.sql',
      'models/marts/new.yml',
      'macros/new.sql',
      'models/no.py',
      pick(files),
    ]);
    if (random() < 0.5) {
      mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      writeFileSync(path.join(folder, file), pick(fragments.all));
      touched.add(file);
      await told(file, 1);
    } else {
      rmSync(path.join(folder, file), { force: true });
      touched.add(file);
      await told(file, 3);
    }
  };
  /** One of the files at hand, which are others every now and then; who puts one away closes it. */
  const fileAtHand = async (): Promise<string> => {
    if (hand.length < atHand) hand.push(pick(files));
    else if (random() < 0.02) {
      const [away] = hand.splice(below(atHand), 1, pick(files));
      if (away !== undefined && !hand.includes(away)) await close(away);
    }
    return pick(hand);
  };
  const rareStep = async (file: string, kind: number): Promise<void> => {
    if (kind < 0.95) await save(file);
    else if (kind < 0.98) await close(file);
    else if (kind < 0.99) await makeOrRemove();
    else if (random() < 0.5) {
      cpSync(path.join(original, 'target'), path.join(folder, 'target'), { recursive: true });
    } else ignoringMissing(() => breakArtifact(folder, original, random));
  };
  const step = async (): Promise<void> => {
    const file = await fileAtHand();
    const kind = random();
    if (kind < 0.45) await edit(file);
    else if (kind < 0.92) await ask(file);
    else await rareStep(file, kind);
  };

  const bestOfThree = async (work: () => Promise<number>): Promise<number> =>
    Math.min(await work(), await work(), await work());
  /** An edit that changes nothing of what a text means. */
  const touch = async (file: string): Promise<void> => {
    const { text } = await opened(file);
    const end = positionAt(sourceText(text), text.length);
    await change(file, [{ range: { start: end, end }, text: ' ' }], `${text} `);
  };
  /** Until an edit has been read and its problems have been told. */
  const problemsTold = async (): Promise<void> => {
    const params = { uri: uri('.'), uniqueId: '' };
    await connection.sendRequest(methods.facts, params);
    await pause(4);
    await connection.sendRequest(methods.facts, params);
  };
  const timedRequest = async (
    file: string,
    asked: FuzzRequest & { readonly text: string },
    slow: number,
    tell: (took: Took) => void,
  ): Promise<unknown> => {
    const { method, params, text } = asked;
    const once = async () => {
      await request(asked);
      return lastRequest();
    };
    const answer = await request(asked);
    const first = lastRequest();
    const again =
      first < slow
        ? undefined
        : {
            warm: await bestOfThree(once),
            edited: await bestOfThree(async () => {
              await touch(file);
              return once();
            }),
          };
    tell({ method, params, file, text, first, again });
    return answer;
  };
  const timedStep = async (slow: number, tell: (took: Took) => void): Promise<void> => {
    const file = await fileAtHand();
    const kind = random();
    if (kind < 0.45) {
      await edit(file);
      // Else the next request on it does what there is to do for it.
      if (random() < 0.5) return;
      const [first] = await processorTime(problemsTold);
      const edited = async () => {
        await touch(file);
        return (await processorTime(problemsTold))[0];
      };
      const again = first < slow ? undefined : { warm: 0, edited: await bestOfThree(edited) };
      const { text } = await opened(file);
      tell({ method: 'didChange', params: { uri: uri(file) }, file, text, first, again });
    } else if (kind < 0.92) {
      const asked = await newRequest(file);
      const next = following(asked.method, await timedRequest(file, asked, slow, tell));
      if (next) await timedRequest(file, { ...next, text: asked.text }, slow, tell);
    } else await rareStep(file, kind);
  };
  const complain =
    (index: number) =>
    (error: unknown): void => {
      complaints.push(`step ${index}: ${error instanceof Error ? error.stack : String(error)}`);
    };

  return {
    complaints,
    get answered() {
      return answered;
    },
    async steps(count) {
      const running = new Set<Promise<void>>();
      for (let index = 0; index < count; index++) {
        const work = step().catch(complain(index));
        running.add(work);
        await Promise.race([work, new Promise((resolve) => setImmediate(resolve))]);
        if (running.size > 8) {
          await Promise.all(running);
          running.clear();
        }
      }
      await Promise.all(running);
    },
    async timedSteps(count, slow, tell) {
      for (let index = 0; index < count; index++) await timedStep(slow, tell).catch(complain(index));
    },
    async settle() {
      while ((await processorTime(() => pause(600)))[0] > 100);
      await server.warm();
    },
    async restore() {
      for (const file of [...open.keys()]) await close(file);
      for (const file of touched) rmSync(path.join(folder, file), { force: true });
      cpSync(path.join(original, 'target'), path.join(folder, 'target'), { recursive: true });
      for (const file of touched) {
        const whole = path.join(original, file);
        const kept = existsSync(whole);
        if (kept) cpSync(whole, path.join(folder, file));
        await told(file, kept ? 1 : 3);
      }
      touched.clear();
      await connection.sendRequest(methods.reload, {});
    },
    async reopen() {
      const file = 'dbt_project.yml';
      // The answer comes after what was told before; and only who asks about a project opens it.
      const ask = () => connection.sendRequest(methods.facts, { uri: uri('.'), uniqueId: '' });
      rmSync(path.join(folder, file));
      await told(file, 3);
      await ask();
      cpSync(path.join(original, file), path.join(folder, file));
      await told(file, 1);
      await ask();
    },
    async close() {
      await server.close();
      connection.dispose();
    },
  };
}
