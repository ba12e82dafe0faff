// The YAML files at hand whose sources and exposures aren't those that dbt parsed: their edges in the lineage are. Deliberately absent:
// metrics, semantic models and saved queries, what else YAML says, and files that weren't read yet.

import type { Entry, Manifest } from '../artifacts/types.ts';
import { memo, memo2 } from '../memo.ts';
import type { Project } from '../project.ts';
import type { SourceText } from '../text.ts';
import { type SchemaEntry, schemaEntries } from '../yaml/schemaFile.ts';
import { isYaml } from './modelFiles.ts';
import { resolve } from './resolve.ts';
import { symbolAt, symbolsIn } from './symbolAt.ts';

/** How many such files the project itself has. */
export function editedYamlFiles(project: Project): number {
  const { files, artifacts } = project;
  const { manifest } = artifacts;
  if (!manifest) return 0;
  return yamlFiles(files.paths).filter((path) => isEditedFile(project, manifest, path)).length;
}

const yamlFiles = memo((paths: readonly string[]) => paths.filter(isYaml));

function isEditedFile(project: Project, manifest: Manifest, path: string): boolean {
  const { config, files } = project;
  if (path.startsWith(`${config.packagesInstallPath}/`)) return false;
  const source = files.atHand ? files.atHand(path) : files.text(path);
  if (!source) return false;
  const known = answers(manifest, source);
  known.edited ??= isEdited(project, path, source);
  return known.edited;
}

const answers = memo2((_: Manifest, __: SourceText): { edited: boolean | undefined } => ({
  edited: undefined,
}));

function isEdited(project: Project, path: string, source: SourceText): boolean {
  return schemaEntries(source).some((entry) => {
    if (entry.kind === 'source')
      return entry.tables.some((table) => meaningOf(project, path, table) === 'new');
    if (entry.kind !== 'exposure') return false;
    const known = meaningOf(project, path, entry);
    return known === 'new' || (known !== undefined && readsOthers(project, path, entry, known));
  });
}

/** What dbt knows of an entry; undefined where that is nothing to compare with, as of what is disabled. */
function meaningOf(project: Project, path: string, { name }: SchemaEntry): Entry | 'new' | undefined {
  const symbol = symbolAt(project, path, name.range.start);
  const found = symbol && resolve(project, symbol, path);
  if (found?.kind === 'found') return found.entry;
  return found?.kind === 'file' ? 'new' : undefined;
}

/** Whether an exposure depends on other nodes than dbt knows; what can't be resolved counts for nothing. */
function readsOthers(project: Project, path: string, { range }: SchemaEntry, known: Entry): boolean {
  const named = symbolsIn(project, path).filter(
    ({ kind, range: own }) =>
      (kind === 'ref' || kind === 'source' || kind === 'metric') &&
      own.start >= range.start &&
      own.end <= range.end,
  );
  const found = named.map((symbol) => resolve(project, symbol, path));
  if (found.some(({ kind }) => kind === 'file')) return true;
  const ids = new Set(found.flatMap((each) => (each.kind === 'found' ? [each.entry.uniqueId] : [])));
  const isSure = found.every(({ kind }) => kind === 'found');
  return (
    [...ids].some((id) => !known.dependsOn.includes(id)) ||
    (isSure && known.dependsOn.some((id) => !ids.has(id)))
  );
}
