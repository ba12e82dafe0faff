// Edits of a project's files in the protocol's form. Deliberately absent: files that an edit would make or move.

import type { TextDocumentEdit, TextEdit, WorkspaceEdit } from 'vscode-languageserver/node';
import type { FileEdit } from '../core/lint/rule.ts';
import type { FileInProject, Session } from './session.ts';

/**
 * The edits, with the versions of open documents where the client takes them, so that it refuses an edit of a text that has
 * changed meanwhile. Undefined where one of the files isn't there: half a mend is none.
 */
export function workspaceEdit(
  session: Session,
  { host, project }: Pick<FileInProject, 'host' | 'project'>,
  edits: readonly FileEdit[],
): WorkspaceEdit | undefined {
  const byUri = new Map<string, TextEdit[]>();
  for (const { path, range, newText } of edits) {
    const location = session.locationOf(host, project, { path, range });
    if (!location) return undefined;
    const known = byUri.get(location.uri) ?? [];
    known.push({ range: location.range, newText });
    byUri.set(location.uri, known);
  }
  if (!session.traits.documentChanges) return { changes: Object.fromEntries(byUri) };
  return {
    documentChanges: [...byUri].map(([uri, own]): TextDocumentEdit => {
      const version = session.documents.get(uri)?.version ?? null;
      return { textDocument: { uri, version }, edits: own };
    }),
  };
}
