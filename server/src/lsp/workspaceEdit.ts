// Edits of a project's files in the protocol's form. Deliberately absent: files that an edit would make or move.

import type {
  AnnotatedTextEdit,
  TextDocumentEdit,
  TextEdit,
  WorkspaceEdit,
} from 'vscode-languageserver/node';
import type { FileEdit } from '../core/text.ts';
import type { FileInProject, Session } from './session.ts';

const annotationId = 'mend';

/** What is said of changes that are shown before they are made. */
export interface Confirmation {
  readonly label: string;
  readonly description?: string;
}

/**
 * The edits, with the versions of open documents where the client takes them, so that it refuses an edit of a text that has
 * changed meanwhile. Undefined where one of the files isn't there: half a mend is none. With `confirm` clients that can show the
 * changes first, under that title.
 */
export function workspaceEdit(
  session: Session,
  { host, project }: Pick<FileInProject, 'host' | 'project'>,
  edits: readonly FileEdit[],
  confirm?: Confirmation,
): WorkspaceEdit | undefined {
  const byUri = new Map<string, (TextEdit | AnnotatedTextEdit)[]>();
  const asked = confirm !== undefined && session.traits.documentChanges && session.traits.changeAnnotations;
  for (const { path, range, newText } of edits) {
    const location = session.locationOf(host, project, { path, range });
    if (!location) return undefined;
    const known = byUri.get(location.uri) ?? [];
    known.push({ range: location.range, newText, ...(asked ? { annotationId } : {}) });
    byUri.set(location.uri, known);
  }
  if (!session.traits.documentChanges) return { changes: Object.fromEntries(byUri) };
  return {
    ...(asked ? { changeAnnotations: { [annotationId]: { ...confirm, needsConfirmation: true } } } : {}),
    documentChanges: [...byUri].map(([uri, own]): TextDocumentEdit => {
      const version = session.documents.get(uri)?.version ?? null;
      return { textDocument: { uri, version }, edits: own };
    }),
  };
}
