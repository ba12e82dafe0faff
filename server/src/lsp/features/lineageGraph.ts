// The custom request behind the lineage graph: the focus from a cursor, what takes long in slices, then the answer: the whole of it, or
// what is known by then, while the rest is being found out.

import type { CancellationToken } from 'vscode-languageserver/node';
import { neighbourhood } from '../../core/features/neighbourhood.ts';
import { prepareNodes } from '../../core/features/neighbourhoodAhead.ts';
import { disabledAt, focusAt } from '../../core/features/neighbourhoodFocus.ts';
import type { Focus } from '../../core/features/neighbourhoodPaths.ts';
import { prepareNeighbourhood } from '../../core/features/neighbourhoodPrepare.ts';
import type { Project } from '../../core/project.ts';
import { warmFile } from '../../core/semantics/sql/warmLineage.ts';
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
  const project = host.current;
  const path = pathOf(session, host, asked);
  // The column at the cursor is known once the file is understood.
  const ahead = asked.kind === 'cursor' && asked.columns && path ? warmFile(project, path) : nothingToDo();
  const isUnderstood = await session.inSlices(forAWhile(ahead, patience), token);
  const focus = focusOf(session, project, asked, path, isUnderstood);
  if (!focus) return noNode(host, asked, path);
  await session.inSlices(prepareNodes(project, focus, view), token);
  const rest = isUnderstood ? prepareNeighbourhood(project, focus, view) : ahead;
  const whole = isUnderstood && (await session.inSlices(forAWhile(rest, patience), token));
  const found = neighbourhood(project, focus, view, session.now(), whole);
  if (!found) return noNode(host, asked, path);
  if (!whole) session.ahead.goOn(host, project, rest);
  return { ...found, folder: pathToUri(host.folder) };
}

/** Milliseconds that somebody looks at an older graph while more of the new one is being found out. */
const patience = 300;

function* nothingToDo(): Generator<void, void> {}

/** Runs steps until they end or so many milliseconds have passed; whether they have ended. */
function* forAWhile(steps: Generator<void, void>, milliseconds: number): Generator<void, boolean> {
  const until = performance.now() + milliseconds;
  while (!steps.next().done) {
    if (performance.now() > until) return false;
    yield;
  }
  return true;
}

/** The file in front; undefined where a node is asked for by its id, and for files of no use here. */
function pathOf(session: Session, host: ProjectHost, asked: LineageFocus): string | undefined {
  const file = asked.kind === 'cursor' ? session.diskPathOf(asked.uri) : undefined;
  return file === undefined ? undefined : host.pathOf(file);
}

function focusOf(
  session: Session,
  project: Project,
  asked: LineageFocus,
  path: string | undefined,
  isUnderstood: boolean,
): Focus | undefined {
  if (asked.kind === 'node')
    return asked.column === undefined ? { node: asked.node } : { node: asked.node, column: asked.column };
  if (path === undefined) return undefined;
  const source = asked.position && project.files.text(path);
  const offset = asked.position && source && toOffset(source, asked.position, session.traits.encoding);
  return focusAt(project, path, offset, asked.columns && isUnderstood);
}

function noNode(host: ProjectHost, asked: LineageFocus, path: string | undefined): LineageNothing {
  if (asked.kind === 'node')
    return nothing('noNode', `${host.name} has no ${asked.node} any more. Open another file.`);
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
