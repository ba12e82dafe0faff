// textDocument/documentSymbol: core's outline as a tree, or as a list where the client knows no trees.

import {
  type CancellationToken,
  type DocumentSymbol,
  type DocumentSymbolParams,
  type SymbolInformation,
  SymbolKind,
} from 'vscode-languageserver/node';
import { documentSymbols, type OutlineEntry } from '../../core/features/documentSymbols.ts';
import { checkDocument } from '../guard.ts';
import type { FileInProject, Session } from '../session.ts';

const kinds: Readonly<Partial<Record<OutlineEntry['kind'], SymbolKind>>> = {
  cte: SymbolKind.Struct,
  query: SymbolKind.Class,
  column: SymbolKind.Field,
  model: SymbolKind.Class,
  seed: SymbolKind.Class,
  snapshot: SymbolKind.Class,
  source: SymbolKind.Namespace,
  table: SymbolKind.Struct,
  version: SymbolKind.EnumMember,
  macro: SymbolKind.Function,
  function: SymbolKind.Function,
  test: SymbolKind.Function,
  materialization: SymbolKind.Function,
  unit_test: SymbolKind.Method,
  docs: SymbolKind.String,
  exposure: SymbolKind.Interface,
  metric: SymbolKind.Number,
  group: SymbolKind.Package,
};

export async function documentSymbolRequest(
  session: Session,
  params: DocumentSymbolParams,
  token: CancellationToken,
): Promise<DocumentSymbol[] | SymbolInformation[] | null> {
  checkDocument(params);
  const file = await session.fileOf(params.textDocument.uri, token);
  if (!file) return null;
  await session.understand(file, token);
  const entries = documentSymbols(file.project, file.path);
  if (session.traits.hierarchicalSymbols) return entries.map((entry) => toTree(session, file, entry));
  const uri = params.textDocument.uri;
  return entries.flatMap((entry) => toList(session, file, uri, entry, undefined));
}

function toTree(session: Session, file: FileInProject, entry: OutlineEntry): DocumentSymbol {
  return {
    name: nameOf(entry),
    ...(entry.detail === undefined ? {} : { detail: entry.detail }),
    kind: kinds[entry.kind] ?? SymbolKind.Object,
    range: session.rangeIn(file.source, entry.range),
    selectionRange: session.rangeIn(file.source, entry.nameRange),
    children: entry.children.map((child) => toTree(session, file, child)),
  };
}

function toList(
  session: Session,
  file: FileInProject,
  uri: string,
  entry: OutlineEntry,
  container: string | undefined,
): SymbolInformation[] {
  const own: SymbolInformation = {
    name: nameOf(entry),
    kind: kinds[entry.kind] ?? SymbolKind.Object,
    location: { uri, range: session.rangeIn(file.source, entry.range) },
    ...(container === undefined ? {} : { containerName: container }),
  };
  return [own, ...entry.children.flatMap((child) => toList(session, file, uri, child, nameOf(entry)))];
}

/** Clients refuse symbols without a name. */
function nameOf({ name }: OutlineEntry): string {
  return name.trim() === '' ? '…' : name;
}
