// The real language server in this process, and a client that speaks LSP to it over streams. Nothing here waits for time to
// pass: a test waits for what the server says. Deliberately absent: expectations.

import path from 'node:path';
import { PassThrough } from 'node:stream';
import {
  type CancellationToken,
  createMessageConnection,
  type Hover,
  type InitializeResult,
  type LocationLink,
  type MessageConnection,
  type Position,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { pathToUri } from '../../server/src/host/paths.ts';
import { type Server, startServer } from '../../server/src/lsp/server.ts';
import type { InitializationOptions } from '../../server/src/protocol.ts';
import { testNow } from './project.ts';

/** What a client is like; VS Code where nothing is given. */
export interface ClientOptions {
  /** The workspace folder. */
  readonly folder: string;
  readonly capabilities?: Readonly<Record<string, unknown>>;
  readonly initializationOptions?: InitializationOptions;
  /** What the client answers to `workspace/configuration`. */
  readonly settings?: unknown;
  readonly environment?: Readonly<Record<string, string>>;
  readonly now?: number;
  /** Milliseconds after a key before problems are looked for; none where nothing is given. */
  readonly diagnosticDelay?: number;
}

/** A client that was initialized. */
export interface TestClient {
  readonly initialized: InitializeResult;
  /** Requests that the server sent, by method, in order. */
  readonly asked: readonly { readonly method: string; readonly params: unknown }[];
  uri(file: string): string;
  request<Result>(method: string, params: unknown, token?: CancellationToken): Promise<Result>;
  notify(method: string, params: unknown): Promise<void>;
  /** The next notification, or one that came already and that nobody waited for, of which `wanted` is true. */
  told<Params>(method: string, wanted?: (params: Params) => boolean): Promise<Params>;
  /** Opens a document with this text. A second call changes it to the text, by one edit. */
  open(file: string, text: string): Promise<void>;
  hover(file: string, position: Position): Promise<Hover | null>;
  definition(file: string, position: Position): Promise<LocationLink[] | null>;
  /** The problems of a version. */
  diagnostics(file: string, version?: number): Promise<PublishDiagnosticsParams>;
  close(): Promise<void>;
}

/** Everything that VS Code says it can do and the server asks about. */
export const vscodeCapabilities = {
  general: { positionEncodings: ['utf-16'] },
  window: { workDoneProgress: true },
  workspace: {
    configuration: true,
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport: true },
  },
  textDocument: {
    hover: { contentFormat: ['markdown', 'plaintext'] },
    definition: { linkSupport: true },
    codeAction: {
      codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix'] } },
      dataSupport: true,
      resolveSupport: { properties: ['edit'] },
    },
    publishDiagnostics: { versionSupport: true, relatedInformation: true, codeDescriptionSupport: true },
  },
};

/** Starts a server and a client that is initialized. */
export async function startClient(options: ClientOptions): Promise<TestClient> {
  const { connection, server } = connectInProcess(
    options.now ?? testNow,
    options.environment ?? {},
    options.diagnosticDelay,
  );
  const inbox = new Inbox();
  const asked: { method: string; params: unknown }[] = [];
  connection.onNotification((method, params) => inbox.put(method, params));
  connection.onUnhandledProgress((progress) => inbox.put('$/progress', progress));
  connection.onRequest((method, params) => {
    asked.push({ method, params });
    if (method !== 'workspace/configuration') return null;
    return (params as { items: unknown[] }).items.map(() => options.settings ?? null);
  });
  connection.listen();

  const uri = (file: string) => pathToUri(path.resolve(options.folder, file));
  const request = <Result>(method: string, params: unknown, token?: CancellationToken) =>
    token
      ? connection.sendRequest<Result>(method, params, token)
      : connection.sendRequest<Result>(method, params);
  const initialized = await request<InitializeResult>('initialize', {
    processId: null,
    rootUri: uri('.'),
    workspaceFolders: [{ uri: uri('.'), name: 'test' }],
    capabilities: options.capabilities ?? vscodeCapabilities,
    initializationOptions: options.initializationOptions,
  });
  await connection.sendNotification('initialized', {});

  const versions = new Map<string, { readonly version: number; readonly text: string }>();
  return {
    initialized,
    asked,
    uri,
    request,
    notify: (method, params) => connection.sendNotification(method, params),
    told: (method, wanted = () => true) => inbox.take(method, wanted),
    open: async (file, text) => {
      const known = versions.get(file);
      versions.set(file, { version: (known?.version ?? 0) + 1, text });
      if (!known) {
        const textDocument = { uri: uri(file), languageId: languageOf(file), version: 1, text };
        await connection.sendNotification('textDocument/didOpen', { textDocument });
        return;
      }
      const textDocument = { uri: uri(file), version: known.version + 1 };
      const contentChanges = [editBetween(known.text, text)];
      await connection.sendNotification('textDocument/didChange', { textDocument, contentChanges });
    },
    hover: (file, position) => request('textDocument/hover', { textDocument: { uri: uri(file) }, position }),
    definition: (file, position) =>
      request('textDocument/definition', { textDocument: { uri: uri(file) }, position }),
    diagnostics: (file, version) =>
      inbox.take<PublishDiagnosticsParams>(
        'textDocument/publishDiagnostics',
        (params) => params.uri === uri(file) && (version === undefined || params.version === version),
      ),
    close: async () => {
      await server.close();
      connection.dispose();
    },
  };
}

