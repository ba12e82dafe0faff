// textDocument/prepareRename and textDocument/rename. What isn't certain is told beside the changes, which are then shown before they
// are made. Deliberately absent: what is renamed with a name.

import {
  type CancellationToken,
  LSPErrorCodes,
  MessageType,
  type PrepareRenameParams,
  type PrepareRenameResult,
  type RenameParams,
  ResponseError,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import { rename, renamePlace } from '../../core/features/rename.ts';
import { toOffset, toRange } from '../convert.ts';
import { checkPosition, checkStrings } from '../guard.ts';
import type { Session } from '../session.ts';
import { workspaceEdit } from '../workspaceEdit.ts';

export async function prepareRenameRequest(
  session: Session,
  params: PrepareRenameParams,
  token: CancellationToken,
): Promise<PrepareRenameResult | null> {
  checkPosition(params);
  const file = await session.fileOf(params.textDocument.uri, token);
  if (!file) return null;
  const { encoding } = session.traits;
  const offset = toOffset(file.source, params.position, encoding);
  const found = renamePlace(file.project, file.path, offset);
  if (!found) return null;
  if (found.kind === 'refused') throw refusal(found.refused);
  return { range: toRange(file.source, found.range, encoding), placeholder: found.name };
}

export async function renameRequest(
  session: Session,
  params: RenameParams,
  token: CancellationToken,
): Promise<WorkspaceEdit | null> {
  checkPosition(params);
  checkStrings(params, ['newName']);
  const file = await session.fileOf(params.textDocument.uri, token);
  if (!file) return null;
  const offset = toOffset(file.source, params.position, session.traits.encoding);
  const found = rename(file.project, file.path, offset, params.newName);
  if (!found) return null;
  if (found.kind === 'refused') throw refusal(found.refused);
  const { edits, left, title } = found;
  const confirm = left.length > 0 ? { label: title, description: told(left) } : undefined;
  const edit = workspaceEdit(session, file, edits, confirm);
  if (!edit) throw refusal('A file that names it can’t be edited.');
  const shown = session.traits.documentChanges && session.traits.changeAnnotations;
  if (confirm && !shown)
    session.notify('window/showMessage', { type: MessageType.Info, message: confirm.description });
  return edit;
}

/** As much as a person reads. */
const most = 10;

function told(left: readonly string[]): string {
  const more = left.length > most ? ` And ${left.length - most} more.` : '';
  return `Not renamed: ${left.slice(0, most).join('; ')}.${more}`;
}

function refusal(message: string): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.RequestFailed, message);
}
