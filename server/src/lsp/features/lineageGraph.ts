// The custom request behind the lineage graph: the focus from a cursor, what takes long in slices, then the answer: the whole of it, or
// what is known by then, while the rest is being found out.

import type { CancellationToken } from 'vscode-languageserver/node';
import { neighbourhood } from '../../core/features/neighbourhood.ts';
import { needsNodes, prepareNodes } from '../../core/features/neighbourhoodAhead.ts';
import { focusAt } from '../../core/features/neighbourhoodFocus.ts';
import type { Focus } from '../../core/features/neighbourhoodPaths.ts';
import { prepareNeighbourhood } from '../../core/features/neighbourhoodPrepare.ts';
import type { Project } from '../../core/project.ts';
import { prepareEditedYaml } from '../../core/semantics/editedYaml.ts';
import { prepareNodeGraph } from '../../core/semantics/nodeNeighbours.ts';
import { warmFile } from '../../core/semantics/sql/warmLineage.ts';
import { pathToUri } from '../../host/paths.ts';
import type { LineageAnswer, LineageFocus, LineageGraphParams } from '../../lineageProtocol.ts';
import { checkGraphParams } from '../graphParams.ts';
import {
  goneNode,
  type LineagePlace,
  lineagePlace,
  noManifest,
  noNodeIn,
  noProject,
} from '../lineageFocus.ts';
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
  if (!host) return noProject;
  const project = host.current;
  if (!project.artifacts.manifest) return noManifest(host);
  const place = asked.kind === 'cursor' ? lineagePlace(session, host, project, asked) : undefined;
  const none = asked.kind === 'node' ? goneNode(host, asked.node) : noNodeIn(project, place?.path);
  // The column at the cursor is known once the file is understood.
  const ahead =
    asked.kind === 'cursor' && asked.columns && place ? warmFile(project, place.path) : nothingToDo();
  const isUnderstood = await session.inSlices(forAWhile(ahead, patience), token);
  const focus = focusOf(project, asked, place, isUnderstood);
  if (!focus) return none;
  await session.inSlices(prepareNodeGraph(project), token);
  if (place) await session.inSlices(prepareEditedYaml(project, [place.path]), token);
  const nodes = prepareNodes(project, focus, view);
  if (needsNodes(view)) await session.inSlices(nodes, token);
  const rest = isUnderstood ? inTurn(prepareNeighbourhood(project, focus, view), nodes) : ahead;
  const whole = isUnderstood && (await session.inSlices(forAWhile(rest, patience), token));
  const found = neighbourhood(project, focus, view, session.now(), whole);
  if (!found) return none;
  if (!whole) session.ahead.goOn(host, project, rest);
  return { ...found, folder: pathToUri(host.folder) };
}

/** Milliseconds that somebody looks at an older graph while more of the new one is being found out. */
const patience = 300;

function* nothingToDo(): Generator<void, void> {}

function* inTurn(...all: readonly Generator<void, void>[]): Generator<void, void> {
  for (const each of all) yield* each;
}

/** Runs steps until they end or so many milliseconds have passed; whether they have ended. */
function* forAWhile(steps: Generator<void, void>, milliseconds: number): Generator<void, boolean> {
  const until = performance.now() + milliseconds;
  while (!steps.next().done) {
    if (performance.now() > until) return false;
    yield;
  }
  return true;
}

function focusOf(
  project: Project,
  asked: LineageFocus,
  place: LineagePlace | undefined,
  isUnderstood: boolean,
): Focus | undefined {
  if (asked.kind === 'node')
    return asked.column === undefined ? { node: asked.node } : { node: asked.node, column: asked.column };
  return place && focusAt(project, place.path, place.offset, asked.columns && isUnderstood);
}
