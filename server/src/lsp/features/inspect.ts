// What the server finds in a file and knows of a node, as plain data: the requests that `npm run corpus` compares with dbt's own.
// Deliberately absent: anything that an editor needs.

import type { CancellationToken } from 'vscode-languageserver/node';
import { type ColumnsInFile, columnsIn } from '../../core/features/columnsIn.ts';
import { namesIn, uniqueIdOf } from '../../core/features/namesIn.ts';
import { type NodeFacts, nodeFacts } from '../../core/features/showNode.ts';
import type { FactsParams, NameInDocument, NamesParams } from '../../protocol.ts';
import { checkStrings } from '../guard.ts';
import type { Session } from '../session.ts';

/** All names of a document; null where it belongs to no project. */
export async function namesRequest(
  session: Session,
  params: NamesParams,
  token: CancellationToken,
): Promise<readonly NameInDocument[] | null> {
  checkStrings(params, ['uri']);
  const file = await session.fileOf(params.uri, token);
  if (!file) return null;
  return namesIn(file.project, file.path).map(({ symbol, resolution }) => {
    const { range, ...written } = symbol;
    return {
      ...written,
      range: session.rangeIn(file.source, range),
      uniqueId: uniqueIdOf(resolution) ?? null,
      status: resolution.kind,
    };
  });
}

/** What is understood of a document's SQL; null where it makes no node. */
export async function columnsRequest(
  session: Session,
  params: NamesParams,
  token: CancellationToken,
): Promise<ColumnsInFile | null> {
  checkStrings(params, ['uri']);
  const file = await session.fileOf(params.uri, token);
  if (file) await session.understand(file, token);
  return (file && columnsIn(file.project, file.path)) ?? null;
}

/** The facts of a node; null where the project or the node isn't known. */
export async function factsRequest(
  session: Session,
  params: FactsParams,
  token: CancellationToken,
): Promise<NodeFacts | null> {
  checkStrings(params, ['uri', 'uniqueId']);
  const file = await session.fileOf(params.uri, token);
  const entry = file?.project.artifacts.manifest?.entry(params.uniqueId);
  return file && entry ? nodeFacts(file.project, entry, session.now()) : null;
}
