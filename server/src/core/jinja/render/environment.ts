// What a rendering asks of whoever knows the project: the values of names that no template assigned. Deliberately absent: dbt.

import type { SourceText } from '../../text.ts';
import type { Value } from './values.ts';

/** Where a template comes from, which decides what the names in it mean. */
export interface TemplateScope {
  /** The package of the template; undefined where it can't be known. */
  readonly packageName: string | undefined;
  /** The file in the project; undefined for templates that only the manifest has. */
  readonly path: string | undefined;
}

/** A macro's text and its place in it. */
export interface MacroTemplate {
  readonly source: SourceText;
  /** The name behind `macro`, `test` or `materialization`. */
  readonly name: string;
  readonly scope: TemplateScope;
}

/** See the head of this file. */
export interface RenderEnvironment {
  /** The value of a global name; undefined where there is no such name. The same object for the same name within one rendering. */
  global(name: string, scope: TemplateScope): Value | undefined;
}

/** How to render. */
export interface RenderOptions {
  readonly scope: TemplateScope;
  /** The name of the snapshot or other named block to render alone; undefined for the whole text. */
  readonly block?: string;
  /** Whether `is_incremental()` holds; by default it doesn't. */
  readonly incremental?: boolean;
  /** An offset of the source that should come to be rendered: of every `if` around it, the branch that holds it is taken. */
  readonly cover?: number;
}
