// textDocument/definition and typeDefinition: core's links with their origin ranges, or plain locations where the client knows no
// links. Deliberately absent: where anything is defined.

import type { CancellationToken, DefinitionParams, Location, LocationLink } from 'vscode-languageserver/node';
import { type DefinitionLink, definition, typeDefinition } from '../../core/features/definition.ts';
import type { Project } from '../../core/project.ts';
import { symbolAt } from '../../core/semantics/symbolAt.ts';
import { toOffset } from '../convert.ts';
import { checkPosition } from '../guard.ts';
import type { Session } from '../session.ts';

type Answer = Promise<LocationLink[] | Location[] | null>;

export function definitionRequest(
  session: Session,
  params: DefinitionParams,
  token: CancellationToken,
): Answer {
  return answer(session, params, token, definition, session.traits.definitionLinks);
}

/** To YAML: of what is described there this is as near to a type as anything. */
export function typeDefinitionRequest(
  session: Session,
  params: DefinitionParams,
  token: CancellationToken,
): Answer {
  return answer(session, params, token, typeDefinition, session.traits.typeDefinitionLinks);
}

async function answer(
  session: Session,
  params: DefinitionParams,
  token: CancellationToken,
  find: (project: Project, path: string, offset: number) => readonly DefinitionLink[],
  asLinks: boolean,
): Answer {
  checkPosition(params);
  const file = await session.fileOf(params.textDocument.uri, token);
  if (!file) return null;
  const { host, project, path, source } = file;
  const offset = toOffset(source, params.position, session.traits.encoding);
  if (!symbolAt(project, path, offset)) await session.understand(file, token);
  const links = find(project, path, offset).flatMap((link): LocationLink[] => {
    const uri = session.uriOf(host, link.targetPath);
    const target = uri === undefined ? undefined : project.files.text(link.targetPath);
    if (!uri || !target) return [];
    return [
      {
        originSelectionRange: session.rangeIn(source, link.originRange),
        targetUri: uri,
        targetRange: session.rangeIn(target, link.targetRange),
        targetSelectionRange: session.rangeIn(target, link.targetSelectionRange),
      },
    ];
  });
  if (links.length === 0) return null;
  if (asLinks) return links;
  return links.map(({ targetUri, targetSelectionRange }) => ({
    uri: targetUri,
    range: targetSelectionRange,
  }));
}
