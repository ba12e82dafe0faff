// The server's life as the rest of the extension sees it: started by the first document or view that needs it, restarted on
// request. Requests wait for it.

import { type Disposable, type ExtensionContext, type LogOutputChannel, window } from 'vscode';
import type { Connection } from './languageClient.ts';

/** See the head of this file. */
export class Server implements Disposable {
  readonly #context: ExtensionContext;
  readonly #log: LogOutputChannel;
  readonly #listeners: ((connection: Connection) => void)[] = [];
  #connection: Promise<Connection> | undefined;
  #isConnected = false;

  constructor(context: ExtensionContext, log: LogOutputChannel) {
    this.#context = context;
    this.#log = log;
  }

  /** Called with every new connection before it starts, to listen to notifications. */
  onConnection(listener: (connection: Connection) => void): void {
    this.#listeners.push(listener);
  }

  /** It has answered; a view may have started it before. */
  get isConnected(): boolean {
    return this.#isConnected;
  }

  /** Starts the server unless it runs. */
  start(): Promise<Connection> {
    this.#connection ??= this.#connect();
    return this.#connection;
  }

  /** Undefined when the server can't be reached; the log then says why. */
  async request<Result>(method: string, params: object): Promise<Result | undefined> {
    try {
      const connection = await this.start();
      return await connection.request<Result>(method, params);
    } catch (error) {
      this.#log.error(`${method}: ${String(error)}`);
      return undefined;
    }
  }

  async restart(): Promise<void> {
    const before = this.#connection;
    this.#connection = undefined;
    await before
      ?.then((connection) => connection.stop())
      .catch((error: unknown) => this.#log.error(String(error)));
    await this.start();
  }

  async stop(): Promise<void> {
    const connection = await this.#connection?.catch(() => undefined);
    this.#connection = undefined;
    await connection?.stop();
  }

  dispose(): void {
    this.stop().catch((error: unknown) => this.#log.error(String(error)));
  }

  async #connect(): Promise<Connection> {
    try {
      const { connect } = await import('./languageClient.ts');
      const connected = await connect(this.#context, this.#log, (connection) => {
        for (const listener of this.#listeners) listener(connection);
      });
      this.#isConnected = true;
      return connected;
    } catch (error) {
      this.#log.error(`The language server did not start: ${String(error)}`);
      window
        .showErrorMessage('dbt metadata: the language server did not start.', 'Show log')
        .then((answer) => answer && this.#log.show());
      throw error;
    }
  }
}
