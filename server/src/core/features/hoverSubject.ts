// The card of what a completion item is about. Deliberately absent: which items there are (completion.ts).

import type { Card } from '../card/card.ts';
import type { Project } from '../project.ts';
import { entryCard } from './hover.ts';
import { columnCard } from './hoverColumn.ts';

/** The card of an entry of the manifest or of a column of a node; undefined where it is gone since. `now` is milliseconds since 1970. */
export function subjectCard(
  project: Project,
  subject:
    | { readonly kind: 'entry'; readonly uniqueId: string }
    | { readonly kind: 'column'; readonly node: string; readonly column: string },
  now: number,
): Card | undefined {
  if (subject.kind === 'column') return columnCard(project, subject, now);
  const entry = project.artifacts.manifest?.entry(subject.uniqueId);
  return entry && entryCard(project, entry, now);
}
