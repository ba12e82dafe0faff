// Renders a template without dbt: its text, where each piece comes from, and what in it isn't known. The door to this folder.
// Deliberately absent: the names of dbt, which an environment brings.

import type { SourceText } from '../../text.ts';
import type { JinjaBlock, JinjaNode, JinjaParameter } from '../ast.ts';
import { parseJinja } from '../tree.ts';
import type { MacroTemplate, RenderEnvironment, RenderOptions } from './environment.ts';
import { evaluate } from './evaluate.ts';
import { jinjaFilters } from './filters.ts';
import { Frame, type Template } from './frame.ts';
import { jinjaGlobals } from './globals.ts';
import { parametrised } from './macros.ts';
import type { Rendered } from './rendered.ts';
import { CutSignal, type Library, Rendering } from './rendering.ts';
import { PieceSink } from './sinks.ts';
import { captured, runBranch, runNodes } from './statements.ts';
import { jinjaTests } from './tests.ts';
import { type Callable, unknown } from './values.ts';

const library: Library = { filters: jinjaFilters, tests: jinjaTests, globals: jinjaGlobals };

/** Renders a template. It never throws; what goes wrong is unknown in the text, or said in `cut`. */
export function render(source: SourceText, environment: RenderEnvironment, options: RenderOptions): Rendered {
  const run = new Rendering(library, options.incremental ?? false, options.cover);
  const sink = new PieceSink(source.text, run);
  const nodes = parseJinja(source);
  const block = options.block === undefined ? undefined : namedBlock(nodes, options.block);
  const end = withoutLastBreak(source.text, block?.branches[0].bodyRange.end ?? source.text.length);
  const frame = new Frame(run, { source, scope: options.scope, environment, end, own: true });
  try {
    if (block) {
      for (const { name, default: preset } of parametersOf(block)) {
        frame.set(name.text, preset ? evaluate(preset, frame) : unknown(`the argument \`${name.text}\``));
      }
      runBranch(block, 0, frame, sink);
    } else if (options.block === undefined) {
      runNodes(nodes, { trimStart: false, trimEnd: false }, frame, sink);
    }
  } catch (error) {
    // Signals end at the tags they leave; only a stack shorter than the limits were made for comes to this.
    if (!(error instanceof RangeError) && !(error instanceof CutSignal)) throw error;
    if (error instanceof RangeError) run.tooDeep();
  }
  return {
    source,
    text: sink.text,
    pieces: sink.pieces,
    marks: sink.marks,
    choices: run.choices,
    config: run.config,
    cut: run.cutWhy,
  };
}

/** The macro of a text as a function; of its file it sees nothing but itself, as in dbt, which keeps each macro apart. */
export function macroCallable(macro: MacroTemplate, environment: RenderEnvironment): Callable {
  const { source, name, scope } = macro;
  const template: Template = { source, scope, environment, end: source.text.length, own: false };
  const block = namedBlock(parseJinja(source), name);
  if (!block) {
    return { kind: 'callable', name, call: () => unknown(`the macro \`${name}\` can't be read`) };
  }
  return parametrised(
    name,
    parametersOf(block),
    (run) => new Frame(run, template),
    (frame) => captured(block, frame),
  );
}

/** The block of that name; of several the macro, which is what is called by its mere name. */
function namedBlock(nodes: readonly JinjaNode[], name: string): JinjaBlock | undefined {
  const found = nodes.filter((node): node is JinjaBlock => {
    if (node.kind !== 'block') return false;
    const { detail } = node.branches[0].tag;
    const named = detail.form === 'definition' || detail.form === 'name' || detail.form === 'materialization';
    return named && node.name !== 'docs' && detail.name?.text === name;
  });
  return found.find((block) => block.name === 'macro') ?? found[0];
}

function parametersOf(block: JinjaBlock): readonly JinjaParameter[] {
  const { detail } = block.branches[0].tag;
  return detail.form === 'definition' ? detail.parameters : [];
}

function withoutLastBreak(text: string, end: number): number {
  if (text[end - 1] === '\n') return text[end - 2] === '\r' ? end - 2 : end - 1;
  return text[end - 1] === '\r' ? end - 1 : end;
}
