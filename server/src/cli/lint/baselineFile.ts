// The baseline of a run: read, matched, and written again. Deliberately absent: what makes findings the same (core/lint/report/baseline.ts).

import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import {
  type BaselineEntry,
  type BaselineKey,
  baselineEntries,
  baselineText,
  matchBaseline,
  readBaseline,
} from '../../core/lint/report/baseline.ts';
import { WrongUse } from '../terminal.ts';
import { lineOf } from './makeReport.ts';
import type { ReportedFinding } from './report.ts';
import { showFrom } from './showPath.ts';

/** The findings that a baseline doesn't know, how many it knows, and how many of its own are no longer there. */
export interface BaselineResult {
  readonly unknown: readonly ReportedFinding[];
  readonly known: number;
  readonly gone: number;
}

/** See the head of this file. */
export class BaselineFile {
  readonly file: string;
  readonly #entries: readonly BaselineEntry[];
  readonly #show: (file: string) => string;

  /** Reads it; `optional`: there may be none yet. Throws WrongUse. */
  constructor(file: string, optional: boolean) {
    this.file = file;
    this.#show = showFrom(path.dirname(file));
    let text: string | undefined;
    try {
      text = readFileSync(file, 'utf8');
    } catch {
      if (!optional) throw new WrongUse(`There is no baseline ${file}: --update-baseline makes one.`);
    }
    const read = text === undefined ? { entries: [] } : readBaseline(text);
    if ('problem' in read) throw new WrongUse(`${file} is no baseline: ${read.problem}`);
    this.#entries = read.entries;
  }

  /** `looked` tells whether everything was looked at that an entry of a file and a rule is about. */
  match(
    findings: readonly ReportedFinding[],
    looked: (file: string, rule: string) => boolean,
  ): BaselineResult {
    const { known, gone } = matchBaseline(
      this.#entries,
      findings.map((each) => this.#keyOf(each)),
      this.#within(looked),
    );
    return {
      unknown: findings.filter((_, index) => !known[index]),
      known: known.filter(Boolean).length,
      gone: gone.reduce((sum, { count }) => sum + count, 0),
    };
  }

  /** Writes these findings, and keeps what wasn't looked at; gives how many it holds. */
  async update(
    findings: readonly ReportedFinding[],
    looked: (file: string, rule: string) => boolean,
  ): Promise<number> {
    const within = this.#within(looked);
    const kept = this.#entries.filter((entry) => !within(entry));
    const entries = [...kept, ...baselineEntries(findings.map((each) => this.#keyOf(each)))];
    await mkdir(path.dirname(this.file), { recursive: true });
    await writeFile(this.file, baselineText(entries));
    return entries.reduce((sum, { count }) => sum + count, 0);
  }

  #within(looked: (file: string, rule: string) => boolean): (entry: BaselineEntry) => boolean {
    const folder = path.dirname(this.file);
    return (entry) => looked(path.resolve(folder, entry.path), entry.rule);
  }

  #keyOf(finding: ReportedFinding): BaselineKey {
    const { rule, message, file, column } = finding;
    const key = { path: this.#show(file), rule, message, line: lineOf(finding) };
    return column === undefined ? key : { ...key, column };
  }
}
