// What an initialized server is made of, and what happens when a project opens, changes and goes.

import type { MessageConnection } from 'vscode-languageserver/node';
import { pathToUri } from '../host/paths.ts';
import type { ProjectHost } from '../host/projectHost.ts';
import { methods, type ProjectStatus } from '../protocol.ts';
import { CodeLensRefresh } from './codeLensRefresh.ts';
import { Diagnostics } from './diagnostics.ts';
import { describe, type Log } from './guard.ts';
import { LineageChanges } from './lineageChanges.ts';
import { Session, type SessionOptions } from './session.ts';
import { Status } from './status.ts';
import { showProgress } from './waiting.ts';
import { Watching } from './watching.ts';

/** See the head of this file. */
export interface Running {
  readonly session: Session;
  readonly diagnostics: Diagnostics;
  readonly status: Status;
  readonly watching: Watching;
  readonly lineageChanges: LineageChanges;
  readonly codeLensRefresh: CodeLensRefresh;
}

export interface RunningOptions extends Omit<SessionOptions, 'onHostOpened'> {
  readonly connection: MessageConnection;
  readonly progressDelay: number;
  readonly log: Log;
}

/** Everything of one client. */
export function run(options: RunningOptions): Running {
  const session = new Session({ ...options, onHostOpened: (host) => onOpened(running, options, host) });
  const running: Running = {
    session,
    diagnostics: new Diagnostics(session, options.diagnosticDelay),
    status: new Status(session),
    watching: new Watching(session),
    lineageChanges: new LineageChanges(session, options.diagnosticDelay),
    codeLensRefresh: new CodeLensRefresh(session, options.diagnosticDelay),
  };
  return running;
}

/** A dbt_project.yml came or went: documents may belong to other projects now. */
export async function onProjectsChanged({ session, diagnostics }: Running): Promise<void> {
  for (const host of await session.projectsChanged()) {
    const status: ProjectStatus = {
      folder: pathToUri(host.folder),
      name: host.name,
      state: 'closed',
      artifacts: [],
      problems: [],
    };
    if (session.traits.options.status) session.notify(methods.status, status);
  }
  for (const { uri } of session.documents.all) diagnostics.schedule(uri);
}

function onOpened(
  { session, diagnostics, status, watching, lineageChanges, codeLensRefresh }: Running,
  options: RunningOptions,
  host: ProjectHost,
): void {
  const { connection, log } = options;
  if (session.traits.progress) showProgress(connection, host, options);
  host.onChange(() => {
    status.update(host);
    diagnostics.scheduleAll(host);
    watching.update(host).catch((error: unknown) => log(`watch files: ${describe(error)}`));
    lineageChanges.update(host);
    codeLensRefresh.update(host);
  });
  host.loaded.then(() => host.loadSqlParser()).catch((error: unknown) => log(describe(error)));
  status.update(host);
}
