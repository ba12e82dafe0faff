// The names of a file that the names rules judge, with what each turns out to be. What dbt itself accepts, doesn't read, or
// what can't be known, is left out. Deliberately absent: messages.

import { memo } from '../../memo.ts';
import type { Project } from '../../project.ts';
import { definedBlocks } from '../../semantics/blocks.ts';
import { extensionOf, isYaml, nodeOfFile, within } from '../../semantics/modelFiles.ts';
import { entriesNamed } from '../../semantics/names.ts';
import { packageOf, packagesComplete, packagesWithin, rootPackageName } from '../../semantics/packages.ts';
import type { Resolution } from '../../semantics/resolution.ts';
import { resolve } from '../../semantics/resolve.ts';
import { symbolsIn } from '../../semantics/symbolAt.ts';
import { type SourceText, touches } from '../../text.ts';
import type { SchemaEntry } from '../../yaml/schemaFile.ts';
import type { RuleContext } from '../rule.ts';
import { acceptedText } from './acceptedText.ts';
import { isGone } from './goneEntries.ts';
import { isJudged, type JudgedSymbol } from './judgedSymbol.ts';
import { entriesTestedBy, entryAt, judgedDoc, tableAt, testAt } from './judgedYamlNames.ts';

type SymbolOf<Kind extends JudgedSymbol['kind']> = Extract<JudgedSymbol, { kind: Kind }>;

/** A name to judge. */
export interface JudgedName<Symbol extends JudgedSymbol = JudgedSymbol> {
  readonly symbol: Symbol;
  readonly resolution: Resolution;
  /** It stands in a data test, which dbt leaves out where what it reads is disabled. */
  readonly inTest: boolean;
}

/** The names of some kinds in a file that are to be judged. */
export function judgedNames<Kind extends JudgedSymbol['kind']>(
  ctx: RuleContext,
  ...kinds: readonly Kind[]
): readonly JudgedName<SymbolOf<Kind>>[] {
  const isWanted = (symbol: JudgedSymbol): symbol is SymbolOf<Kind> =>
    kinds.some((kind) => kind === symbol.kind);
  return allJudged(ctx).flatMap(({ symbol, resolution, inTest }) =>
    isWanted(symbol) ? [{ symbol, resolution, inTest }] : [],
  );
}

const allJudged: (ctx: RuleContext) => readonly JudgedName[] = memo((ctx) => {
  const { project, path, source } = ctx;
  if (!project.artifacts.manifest) return [];
  const place = packageOf(project, path);
  if (place.package.name !== rootPackageName(project)) return [];
  const yml = isYaml(path);
  if (!yml && !isRead(project, path)) return [];
  const accepted = yml ? undefined : acceptedText(project, path, source);
  if (accepted === 'disabled') return [];
  const ofTest = nodeOfFile(project, path)?.resourceType === 'test';
  const resolved = resolver(project, path);
  return symbolsIn(project, path).flatMap((symbol): JudgedName[] => {
    if (!isJudged(symbol)) return [];
    const at = symbol.range.start;
    const entry = yml ? entryAt(source, at) : undefined;
    if (isDefinition(source, symbol, entry) || (entry && isDisabled(project, entry))) return [];
    if (symbol.kind === 'test') {
      const tested = entriesTestedBy(source, symbol);
      if (!tested.some((each) => !isDisabled(project, each))) return [];
    }
    if (symbol.kind === 'doc' && !judgedDoc(source, entry, at)) return [];
    const resolution = resolved(symbol);
    if (resolution.kind === 'unknown' && !resolution.complete && !hasOddPackage(project, symbol)) return [];
    if (resolution.kind !== 'found' && accepted?.(symbol)) return [];
    return [
      { symbol, resolution, inTest: ofTest || (entry !== undefined && testAt(entry, at) !== undefined) },
    ];
  });
});

/** What a name in a file is, with what has gone since dbt parsed the project being nothing; the same name is looked up once. */
function resolver(project: Project, path: string): (symbol: JudgedSymbol) => Resolution {
  const known = new Map<string, Resolution>();
  return (symbol) => {
    const { range: _, ...name } = symbol;
    // Of tests and variables only the name counts, not where they stand.
    const key =
      symbol.kind === 'test' || symbol.kind === 'var'
        ? `${symbol.kind} ${symbol.name} ${symbol.kind === 'test' ? (symbol.package ?? '') : ''}`
        : JSON.stringify(name);
    const found = known.get(key) ?? resolvedNow(project, symbol, path);
    known.set(key, found);
    return found;
  };
}

function resolvedNow(project: Project, symbol: JudgedSymbol, path: string): Resolution {
  const resolution = resolve(project, symbol, path);
  return resolution.kind === 'found' && isGone(project, resolution.entry)
    ? { kind: 'unknown', complete: true }
    : resolution;
}

/** Whether dbt reads the Jinja of a file: models, tests and macros, but not documentation or scripts of the project. */
function isRead(project: Project, path: string): boolean {
  if (nodeOfFile(project, path)) return true;
  const { package: own, path: inside } = packageOf(project, path);
  return extensionOf(path) === 'sql' && within([...own.config.macroPaths, ...own.config.testPaths], inside);
}

/** Whether a name stands where it is defined, and so is no reference. */
function isDefinition(
  source: SourceText,
  { kind, range: { start } }: JudgedSymbol,
  entry: SchemaEntry | undefined,
): boolean {
  if (entry) {
    const named = [entry, tableAt(entry, start)];
    return named.some((each) => each && touches(each.name.range, start));
  }
  return kind === 'macro' && definedBlocks(source).some(({ nameRange }) => nameRange.start === start);
}

/** Whether a macro is called of a package that nobody has, though all packages are known: a mistyped one, or no package. */
function hasOddPackage(project: Project, symbol: JudgedSymbol): boolean {
  return (
    (symbol.kind === 'macro' || symbol.kind === 'test') &&
    symbol.package !== undefined &&
    !packagesWithin(project).has(symbol.package) &&
    packagesComplete(project)
  );
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
