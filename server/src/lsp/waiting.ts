// A request that arrives while its project loads waits for it, and the user sees that it does when it takes long.

import type { CancellationToken, MessageConnection } from 'vscode-languageserver/node';
import type { ProjectHost } from '../host/projectHost.ts';
import { describe, type Log, orCancelled } from './guard.ts';

type Notify = (method: string, params: object) => void;

export interface ProgressOptions {
  notify: Notify;
  log: Log;
  /** Milliseconds; nothing is shown for what is over sooner. */
  readonly progressDelay: number;
}

/** Settled when the project is loaded; throws RequestCancelled when the request is cancelled before. */
export async function untilLoaded(host: ProjectHost, token: CancellationToken): Promise<void> {
  if (!host.isLoaded) await orCancelled(host.loaded, token);
}

/** Shows progress while a project takes long to load. To be called once for each, where the client draws progress. */
export function showProgress(
  connection: MessageConnection,
  host: ProjectHost,
  { notify, log, progressDelay }: ProgressOptions,
): void {
  const timer = setTimeout(() => {
    report(connection, host, notify).catch((error: unknown) => log(`progress: ${describe(error)}`));
  }, progressDelay);
  host.loaded.then(
    () => clearTimeout(timer),
    () => clearTimeout(timer),
  );
}

async function report(connection: MessageConnection, host: ProjectHost, notify: Notify): Promise<void> {
  const token = `dbtContext/load/${host.folder}`;
  await connection.sendRequest('window/workDoneProgress/create', { token });
  const send = (value: object) => notify('$/progress', { token, value });
  send({ kind: 'begin', title: `Reading dbt project ${host.name}` });
  await host.loaded;
  send({ kind: 'end' });
}
