// What dbt accepted of a file when it last parsed or compiled it, so that names it went on without are no mistakes.
// Deliberately absent: whether the names exist.

import type { Project } from '../../project.ts';
import { entriesAt, nodeOfFile } from '../../semantics/modelFiles.ts';
import type { SourceText } from '../../text.ts';
import type { JudgedSymbol } from './judgedSymbol.ts';

/**
 * Whether dbt met a name in the file when it last parsed it, and went on without: it stands in a branch that wasn't taken,
 * or in a macro that wasn't called. `disabled` for a file whose node is switched off, which dbt doesn't look into.
 */
export function acceptedText(
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
    // Macros that don't exist are met only when a file is compiled.
    if (symbol.kind === 'macro') {
      const call = new RegExp(`(?<![\\w.])${packageStart(symbol.package)}${symbol.name}\\s*\\(`);
      return details.some(
        ({ rawCode, compiledCode }) => compiledCode !== undefined && call.test(rawCode ?? ''),
      );
    }
    if (symbol.kind !== 'ref' && symbol.kind !== 'source') return false;
    const name = symbol.kind === 'ref' ? symbol.name : (symbol.table ?? '');
    if (!parsed.some((text) => text.includes(`'${name}'`) || text.includes(`"${name}"`))) return false;
    return !details.some(({ refs, sources }) =>
      symbol.kind === 'ref'
        ? refs.some((ref) => ref.name === name && ref.version === symbol.version)
        : sources.some(([of, table]) => of === symbol.source && table === name),
    );
  };
}

function packageStart(name: string | undefined): string {
  return name === undefined ? '' : `${name}\\.`;
}
