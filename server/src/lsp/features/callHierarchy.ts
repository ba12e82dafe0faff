// textDocument/prepareCallHierarchy, callHierarchy/incomingCalls and outgoingCalls: core's items with their ids as data, so that a step
// needs no position. Deliberately absent: what reads what.

import {
  type CallHierarchyIncomingCall,
  type CallHierarchyItem,
  type CallHierarchyOutgoingCall,
  type CallHierarchyPrepareParams,
  type CancellationToken,
  type Range,
  SymbolKind,
} from 'vscode-languageserver/node';
import { hierarchyCalls, prepareCallHierarchy } from '../../core/features/callHierarchy.ts';
import type { HierarchyCall, HierarchyItem } from '../../core/features/callHierarchyNodes.ts';
import type { Project } from '../../core/project.ts';
import { symbolAt } from '../../core/semantics/symbolAt.ts';
import type { TextRange } from '../../core/text.ts';
import type { ProjectHost } from '../../host/projectHost.ts';
import type { LineageDirection } from '../../protocol.ts';
import { toOffset } from '../convert.ts';
import { checkPosition } from '../guard.ts';
import type { FileInProject, Session } from '../session.ts';
import { subjectData, subjectIn } from '../subjectData.ts';

export async function prepareCallHierarchyRequest(
  session: Session,
  params: CallHierarchyPrepareParams,
  token: CancellationToken,
): Promise<CallHierarchyItem[] | null> {
  checkPosition(params);
  const file = await session.fileOf(params.textDocument.uri, token);
  if (!file) return null;
  const { project, path, source } = file;
  const offset = toOffset(source, params.position, session.traits.encoding);
  if (!symbolAt(project, path, offset)) await session.understand(file, token);
  const items = prepareCallHierarchy(project, path, offset).flatMap(
    (item) => toItem(session, file, item) ?? [],
  );
  return items.length > 0 ? items : null;
}

/** Who reads an item. */
export async function incomingCallsRequest(
  session: Session,
  params: { readonly item: CallHierarchyItem },
  token: CancellationToken,
): Promise<CallHierarchyIncomingCall[] | null> {
  const asked = await callsOf(session, params, 'downstream', token);
  if (!asked) return null;
  return asked.calls.flatMap(({ item, ranges, path }) => {
    const from = toItem(session, asked, item);
    return from ? [{ from, fromRanges: toRanges(session, asked.project, path, ranges) }] : [];
  });
}

/** What an item reads. */
export async function outgoingCallsRequest(
  session: Session,
  params: { readonly item: CallHierarchyItem },
  token: CancellationToken,
): Promise<CallHierarchyOutgoingCall[] | null> {
  const asked = await callsOf(session, params, 'upstream', token);
  if (!asked) return null;
  return asked.calls.flatMap(({ item, ranges, path }) => {
    const to = toItem(session, asked, item);
    return to ? [{ to, fromRanges: toRanges(session, asked.project, path, ranges) }] : [];
  });
}

interface Asked {
  readonly host: ProjectHost;
  readonly project: Project;
  readonly calls: readonly HierarchyCall[];
}

async function callsOf(
  session: Session,
  { item }: { readonly item: CallHierarchyItem },
  direction: LineageDirection,
  token: CancellationToken,
): Promise<Asked | undefined> {
  const { folder, ...subject } = subjectIn(item);
  const host = await session.hostOf(folder, token);
  if (!host) return undefined;
  const project = host.current;
  const calls = await session.inSlices(hierarchyCalls(project, subject, direction), token);
  return { host, project, calls };
}

function toItem(
  session: Session,
  { host, project }: Pick<FileInProject, 'host' | 'project'>,
  { name, detail, subject, place }: HierarchyItem,
): CallHierarchyItem | undefined {
  const location = session.locationOf(host, project, place);
  const source = project.files.text(place.path);
  if (!location || !source) return undefined;
  return {
    name,
    kind: subject.column === undefined ? SymbolKind.Class : SymbolKind.Field,
    detail,
    ...location,
    selectionRange: session.rangeIn(source, place.nameRange),
    data: subjectData(host, subject),
  };
}

function toRanges(session: Session, project: Project, path: string, ranges: readonly TextRange[]): Range[] {
  const source = project.files.text(path);
  return source ? ranges.map((range) => session.rangeIn(source, range)) : [];
}
