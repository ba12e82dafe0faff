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

/** How many such files the project itself is known to have: those that {@link prepareEditedYaml} has looked at. */
export function editedYamlFiles(project: Project): number {
  const { manifest } = project.artifacts;
  return manifest ? [...everEdited(manifest)].filter((path) => answerOf(project, path)?.edited).length : 0;
}

/** The files that were edited at any time: few, where asking all of a large project would slow every graph. */
const everEdited = memo((_: Manifest) => new Set<string>());

/** Looks at files, one in a step; reading all YAML of a large project takes seconds. */
export function* prepareEditedYaml(project: Project, paths: readonly string[]): Generator<void, void> {
  for (const path of paths) {
    const answer = answerOf(project, path);
    if (!answer || answer.edited !== undefined) continue;
    answer.edited = isEdited(project, path, answer.source);
    if (answer.edited) everEdited(answer.manifest).add(path);
    yield;
  }
}

interface Answer {
  readonly manifest: Manifest;
  readonly source: SourceText;
  edited: boolean | undefined;
}

/** Undefined for what isn't such a file, and what isn't at hand. */
function answerOf({ config, files, artifacts: { manifest } }: Project, path: string): Answer | undefined {
  if (!manifest || !isYaml(path) || path.startsWith(`${config.packagesInstallPath}/`)) return undefined;
  const source = files.atHand ? files.atHand(path) : files.text(path);
  return source && answers(manifest, source);
}

const answers = memo2(
  (manifest: Manifest, source: SourceText): Answer => ({ manifest, source, edited: undefined }),
);

function isEdited(project: Project, path: string, source: SourceText): boolean {
  if (!/\b(?:sources|exposures)\b/.test(source.text)) return false;
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
