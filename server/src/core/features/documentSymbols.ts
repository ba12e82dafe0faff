// The outline of a file: CTEs and columns of its SQL, blocks of Jinja, entries of a property file. Deliberately absent: what they mean,
// and YAML of other kinds.

import type { Project } from '../project.ts';
import { extensionOf, isYaml } from '../semantics/modelFiles.ts';
import type { TextRange } from '../text.ts';
import { contextFile } from '../yaml/contextConfig.ts';
import { type SchemaKind, schemaEntries } from '../yaml/schemaFile.ts';
import { sqlOutline } from './documentSymbolsSql.ts';
import { templateOutline } from './documentSymbolsTemplate.ts';
import { entryOutline } from './documentSymbolsYaml.ts';

/** One entry of an outline. */
export interface OutlineEntry {
  readonly name: string;
  /** A few words beside the name. */
  readonly detail: string | undefined;
  readonly kind: SchemaKind | 'cte' | 'query' | 'column' | 'version' | 'docs' | 'materialization';
  readonly range: TextRange;
  /** Inside `range`. */
  readonly nameRange: TextRange;
  readonly children: readonly OutlineEntry[];
}

/** The outline of a file, in its order; empty for files that have none. */
export function documentSymbols(project: Project, path: string): readonly OutlineEntry[] {
  const source = project.files.text(path);
  if (!source) return [];
  if (isYaml(path)) return path === contextFile ? [] : schemaEntries(source).map(entryOutline);
  const extension = extensionOf(path);
  if (extension === 'md') return templateOutline(source).filter(({ kind }) => kind === 'docs');
  if (extension !== 'sql') return [];
  const entries = [...templateOutline(source), ...sqlOutline(project, path)];
  return entries.sort((a, b) => a.range.start - b.range.start);
}
