// The node that a file, or the entry of YAML at the cursor, is about: what the lineage view shows. Deliberately absent: names
// within SQL, which the view doesn't follow.

import type { Entry } from '../artifacts/types.ts';
import type { Project } from '../project.ts';
import { type TextRange, touches } from '../text.ts';
import { type SchemaEntry, schemaEntries } from '../yaml/schemaFile.ts';
import { entriesAt, isYaml, nodeOfFile } from './modelFiles.ts';
import { resolve } from './resolve.ts';
import { symbolAt } from './symbolAt.ts';

/**
 * The node that a file makes; in YAML that of the entry at `offset`, else of the nearest one above, else of the first. Undefined
 * for what has no lineage: macros, documentation, groups.
 */
export function nodeAt(project: Project, path: string, offset: number | undefined): Entry | undefined {
  const own = nodeOfFile(project, path)?.entry;
  if (own) return own;
  const source = project.files.text(path);
  if (!isYaml(path) || !source) return entriesAt(project, path).find(hasLineage);
  const cursor = offset ?? 0;
  const entries = schemaEntries(source).flatMap((entry) =>
    entry.kind === 'source' ? entry.tables : [entry],
  );
  const above = entries.filter((entry) => entry.range.start <= cursor).reverse();
  const below = entries.filter((entry) => entry.range.start > cursor);
  for (const entry of [...above, ...below]) {
    const found = nodeOfSchemaEntry(project, path, entry, cursor);
    if (found && hasLineage(found)) return found;
  }
  return undefined;
}

/** What dbt knows of what an entry of a YAML file is about: of its version at `offset`, where the entry has versions. */
export function nodeOfSchemaEntry(
  project: Project,
  path: string,
  entry: SchemaEntry,
  offset: number,
): Entry | undefined {
  const symbol = symbolAt(project, path, nameOf(entry, offset).start);
  const found = symbol && resolve(project, symbol, path);
  return found?.kind === 'found' ? found.entry : undefined;
}

/** The name that says which node is meant: of a version where the cursor is in one, of the model that a unit test is for. */
function nameOf(entry: SchemaEntry, cursor: number): TextRange {
  const version = entry.versions.find(({ range }) => touches(range, cursor));
  if (version) return version.version.range;
  return entry.kind === 'unit_test' && entry.model ? entry.model.range : entry.name.range;
}

function hasLineage(entry: Entry): boolean {
  return !entry.disabled && !without.has(entry.resourceType);
}

const without: ReadonlySet<string> = new Set(['macro', 'doc', 'group', 'test', 'unit_test', 'operation']);
