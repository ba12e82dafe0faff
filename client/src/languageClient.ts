// Starts the language server and keeps the connection: a process of its own, reached by Node's channel. The only file that
// knows vscode-languageclient; it is loaded when the first document needs it.

import {
  type ExtensionContext,
  extensions,
  type LocationLink,
  type LogOutputChannel,
  Uri,
  workspace,
} from 'vscode';
import { LanguageClient, type LanguageClientOptions, TransportKind } from 'vscode-languageclient/node';
import { hoverCommands, type InitializationOptions, serverFlags } from '../../server/src/protocol.ts';
import { languages } from './languages.ts';
import { targetsFor } from './targets.ts';

/** A running connection, without the types of the library. */
export interface Connection {
  request<Result>(method: string, params: object): Promise<Result>;
  onNotification<Params>(method: string, listener: (params: Params) => void): void;
  stop(): Promise<void>;
}

/** Others that show a model's description and columns in a hover. */
const otherDbtExtensions = ['innoverio.vscode-dbt-power-user', 'dbtLabsInc.dbt'];

/** Settled when the server has answered `initialize`. `listen` is called before, so that no notification is missed. */
export async function connect(
  context: ExtensionContext,
  log: LogOutputChannel,
  listen: (connection: Connection) => void,
): Promise<Connection> {
  const module = context.asAbsolutePath('dist/server.cjs');
  const record = workspace.getConfiguration('dbtContext').get<string>('trace.record');
  const args = record ? ['--record', record] : [];
  const initializationOptions: InitializationOptions = {
    commandLinks: true,
    themeIcons: true,
    status: true,
    otherDbtExtension: otherDbtExtensions.some((id) => extensions.getExtension(id) !== undefined),
  };
  const options: LanguageClientOptions = {
    documentSelector: languages.map((language) => ({ scheme: 'file', language })),
    initializationOptions,
    outputChannel: log,
    markdown: {
      isTrusted: { enabledCommands: Object.values(hoverCommands) },
      supportThemeIcons: true,
      supportHtml: false,
    },
    middleware: {
      provideDefinition: async (document, position, token, next) => {
        const found = await next(document, position, token);
        // Links, since the client says it takes them.
        return Array.isArray(found) ? targetsFor(document, found as LocationLink[]) : found;
      },
    },
    uriConverters: {
      // One spelling on both sides, whatever characters a path has.
      code2Protocol: (uri) => uri.toString(),
      protocol2Code: (uri) => Uri.parse(uri),
    },
  };
  const server = { module, args, transport: TransportKind.ipc, options: { execArgv: [...serverFlags] } };
  const client = new LanguageClient('dbtContext', 'dbt metadata', { run: server, debug: server }, options);
  const connection: Connection = {
    request: (method, params) => client.sendRequest(method, params),
    onNotification: (method, listener) => {
      context.subscriptions.push(client.onNotification(method, listener));
    },
    stop: () => client.dispose(),
  };
  listen(connection);
  await client.start();
  return connection;
}
