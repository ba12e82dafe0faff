// The parameters of a macro, from its opening tag alone. Deliberately absent: what its arguments mean (YAML says it).

import type { Entry, Manifest } from '../artifacts/types.ts';
import { jinjaDefinitions } from '../jinja/definitions.ts';
import { memo } from '../memo.ts';
import type { Project } from '../project.ts';
import { type SourceText, slice, sourceText } from '../text.ts';
import type { Listed } from './listed.ts';

/** A parameter of a macro. */
export interface MacroParameter {
  readonly name: string;
  /** As written; undefined where the argument has to be given. */
  readonly default: string | undefined;
}

/** The parameters of a macro in order; undefined where its tag isn't known. */
export function macroParameters(
  project: Project,
  macro: Pick<Listed, 'entry' | 'path' | 'name'>,
): readonly MacroParameter[] | undefined {
  const { manifest } = project.artifacts;
  if (macro.entry && manifest) return parametersOfEntry(manifest, macro.entry);
  const source = macro.path === undefined ? undefined : project.files.text(macro.path);
  return source && parametersIn(source, macro.name);
}

/** The parameters of the macro, generic test or materialization that a text defines under a name of the manifest. */
export function parametersIn(source: SourceText, name: string): readonly MacroParameter[] | undefined {
  for (const definition of jinjaDefinitions(source)) {
    if (!('parameters' in definition) || definition.macroName !== name) continue;
    return definition.parameters.map((parameter) => ({
      name: parameter.name.text,
      default: parameter.default && slice(source, parameter.default.range),
    }));
  }
  return undefined;
}

/** As it is written: `name(a, b=1)`. */
export function signatureText(parameters: readonly MacroParameter[]): string {
  const written = parameters.map(({ name, default: value }) =>
    value === undefined ? name : `${name}=${value.replace(/\s+/g, ' ')}`,
  );
  return `(${written.join(', ')})`;
}

const known = memo((_: Entry) => new Map<'parameters', readonly MacroParameter[] | undefined>());

function parametersOfEntry(manifest: Manifest, entry: Entry): readonly MacroParameter[] | undefined {
  const cache = known(entry);
  if (cache.has('parameters')) return cache.get('parameters');
  const written = manifest.detail(entry)?.macroSql ?? '';
  const end = written.indexOf('%}');
  const parameters = end < 0 ? undefined : parametersIn(sourceText(written.slice(0, end + 2)), entry.name);
  cache.set('parameters', parameters);
  return parameters;
}
