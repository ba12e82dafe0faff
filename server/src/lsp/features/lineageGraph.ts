// The custom request behind the lineage graph: the focus from a cursor, what takes long in slices, then the whole answer.

import type { CancellationToken } from 'vscode-languageserver/node';
import { neighbourhood } from '../../core/features/neighbourhood.ts';
import { prepareNodes } from '../../core/features/neighbourhoodAhead.ts';
import { disabledAt, focusAt } from '../../core/features/neighbourhoodFocus.ts';
import type { Focus } from '../../core/features/neighbourhoodPaths.ts';
import { prepareNeighbourhood } from '../../core/features/neighbourhoodPrepare.ts';
import { pathToUri } from '../../host/paths.ts';
import type { ProjectHost } from '../../host/projectHost.ts';
import type {
  LineageAnswer,
  LineageFocus,
  LineageGraphParams,
  LineageNothing,
} from '../../lineageProtocol.ts';
import { toOffset } from '../convert.ts';
import { checkGraphParams } from '../graphParams.ts';
import type { Session } from '../session.ts';

/** See the head of this file. */
export async function lineageGraphRequest(
  session: Session,
  params: LineageGraphParams,
  token: CancellationToken,
): Promise<LineageAnswer> {
  checkGraphParams(params);
  const { focus: asked, view } = params;
  const host = await session.hostOf(asked.kind === 'cursor' ? asked.uri : asked.folder, token);
  if (!host) return nothing('noProject', 'This file belongs to no dbt project.');
  if (!host.current.artifacts.manifest)
    return nothing('noManifest', `${host.name} has no manifest.json yet. Run "dbt parse".`);
  const focus = await focusOf(session, host, asked, token);
  if (!focus) return noNode(session, host, asked);
  const project = host.current;
  await session.inSlices(prepareNodes(project, focus, view), token);
  await session.inSlices(prepareNeighbourhood(project, focus, view), token);
  const found = neighbourhood(project, focus, view, session.now());
  return found ? { ...found, folder: pathToUri(host.folder) } : noNode(session, host, asked);
}

async function focusOf(
  session: Session,
  host: ProjectHost,
  asked: LineageFocus,
  token: CancellationToken,
): Promise<Focus | undefined> {
  if (asked.kind === 'node')
    return asked.column === undefined ? { node: asked.node } : { node: asked.node, column: asked.column };
  const file = session.diskPathOf(asked.uri);
  const path = file === undefined ? undefined : host.pathOf(file);
  if (path === undefined) return undefined;
  const source = asked.position && host.current.files.text(path);
  const offset = asked.position && source && toOffset(source, asked.position, session.traits.encoding);
  if (asked.columns && source) await session.understand({ host, project: host.current, path, source }, token);
  return focusAt(host.current, path, offset, asked.columns);
}

function noNode(session: Session, host: ProjectHost, asked: LineageFocus): LineageNothing {
  if (asked.kind === 'node')
    return nothing('noNode', `${host.name} has no ${asked.node} any more. Open another file.`);
  const file = session.diskPathOf(asked.uri);
  const path = file === undefined ? undefined : host.pathOf(file);
  const disabled = path === undefined ? undefined : disabledAt(host.current, path);
  return nothing(
    'noNode',
    disabled === undefined
      ? 'Nothing in this file has lineage. Open a model, a seed, a source or an exposure.'
      : `${disabled} is disabled: dbt does not build it. Set "enabled: true" and run "dbt parse".`,
  );
}

function nothing(reason: LineageNothing['reason'], message: string): LineageNothing {
  return { kind: 'nothing', reason, message };
}
