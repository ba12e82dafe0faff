// textDocument/definition: core's links with their origin ranges, or plain locations where the client knows no links.

import type { CancellationToken, DefinitionParams, Location, LocationLink } from 'vscode-languageserver/node';
import { definition } from '../../core/features/definition.ts';
import { toOffset } from '../convert.ts';
import { checkPosition } from '../guard.ts';
import type { Session } from '../session.ts';

export async function definitionRequest(
  session: Session,
  params: DefinitionParams,
  token: CancellationToken,
): Promise<LocationLink[] | Location[] | null> {
  checkPosition(params);
  const file = await session.fileOf(params.textDocument.uri, token);
  if (!file) return null;
  const { host, project, path, source } = file;
  const offset = toOffset(source, params.position, session.traits.encoding);
  const links = definition(project, path, offset).flatMap((link): LocationLink[] => {
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
  if (session.traits.definitionLinks) return links;
  return links.map(({ targetUri, targetSelectionRange }) => ({
    uri: targetUri,
    range: targetSelectionRange,
  }));
}
