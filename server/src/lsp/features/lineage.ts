// The custom requests behind the tree "Upstream & downstream" and behind commands that open a node.

import type { CancellationToken } from 'vscode-languageserver/node';
import { findNode } from '../../core/features/findNode.ts';
import { subjectCard } from '../../core/features/hoverSubject.ts';
import { treeChildren, treeRow } from '../../core/features/lineageTree.ts';
import { treeColumnSteps, treeColumns } from '../../core/features/lineageTreeColumns.ts';
import { focusAt } from '../../core/features/neighbourhoodFocus.ts';
import type { Project } from '../../core/project.ts';
import { type DefinedPlace, filePlace, ownPlace, yamlPlace } from '../../core/semantics/definedPlaces.ts';
import { yamlEntryOf } from '../../core/semantics/describedNodes.ts';
import { nodeOfFile } from '../../core/semantics/modelFiles.ts';
import { prepareNodeGraph } from '../../core/semantics/nodeNeighbours.ts';
import { columnHome } from '../../core/semantics/sql/columnHome.ts';
import { entryOf, fileOf, type NodeId, nodeIdOfFile } from '../../core/semantics/sql/nodeId.ts';
import { pathToUri } from '../../host/paths.ts';
import type {
  LineageChildrenParams,
  LineageColumn,
  LineageColumnsParams,
  LineageDirection,
  LineageRoots,
  LineageRootsParams,
  LineageRow,
  ProtocolLocation,
  ShowNodeParams,
  ShownNode,
} from '../../protocol.ts';
import { checkPosition, checkStrings, invalid } from '../guard.ts';
import { goneNode, lineagePlace, noManifest, noNodeIn, noProject } from '../lineageFocus.ts';
import type { Session } from '../session.ts';
import { cardContents } from './hover.ts';

export async function lineageRootsRequest(
  session: Session,
  params: LineageRootsParams,
  token: CancellationToken,
): Promise<LineageRoots> {
  checkStrings(params, params.uniqueId === undefined ? ['uri'] : ['uri', 'uniqueId']);
  const { uri, position } = params;
  if (position !== undefined) checkPosition({ textDocument: { uri }, position });
  const host = await session.hostOf(params.uri, token);
  if (!host) return noProject;
  const project = host.current;
  if (!project.artifacts.manifest) return noManifest(host);
  const place = params.uniqueId ? undefined : lineagePlace(session, host, project, params);
  const node = params.uniqueId ?? (place && focusAt(project, place.path, place.offset, false)?.node);
  await session.inSlices(prepareNodeGraph(project), token);
  const now = session.now();
  const root = node === undefined ? undefined : treeRow(project, node, now);
  if (!root) return params.uniqueId ? goneNode(host, params.uniqueId) : noNodeIn(project, place?.path);
  const rows = (direction: LineageDirection) => treeChildren(project, direction, [root.uniqueId], now);
  return {
    kind: 'node',
    folder: pathToUri(host.folder),
    root,
    upstream: rows('upstream'),
    downstream: rows('downstream'),
  };
}

export async function lineageChildrenRequest(
  session: Session,
  params: LineageChildrenParams,
  token: CancellationToken,
): Promise<readonly LineageRow[]> {
  checkStrings(params, ['folder', 'direction']);
  const { direction, path } = params;
  checkDirection(direction);
  if (!Array.isArray(path) || path.some((each) => typeof each !== 'string'))
    throw invalid('path is missing.');
  const host = await session.hostOf(params.folder, token);
  if (!host) return [];
  const project = host.current;
  await session.inSlices(prepareNodeGraph(project), token);
  return treeChildren(project, direction, path, session.now());
}

/** The columns of a node, or what is one step from one of them. */
export async function lineageColumnsRequest(
  session: Session,
  params: LineageColumnsParams,
  token: CancellationToken,
): Promise<readonly LineageColumn[]> {
  const { folder, node, column, direction } = params;
  checkStrings(params, column === undefined ? ['folder', 'node'] : ['folder', 'node', 'column']);
  if (direction !== undefined) checkDirection(direction);
  const host = await session.hostOf(folder, token);
  if (!host) return [];
  const project = host.current;
  const steps =
    column === undefined
      ? treeColumns(project, node, direction)
      : treeColumnSteps(project, { node, column }, direction);
  return await session.inSlices(steps, token);
}

export async function showNodeRequest(
  session: Session,
  params: ShowNodeParams,
  token: CancellationToken,
): Promise<ShownNode | null> {
  checkStrings(params, params.column === undefined ? ['uri', 'name'] : ['uri', 'name', 'column']);
  const host = await session.hostOf(params.uri, token);
  if (!host) return null;
  const project = host.current;
  const id = nodeNamed(project, params.name);
  if (id === undefined) return null;
  const { column } = params;
  if (column !== undefined) await session.understandNode(project, id, token);
  await session.readEdited(project, token);
  const subject =
    column === undefined
      ? ({ kind: 'entry', uniqueId: id } as const)
      : ({ kind: 'column', node: id, column } as const);
  const card = subjectCard(project, subject, session.now());
  if (!card) return null;
  const locationOf = (place: DefinedPlace | undefined): ProtocolLocation | undefined =>
    place && session.locationOf(host, project, { path: place.path, range: place.nameRange });
  const { file, yaml } = placesOfId(project, id);
  return {
    uniqueId: id,
    markdown: cardContents(session, { host, project }, card).value,
    file: locationOf(file),
    yaml: locationOf(yaml),
    column: column === undefined ? undefined : locationOf(columnHome(project, { node: id, column })),
  };
}

/** The node of an id or a name. */
function nodeNamed(project: Project, name: string): NodeId | undefined {
  const path = entryOf(project, name) ? undefined : fileOf(project, name);
  if (path !== undefined) return nodeIdOfFile(project, path);
  const found = findNode(project, name);
  return found.kind === 'found' ? found.entry.uniqueId : undefined;
}

function placesOfId(
  project: Project,
  id: NodeId,
): { readonly file: DefinedPlace | undefined; readonly yaml: DefinedPlace | undefined } {
  const entry = entryOf(project, id);
  if (entry) return { file: ownPlace(project, entry), yaml: yamlPlace(project, entry) };
  const node = nodeOfFile(project, fileOf(project, id) ?? '');
  const described = node && yamlEntryOf(project, node);
  return {
    file: node && filePlace(project, node.path),
    yaml: described && {
      path: described.path,
      range: described.entry.range,
      nameRange: described.entry.name.range,
    },
  };
}

function checkDirection(direction: unknown): void {
  if (direction !== 'upstream' && direction !== 'downstream') throw invalid('direction is not known.');
}
