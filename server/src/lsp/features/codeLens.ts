// textDocument/codeLens and codeLens/resolve: where lenses stand is told at once, their words when they come into sight.
// Deliberately absent: the words.

import type { CancellationToken, CodeLens, CodeLensParams } from 'vscode-languageserver/node';
import { codeLenses, lensWords } from '../../core/features/codeLens.ts';
import { hoverCommands } from '../../protocol.ts';
import { checkDocument } from '../guard.ts';
import type { Session } from '../session.ts';
import { subjectData, subjectIn } from '../subjectData.ts';

export async function codeLensRequest(
  session: Session,
  params: CodeLensParams,
  token: CancellationToken,
): Promise<CodeLens[] | null> {
  checkDocument(params);
  const file = await session.fileOf(params.textDocument.uri, token);
  if (!file || file.host.settings.codeLens === 'off') return null;
  const columns = file.host.settings.codeLens === 'columns';
  if (columns) await session.understand(file, token);
  return codeLenses(file.project, file.path, columns).map(({ range, subject }) => ({
    range: session.rangeIn(file.source, range),
    data: subjectData(file.host, subject),
  }));
}

/** A client that runs no commands is given the words alone. */
export async function resolveCodeLensRequest(
  session: Session,
  lens: CodeLens,
  token: CancellationToken,
): Promise<CodeLens> {
  const { folder, node, column } = subjectIn(lens);
  const host = await session.hostOf(folder, token);
  if (!host) return lens;
  const title = await session.inSlices(lensWords(host.current, { node, column }, session.now()), token);
  const command = session.traits.options.commandLinks ? hoverCommands.showLineage : '';
  const target = column === undefined ? [folder, node] : [folder, node, column];
  return { ...lens, command: { title, command, arguments: target } };
}
