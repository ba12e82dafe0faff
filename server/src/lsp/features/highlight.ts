// textDocument/documentHighlight: core's highlights with the protocol's kinds.

import {
  type CancellationToken,
  type DocumentHighlight,
  DocumentHighlightKind,
  type DocumentHighlightParams,
} from 'vscode-languageserver/node';
import { highlights } from '../../core/features/highlight.ts';
import { toOffset } from '../convert.ts';
import { checkPosition } from '../guard.ts';
import type { Session } from '../session.ts';

export async function highlightRequest(
  session: Session,
  params: DocumentHighlightParams,
  token: CancellationToken,
): Promise<DocumentHighlight[] | null> {
  checkPosition(params);
  const file = await session.fileOf(params.textDocument.uri, token);
  if (!file) return null;
  await session.understand(file, token);
  const offset = toOffset(file.source, params.position, session.traits.encoding);
  const found = highlights(file.project, file.path, offset);
  // Null lets an editor mark equal words by itself.
  if (found.length === 0) return null;
  return found.map(({ range, kind }) => ({
    range: session.rangeIn(file.source, range),
    kind: kind === 'write' ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
  }));
}
