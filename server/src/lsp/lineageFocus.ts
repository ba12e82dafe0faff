// Which file and node a lineage view is about, and the sentences where there is none. Deliberately absent: what is shown of it.

import { disabledAt } from '../core/features/neighbourhoodFocus.ts';
import type { Project } from '../core/project.ts';
import type { ProjectHost } from '../host/projectHost.ts';
import type { ProtocolPosition } from '../protocol.ts';
import { toOffset } from './convert.ts';
import type { Session } from './session.ts';

/** A place in a file of a project; without `offset` the file as a whole. */
export interface LineagePlace {
  readonly path: string;
  readonly offset: number | undefined;
}

/** The place of a document that a view follows; undefined for files of no use here. */
export function lineagePlace(
  session: Session,
  host: ProjectHost,
  project: Project,
  { uri, position }: { readonly uri: string; readonly position?: ProtocolPosition },
): LineagePlace | undefined {
  const file = session.diskPathOf(uri);
  const path = file === undefined ? undefined : host.pathOf(file);
  if (path === undefined) return undefined;
  const source = position && project.files.text(path);
  return { path, offset: source && toOffset(source, position, session.traits.encoding) };
}

/** Why there is nothing to show, and what to do. */
export interface NoLineage {
  readonly kind: 'nothing';
  readonly reason: 'noProject' | 'noManifest' | 'noNode';
  readonly message: string;
}

export const noProject: NoLineage = nothing('noProject', 'This file belongs to no dbt project.');

export function noManifest(host: ProjectHost): NoLineage {
  return nothing('noManifest', `${host.name} has no manifest.json yet. Run "dbt parse".`);
}

/** A node that was asked for by its id is gone. */
export function goneNode(host: ProjectHost, id: string): NoLineage {
  return nothing('noNode', `${host.name} has no ${id} any more. Open another file.`);
}

/** A file makes no node, or one that dbt doesn't build. */
export function noNodeIn(project: Project, path: string | undefined): NoLineage {
  const disabled = path === undefined ? undefined : disabledAt(project, path);
  return nothing(
    'noNode',
    disabled === undefined
      ? 'Nothing in this file has lineage. Open a model, a seed, a source or an exposure.'
      : `${disabled} is disabled: dbt does not build it. Set "enabled: true" and run "dbt parse".`,
  );
}

function nothing(reason: NoLineage['reason'], message: string): NoLineage {
  return { kind: 'nothing', reason, message };
}
