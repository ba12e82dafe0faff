// textDocument/hover: core's card as Markdown, or as plain text where the client draws none.

import type { CancellationToken, Hover, HoverParams } from 'vscode-languageserver/node';
import type { Card } from '../../core/card/card.ts';
import { cardToText } from '../../core/card/cardText.ts';
import { hover } from '../../core/features/hover.ts';
import { cardToMarkdown } from '../../core/markdown.ts';
import { symbolAt } from '../../core/semantics/symbolAt.ts';
import type { Settings } from '../../host/settings.ts';
import { actionUri } from '../actions.ts';
import { toOffset } from '../convert.ts';
import { checkPosition } from '../guard.ts';
import type { FileInProject, Session } from '../session.ts';

export async function hoverRequest(
  session: Session,
  params: HoverParams,
  token: CancellationToken,
): Promise<Hover | null> {
  checkPosition(params);
  const file = await session.fileOf(params.textDocument.uri, token);
  if (!file) return null;
  const mode = effectiveMode(session, file.host.settings);
  if (mode === 'off') return null;
  const { project, path, source } = file;
  const offset = toOffset(source, params.position, session.traits.encoding);
  // The card of a name in Jinja or YAML needs none of the SQL.
  if (!symbolAt(project, path, offset)) await session.understand(file, token);
  await session.readEdited(project, token);
  const found = hover(project, path, offset, { now: session.now() });
  if (!found) return null;
  const card = mode === 'compact' ? compact(found.card) : found.card;
  // A title alone says nothing.
  if (card.facts.length === 0 && found.card.facts.length > 0) return null;
  return {
    contents: cardContents(session, file, card),
    range: session.rangeIn(source, found.range),
  };
}

/** A card in the form that the client draws. */
export function cardContents(
  session: Session,
  file: Pick<FileInProject, 'host' | 'project'>,
  card: Card,
): { kind: 'markdown' | 'plaintext'; value: string } {
  const { traits } = session;
  if (!traits.hoverMarkdown) return { kind: 'plaintext', value: cardToText(card) };
  const value = cardToMarkdown(card, {
    icons: traits.options.themeIcons === true,
    actionUri: (action) =>
      traits.options.commandLinks ? actionUri(session, file.host, file.project, action) : undefined,
  });
  return { kind: 'markdown', value };
}

function effectiveMode(session: Session, { hoverMode }: Settings): 'full' | 'compact' | 'off' {
  if (hoverMode !== 'auto') return hoverMode;
  return session.traits.options.otherDbtExtension ? 'compact' : 'full';
}

/** What other dbt extensions don't show: everything but description and columns. */
function compact(card: Card): Card {
  return { ...card, description: '', facts: card.facts.filter(({ sign }) => sign !== 'columns') };
}
