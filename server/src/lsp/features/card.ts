// The card of a node or a column as data, for the panel's details: what a hover there would show.

import type { CancellationToken } from 'vscode-languageserver/node';
import { cardView } from '../../core/card/cardView.ts';
import { subjectCard } from '../../core/features/hoverSubject.ts';
import type { CardParams, CardView } from '../../lineageProtocol.ts';
import { checkStrings } from '../guard.ts';
import type { Session } from '../session.ts';

/** Null where the project, the node or the file is gone. */
export async function cardRequest(
  session: Session,
  params: CardParams,
  token: CancellationToken,
): Promise<CardView | null> {
  checkStrings(params, params.column === undefined ? ['folder', 'node'] : ['folder', 'node', 'column']);
  const { folder, node, column } = params;
  const host = await session.hostOf(folder, token);
  if (!host) return null;
  const project = host.current;
  await session.understandNode(project, node, token);
  await session.readEdited(project, token);
  const subject =
    column === undefined
      ? ({ kind: 'entry', uniqueId: node } as const)
      : ({ kind: 'column', node, column } as const);
  const card = subjectCard(project, subject, session.now());
  return card ? cardView(card) : null;
}
