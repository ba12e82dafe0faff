// textDocument/references: the search runs in slices, so that others are answered meanwhile and it can be cancelled. What is found
// goes out as it is found to a client that asked for that. Deliberately absent: what a reference is.

import type { CancellationToken, Location, ReferenceParams } from 'vscode-languageserver/node';
import { references } from '../../core/features/references.ts';
import { inSlices } from '../../host/artifacts/slices.ts';
import { toOffset } from '../convert.ts';
import { checkCancelled, checkPosition } from '../guard.ts';
import type { Session } from '../session.ts';

/** Places that go out in one message. */
const portion = 100;

export async function referencesRequest(
  session: Session,
  params: ReferenceParams,
  token: CancellationToken,
): Promise<Location[] | null> {
  checkPosition(params);
  const file = await session.fileOf(params.textDocument.uri, token);
  if (!file) return null;
  const { host, project, path, source } = file;
  const offset = toOffset(source, params.position, session.traits.encoding);
  const { partialResultToken } = params;
  const includeDeclaration = params.context?.includeDeclaration !== false;

  function* search(): Generator<void, Location[]> {
    let found: Location[] = [];
    for (const places of references(project, path, offset, includeDeclaration)) {
      checkCancelled(token);
      for (const place of places) {
        const location = session.locationOf(host, project, place);
        if (location) found.push(location);
      }
      if (partialResultToken !== undefined && found.length >= portion) {
        session.notify('$/progress', { token: partialResultToken, value: found });
        found = [];
      }
      yield;
    }
    return found;
  }
  const found = await inSlices(search());
  if (partialResultToken === undefined) return found;
  if (found.length > 0) session.notify('$/progress', { token: partialResultToken, value: found });
  return [];
}
