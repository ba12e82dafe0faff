// textDocument/codeAction: quick fixes of the problems in a range: the nearest names in place of an unknown one, the mends that a rule
// gives itself, and a comment that silences it. codeAction/resolve finds the edits of those that reach far. Deliberately absent: what a
// mend is.

import {
  type CancellationToken,
  type CodeAction,
  type CodeActionParams,
  type Diagnostic,
  LSPErrorCodes,
  ResponseError,
} from 'vscode-languageserver/node';
import { suppressFix } from '../../core/lint/mend/suppress.ts';
import { prepareLint } from '../../core/lint/prepareLint.ts';
import type { Finding, Fix } from '../../core/lint/rule.ts';
import { severities } from '../../core/yaml/severity.ts';
import { inSlices } from '../../host/artifacts/slices.ts';
import { toOffset } from '../convert.ts';
import { diagnosticOf, findingsOf } from '../diagnostics.ts';
import { checkDocument, invalid } from '../guard.ts';
import type { FileInProject, Session } from '../session.ts';
import { type Confirmation, workspaceEdit } from '../workspaceEdit.ts';

const shown = 3;

/** What an action whose edit isn't known yet is found again by. */
interface ActionData {
  readonly uri: string;
  readonly version: number | null;
  readonly rule: string;
  readonly start: number;
}

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
  const { uri } = params.textDocument;
  const file = await session.fileOf(uri, token);
  if (!file) return null;
  await inSlices(prepareLint(file.project, file.path));
  const { source } = file;
  const { encoding } = session.traits;
  const start = toOffset(source, params.range.start, encoding);
  const end = toOffset(source, params.range.end, encoding);
  const findings = findingsOf(session, file)
    .filter(({ range }) => range.start <= end && start <= range.end)
    .sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));
  const mends = new Map<Fix, { readonly finding: Finding; readonly diagnostics: Diagnostic[] }>();
  const silenced = new Map<string, Fix>();
  const add = (fix: Fix, finding: Finding) => {
    const diagnostic = diagnosticOf(session, file, finding);
    const known = mends.get(fix);
    if (known) known.diagnostics.push(diagnostic);
    else mends.set(fix, { finding, diagnostics: [diagnostic] });
  };
  for (const finding of findings) for (const fix of fixesOf(finding, file.path)) add(fix, finding);
  for (const finding of findings) {
    const fix = suppressFix(source, file.path, finding);
    if (!fix) continue;
    const key = `${fix.title}\n${fix.edits[0]?.range.start}`;
    const known = silenced.get(key) ?? fix;
    silenced.set(key, known);
    add(known, finding);
  }
  const preferredFirst = [...mends].sort(
    ([a], [b]) => Number(b.preferred === true) - Number(a.preferred === true),
  );
  return preferredFirst.flatMap(([fix, { finding, diagnostics }]): CodeAction[] => {
    const action: CodeAction = {
      title: shownTitle(fix),
      kind: 'quickfix',
      isPreferred: fix.preferred === true,
      diagnostics,
    };
    if (fix.confirm === true && session.traits.codeActionResolve) {
      const version = session.documents.get(uri)?.version ?? null;
      const data: ActionData = { uri, version, rule: finding.rule, start: finding.range.start };
      return [{ ...action, data }];
    }
    const edit = fix.edits.length > 0 ? editOf(session, file, fix) : undefined;
    return edit ? [{ ...action, edit }] : [];
  });
}

export async function resolveCodeActionRequest(
  session: Session,
  action: CodeAction,
  token: CancellationToken,
): Promise<CodeAction> {
  const data = action?.data as Partial<ActionData> | undefined;
  if (action?.edit || typeof data?.uri !== 'string') return action;
  const file = await session.fileOf(data.uri, token);
  const version = session.documents.get(data.uri)?.version ?? null;
  if (!file || version !== data.version) throw failed('The file has changed meanwhile.');
  await inSlices(prepareLint(file.project, file.path));
  const finding = findingsOf(session, file).find(
    ({ rule, range }) => rule === data.rule && range.start === data.start,
  );
  const fix = finding && fixesOf(finding, file.path).find((each) => shownTitle(each) === action.title);
  const edit = fix && fix.edits.length > 0 ? editOf(session, file, fix) : undefined;
  if (!edit) throw failed(`It can’t be done: ${fix?.left?.join('; ') || 'the file has changed meanwhile'}.`);
  return { ...action, edit };
}

/** Menus show no Markdown. */
function shownTitle({ title }: Fix): string {
  return title.replace(/`([^`]*)`/g, '“$1”');
}

function editOf(session: Session, file: FileInProject, fix: Fix) {
  const { edits, confirm, left = [] } = fix;
  const confirmation: Confirmation = {
    label: shownTitle(fix),
    ...(left.length > 0 ? { description: `Not changed: ${left.join('; ')}.` } : {}),
  };
  return workspaceEdit(session, file, edits, confirm ? confirmation : undefined);
}

function failed(message: string): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.RequestFailed, message);
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
