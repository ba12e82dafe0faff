// The card of a node or a column by its id: of what a completion item or the lineage panel is about. Deliberately absent: which
// these are.

import type { Card } from '../card/card.ts';
import type { Project } from '../project.ts';
import { cardOfNode } from './hover.ts';
import { columnCard } from './hoverColumn.ts';

/** The card of an entry, of a file that dbt hasn't parsed yet, or of a column; undefined where it is gone since. `now` is milliseconds since 1970. */
export function subjectCard(
  project: Project,
  subject:
    | { readonly kind: 'entry'; readonly uniqueId: string }
    | { readonly kind: 'column'; readonly node: string; readonly column: string },
  now: number,
): Card | undefined {
  if (subject.kind === 'column') return columnCard(project, subject, now);
  return cardOfNode(project, subject.uniqueId, now);
}
