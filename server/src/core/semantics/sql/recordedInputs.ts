// What a rendering asks of the project, asked through a reader that remembers it. Deliberately absent: the answers (projectInputs.ts).

import type { Reader } from '../../derived.ts';
import { memo } from '../../memo.ts';
import type { Project } from '../../project.ts';
import type { ColumnFacts, MacroFacts, RenderInputs } from '../render/inputs.ts';
import { textOfMacro } from '../render/macroTemplates.ts';
import { projectInputs } from '../render/projectInputs.ts';
import { digest } from './digest.ts';

/** The answers of the project that is read; `columns` answers for the columns of a node. */
export function recordedInputs(
  reader: Reader,
  columns: (id: string) => readonly ColumnFacts[] | undefined,
): RenderInputs {
  const ask = <Answer>(
    what: string,
    args: readonly unknown[],
    answer: (inputs: RenderInputs) => Answer,
    mark: (answer: Answer) => unknown = digest,
  ): Answer => reader.ask(`${what} ${JSON.stringify(args)}`, (project) => answer(inputsOf(project)), mark);
  return {
    text: (path) => reader.text(path),
    node: (...args) => ask('render node', args, (inputs) => inputs.node(...args)),
    properties: (...args) => ask('render properties', args, (inputs) => inputs.properties(...args)),
    listed: (...args) => ask('render listed', args, (inputs) => inputs.listed(...args)),
    ref: (...args) => ask('render ref', args, (inputs) => inputs.ref(...args)),
    source: (...args) => ask('render source', args, (inputs) => inputs.source(...args)),
    relationAt: (...args) => ask('render relation', args, (inputs) => inputs.relationAt(...args)),
    relationFor: (...args) => ask('render name', args, (inputs) => inputs.relationFor(...args)),
    macro: (...args) => ask('render macro', args, (inputs) => inputs.macro(...args), digestOfMacro),
    dispatch: (...args) => ask('render dispatch', args, (inputs) => inputs.dispatch(...args), digestOfMacro),
    hasPackage: (...args) => ask('render package', args, (inputs) => inputs.hasPackage(...args)),
    variable: (...args) => ask('render variable', args, (inputs) => inputs.variable(...args)),
    targetPlace: (...args) => ask('render place', args, (inputs) => inputs.targetPlace(...args)),
    project: () => ask('render project', [], (inputs) => inputs.project()),
    columns,
  };
}

/** What else stands in the file of a macro says nothing of it. */
function digestOfMacro(macro: MacroFacts | undefined): string {
  if (!macro) return digest(macro);
  const { template, ...rest } = macro;
  const { source, ...named } = template;
  return digest({ ...rest, ...named, text: textOfMacro(template) ?? { source } });
}

const inputsOf = memo((project: Project) => projectInputs(project, () => undefined));
