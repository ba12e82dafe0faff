// Somebody who types, pastes, points, saves and breaks artifacts at random in a project on disk, faster than anybody could; the
// same for the same seed. Everything that a server mustn't do is kept as a complaint. Deliberately absent: what is right.

import { cpSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { CancellationTokenSource, LSPErrorCodes, ResponseError } from 'vscode-languageserver/node';
import { offsetAt, positionAt, sourceText } from '../../server/src/core/text.ts';
import { pathToUri } from '../../server/src/host/paths.ts';
import { methods } from '../../server/src/protocol.ts';
import { connectInProcess, vscodeCapabilities } from './client.ts';
import { fragments, type Random } from './random.ts';

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

/** See the head of this file. */
export interface Fuzzer {
  /** Does so many random things. */
  steps(count: number): Promise<void>;
  /** Puts everything back as it was, closes all documents and waits until the server has nothing to do. */
  restore(): Promise<void>;
  /** What the server did wrong, with what it was told to do. */
  readonly complaints: readonly string[];
  /** How many requests were answered, cancelled ones apart. */
  readonly answered: number;
  close(): Promise<void>;
}

interface OpenText {
  version: number;
  text: string;
}

const longest = 30_000;
const artifacts = ['manifest', 'catalog', 'run_results', 'sources', 'semantic_manifest'];

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
    method === 'workspace/configuration' ? (params as { items: unknown[] }).items.map(() => null) : null,
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
  const made = new Set<string>();
  const open = new Map<string, OpenText>();
  const ids = idsIn(path.join(original, 'target/manifest.json'));
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)]!;
  const below = (limit: number): number => Math.floor(random() * limit);
  const textDocument = (file: string) => ({ uri: uri(file) });

  const opened = async (file: string): Promise<OpenText> => {
    const known = open.get(file);
    if (known) return known;
    const text = readSafely(path.join(folder, file));
    const document = { version: 1, text };
    open.set(file, document);
    await connection.sendNotification('textDocument/didOpen', {
      textDocument: { ...textDocument(file), languageId: 'sql', version: 1, text },
    });
    return document;
  };
  /** Mostly in the text, sometimes behind its end or that of a line. */
  const somewhere = (text: string): { readonly line: number; readonly character: number } => {
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
    const { text } = await opened(file);
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
      kind < 0.4
        ? pick(fragments.letters)
        : kind < 0.6
          ? ''
          : kind < 0.9
            ? pick(fragments.all)
            : copied(text);
    const until = kind < 0.4 ? from : Math.min(text.length, from + below(kind < 0.6 ? 40 : 8));
    const end = until === from ? start : positionAt(source, until);
    const next = text.slice(0, from) + inserted + text.slice(Math.max(from, until));
    await change(file, [{ range: { start, end }, text: inserted }], next);
  };
  const copied = (text: string): string => {
    const from = below(text.length + 1);
    return text.slice(from, from + below(300));
  };
  const ask = async (file: string): Promise<void> => {
    const { text } = random() < 0.8 ? await opened(file) : { text: readSafely(path.join(folder, file)) };
    const position = somewhere(text);
    const range = { start: position, end: random() < 0.5 ? position : somewhere(text) };
    const id = random() < 0.9 ? pick(ids) : pick(fragments.all);
    const at = { textDocument: textDocument(file), position };
    const [method, params] = pick<readonly [string, object]>([
      ['textDocument/hover', at],
      ['textDocument/hover', at],
      ['textDocument/definition', at],
      ['textDocument/definition', at],
      ['textDocument/completion', at],
      ['textDocument/codeAction', { textDocument: textDocument(file), range, context: { diagnostics: [] } }],
      [methods.names, { uri: uri(file) }],
      [methods.lineageRoots, { uri: uri(file) }],
      [methods.lineageRoots, { uri: uri(file), uniqueId: id }],
      [
        methods.lineageChildren,
        { folder: uri('.'), direction: pick(['upstream', 'downstream']), path: [pick(ids), id] },
      ],
      [methods.showNode, { uri: uri('.'), name: id }],
      [methods.facts, { uri: uri(file), uniqueId: id }],
    ]);
    const source = random() < 0.03 ? new CancellationTokenSource() : undefined;
    const answer = source
      ? connection.sendRequest(method, params, source.token)
      : connection.sendRequest(method, params);
    source?.cancel();
    await answer.then(
      () => {
        answered++;
      },
      (error: unknown) => {
        const cancelled = error instanceof ResponseError && error.code === LSPErrorCodes.RequestCancelled;
        if (!source || !cancelled) complaints.push(`${method} ${JSON.stringify(params)}: ${String(error)}`);
      },
    );
  };
  const told = (file: string, type: 1 | 2 | 3) =>
    connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: uri(file), type }] });
  const save = async (file: string): Promise<void> => {
    const { text } = await opened(file);
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
      writeFileSync(path.join(folder, file), pick(fragments.all));
      made.add(file);
      await told(file, 1);
    } else {
      rmSync(path.join(folder, file), { force: true });
      made.add(file);
      await told(file, 3);
    }
  };
  const breakArtifact = (): void => {
    const name = `target/${pick(artifacts)}.json`;
    const file = path.join(folder, name);
    const whole = path.join(original, name);
    const kind = random();
    if (kind < 0.4) cpSync(whole, file);
    else if (kind < 0.6) {
      cpSync(whole, file);
      truncateSync(file, below(statSync(file).size));
    } else if (kind < 0.7)
      writeFileSync(file, pick(['[]', 'null', '', '{}', '{"nodes": {}}', '\u0000\u0001']));
    else if (kind < 0.8) rmSync(path.join(folder, 'target'), { recursive: true, force: true });
    else if (kind < 0.9)
      cpSync(path.join(original, 'target'), path.join(folder, 'target'), { recursive: true });
    else writeFileSync(file, damaged(readFileSync(whole, 'utf8'), random));
  };
  const step = async (): Promise<void> => {
    const file = pick(files);
    const kind = random();
    if (kind < 0.45) await edit(file);
    else if (kind < 0.92) await ask(file);
    else if (kind < 0.95) await save(file);
    else if (kind < 0.98) await close(file);
    else if (kind < 0.99) await makeOrRemove();
    else if (random() < 0.5) {
      cpSync(path.join(original, 'target'), path.join(folder, 'target'), { recursive: true });
    } else ignoringMissing(breakArtifact);
  };

  return {
    complaints,
    get answered() {
      return answered;
    },
    async steps(count) {
      const running = new Set<Promise<void>>();
      for (let index = 0; index < count; index++) {
        const work = step().catch((error: unknown) => {
          complaints.push(`step ${index}: ${error instanceof Error ? error.stack : String(error)}`);
        });
        running.add(work);
        await Promise.race([work, new Promise((resolve) => setImmediate(resolve))]);
        if (running.size > 8) {
          await Promise.all(running);
          running.clear();
        }
      }
      await Promise.all(running);
    },
    async restore() {
      for (const file of [...open.keys()]) await close(file);
      for (const file of made) rmSync(path.join(folder, file), { force: true });
      cpSync(original, folder, { recursive: true });
      for (const file of new Set([...made, ...files])) await told(file, files.includes(file) ? 1 : 3);
      made.clear();
      await connection.sendRequest(methods.reload, {});
    },
    async close() {
      await server.close();
      connection.dispose();
    },
  };
}

/** Some values of a JSON text become others; most of it stays. */
function damaged(text: string, random: Random): string {
  const from = Math.floor(random() * text.length);
  const part = text.slice(from, from + 2000);
  const other = part
    .replace(/"[^"]{3,20}"/, () => ['null', '7', '[]', '{}', '"\\ud800"', '"x"'][Math.floor(random() * 6)]!)
    .replace(/null/, '{"a": [1]}');
  return text.slice(0, from) + other + text.slice(from + 2000);
}

function sourceFiles(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => /\.(sql|ya?ml|py|md|csv)$/.test(file) && !/^(target|logs|local_packages)\//.test(file))
    .sort();
}

function idsIn(manifest: string): readonly string[] {
  const json = JSON.parse(readFileSync(manifest, 'utf8')) as Record<string, Record<string, object>>;
  return ['nodes', 'sources', 'macros', 'exposures', 'metrics', 'groups'].flatMap((map) =>
    Object.keys(json[map] ?? {}),
  );
}

function readSafely(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** The target folder may be gone. */
function ignoringMissing(run: () => void): void {
  try {
    run();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}
