// Macros as values: of the template itself, of `call` blocks, and of other texts (macroCallable). Deliberately absent: where dbt
// looks for a macro.

import type { JinjaBlock, JinjaParameter } from '../ast.ts';
import { evaluate } from './evaluate.ts';
import type { Frame } from './frame.ts';
import { dict, orElse, tuple, undefinedValue } from './kinds.ts';
import { Rendering } from './rendering.ts';
import type { Callable, Value } from './values.ts';
import { unknown } from './values.ts';

/** Runs a macro's body in a frame that has its arguments. */
type Body = (frame: Frame) => Value;

/** A macro that sees the frame it is defined in. */
export function macroOf(
  name: string,
  parameters: readonly JinjaParameter[],
  outer: Frame,
  body: Body,
): Callable {
  return parametrised(name, parameters, () => outer.inner(), body);
}

/** A macro whose frame is made for the rendering that calls it. */
export function parametrised(
  name: string,
  parameters: readonly JinjaParameter[],
  frameIn: (run: Rendering) => Frame,
  body: Body,
): Callable {
  const names = parameters.map((parameter) => parameter.name.text);
  return {
    kind: 'callable',
    name,
    attribute: (asked) => (asked === 'name' ? name : asked === 'arguments' ? tuple(...names) : undefined),
    call: (args, run) => {
      if (!(run instanceof Rendering)) return unknown(`what the macro \`${name}\` makes`);
      return run.inMacro(() => {
        const frame = frameIn(run);
        const named = new Map(args.named);
        const caller = named.get('caller');
        for (const [index, parameter] of parameters.entries()) {
          const key = parameter.name.text;
          const given = orElse(args.positional[index], named.get(key));
          named.delete(key);
          frame.set(
            key,
            given !== undefined
              ? given
              : parameter.default
                ? evaluate(parameter.default, frame)
                : undefinedValue(key),
          );
        }
        named.delete('caller');
        if (!names.includes('caller')) frame.set('caller', orElse(caller, undefinedValue('caller')));
        if (!names.includes('varargs'))
          frame.set('varargs', tuple(...args.positional.slice(parameters.length)));
        if (!names.includes('kwargs')) frame.set('kwargs', dict(named));
        return body(frame);
      });
    },
  };
}

/** Makes a macro that a template defines known by its name; tests by the name that dbt gives them. */
export function defineMacro(block: JinjaBlock, frame: Frame, body: Body): void {
  const { detail } = block.branches[0].tag;
  if (detail.form !== 'definition' || !detail.name) return;
  const name = block.name === 'macro' ? detail.name.text : `test_${detail.name.text}`;
  frame.set(name, macroOf(name, detail.parameters, frame, body));
}
