// The table of notifications that a client sends: documents, settings, files on disk.

import type {
  DidChangeTextDocumentParams,
  DidChangeWatchedFilesParams,
  DidCloseTextDocumentParams,
  DidOpenTextDocumentParams,
  DidSaveTextDocumentParams,
} from 'vscode-languageserver/node';
import { packagesFiles } from '../core/yaml/packagesFile.ts';
import { projectFile } from '../core/yaml/projectConfig.ts';
import { checkDocument } from './guard.ts';
import { onProjectsChanged, type Running } from './running.ts';

/** One notification. */
export interface NotificationRow {
  readonly method: string;
  run(running: Running, params: unknown): void | Promise<void>;
}

/** See the head of this file. */
export const notifications: readonly NotificationRow[] = [
  row('initialized', onInitialized),
  row('textDocument/didOpen', onOpen),
  row('textDocument/didChange', onChange),
  row('textDocument/didSave', onSave),
  row('textDocument/didClose', onClose),
  row('workspace/didChangeConfiguration', onSettings),
  row('workspace/didChangeWatchedFiles', onFiles),
  // Known so that nobody complains about them.
  row('workspace/didChangeWorkspaceFolders', () => {}),
  row('$/setTrace', () => {}),
];

/** Files that say which folders are projects. */
const isProject = (uri: string) => [projectFile, ...packagesFiles].some((name) => uri.endsWith(`/${name}`));

async function onInitialized({ session, watching }: Running): Promise<void> {
  if (session.traits.configurationChanges) {
    const method = 'workspace/didChangeConfiguration';
    const registerOptions = { section: 'dbtContext' };
    await session.connection.sendRequest('client/registerCapability', {
      registrations: [{ id: method, method, registerOptions }],
    });
  }
  await watching.start();
}

function onOpen({ session, diagnostics }: Running, params: DidOpenTextDocumentParams): void {
  checkDocument(params);
  const document = session.documents.opened(params);
  session.tell(document);
  diagnostics.schedule(document.uri);
}

function onChange({ session, diagnostics }: Running, params: DidChangeTextDocumentParams): void {
  checkDocument(params);
  const document = session.documents.changed(params, session.traits.encoding);
  if (!document) return;
  session.tell(document);
  diagnostics.schedule(document.uri);
}

async function onSave(running: Running, params: DidSaveTextDocumentParams): Promise<void> {
  checkDocument(params);
  const { session } = running;
  const { uri } = params.textDocument;
  if (isProject(uri)) await onProjectsChanged(running);
  const file = session.documents.get(uri)?.file;
  const place = file === undefined ? undefined : session.placeOf(file);
  place?.host.filesChanged([{ path: place.path, kind: 'changed' }]);
}

function onClose({ session, diagnostics }: Running, params: DidCloseTextDocumentParams): void {
  checkDocument(params);
  const { uri } = params.textDocument;
  const document = session.documents.closed(uri);
  diagnostics.closed(uri);
  const place = document?.file === undefined ? undefined : session.placeOf(document.file);
  place?.host.documentClosed(place.path);
}

async function onSettings(
  { session, diagnostics }: Running,
  params: { settings?: unknown } | null,
): Promise<void> {
  await session.settingsChanged(params?.settings);
  for (const host of session.workspace.hosts) diagnostics.scheduleAll(host);
}

async function onFiles(running: Running, params: DidChangeWatchedFilesParams): Promise<void> {
  running.watching.changed(params);
  if (params.changes.some(({ uri, type }) => type !== 2 && isProject(uri))) await onProjectsChanged(running);
}

function row<Params>(
  method: string,
  run: (running: Running, params: Params) => void | Promise<void>,
): NotificationRow {
  return { method, run: (running, params) => run(running, params as Params) };
}
