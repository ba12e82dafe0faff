// What a selector of dbtplyr picks, for the hover on it. Deliberately absent: its macro's own card (hoverNames.ts).

import { type Card, capped, code, type Fact, muted, text } from '../card/card.ts';
import type { Project } from '../project.ts';
import { selectionsIn } from '../semantics/dbtplyr.ts';
import { type TextRange, touches } from '../text.ts';
import { emptyCard } from './hoverNames.ts';

const mostNames = 20;

/** The columns that the selector whose name stands at an offset picks; undefined where none stands there, or they aren't known. */
export function selectionFact(project: Project, path: string, offset: number): Fact | undefined {
  const found = selectionsIn(project, path).find(({ call }) => touches(call.target.range, offset));
  if (!found?.picked || !found.from) return undefined;
  const { picked, from } = found;
  const names = capped(picked, mostNames, (name) => [code(name)]);
  return {
    sign: 'columns',
    label: `Picks ${picked.length} of ${from.length}`,
    lines: [picked.length > 0 ? names : [muted('no column')]],
  };
}

/** The hover on the text that a selector selects by; undefined where none stands at the offset. */
export function selectorHover(
  project: Project,
  path: string,
  offset: number,
): { readonly range: TextRange; readonly card: Card } | undefined {
  const found = selectionsIn(project, path).find(({ words }) =>
    words.some(({ range }) => touches(range, offset)),
  );
  const word = found?.words.find(({ range }) => touches(range, offset));
  const fact = found && selectionFact(project, path, found.call.target.range.start);
  if (!found || !word) return undefined;
  const unknown: Fact = { sign: 'note', label: 'Picks', lines: [[text('columns that aren’t known')]] };
  return {
    range: word.range,
    card: { ...emptyCard('macro', `dbtplyr.${found.selector}`), facts: [fact ?? unknown] },
  };
}
