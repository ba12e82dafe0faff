// What dbt's names may ask of the environment that they are part of. Deliberately absent: the names.

import type { Callable, ObjectValue, Value } from '../../jinja/render/values.ts';
import { argument, callable, textArgument } from './arguments.ts';
import type { NodeFacts, RelationFacts, RenderInputs } from './inputs.ts';

/** See the head of this file. */
export interface NameContext {
  readonly inputs: RenderInputs;
  /** The file that is rendered. */
  readonly path: string;
  /** Undefined for what is no node. */
  readonly node: NodeFacts | undefined;
  /** The value of a relation; the same identity for the same node. */
  relation(facts: RelationFacts): ObjectValue;
  /** The macro that is dispatched to; undefined when there is none. */
  dispatch(name: string, namespace: string | undefined): Value | undefined;
  /** What a name means for the file; undefined where it means nothing. */
  global(name: string): Value | undefined;
  /** What dbt itself means by a name, whatever the project puts in its place. */
  builtin(name: string): Value | undefined;
  /** A function that gives what a text prints as a template. */
  template(text: string): Callable;
}

/** An object with attributes, which `get` gives too. */
export function objectValue(type: string, find: (name: string) => Value | undefined): ObjectValue {
  return {
    kind: 'object',
    type,
    attribute: (name) =>
      name === 'get'
        ? callable('get', (args, run) => {
            const key = textArgument(run, args, 0);
            const found = key === undefined ? undefined : find(key);
            return found === undefined ? (argument(args, 1, 'default') ?? null) : found;
          })
        : find(name),
  };
}
