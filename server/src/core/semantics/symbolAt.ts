// Which name stands at a place of a file, and all names of a file. Deliberately absent: what the names are (resolve.ts), and
// names of SQL itself.

import type { Project } from '../project.ts';
import { type SourceText, touches } from '../text.ts';
import { projectFile } from '../yaml/projectConfig.ts';
import { extensionOf } from './modelFiles.ts';
import { isOverridden } from './resolveMacro.ts';
import type { Spot } from './spot.ts';
import type { SymbolName } from './symbol.ts';
import { spotsOfPython } from './symbolAtPython.ts';
import { spotsOfTemplate } from './symbolAtSql.ts';
import { spotsOfProjectFile, spotsOfProperties } from './symbolAtYaml.ts';

/**
 * The name that the cursor is on or right behind; of several the one with the shortest text. The cursor on the function's
 * name, its package or version means the name that is called for. Undefined where there is none.
 */
export function symbolAt(project: Project, path: string, offset: number): SymbolName | undefined {
  let best: { readonly symbol: SymbolName; readonly length: number } | undefined;
  for (const { symbol, zones } of spotsIn(project, path)) {
    for (const zone of zones) {
      const length = zone.end - zone.start;
      if (touches(zone, offset) && (!best || length < best.length)) best = { symbol, length };
    }
  }
  return best?.symbol;
}

/** All names of a file, in its order; none for files that dbt doesn't read. */
export function symbolsIn(project: Project, path: string): readonly SymbolName[] {
  return spotsIn(project, path).map((spot) => spot.symbol);
}

function spotsIn(project: Project, path: string): readonly Spot[] {
  const source = project.files.text(path);
  if (!source) return [];
  return spotsOf(source, path).filter(
    ({ builtin, symbol }) => !builtin || symbol.kind !== 'macro' || isOverridden(project, symbol.name, path),
  );
}

/** YAML files of a project that hold no properties. */
const otherYaml: ReadonlySet<string> = new Set([
  'packages.yml',
  'dependencies.yml',
  'package-lock.yml',
  'profiles.yml',
  'selectors.yml',
  'dbt-context.yml',
  'dbt_cloud.yml',
]);

function spotsOf(source: SourceText, path: string): readonly Spot[] {
  switch (extensionOf(path)) {
    case 'sql':
      return spotsOfTemplate(source);
    case 'md':
      // dbt reads docs blocks alone; examples around them name nothing.
      return spotsOfTemplate(source).filter(({ symbol }) => symbol.kind === 'doc');
    case 'py':
      return spotsOfPython(source);
    case 'yml':
    case 'yaml': {
      const name = path.slice(path.lastIndexOf('/') + 1);
      if (name === projectFile) return spotsOfProjectFile(source);
      return otherYaml.has(name) ? [] : spotsOfProperties(source);
    }
    default:
      return [];
  }
}
