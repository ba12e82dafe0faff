// The built server as a process of its own, and the least that a client must say to it over standard streams.

import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { pathToUri } from '../../server/src/host/paths.ts';
import { serverFlags } from '../../server/src/protocol.ts';
import { vscodeCapabilities } from '../harness/client.ts';

/** See the head of this file. */
export interface StdioClient {
  /** Milliseconds from the start of the process to the answer of `initialize`. */
  readonly initializeTime: number;
  /** The notifications that came, by method. */
  readonly told: ReadonlyMap<string, number>;
  uri(file: string): string;
  request<Result>(method: string, params: unknown): Promise<Result>;
  open(file: string, text: string): Promise<void>;
  notify(method: string, params: unknown): Promise<void>;
  /** Bytes of the process that are in memory; undefined where the platform doesn't say. */
  memory(): number | undefined;
  /** Milliseconds for which the process has computed on its main thread; undefined where the platform doesn't say. */
  computed(): number | undefined;
  close(): Promise<void>;
}

const server = path.resolve(import.meta.dirname, '../../dist/server.cjs');

/** Starts the server on a workspace folder; `cache` stands for the home of the user. */
export async function startStdio(folder: string, cache: string): Promise<StdioClient> {
  const started = performance.now();
  const child = spawn(process.execPath, [...serverFlags, server, '--stdio'], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, XDG_CACHE_HOME: cache },
  });
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  const told = new Map<string, number>();
  connection.onNotification((method) => {
    told.set(method, (told.get(method) ?? 0) + 1);
  });
  connection.onRequest((method, params) =>
    method === 'workspace/configuration' ? (params as { items: unknown[] }).items.map(() => null) : null,
  );
  connection.listen();
  const uri = (file: string) => pathToUri(path.resolve(folder, file));
  await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: uri('.'),
    workspaceFolders: [{ uri: uri('.'), name: 'bench' }],
    capabilities: vscodeCapabilities,
    initializationOptions: { status: true },
  });
  const initializeTime = performance.now() - started;
  await connection.sendNotification('initialized', {});
  return {
    initializeTime,
    told,
    uri,
    request: (method, params) => connection.sendRequest(method, params),
    open: (file, text) =>
      connection.sendNotification('textDocument/didOpen', {
        textDocument: { uri: uri(file), languageId: 'sql', version: 1, text },
      }),
    notify: (method, params) => connection.sendNotification(method, params),
    memory: () => residentBytes(child.pid),
    computed: () => computedTime(child.pid),
    close: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      await connection.sendRequest('shutdown');
      await connection.sendNotification('exit');
      await ended;
      connection.dispose();
    },
  };
}

function residentBytes(id: number | undefined): number | undefined {
  try {
    const status = readFileSync(`/proc/${id}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) * 1024;
  } catch {
    return undefined;
  }
}

function computedTime(id: number | undefined): number | undefined {
  try {
    return Number(readFileSync(`/proc/${id}/task/${id}/schedstat`, 'utf8').split(' ')[0]) / 1e6;
  } catch {
    return undefined;
  }
}
