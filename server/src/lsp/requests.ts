// The table of requests: method, the capability it is announced with, and what runs it, together so that they can't disagree.

import type { CancellationToken, ServerCapabilities } from 'vscode-languageserver/node';
import { uriToPath } from '../host/paths.ts';
import { methods, type ReloadParams } from '../protocol.ts';
import {
  incomingCallsRequest,
  outgoingCallsRequest,
  prepareCallHierarchyRequest,
} from './features/callHierarchy.ts';
import { cardRequest } from './features/card.ts';
import { codeActionRequest, resolveCodeActionRequest } from './features/codeActions.ts';
import { codeLensRequest, resolveCodeLensRequest } from './features/codeLens.ts';
import { completionRequest, resolveCompletionRequest, triggerCharacters } from './features/completion.ts';
import { definitionRequest, typeDefinitionRequest } from './features/definition.ts';
import { findingsOfGroupRequest, findingsRequest, watchFindingsRequest } from './features/findings.ts';
import { highlightRequest } from './features/highlight.ts';
import { hoverRequest } from './features/hover.ts';
import { columnsRequest, factsRequest, namesRequest } from './features/inspect.ts';
import {
  lineageChildrenRequest,
  lineageColumnsRequest,
  lineageRootsRequest,
  showNodeRequest,
} from './features/lineage.ts';
import { lineageGraphRequest } from './features/lineageGraph.ts';
import { referencesRequest } from './features/references.ts';
import { prepareRenameRequest, renameRequest } from './features/rename.ts';
import { signatureHelpRequest } from './features/signatureHelp.ts';
import { documentSymbolRequest } from './features/symbols.ts';
import type { Session } from './session.ts';

/** One request. `run` checks its parameters itself: they are whatever the client sent. */
export interface RequestRow {
  readonly method: string;
  readonly capability: ServerCapabilities;
  run(session: Session, params: unknown, token: CancellationToken): unknown;
}

/** See the head of this file. */
export const requests: readonly RequestRow[] = [
  row('textDocument/hover', { hoverProvider: true }, hoverRequest),
  row('textDocument/definition', { definitionProvider: true }, definitionRequest),
  row('textDocument/typeDefinition', { typeDefinitionProvider: true }, typeDefinitionRequest),
  row('textDocument/references', { referencesProvider: true }, referencesRequest),
  row('textDocument/documentHighlight', { documentHighlightProvider: true }, highlightRequest),
  row('textDocument/documentSymbol', { documentSymbolProvider: true }, documentSymbolRequest),
  row(
    'textDocument/completion',
    { completionProvider: { triggerCharacters, resolveProvider: true } },
    completionRequest,
  ),
  row('completionItem/resolve', {}, resolveCompletionRequest),
  row(
    'textDocument/signatureHelp',
    { signatureHelpProvider: { triggerCharacters: ['(', ','], retriggerCharacters: [','] } },
    signatureHelpRequest,
  ),
  row(
    'textDocument/codeAction',
    { codeActionProvider: { codeActionKinds: ['quickfix'], resolveProvider: true } },
    codeActionRequest,
  ),
  row('codeAction/resolve', {}, resolveCodeActionRequest),
  row('textDocument/rename', { renameProvider: { prepareProvider: true } }, renameRequest),
  row('textDocument/prepareRename', {}, prepareRenameRequest),
  row('textDocument/codeLens', { codeLensProvider: { resolveProvider: true } }, codeLensRequest),
  row('codeLens/resolve', {}, resolveCodeLensRequest),
  row('textDocument/prepareCallHierarchy', { callHierarchyProvider: true }, prepareCallHierarchyRequest),
  row('callHierarchy/incomingCalls', {}, incomingCallsRequest),
  row('callHierarchy/outgoingCalls', {}, outgoingCallsRequest),
  row(methods.lineageRoots, {}, lineageRootsRequest),
  row(methods.lineageChildren, {}, lineageChildrenRequest),
  row(methods.lineageColumns, {}, lineageColumnsRequest),
  row(methods.card, {}, cardRequest),
  row(methods.lineageGraph, {}, lineageGraphRequest),
  row(methods.showNode, {}, showNodeRequest),
  row(methods.names, {}, namesRequest),
  row(methods.columns, {}, columnsRequest),
  row(methods.facts, {}, factsRequest),
  row(methods.findings, {}, findingsRequest),
  row(methods.findingsOfGroup, {}, findingsOfGroupRequest),
  row(methods.watchFindings, {}, watchFindingsRequest),
  row(methods.reload, {}, reloadRequest),
];

async function reloadRequest(session: Session, params: ReloadParams): Promise<null> {
  const file = params.uri === undefined ? undefined : uriToPath(params.uri);
  const one = file === undefined ? undefined : session.workspace.hostOf(file);
  await Promise.all((one ? [one] : session.workspace.hosts).map((host) => host.reload()));
  return null;
}

function row<Params>(
  method: string,
  capability: ServerCapabilities,
  run: (session: Session, params: Params, token: CancellationToken) => unknown,
): RequestRow {
  return { method, capability, run: (session, params, token) => run(session, params as Params, token) };
}
