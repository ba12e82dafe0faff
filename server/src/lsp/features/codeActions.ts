// textDocument/codeAction: quick fixes of the problems in a range: the nearest names in place of an unknown one, and the mends
// that a rule gives itself. Deliberately absent: what a mend is.

import type { CancellationToken, CodeAction, CodeActionParams, Diagnostic } from 'vscode-languageserver/node';
import { prepareLint } from '../../core/lint/prepareLint.ts';
import type { Finding, Fix } from '../../core/lint/rule.ts';
import { inSlices } from '../../host/artifacts/slices.ts';
import { toOffset } from '../convert.ts';
import { diagnosticOf, findingsOf } from '../diagnostics.ts';
import { checkDocument, invalid } from '../guard.ts';
import type { Session } from '../session.ts';
import { workspaceEdit } from '../workspaceEdit.ts';

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
  await inSlices(prepareLint(file.project, file.path));
  const { source } = file;
  const { encoding } = session.traits;
  const start = toOffset(source, params.range.start, encoding);
  const end = toOffset(source, params.range.end, encoding);
  const mends = new Map<Fix, Diagnostic[]>();
  for (const finding of findingsOf(session, file)) {
    if (finding.range.start > end || start > finding.range.end) continue;
    const diagnostic = diagnosticOf(session, file, finding);
    for (const fix of fixesOf(finding, file.path)) {
      const mended = mends.get(fix);
      if (mended) mended.push(diagnostic);
      else mends.set(fix, [diagnostic]);
    }
  }
  return [...mends].flatMap(([{ title, edits, preferred, confirm }, diagnostics]): CodeAction[] => {
    const edit = workspaceEdit(session, file, edits, confirm ? { label: title } : undefined);
    return edit ? [{ title, kind: 'quickfix', isPreferred: preferred === true, diagnostics, edit }] : [];
  });
}

function fixesOf({ range, suggestions = [], fixes }: Finding, path: string): readonly Fix[] {
  const replaced = suggestions.slice(0, shown).map(
    (name): Fix => ({
      title: `Change to “${name}”`,
      edits: [{ path, range, newText: name }],
      preferred: suggestions.length === 1,
    }),
  );
  return [...replaced, ...(fixes?.() ?? [])];
}
