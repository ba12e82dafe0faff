// `var` and `env_var`: what dbt_project.yml sets, and defaults. https://docs.getdbt.com/reference/dbt-jinja-functions/var.
// Deliberately absent: `--vars` and the environment of a run, which can't be seen.

import { float } from '../../jinja/render/kinds.ts';
import { type Arguments, type Callable, type Run, unknown, type Value } from '../../jinja/render/values.ts';
import { isSecretVariable } from '../../yaml/environmentVariables.ts';
import { argument, callable, textArgument } from './arguments.ts';
import type { NameContext } from './context.ts';
import type { VariableFacts } from './inputs.ts';
import { toValue } from './toValue.ts';

/** `var(name, default)` and `var.has_var(name)`. */
export function variableFunction({ inputs, path, template }: NameContext): Callable {
  // A list that a template changes stays changed, as in dbt.
  const values = new Map<string, Value>();
  const nameOf = (args: Arguments, run: Run) => textArgument(run, args, 0, 'var', 'var_name');
  const computed = (name: string, { value: json, float: isFloat }: VariableFacts, run: Run): Value => {
    // dbt renders a text when it is asked for.
    if (typeof json === 'string' && /\{[{%]/.test(json))
      return run.call(template(json), { positional: [], named: new Map() });
    const known = values.get(name);
    const made = isFloat && typeof json === 'number' ? float(json) : toValue(json);
    const value = known === undefined ? made : known;
    values.set(name, value);
    return value;
  };
  return callable(
    'var',
    (args, run) => {
      const name = nameOf(args, run);
      const found = name === undefined ? undefined : inputs.variable(name, path);
      if (name !== undefined && found) return computed(name, found, run);
      const fallback = argument(args, 1, 'default');
      if (fallback !== undefined) return fallback;
      return unknown(name === undefined ? 'a variable' : `the variable \`${name}\``);
    },
    (attribute) =>
      attribute === 'has_var'
        ? callable(attribute, (args, run) => {
            const name = nameOf(args, run);
            return name !== undefined && inputs.variable(name, path) !== undefined;
          })
        : undefined,
  );
}

/** `env_var(name, default)`: the default, since nobody knows the environment of a run; of secrets not even that. */
export const environmentFunction: Callable = callable('env_var', (args, run) => {
  const name = textArgument(run, args, 0, 'var');
  const why = unknown(`the environment variable \`${name ?? ''}\``);
  return name === undefined || isSecretVariable(name) ? why : (argument(args, 1, 'default') ?? why);
});
