// Where things are defined in the project's files: the file or block that makes an entry, its entry in YAML, its columns in
// YAML. Deliberately absent: what has no file in the project (dbt's own macros, models of other projects), and where SQL makes a
// column (sql/columnPlace.ts).

import type { Entry } from '../artifacts/types.ts';
import type { Project } from '../project.ts';
import type { SourceText, TextRange } from '../text.ts';
import type { SchemaColumn, SchemaEntry, SchemaKind } from '../yaml/schemaFile.ts';
import { schemaEntriesNamed } from '../yaml/schemaIndex.ts';
import { blockOf } from './blocks.ts';
import { isYaml } from './modelFiles.ts';
import { pathOfEntry, yamlPathOfEntry } from './packages.ts';

/** A place in a file of the project. */
export interface DefinedPlace {
  readonly path: string;
  /** The whole definition. */
  readonly range: TextRange;
  /** What to select of it: its name; empty, at the start, for a whole file. */
  readonly nameRange: TextRange;
}

/** A file as a whole; undefined when it isn't there. */
export function filePlace(project: Project, path: string): DefinedPlace | undefined {
  const source = project.files.text(path);
  return source && { path, range: { start: 0, end: source.text.length }, nameRange: { start: 0, end: 0 } };
}

/** The file, or the block of a file, that makes an entry; undefined for what only YAML makes, or no file here. */
export function ownPlace(project: Project, entry: Entry): DefinedPlace | undefined {
  const path = pathOfEntry(project, entry);
  const source = path === undefined ? undefined : project.files.text(path);
  if (path === undefined || !source || isYaml(path)) return undefined;
  const block = blockOf(source, entry);
  return block ? { path, range: block.range, nameRange: block.nameRange } : filePlace(project, path);
}

/** The entry of YAML that describes or makes an entry, as its file stands, saved or not; undefined where there is none. */
export function describedBy(project: Project, entry: Entry): SchemaEntry | undefined {
  const path = yamlPathOfEntry(project, entry);
  const source = path === undefined ? undefined : project.files.text(path);
  return source && schemaEntryOf(source, entry);
}

/** Where {@link describedBy} stands, of a versioned model its version; undefined where there is none. */
export function yamlPlace(project: Project, entry: Entry): DefinedPlace | undefined {
  const path = yamlPathOfEntry(project, entry);
  const found = describedBy(project, entry);
  if (path === undefined || !found) return undefined;
  const version = found.versions.find((each) => each.version.text === entry.version);
  return version
    ? { path, range: version.range, nameRange: version.version.range }
    : { path, range: found.range, nameRange: found.name.range };
}

/** The name of a source in YAML, given one of its tables. */
export function sourcePlace(project: Project, table: Entry): DefinedPlace | undefined {
  const path = yamlPathOfEntry(project, table);
  const source = path === undefined ? undefined : project.files.text(path);
  const found = source && schemaEntriesNamed(source, 'source', table.sourceName ?? '')[0];
  return found && path !== undefined ? { path, range: found.range, nameRange: found.name.range } : undefined;
}

/** Where YAML describes a column of an entry; undefined where it doesn't. */
export function columnYamlPlace(project: Project, entry: Entry, column: string): DefinedPlace | undefined {
  const path = yamlPathOfEntry(project, entry);
  const found = describedBy(project, entry);
  if (path === undefined || !found) return undefined;
  const version = found.versions.find((each) => each.version.text === entry.version);
  const place = columnOf(version?.columns ?? [], column) ?? columnOf(found.columns, column);
  return place && { path, range: place.range, nameRange: place.name.range };
}

const kinds: Readonly<Partial<Record<Entry['resourceType'], SchemaKind>>> = {
  model: 'model',
  seed: 'seed',
  snapshot: 'snapshot',
  analysis: 'analysis',
  macro: 'macro',
  function: 'function',
  exposure: 'exposure',
  metric: 'metric',
  semantic_model: 'semantic_model',
  saved_query: 'saved_query',
  group: 'group',
  unit_test: 'unit_test',
  test: 'test',
};

function schemaEntryOf(source: SourceText, entry: Entry): SchemaEntry | undefined {
  if (entry.resourceType === 'source') {
    return schemaEntriesNamed(source, 'source', entry.sourceName ?? '')
      .flatMap((each) => each.tables)
      .find((table) => table.name.text === entry.name);
  }
  const kind = kinds[entry.resourceType];
  return kind && schemaEntriesNamed(source, kind, entry.name)[0];
}

function columnOf(columns: readonly SchemaColumn[], name: string): SchemaColumn | undefined {
  const wanted = name.toLowerCase();
  return (
    columns.find((column) => column.name.text === name) ??
    columns.find((column) => column.name.text.toLowerCase() === wanted)
  );
}
