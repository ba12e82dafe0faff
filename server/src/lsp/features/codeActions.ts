// textDocument/codeAction: quick fixes of the problems in a range. For now one kind: put a nearest name in place of an unknown one.

import type { CancellationToken, CodeAction, CodeActionParams } from 'vscode-languageserver/node';
import { toOffset } from '../convert.ts';
import { diagnosticOf, findingsOf } from '../diagnostics.ts';
import { checkDocument, invalid } from '../guard.ts';
import type { Session } from '../session.ts';

const shown = 3;

export async function codeActionRequest(
  session: Session,
  params: CodeActionParams,
  token: CancellationToken,
): Promise<CodeAction[] | null> {
  checkDocument(params);
  if (!params.range?.start || !params.range.end) throw invalid('range is missing.');
  const only = params.context?.only;
  if (only && !only.some((kind) => kind === '' || kind === 'quickfix')) return null;
  if (!session.traits.codeActionLiterals) return null;
  const file = await session.fileOf(params.textDocument.uri, token);
  if (!file) return null;
  const { source } = file;
  const { encoding } = session.traits;
  const start = toOffset(source, params.range.start, encoding);
  const end = toOffset(source, params.range.end, encoding);
  return findingsOf(session, file)
    .filter(({ range }) => range.start <= end && start <= range.end)
    .flatMap((finding) =>
      (finding.suggestions ?? []).slice(0, shown).map((name, index): CodeAction => {
        const range = session.rangeIn(source, finding.range);
        return {
          title: `Change to “${name}”`,
          kind: 'quickfix',
          isPreferred: index === 0 && finding.suggestions?.length === 1,
          diagnostics: [diagnosticOf(session, file, finding)],
          edit: { changes: { [params.textDocument.uri]: [{ range, newText: name }] } },
        };
      }),
    );
}
