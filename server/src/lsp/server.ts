// The language server on a connection: its life from `initialize` to `exit`, and the two tables of what a client may say.
// Deliberately absent: where the connection comes from (main.ts) and what requests do (requests.ts, notifications.ts).

import {
  createMessageConnection,
  ErrorCodes,
  type InitializeParams,
  type InitializeResult,
  type MessageReader,
  type MessageWriter,
  NotificationType,
  NotificationType0,
  ParameterStructures,
  RequestType0,
  RequestType1,
  ResponseError,
  type ServerCapabilities,
} from 'vscode-languageserver/node';
import type { Environment } from '../host/folders.ts';
import { clientTraits } from './clientTraits.ts';
import { describe, guard, guardNotification } from './guard.ts';
import { notifications } from './notifications.ts';
import { requests } from './requests.ts';
import { type Running, run } from './running.ts';

export interface ServerOptions {
  readonly reader: MessageReader;
  readonly writer: MessageWriter;
  readonly environment: Environment;
  readonly version: string;
  /** Milliseconds from the last edit to its problems. */
  readonly diagnosticDelay: number;
  /** Milliseconds after which a project that still loads is shown to do so. */
  readonly progressDelay: number;
  /** Milliseconds since 1970. */
  now(): number;
  /** The client asked the process to end, or is gone. */
  exit(code: number): void;
}

/** A server that serves. */
export interface Server {
  /** Ends it, as the client's `shutdown` does too. */
  close(): Promise<void>;
  /** Settled when every project is loaded and all that is made ahead is made. */
  warm(): Promise<void>;
}

/** Starts to serve. */
export function startServer(options: ServerOptions): Server {
  const connection = createMessageConnection(options.reader, options.writer, {
    error: (message) => console.error(message),
    warn: (message) => console.error(message),
    info: () => {},
    log: () => {},
  });
  let running: Running | undefined;
  let ended = false;

  const notify = (method: string, params: object) => {
    // Also throws at once where the connection is gone, and then nobody is left to be told.
    const report = (error: unknown) => {
      if (!ended) console.error(`${method}: ${describe(error)}`);
    };
    try {
      connection.sendNotification(method, params).catch(report);
    } catch (error) {
      report(error);
    }
  };
  const log = (message: string) => notify('window/logMessage', { type: 3, message });

  const close = async () => {
    ended = true;
    running?.diagnostics.close();
    running?.lineageChanges.close();
    running?.codeLensRefresh.close();
    running?.session.findings.close();
    await running?.session.workspace.close();
  };

  connection.onRequest(
    new RequestType1<InitializeParams, InitializeResult, void>('initialize', ParameterStructures.byName),
    (params): InitializeResult => {
      if (running) throw new ResponseError(ErrorCodes.InvalidRequest, 'The server is initialized already.');
      const { environment, diagnosticDelay, progressDelay, now } = options;
      const traits = clientTraits(params);
      running = run({ connection, traits, environment, diagnosticDelay, progressDelay, log, notify, now });
      const capabilities: ServerCapabilities = Object.assign(
        {
          positionEncoding: traits.encoding,
          textDocumentSync: { openClose: true, change: 2, save: true },
        },
        ...requests.map(({ capability }) => capability),
      );
      return { capabilities, serverInfo: { name: 'dbt-context', version: options.version } };
    },
  );
  connection.onRequest(new RequestType0<null, void>('shutdown'), async () => {
    await close();
    return null;
  });
  connection.onNotification(new NotificationType0('exit'), () => options.exit(ended ? 0 : 1));

  for (const row of requests) {
    const type = new RequestType1<unknown, unknown, void>(row.method, ParameterStructures.byName);
    connection.onRequest(type, (params, token) => {
      if (!running)
        throw new ResponseError(ErrorCodes.ServerNotInitialized, 'The server is not initialized.');
      if (ended) throw new ResponseError(ErrorCodes.InvalidRequest, 'The server is shut down.');
      const { session } = running;
      return guard(row.method, token, log, () => session.answering(() => row.run(session, params, token)));
    });
  }
  for (const row of notifications) {
    connection.onNotification(new NotificationType<unknown>(row.method), (params) =>
      guardNotification(row.method, log, async () => {
        if (running && !ended) await row.run(running, params);
      }),
    );
  }

  connection.onClose(() => {
    close().then(
      () => options.exit(1),
      () => options.exit(1),
    );
  });
  connection.listen();
  return {
    close: async () => {
      await close();
      connection.dispose();
    },
    warm: async () => {
      const hosts = running?.session.workspace.hosts ?? [];
      await Promise.all(hosts.map((host) => host.loaded.then(() => host.warm)));
    },
  };
}
