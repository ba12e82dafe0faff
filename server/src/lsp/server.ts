// The language server on a connection: its life from `initialize` to `exit`, documents, settings and the request table.
// Deliberately absent: where the connection comes from (main.ts) and what requests do (requests.ts).

import {
  createMessageConnection,
  type DidChangeTextDocumentParams,
  type DidChangeWatchedFilesParams,
  type DidCloseTextDocumentParams,
  type DidOpenTextDocumentParams,
  type DidSaveTextDocumentParams,
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
import type { ProjectHost } from '../host/projectHost.ts';
import { methods } from '../protocol.ts';
import { clientTraits } from './clientTraits.ts';
import { Diagnostics } from './diagnostics.ts';
import { checkDocument, describe, guard, guardNotification } from './guard.ts';
import { requests } from './requests.ts';
import { Session } from './session.ts';
import { Status } from './status.ts';
import { showProgress } from './waiting.ts';
import { Watching } from './watching.ts';

export interface ServerOptions {
  readonly reader: MessageReader;
  readonly writer: MessageWriter;
  readonly environment: Environment;
  readonly version: string;
  /** Milliseconds from the last edit to its problems. */
  readonly diagnosticDelay: number;
  /** Milliseconds since 1970. */
  now(): number;
  /** The client asked the process to end, or is gone. */
  exit(code: number): void;
}

interface Running {
  readonly session: Session;
  readonly diagnostics: Diagnostics;
  readonly status: Status;
  readonly watching: Watching;
}

/** Starts to serve. Returns how to end it, which the client's `shutdown` does too. */
export function startServer(options: ServerOptions): { close(): Promise<void> } {
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
    await running?.session.workspace.close();
  };

  const onRequest = (
    method: string,
    run: (params: unknown, token: Parameters<typeof guard>[1], running: Running) => unknown,
  ) => {
    connection.onRequest(
      new RequestType1<unknown, unknown, void>(method, ParameterStructures.byName),
      (params, token) => {
        if (!running)
          throw new ResponseError(ErrorCodes.ServerNotInitialized, 'The server is not initialized.');
        if (ended) throw new ResponseError(ErrorCodes.InvalidRequest, 'The server is shut down.');
        const started = running;
        return guard(method, token, log, () => run(params, token, started));
      },
    );
  };

  const onNotification = <Params>(method: string, run: (params: Params, running: Running) => unknown) => {
    connection.onNotification(new NotificationType<Params>(method), (params) =>
      guardNotification(method, log, async () => {
        if (running && !ended) await run(params, running);
      }),
    );
  };

  connection.onRequest(
    new RequestType1<InitializeParams, InitializeResult, void>('initialize', ParameterStructures.byName),
    (params): InitializeResult => {
      if (running) throw new ResponseError(ErrorCodes.InvalidRequest, 'The server is initialized already.');
      running = initialize(params);
      const capabilities: ServerCapabilities = Object.assign(
        {
          positionEncoding: running.session.traits.encoding,
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
  for (const { method, run } of requests)
    onRequest(method, (params, token, { session }) => run(session, params, token));

  onNotification<DidOpenTextDocumentParams>('textDocument/didOpen', (params, { session, diagnostics }) => {
    const document = session.documents.opened(params);
    tell(session, document.file, document.source.text);
    diagnostics.schedule(document.uri);
  });
  onNotification<DidChangeTextDocumentParams>(
    'textDocument/didChange',
    (params, { session, diagnostics }) => {
      const document = session.documents.changed(params, session.traits.encoding);
      if (!document) return;
      tell(session, document.file, document.source.text);
      diagnostics.schedule(document.uri);
    },
  );
  onNotification<DidSaveTextDocumentParams>('textDocument/didSave', (params, { session }) => {
    checkDocument(params);
    const file = session.documents.get(params.textDocument.uri)?.file;
    const place = file === undefined ? undefined : session.placeOf(file);
    place?.host.filesChanged([{ path: place.path, kind: 'changed' }]);
  });
  onNotification<DidCloseTextDocumentParams>('textDocument/didClose', (params, { session, diagnostics }) => {
    checkDocument(params);
    const document = session.documents.closed(params.textDocument.uri);
    diagnostics.closed(params.textDocument.uri);
    const place = document?.file === undefined ? undefined : session.placeOf(document.file);
    place?.host.documentClosed(place.path);
  });
  onNotification<{ settings?: unknown }>(
    'workspace/didChangeConfiguration',
    async (params, { session, diagnostics }) => {
      await session.settingsChanged(params?.settings);
      for (const host of session.workspace.hosts) diagnostics.scheduleAll(host);
    },
  );
  onNotification<DidChangeWatchedFilesParams>('workspace/didChangeWatchedFiles', (params, { watching }) =>
    watching.changed(params),
  );
  onNotification('initialized', async (_, { session }) => {
    if (!session.traits.configurationChanges) return;
    const method = 'workspace/didChangeConfiguration';
    const registerOptions = { section: 'dbtContext' };
    await connection.sendRequest('client/registerCapability', {
      registrations: [{ id: method, method, registerOptions }],
    });
  });
  // Known so that a client's notice of them isn't answered with a complaint.
  onNotification('$/setTrace', () => {});
  onNotification('workspace/didChangeWorkspaceFolders', () => {});

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
  };

  function initialize(params: InitializeParams): Running {
    const session = new Session({
      connection,
      traits: clientTraits(params),
      environment: options.environment,
      log,
      notify,
      now: options.now,
      onHostOpened: (host) => opened(host),
    });
    return {
      session,
      diagnostics: new Diagnostics(session, options.diagnosticDelay),
      status: new Status(session),
      watching: new Watching(session),
    };
  }

  function opened(host: ProjectHost): void {
    if (!running) return;
    const { session, diagnostics, status, watching } = running;
    if (session.traits.progress) showProgress(connection, host, notify, log);
    let lineage: unknown[] = [];
    const changed = () => {
      status.update(host);
      diagnostics.scheduleAll(host);
      watching.update(host).catch((error: unknown) => log(`watch files: ${describe(error)}`));
      const { artifacts, settings } = host.current;
      const before = lineage;
      lineage = [artifacts, settings];
      if (session.traits.options.status && lineage.some((part, index) => part !== before[index]))
        notify(methods.lineageChanged, {});
    };
    host.onChange(changed);
    host.loaded.then(() => host.loadSqlParser()).catch((error: unknown) => log(describe(error)));
    status.update(host);
  }
}

/** Tells a document's text to the project that it belongs to. */
function tell(session: Session, file: string | undefined, text: string): void {
  const place = file === undefined ? undefined : session.placeOf(file);
  place?.host.documentChanged(place.path, text);
}
