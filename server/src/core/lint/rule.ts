// The shape of a rule: its texts for people (pages, README and settings are generated from them) and its check.
// A rule is a pure function of one file in a project; the engine beside this file knows severities and suppressions.

import type { Project } from '../project.ts';
import type { ColumnOfNode } from '../semantics/sql/nodeLineage.ts';
import type { FileEdit, SourceText, TextRange } from '../text.ts';
import type { Severity } from '../yaml/severity.ts';

export type { Severity };

/** A place that a problem refers to, in the same project. */
export interface RelatedPlace {
  readonly path: string;
  readonly range: TextRange;
  readonly message: string;
}

/** A mend that is certain. The same object in several problems mends them all. */
export interface Fix {
  /** What it does, as an order: "Add `id` to the YAML of `orders`". */
  readonly title: string;
  /** In any files of the project; where they are costly to find, found when they are asked for. */
  readonly edits: readonly FileEdit[];
  /** It is what most people would do. */
  readonly preferred?: boolean;
  /** It reaches far, so people see the changes before they are made. */
  readonly confirm?: boolean;
  /** A person chooses it, however clear it is: `lint --fix` leaves it alone. */
  readonly byHand?: boolean;
  /** What may need the same change and isn't edited, in words: shown with the changes, or why there are none. */
  readonly left?: readonly string[];
}

/** One finding. The range is the smallest text that is wrong: a name, not a line. */
export interface Problem {
  readonly range: TextRange;
  readonly message: string;
  readonly related?: readonly RelatedPlace[];
  /** Nearest names, best first, for a quick fix that replaces the range. */
  readonly suggestions?: readonly string[];
  /** Mends other than a plain replacement of the range; made when somebody asks for them. */
  readonly fixes?: () => readonly Fix[];
  /** Where it is milder than the rule: a severity above the rule's own changes nothing. */
  readonly severity?: Exclude<Severity, 'off'>;
  /** The column it is about, where the same finding stands at its SQL and at its YAML: reports count it once, at the SQL. */
  readonly about?: ColumnOfNode;
}

/** A finding with the rule that made it, as the editor and the command line show it. */
export interface Finding extends Problem {
  readonly rule: string;
  readonly severity: Exclude<Severity, 'off'>;
}

/** What a rule may look at: one file, open or not. */
export interface RuleContext {
  readonly project: Project;
  /** Relative to the project's folder. */
  readonly path: string;
  readonly source: SourceText;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** A rule. Its name reads well after "allow": it names the pattern found. */
export interface Rule {
  readonly name: string;
  readonly group:
    | 'contracts'
    | 'names'
    | 'configuration'
    | 'health'
    | 'governance'
    | 'dbt contract'
    | 'impact'
    | 'classification';
  /** Its default, before presets, vocabulary and `rules:`. */
  readonly severity: Severity;
  /** Its default where dbt-context.yml says `governance: recommended`; undefined: the same. */
  readonly recommended?: Severity;
  /** One sentence: what it finds. */
  readonly summary: string;
  readonly why: string;
  readonly bad: string;
  readonly good: string;
  check(ctx: RuleContext): readonly Problem[];
}
