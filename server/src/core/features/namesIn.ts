// All names of a file and what each turns out to be, as plain data: for scripts that compare them with dbt's own, and for agents.
// Deliberately absent: names of SQL itself, and cards (hover).

import type { Project } from '../project.ts';
import type { Resolution } from '../semantics/resolution.ts';
import { resolve } from '../semantics/resolve.ts';
import type { SymbolName } from '../semantics/symbol.ts';
import { symbolsIn } from '../semantics/symbolAt.ts';

/** A name and what it is. */
export interface ResolvedName {
  readonly symbol: SymbolName;
  readonly resolution: Resolution;
}

/** All names of a file, in its order. */
export function namesIn(project: Project, path: string): readonly ResolvedName[] {
  return symbolsIn(project, path).map((symbol) => ({ symbol, resolution: resolve(project, symbol, path) }));
}

/** The unique id of what a name is; undefined where the manifest has none for it, or several. */
export function uniqueIdOf(resolution: Resolution): string | undefined {
  return resolution.kind === 'found' || resolution.kind === 'disabled'
    ? resolution.entry.uniqueId
    : undefined;
}