/** The server and the bare connection to it. */
export function connectInProcess(
  now: number,
  environment: Readonly<Record<string, string>>,
  diagnosticDelay = 0,
): { readonly connection: MessageConnection; readonly server: Server } {
  const toServer = new PassThrough();
  const toClient = new PassThrough();
  const server = startServer({
    reader: new StreamMessageReader(toServer),
    writer: new StreamMessageWriter(toClient),
    environment,
    version: 'test',
    diagnosticDelay,
    progressDelay: 0,
    now: () => now,
    exit: () => {},
  });
  const connection = createMessageConnection(
    new StreamMessageReader(toClient),
    new StreamMessageWriter(toServer),
  );
  return { connection, server };
}

/** Where `/*|*\/` stands in a text, and the text without it. */
export function atCursor(marked: string): { readonly text: string; readonly position: Position } {
  const offset = marked.indexOf('/*|*/');
  const lines = marked.slice(0, offset).split('\n');
  const text = marked.replace('/*|*/', '');
  return { text, position: { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 } };
}

/** Notifications nobody has waited for yet, and waits for those that haven't come. */
class Inbox {
  readonly #came: { readonly method: string; readonly params: unknown }[] = [];
  readonly #waits: {
    readonly method: string;
    wanted(params: unknown): boolean;
    done(params: unknown): void;
  }[] = [];

  put(method: string, params: unknown): void {
    const index = this.#waits.findIndex((wait) => wait.method === method && wait.wanted(params));
    const [wait] = index === -1 ? [] : this.#waits.splice(index, 1);
    if (wait) wait.done(params);
    else this.#came.push({ method, params });
  }

  take<Params>(method: string, wanted: (params: Params) => boolean): Promise<Params> {
    const fits = (params: unknown) => wanted(params as Params);
    const index = this.#came.findIndex((each) => each.method === method && fits(each.params));
    const [found] = index === -1 ? [] : this.#came.splice(index, 1);
    if (found) return Promise.resolve(found.params as Params);
    return new Promise((done) => {
      this.#waits.push({ method, wanted: fits, done: (params) => done(params as Params) });
    });
  }
}

function languageOf(file: string): string {
  const known: Readonly<Record<string, string>> = { sql: 'sql', yml: 'yaml', py: 'python', md: 'markdown' };
  return known[path.extname(file).slice(1)] ?? 'plaintext';
}

/** The smallest edit from one text to another, as an editor would send it. */
function editBetween(before: string, after: string): object {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let end = 0;
  const most = Math.min(before.length, after.length) - start;
  while (end < most && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  const position = (offset: number): Position => {
    const lines = before.slice(0, offset).split('\n');
    return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
  };
  return {
    range: { start: position(start), end: position(before.length - end) },
    text: after.slice(start, after.length - end),
  };
}
