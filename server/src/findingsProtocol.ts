// What the view Findings asks the server: types only. Groups come with their counts, findings a page at a time, so that a project
// with thousands of them opens at once. Deliberately absent: diagnostics of open files, which are plain LSP.

import type { ProtocolLocation } from './protocol.ts';

/** What findings are grouped by. */
export type FindingsBy = 'rule' | 'owner' | 'file' | 'severity';

/** As a problem of LSP has it, in words. */
export type FindingSeverity = 'error' | 'warning' | 'information' | 'hint';

/** Whose findings are looked for and kept current. */
export interface WatchFindingsParams {
  /** URI of the project's folder, in place of any other project; left out: the work stops, and what was found stays. */
  readonly folder?: string;
  /** Files and artifacts are read again, and every file is looked at again. */
  readonly again?: boolean;
}

/** The groups of a project. */
export interface FindingsParams {
  /** Files and folders: the first one that belongs to a project counts, else the first project below one of the folders. */
  readonly uris: readonly string[];
  readonly by: FindingsBy;
}

/** What there is to show. */
export type FindingsAnswer =
  | {
      readonly kind: 'groups';
      /** URI of the project's folder. */
      readonly folder: string;
      /** The project's name. */
      readonly name: string;
      readonly by: FindingsBy;
      readonly groups: readonly FindingsGroup[];
      /** Findings of all groups. */
      readonly count: number;
      readonly progress: FindingsProgress;
    }
  /** Nothing to show, and why: a sentence that says what to do. */
  | {
      readonly kind: 'nothing';
      readonly reason: 'noProject' | 'noManifest' | 'off';
      /** URI of the project's folder, where there is a project. */
      readonly folder: string | undefined;
      readonly message: string;
    };

/** How far the work is. What is still to be looked at again shows what was found last. */
export interface FindingsProgress {
  /** `waiting`: it begins by itself once nobody types. `stopped`: somebody has to ask. */
  readonly work: 'working' | 'waiting' | 'stopped' | 'done';
  /** Files that are looked at as they are now. */
  readonly done: number;
  readonly total: number;
  /** Every file was looked at before, so what is shown is complete, if not current. */
  readonly complete: boolean;
}

/** One group. */
export interface FindingsGroup {
  /** Unique among groups of the same grouping. */
  readonly key: string;
  readonly label: string;
  /** Of a file: its folder. */
  readonly detail: string | undefined;
  /** The most severe of its findings. */
  readonly severity: FindingSeverity;
  readonly count: number;
  /** Of a rule: what it finds, and its page. */
  readonly rule: { readonly summary: string; readonly page: string } | undefined;
  /** All of it in one sentence, for a screen reader. */
  readonly spoken: string;
}

/** The findings of a group, the most severe first. */
export interface FindingsOfGroupParams {
  /** URI of the project's folder. */
  readonly folder: string;
  readonly by: FindingsBy;
  readonly key: string;
  /** How many at most. */
  readonly limit: number;
}

/** Some findings of a group. */
export interface FindingsPage {
  readonly findings: readonly FindingRow[];
  /** How many more there are. */
  readonly more: number;
}

/** One finding. */
export interface FindingRow {
  /** Unique within its group, and the same while the finding is. */
  readonly id: string;
  /** The message on one line, cut and without the marks of code. */
  readonly label: string;
  readonly message: string;
  /** Its place for people: `orders.sql:12`; where the group doesn't say it, the rule too. */
  readonly description: string;
  readonly severity: FindingSeverity;
  readonly rule: string;
  /** The rule's page. */
  readonly page: string;
  readonly location: ProtocolLocation;
  /** All of it in one sentence, for a screen reader. */
  readonly spoken: string;
}

/** Findings or their progress may be others: ask again. */
export interface FindingsChanged {
  /** URI of the project's folder. */
  readonly folder: string;
}
