// The custom requests behind the tree "Upstream & downstream" and behind commands that open a node.

import type { CancellationToken } from 'vscode-languageserver/node';
import { findNode } from '../../core/features/findNode.ts';
import { subjectCard } from '../../core/features/hoverSubject.ts';
import { type TreeRow, treeChildren, treeRow } from '../../core/features/lineageTree.ts';
import { treeColumnSteps, treeColumns } from '../../core/features/lineageTreeColumns.ts';
import type { Project } from '../../core/project.ts';
import { type DefinedPlace, filePlace, ownPlace, yamlPlace } from '../../core/semantics/definedPlaces.ts';
import { yamlEntryOf } from '../../core/semantics/describedNodes.ts';
import { nodeOfFile } from '../../core/semantics/modelFiles.ts';
import { nodeAt } from '../../core/semantics/nodeAt.ts';
import { columnHome } from '../../core/semantics/sql/columnHome.ts';
import { entryOf, fileOf, type NodeId, nodeIdOfFile } from '../../core/semantics/sql/nodeId.ts';
import { pathToUri } from '../../host/paths.ts';
import type { ProjectHost } from '../../host/projectHost.ts';
import type {
  LineageChildrenParams,
  LineageColumn,
  LineageColumnsParams,
  LineageRoots,
  LineageRootsParams,
  LineageRow,
  ProtocolLocation,
  ShowNodeParams,
  ShownNode,
} from '../../protocol.ts';
import { toOffset } from '../convert.ts';
import { checkPosition, checkStrings, invalid } from '../guard.ts';
import type { Session } from '../session.ts';
import { cardContents } from './hover.ts';

export async function lineageRootsRequest(
  session: Session,
  params: LineageRootsParams,
  token: CancellationToken,
): Promise<LineageRoots> {
  checkStrings(params, ['uri']);
  const { uri, position } = params;
  if (position !== undefined) checkPosition({ textDocument: { uri }, position });
  const host = await session.hostOf(params.uri, token);
  if (!host) return nothing('noProject', 'This file belongs to no dbt project.');
  const project = host.current;
  const { manifest } = project.artifacts;
  if (!manifest) return nothing('noManifest', `${host.name} has no manifest.json yet. Run "dbt parse".`);
  const file = params.uniqueId ? undefined : placeOf(session, host, project, params);
  const root = params.uniqueId
    ? manifest.entry(params.uniqueId)
    : file && nodeAt(project, file.path, file.offset);
  if (!root) {
    const unparsed = file && nodeOfFile(project, file.path);
    return nothing(
      'noNode',
      unparsed
        ? `dbt does not know this ${unparsed.resourceType} yet. Run "dbt parse" to see its lineage.`
        : 'Nothing in this file has lineage. Open a model, a seed, a source or an exposure.',
    );
  }
  const now = session.now();
  const rows = (direction: 'upstream' | 'downstream') =>
    treeChildren(project, direction, [root.uniqueId], now).map(toRow);
  return {
    kind: 'node',
    folder: pathToUri(host.folder),
    root: toRow(treeRow(project, root, now)),
    upstream: rows('upstream'),
    downstream: rows('downstream'),
  };
}

export async function lineageChildrenRequest(
  session: Session,
  params: LineageChildrenParams,
  token: CancellationToken,
): Promise<LineageRow[]> {
  checkStrings(params, ['folder', 'direction']);
  const { direction, path } = params;
  checkDirection(direction);
  if (!Array.isArray(path)) throw invalid('path is missing.');
  const host = await session.hostOf(params.folder, token);
  return host ? treeChildren(host.current, direction, path, session.now()).map(toRow) : [];
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

/** The file that the tree is about, and where its cursor is. */
function placeOf(
  session: Session,
  host: ProjectHost,
  project: Project,
  { uri, position }: LineageRootsParams,
): { readonly path: string; readonly offset: number | undefined } | undefined {
  const file = session.diskPathOf(uri);
  const path = file === undefined ? undefined : host.pathOf(file);
  if (path === undefined) return undefined;
  const source = position && project.files.text(path);
  return { path, offset: source && toOffset(source, position, session.traits.encoding) };
}

function checkDirection(direction: unknown): void {
  if (direction !== 'upstream' && direction !== 'downstream') throw invalid('direction is not known.');
}

function toRow({ entry, ...row }: TreeRow): LineageRow {
  return { uniqueId: entry.uniqueId, ...row };
}

function nothing(reason: 'noProject' | 'noManifest' | 'noNode', message: string): LineageRoots {
  return { kind: 'nothing', reason, message };
}
