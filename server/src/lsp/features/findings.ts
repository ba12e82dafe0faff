// The requests behind the view Findings: all findings of a project in groups, some of a group, and whose are looked for.

import { posix } from 'node:path';
import type { CancellationToken } from 'vscode-languageserver/node';
import { counted } from '../../core/card/format.ts';
import { shorten } from '../../core/card/visible.ts';
import {
  type FindingGroup,
  groupFindings,
  keyOf,
  mostSevereFirst,
} from '../../core/lint/report/groupFindings.ts';
import { rulePage } from '../../core/lint/rulePage.ts';
import { rules } from '../../core/lint/rules/index.ts';
import type {
  FindingRow,
  FindingSeverity,
  FindingsAnswer,
  FindingsBy,
  FindingsGroup,
  FindingsOfGroupParams,
  FindingsPage,
  FindingsParams,
  WatchFindingsParams,
} from '../../findingsProtocol.ts';
import { pathToUri } from '../../host/paths.ts';
import type { ProjectHost } from '../../host/projectHost.ts';
import type { KeptFinding } from '../findingsOfProject.ts';
import { checkStrings, invalid } from '../guard.ts';
import type { Session } from '../session.ts';
import { untilLoaded } from '../waiting.ts';

const groupings: readonly FindingsBy[] = ['rule', 'owner', 'file', 'severity'];
const labelLength = 120;
const summaries: ReadonlyMap<string, string> = new Map(rules.map(({ name, summary }) => [name, summary]));
const severityWords: Readonly<Record<FindingSeverity, string>> = {
  error: 'Errors',
  warning: 'Warnings',
  information: 'Information',
  hint: 'Hints',
};

export async function findingsRequest(
  session: Session,
  params: FindingsParams,
  token: CancellationToken,
): Promise<FindingsAnswer> {
  checkStrings(params, ['by']);
  const { uris, by } = params;
  if (!Array.isArray(uris) || uris.some((uri) => typeof uri !== 'string')) throw invalid('uris are missing.');
  if (!groupings.includes(by)) throw invalid('by is not known.');
  const host = await session.hostOfAny(uris, token);
  if (!host) return nothing('noProject', undefined, 'There is no dbt project in the folders that are open.');
  const folder = pathToUri(host.folder);
  if (!host.settings.diagnosticsEnabled)
    return nothing('off', folder, 'Problems are turned off by the setting "dbtContext.diagnostics.enabled".');
  if (!host.current.artifacts.manifest)
    return nothing('noManifest', folder, `${host.name} has no manifest.json yet. Run "dbt parse".`);
  const known = session.findings.of(host);
  const { findings, progress } = known;
  return {
    kind: 'groups',
    folder,
    name: host.name,
    by,
    groups: groupFindings(findings, by).map((group) => toGroup(group, by)),
    count: findings.length,
    progress,
  };
}

export async function findingsOfGroupRequest(
  session: Session,
  params: FindingsOfGroupParams,
  token: CancellationToken,
): Promise<FindingsPage> {
  checkStrings(params, ['folder', 'by', 'key']);
  const { folder, by, key, limit } = params;
  if (!groupings.includes(by)) throw invalid('by is not known.');
  if (!(Number.isInteger(limit) && limit >= 0)) throw invalid('limit is no count.');
  const host = await session.hostOf(folder, token);
  if (!host) return { findings: [], more: 0 };
  const own = session.findings.of(host).findings.filter((finding) => (keyOf(finding, by) ?? '') === key);
  const page = mostSevereFirst(own).slice(0, limit);
  return {
    findings: page.flatMap((finding) => toRow(session, host, finding, by) ?? []),
    more: own.length - page.length,
  };
}

export async function watchFindingsRequest(
  session: Session,
  params: WatchFindingsParams,
  token: CancellationToken,
): Promise<null> {
  const { folder, again } = params;
  if (folder !== undefined) checkStrings(params, ['folder']);
  const file = folder === undefined ? undefined : session.diskPathOf(folder);
  const host = file === undefined ? undefined : session.workspace.hostOf(file);
  // At once: of two requests the later counts, whichever has to wait.
  session.findings.watch(host);
  if (host && again === true) {
    await untilLoaded(host, token);
    await host.reload();
    session.findings.of(host).again();
  }
  return null;
}

function toGroup({ key, severity, findings }: FindingGroup<KeptFinding>, by: FindingsBy): FindingsGroup {
  const folder = by === 'file' ? posix.dirname(key ?? '') : '.';
  const label =
    key === undefined
      ? 'No owner'
      : by === 'file'
        ? posix.basename(key)
        : by === 'severity'
          ? severityWords[severity]
          : key;
  const summary = by === 'rule' ? summaries.get(key ?? '') : undefined;
  const count = findings.length;
  return {
    key: key ?? '',
    label,
    detail: folder === '.' ? undefined : folder,
    severity,
    count,
    rule: summary === undefined ? undefined : { summary, page: rulePage(key ?? '') },
    spoken: [label, counted(count, 'finding'), by === 'severity' ? undefined : `worst: ${severity}`]
      .filter((part) => part !== undefined)
      .join(', '),
  };
}

/** Undefined for a file that lies outside of the project. */
function toRow(
  session: Session,
  host: ProjectHost,
  { path, rule, severity, message, range }: KeptFinding,
  by: FindingsBy,
): FindingRow | undefined {
  const uri = session.uriOf(host, path);
  if (uri === undefined) return undefined;
  const { start, end } = range;
  const line = start.line + 1;
  const place = by === 'file' ? `line ${line}` : `${posix.basename(path)}:${line}`;
  return {
    id: [path, start.line, start.character, end.line, end.character, rule, message].join('\n'),
    label: shorten(message.replaceAll('`', ''), labelLength),
    message,
    description: by === 'rule' ? place : `${place} · ${rule}`,
    severity,
    rule,
    page: rulePage(rule),
    location: { uri, range },
    spoken: `${severity}: ${message} ${rule}, ${posix.basename(path)}, line ${line}`,
  };
}

function nothing(
  reason: 'noProject' | 'noManifest' | 'off',
  folder: string | undefined,
  message: string,
): FindingsAnswer {
  return { kind: 'nothing', reason, folder, message };
}
