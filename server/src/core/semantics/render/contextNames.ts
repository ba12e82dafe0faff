// dbt's own names in a model, each made when it is first asked for. https://docs.getdbt.com/reference/dbt-jinja-functions.
// Deliberately absent: macros, and functions that need nothing but their arguments (functions.ts).

import { dict } from '../../jinja/render/kinds.ts';
import { unknown, type Value } from '../../jinja/render/values.ts';
import { adapterValue } from './adapterValue.ts';
import { callable, silentFunction, textArgument, unknownFunction } from './arguments.ts';
import { columnClass } from './column.ts';
import { configFunction } from './configFunction.ts';
import { type NameContext, objectValue } from './context.ts';
import { factsValue } from './facts.ts';
import { graphValue } from './graphValue.ts';
import { modules } from './modules.ts';
import { refFunction, relationClass, sourceFunction } from './relationFunctions.ts';
import { exceptionsValue, flagsValue, targetPlace, targetValue } from './runValues.ts';
import { toValue } from './toValue.ts';
import { environmentFunction, variableFunction } from './variableFunctions.ts';

/** How each name is made. */
export function contextNames(context: NameContext): ReadonlyMap<string, () => Value> {
  const { inputs, node } = context;
  const { adapterType, dbtVersion, projectName } = inputs.project();
  const why = (text: string) => () => unknown(text);
  return new Map<string, () => Value>([
    ['ref', () => refFunction(context)],
    ['source', () => sourceFunction(context)],
    [
      'this',
      () =>
        node ? context.relation({ ...node.relation, type: undefined }) : unknown('`this` outside of a model'),
    ],
    ['config', () => configFunction(node)],
    ['var', () => variableFunction(context)],
    ['env_var', () => environmentFunction],
    ['model', () => factsValue('model', (name) => propertyOf(node?.properties, name))],
    ['graph', () => graphValue(inputs)],
    ['target', () => targetValue(inputs)],
    ['schema', () => targetPlace(inputs, 'schema')],
    ['database', () => targetPlace(inputs, 'database')],
    ['flags', () => flagsValue],
    ['execute', () => true],
    ['dbt_version', () => dbtVersion ?? unknown('the version of dbt')],
    ['project_name', () => projectName ?? unknown('the name of the project')],
    ['adapter', () => adapterValue(context)],
    [
      'api',
      () => {
        const classes = { Column: columnClass(adapterType, dbtVersion), Relation: relationClass(context) };
        return objectValue('api', (name) =>
          name === 'Column' || name === 'Relation' ? classes[name] : undefined,
        );
      },
    ],
    ['exceptions', () => exceptionsValue],
    ['modules', () => modules],
    ['context', () => objectValue('context', context.global)],
    ['builtins', () => objectValue('builtins', context.builtin)],
    ['dbt_metadata_envs', () => dict()],
    ['selected_resources', () => unknown('what is selected in a run', true)],
    ['run_started_at', why('the time of a run')],
    ['invocation_id', why('the id of a run')],
    ['thread_id', why('the thread of a run')],
    ['invocation_args_dict', why('the arguments of a run')],
    ...[
      'column',
      'compiled_code',
      'connection_name',
      'load_agate_table',
      'micro_batch',
      'node',
      'sql',
      'sql_now',
      'submit_python_job',
    ].map((name) => [name, why(`\`${name}\``)] as const),
    ['pre_hooks', why('the hooks of a model')],
    ['post_hooks', why('the hooks of a model')],
    ['validation', why('a validator')],
    ['doc', () => unknownFunction('doc', 'a text of the documentation')],
    ['metric', () => unknownFunction('metric', 'the SQL of a metric', true)],
    ['function', () => unknownFunction('function', 'the name of a function')],
    ['toyaml', () => unknownFunction('toyaml', 'a text in YAML')],
    [
      'render',
      () =>
        callable('render', (args, run) => {
          const text = textArgument(run, args, 0, 'string');
          if (text === undefined) return unknown('what a text makes that isn’t known');
          return run.call(context.template(text), { positional: [], named: new Map() });
        }),
    ],
    [
      'try_or_compiler_error',
      () =>
        callable('try_or_compiler_error', ({ positional, named }, run) =>
          run.call(positional[1] ?? unknown('a function'), { positional: positional.slice(2), named }),
        ),
    ],
    ...['log', 'print', 'debug', 'write'].map((name) => [name, () => silentFunction(name)] as const),
  ]);
}

function propertyOf(
  properties: Readonly<Record<string, unknown>> | undefined,
  name: string,
): Value | undefined {
  return properties && Object.hasOwn(properties, name) ? toValue(properties[name]) : undefined;
}
