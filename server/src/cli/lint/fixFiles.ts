// `--fix`: makes the certain mends of what fails, again and again until nothing is left to mend, and writes the files once in the end.
// Deliberately absent: which mends are certain (core/lint/mend/certainFix.ts).

import { chooseFixes, withEdits } from '../../core/lint/mend/chooseFixes.ts';
import { countOnce } from '../../core/lint/report/countOnce.ts';
import type { LintWish, PlainFinding } from '../../core/lint/report/plainFinding.ts';
import type { Fix } from '../../core/lint/rule.ts';
import { type FileEdit, sourceText } from '../../core/text.ts';
import { isInPackages } from '../../host/listing.ts';
import { absoluteIn } from '../../host/paths.ts';
import type { ProjectHost } from '../../host/projectHost.ts';
import { type Replacement, replaceFiles } from '../../host/replaceFiles.ts';
import { lintBatch } from './lintFiles.ts';
import type { FixedFinding } from './report.ts';

const mostPasses = 10;

/** What {@link fixFiles} is asked for. */
export interface FixJob {
  readonly host: ProjectHost;
  readonly paths: readonly string[];
  readonly wish: LintWish;
  readonly now: number;
  /** The findings that are to be mended, of those given. */
  wanted(findings: readonly PlainFinding[]): readonly PlainFinding[];
  onError(message: string): void;
}

/** What was mended; or in a sentence why nothing was written. */
export async function fixFiles(
  job: FixJob,
): Promise<{ readonly fixed: readonly FixedFinding[] } | { readonly problem: string }> {
  const { host } = job;
  const before = new Map<string, string>();
  const fixed: FixedFinding[] = [];
  /** Findings that a mend was made for, and that were still there behind it. */
  const stubborn = new Set<string>();
  const judged = new Set(job.paths);
  let mends = mendsOf(job, job.paths);
  for (let pass = 0; pass < mostPasses; pass++) {
    const willing = [...mends].filter(([, own]) => !own.some((finding) => stubborn.has(keyOf(finding))));
    const chosen = chooseFixes(willing.map(([fix]) => fix).filter((fix) => isWithin(host, fix)));
    if (chosen.length === 0) break;
    const edited = apply(host, chosen, before);
    // Something to mend is left only where there was something, or where something was mended.
    const findings = [...mends.values()].flat();
    const left = mendsOf(
      job,
      [...new Set([...findings.map(({ path }) => path), ...edited])].filter((path) => judged.has(path)),
    );
    const earlier = counts(findings);
    const later = counts([...left.values()].flat());
    for (const fix of chosen) {
      for (const finding of mends.get(fix) ?? []) {
        const key = keyOf(finding);
        if ((later.get(key) ?? 0) >= (earlier.get(key) ?? 0)) stubborn.add(key);
        const file = absoluteIn(host.folder, finding.path);
        if (file !== undefined) fixed.push({ file, rule: finding.rule, title: fix.title });
      }
    }
    mends = left;
  }
  const replacements = [...before].flatMap(([path, text]): readonly Replacement[] => {
    const file = absoluteIn(host.folder, path);
    const after = host.current.files.text(path)?.text;
    return file === undefined || after === undefined || after === text ? [] : [{ file, before: text, after }];
  });
  const problem = await replaceFiles(replacements);
  for (const path of before.keys()) host.documentClosed(path);
  return problem === undefined ? { fixed } : { problem };
}

/** The mends of the findings in some files, each with the findings that it mends. */
function mendsOf(job: FixJob, paths: readonly string[]): ReadonlyMap<Fix, readonly PlainFinding[]> {
  const found = lintBatch(job.host.current, paths, job.wish, job.now, job.onError);
  const mends = new Map<Fix, PlainFinding[]>();
  for (const finding of job.wanted(countOnce([...found.values()].flat()))) {
    if (!finding.fix) continue;
    const known = mends.get(finding.fix);
    if (known) known.push(finding);
    else mends.set(finding.fix, [finding]);
  }
  return mends;
}

/** Only files of the project itself are written. */
function isWithin({ current }: ProjectHost, { edits }: Fix): boolean {
  return edits.every(
    ({ path }) => !isInPackages(current.config, path) && current.files.text(path) !== undefined,
  );
}

function apply(host: ProjectHost, fixes: readonly Fix[], before: Map<string, string>): readonly string[] {
  const byPath = new Map<string, FileEdit[]>();
  for (const edit of fixes.flatMap(({ edits }) => edits)) {
    const known = byPath.get(edit.path);
    if (known) known.push(edit);
    else byPath.set(edit.path, [edit]);
  }
  for (const [path, edits] of byPath) {
    const text = host.current.files.text(path)?.text;
    if (text === undefined) continue;
    if (!before.has(path)) before.set(path, text);
    host.documentChanged(path, sourceText(withEdits(text, edits)));
  }
  return [...byPath.keys()];
}

function counts(findings: readonly PlainFinding[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const finding of findings) found.set(keyOf(finding), (found.get(keyOf(finding)) ?? 0) + 1);
  return found;
}

function keyOf({ path, rule, message }: Pick<PlainFinding, 'path' | 'rule' | 'message'>): string {
  return `${path}\n${rule}\n${message}`;
}
