// What a run of lint found, ready to be shown in any format. Deliberately absent: the formats.

import type { PlainFinding } from '../../core/lint/report/plainFinding.ts';
import type { LineColumn, SourceText } from '../../core/text.ts';
import type { Severity } from '../../core/yaml/severity.ts';

/** A finding with its places. */
export interface ReportedFinding extends Pick<PlainFinding, 'rule' | 'severity' | 'message'> {
  /** The file, absolute. */
  readonly file: string;
  readonly source: SourceText;
  readonly range: ReportedRange;
  readonly related: readonly ReportedPlace[];
  readonly fix: ReportedFix | undefined;
  /** Its severity fails the run. */
  readonly fails: boolean;
  /** The column it is about, by its node's id, where it may stand at the column's SQL or its YAML. */
  readonly column: string | undefined;
}

/** Offsets of a text, and the same as lines and UTF-16 characters from 0. */
export interface ReportedRange {
  readonly start: number;
  readonly end: number;
  readonly from: LineColumn;
  readonly to: LineColumn;
}

/** Another place; without a range where its text can't be read. */
export interface ReportedPlace {
  readonly file: string;
  readonly range: ReportedRange | undefined;
  readonly message: string;
}

export interface ReportedFix {
  readonly title: string;
  readonly edits: readonly {
    readonly file: string;
    readonly range: ReportedRange;
    readonly newText: string;
  }[];
}

/** See the head of this file. */
export interface LintReport {
  readonly version: string;
  /** In the order of files and places, without known ones. */
  readonly findings: readonly ReportedFinding[];
  /** How many files were looked at. */
  readonly files: number;
  /** How many findings the baseline knows. */
  readonly known: number;
  /** How many findings of the baseline are no longer there. */
  readonly gone: number;
  /** What `--fix` did, in the order in which it was done. */
  readonly fixed: readonly FixedFinding[];
  /** The git revision that only files changed since were looked at. */
  readonly changedSince: string | undefined;
}

/** A mend that was made. */
export interface FixedFinding {
  readonly file: string;
  readonly rule: string;
  readonly title: string;
}

/** How paths are written: relative to a folder, with forward slashes. */
export type ShowPath = (file: string) => string;

/** How many findings of each severity there are. */
export function countsOf(
  findings: readonly { readonly severity: Severity }[],
): Readonly<Record<Exclude<Severity, 'off'>, number>> {
  const of = (severity: Severity) => findings.filter((each) => each.severity === severity).length;
  return { error: of('error'), warning: of('warning'), information: of('information'), hint: of('hint') };
}
