// Findings of a whole project as they are kept and listed: data alone, so that a project that has changed isn't kept along.
// Deliberately absent: mends, which are made anew when somebody asks for them in the file.

import { visibleLine } from '../../card/visible.ts';
import type { Project } from '../../project.ts';
import { type LineColumn, positionAt, type SourceText } from '../../text.ts';
import type { Finding } from '../rule.ts';
import type { PlacedFinding } from './countOnce.ts';
import { ownersIn } from './ownersIn.ts';

/** A finding of a file. */
export interface ListedFinding extends PlacedFinding, Pick<Finding, 'severity'> {
  /** On one line. */
  readonly message: string;
  readonly start: LineColumn;
  /** Who owns the node that the place is about, for people; undefined where nobody is named. */
  readonly owner: string | undefined;
}

/** The findings of a file, each with what `more` adds to it. */
export function listedFindings<More extends object>(
  project: Project,
  path: string,
  source: SourceText,
  findings: readonly Finding[],
  more: (finding: Finding) => More,
): readonly (ListedFinding & More)[] {
  const ownerAt = ownersIn(project, path, source);
  return findings.map((finding) => {
    const { rule, severity, about, range } = finding;
    return {
      path,
      rule,
      severity,
      ...(about ? { about: { node: about.node, column: about.column } } : {}),
      message: visibleLine(finding.message),
      start: positionAt(source, range.start),
      owner: ownerAt(range.start),
      ...more(finding),
    };
  });
}
