// The links of a card as command URIs, for clients that said they can run them.

import type { Action } from '../core/card/card.ts';
import type { Project } from '../core/project.ts';
import { pathToUri } from '../host/paths.ts';
import type { ProjectHost } from '../host/projectHost.ts';
import { hoverCommands } from '../protocol.ts';
import type { Session } from './session.ts';

/** Undefined for a place that isn't in the project. */
export function actionUri(
  session: Session,
  host: ProjectHost,
  project: Project,
  action: Action,
): string | undefined {
  const folder = pathToUri(host.folder);
  if (action.kind === 'showColumn') {
    const { node, column, direction } = action;
    return commandUri(hoverCommands.showLineage, [folder, node, column, direction]);
  }
  if (action.kind !== 'open') return commandUri(commands[action.kind], [folder, action.uniqueId]);
  const { path, offset } = action;
  const location = session.locationOf(host, project, { path, range: { start: offset, end: offset } });
  return location && commandUri(hoverCommands.open, [location.uri, location.range.start]);
}

const commands = {
  openFile: hoverCommands.openNode,
  openYaml: hoverCommands.openYaml,
  showLineage: hoverCommands.showLineage,
} as const;

function commandUri(command: string, args: readonly unknown[]): string {
  // Parentheses would end the link in Markdown.
  const query = encodeURIComponent(JSON.stringify(args)).replaceAll('(', '%28').replaceAll(')', '%29');
  return `command:${command}?${query}`;
}
