// The project at one moment: everything core works on, as one immutable value. A change makes a new Project that shares every
// part it didn't touch, so values memoised on a part stay valid. Deliberately absent: URIs, folders on disk and how anything is read.

import type { ArtifactState } from './artifacts/state.ts';
import type { DerivedStore } from './derived.ts';
import type { SqlParser } from './sql/parser.ts';
import type { SourceText } from './text.ts';
import type { ContextConfig } from './yaml/contextConfig.ts';
import type { ProjectConfig } from './yaml/projectConfig.ts';

/**
 * The project's files: what the editor has open, saved or not, over what is on disk. Paths are relative to the project's
 * folder with forward slashes (`models/staging/stg_orders.sql`, `dbt_packages/shop/macros/x.sql`).
 */
export interface ProjectFiles {
  /** Every path that dbt would read (`.sql`, `.yml`, `.yaml`, `.py`, `.md`, `.csv`), packages included, sorted. */
  readonly paths: readonly string[];
  /** The text of a file; undefined when there is none or it can't be read. The same object while the text is the same. */
  text(path: string): SourceText | undefined;
  /** The text of a file where that costs no reading; absent where no text does. */
  atHand?(path: string): SourceText | undefined;
  /** The files whose text may be another than in `earlier`; undefined where that can't be told. */
  changedSince?(earlier: ProjectFiles): readonly string[] | undefined;
}

/** What a user can set in the editor that changes what is shown. */
export interface CoreSettings {
  /** Keys of `meta` that name an owner, first that is found wins. */
  readonly ownerKeys: readonly string[];
}

/** See the head of this file. */
export interface Project {
  readonly config: ProjectConfig;
  readonly files: ProjectFiles;
  readonly artifacts: ArtifactState;
  /** dbt-context.yml; its defaults where there is no such file. */
  readonly context: ContextConfig;
  readonly settings: CoreSettings;
  /** Undefined until the parsers are loaded: what needs them then answers from the segmenter alone. */
  readonly sqlParser: SqlParser | undefined;
  /** Derived values that follow the project's changes (derived.ts); the same for all versions of a project. */
  readonly derived: DerivedStore;
}

/** The owner keys of features.md, in order of precedence. */
export const defaultOwnerKeys: readonly string[] = [
  'owner',
  'owners',
  'data_owner',
  'team',
  'maintainer',
  'steward',
];
