// textDocument/codeLens and codeLens/resolve: where lenses stand is told at once, their words when they come into sight.
// Deliberately absent: the words.

import type { CancellationToken, CodeLens, CodeLensParams } from 'vscode-languageserver/node';
import { codeLenses, type LensSubject, lensWords } from '../../core/features/codeLens.ts';
import { pathToUri } from '../../host/paths.ts';
import { hoverCommands } from '../../protocol.ts';
import { checkDocument, checkStrings } from '../guard.ts';
import type { Session } from '../session.ts';

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
  const folder = pathToUri(file.host.folder);
  return codeLenses(file.project, file.path, columns).map(({ range, subject }) => {
    const data: LensData = { folder, ...subject };
    return { range: session.rangeIn(file.source, range), data };
  });
}

/** What a lens says of itself when it comes back. */
type LensData = LensSubject & {
  /** URI of the project's folder. */
  readonly folder: string;
};

/** A client that runs no commands is given the words alone. */
export async function resolveCodeLensRequest(
  session: Session,
  lens: CodeLens,
  token: CancellationToken,
): Promise<CodeLens> {
  const data: unknown = lens?.data;
  checkStrings(data, ['folder', 'node']);
  const { folder, node, column } = data as LensData;
  const host = await session.hostOf(folder, token);
  if (!host) return lens;
  const subject = { node, column: typeof column === 'string' ? column : undefined };
  const title = await session.inSlices(lensWords(host.current, subject, session.now()), token);
  const command = session.traits.options.commandLinks ? hoverCommands.showLineage : '';
  const target = subject.column === undefined ? [folder, node] : [folder, node, subject.column];
  return { ...lens, command: { title, command, arguments: target } };
}
