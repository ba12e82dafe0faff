// The refs and sources of a file that the names rules judge, with what each turns out to be. What dbt itself accepts, or
// what can't be known, is left out. Deliberately absent: messages.

import { memo } from '../memo.ts';
import type { Project } from '../project.ts';
import { entriesAt, extensionOf, isYaml, nodeOfFile, within } from '../semantics/modelFiles.ts';
import { entriesNamed } from '../semantics/names.ts';
import { packageOf, rootPackageName } from '../semantics/packages.ts';
import type { Resolution } from '../semantics/resolution.ts';
import { resolve } from '../semantics/resolve.ts';
import type { SymbolName } from '../semantics/symbol.ts';
import { symbolsIn } from '../semantics/symbolAt.ts';
import { type SourceText, touches } from '../text.ts';
import { type SchemaEntry, schemaEntries } from '../yaml/schemaFile.ts';
import type { RuleContext } from './rule.ts';

/** A `ref` or `source` as written. */
export type JudgedSymbol = Extract<SymbolName, { kind: 'ref' | 'source' }>;

/** A name to judge. */
export interface JudgedName {
  readonly symbol: JudgedSymbol;
  readonly resolution: Resolution;
  /** It stands in a data test, which dbt leaves out where what it reads is disabled. */
  readonly inTest: boolean;
}

/** See the head of this file. */
export const judgedNames: (ctx: RuleContext) => readonly JudgedName[] = memo((ctx) => {
  const { project, path, source } = ctx;
  if (!project.artifacts.manifest) return [];
  const place = packageOf(project, path);
  if (place.package.name !== rootPackageName(project)) return [];
  const yml = isYaml(path);
  if (!yml && !isRead(project, path)) return [];
  const entries = yml ? schemaEntries(source) : [];
  const accepted = yml ? undefined : acceptedText(project, path, source);
  if (accepted === 'disabled') return [];
  const ofTest = nodeOfFile(project, path)?.resourceType === 'test';
  return symbolsIn(project, path).flatMap((symbol): JudgedName[] => {
    if (symbol.kind !== 'ref' && symbol.kind !== 'source') return [];
    const at = symbol.range.start;
    const entry = entries.find(({ range }) => touches(range, at));
    // The name of a source where it is defined is no reference.
    if (symbol.kind === 'source' && (symbol.table === undefined || isDefinition(entry, at))) return [];
    if (entry && isDisabled(project, entry)) return [];
    const resolution = resolve(project, symbol, path);
    if (resolution.kind === 'unknown' && !resolution.complete) return [];
    if (resolution.kind !== 'found' && accepted?.(symbol)) return [];
    return [{ symbol, resolution, inTest: ofTest || (entry !== undefined && isInTests(entry, at)) }];
  });
});

/** Whether dbt reads the Jinja of a file: models, tests and macros, but not documentation or scripts of the project. */
function isRead(project: Project, path: string): boolean {
  if (nodeOfFile(project, path)) return true;
  const { package: own, path: inside } = packageOf(project, path);
  return extensionOf(path) === 'sql' && within([...own.config.macroPaths, ...own.config.testPaths], inside);
}

/**
 * Whether dbt met a name in the file when it last parsed it, and went on without: it stands in a branch that wasn't taken,
 * or in a macro that wasn't called. `disabled` for a file whose node is switched off, which dbt doesn't look into.
 */
function acceptedText(
  project: Project,
  path: string,
  source: SourceText,
): 'disabled' | ((symbol: JudgedSymbol) => boolean) {
  const { manifest } = project.artifacts;
  const entries = entriesAt(project, path);
  const node = nodeOfFile(project, path);
  if (node?.entry?.disabled || /\benabled\s*=\s*false\b/i.test(source.text)) return 'disabled';
  const details = entries.flatMap((entry) => manifest?.detail(entry) ?? []);
  const parsed = details.map(({ rawCode, macroSql }) => rawCode ?? macroSql ?? '');
  return (symbol) => {
    const name = symbol.kind === 'ref' ? symbol.name : (symbol.table ?? '');
    if (!parsed.some((text) => text.includes(`'${name}'`) || text.includes(`"${name}"`))) return false;
    return !details.some(({ refs, sources }) =>
      symbol.kind === 'ref'
        ? refs.some((ref) => ref.name === name && ref.version === symbol.version)
        : sources.some(([of, table]) => of === symbol.source && table === name),
    );
  };
}

function isDefinition(entry: SchemaEntry | undefined, offset: number): boolean {
  return entry?.kind === 'source' && [entry, ...entry.tables].some(({ name }) => touches(name.range, offset));
}

/** dbt doesn't look up what a disabled entry refers to. */
function isDisabled(project: Project, entry: SchemaEntry): boolean {
  if (entry.enabled === false) return true;
  const { manifest } = project.artifacts;
  if (!manifest || entry.kind === 'source' || entry.kind === 'table') return false;
  const type = entry.kind === 'unit_test' ? 'model' : entry.kind;
  const name = entry.kind === 'unit_test' ? (entry.model?.text ?? '') : entry.name.text;
  const known = entriesNamed(manifest, type, name);
  return known.length > 0 && known.every((each) => each.disabled);
}

function isInTests(entry: SchemaEntry, offset: number): boolean {
  return [entry, ...entry.tables].some((each) =>
    [
      ...each.tests,
      ...each.columns.flatMap(({ tests }) => tests),
      ...each.versions.flatMap(({ columns }) => columns.flatMap(({ tests }) => tests)),
    ].some(({ range }) => touches(range, offset)),
  );
}
