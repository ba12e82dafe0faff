// A project's findings in groups, as a tree shows them. Deliberately absent: words for people and how a place is opened.

import { type Severity, severities } from '../../yaml/severity.ts';
import type { ListedFinding } from './listedFinding.ts';

/** What findings are grouped by. */
export type FindingsBy = 'rule' | 'owner' | 'file' | 'severity';

/** Findings with the same rule, owner, file or severity. */
export interface FindingGroup<Each extends ListedFinding> {
  /** What they have in common; undefined: the findings that nobody is named for. */
  readonly key: string | undefined;
  /** The most severe of them. */
  readonly severity: Each['severity'];
  /** In no order. */
  readonly findings: readonly Each[];
}

/** The groups, those with the most severe findings first, by name among these; findings without an owner are the last group. */
export function groupFindings<Each extends ListedFinding>(
  findings: readonly Each[],
  by: FindingsBy,
): readonly FindingGroup<Each>[] {
  const groups = new Map<string | undefined, Each[]>();
  for (const finding of findings) {
    const key = keyOf(finding, by);
    const known = groups.get(key);
    if (known) known.push(finding);
    else groups.set(key, [finding]);
  }
  return [...groups]
    .map(([key, own]) => ({ key, severity: worst(own), findings: own }))
    .sort(
      (a, b) =>
        Number(a.key === undefined) - Number(b.key === undefined) ||
        rank(a.severity) - rank(b.severity) ||
        compare(a.key ?? '', b.key ?? ''),
    );
}

/** What a finding has in common with the others of its group; undefined where nobody is named as its owner. */
export function keyOf(finding: ListedFinding, by: FindingsBy): string | undefined {
  return by === 'file' ? finding.path : finding[by];
}

/** The most severe first, among these in the order of files and places. */
export function mostSevereFirst<Each extends ListedFinding>(findings: readonly Each[]): readonly Each[] {
  return findings.toSorted(
    (a, b) =>
      rank(a.severity) - rank(b.severity) ||
      compare(a.path, b.path) ||
      a.start.line - b.start.line ||
      a.start.character - b.start.character ||
      compare(a.rule, b.rule),
  );
}

function worst<Each extends ListedFinding>(findings: readonly Each[]): Each['severity'] {
  const found = new Set<Severity>(findings.map(({ severity }) => severity));
  return severities.find((each) => each !== 'off' && found.has(each)) as Each['severity'];
}

function rank(severity: Severity): number {
  return severities.indexOf(severity);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
