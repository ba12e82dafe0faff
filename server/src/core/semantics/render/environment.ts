// The names that a template of dbt sees: macros, packages, dbt's functions and objects. A macro of the project or the package
// goes before dbt's function of that name, as in dbt. Deliberately absent: Jinja's own names, which the engine has.

import type { MacroTemplate, RenderEnvironment, TemplateScope } from '../../jinja/render/environment.ts';
import { dict, isKind } from '../../jinja/render/kinds.ts';
import { macroCallable } from '../../jinja/render/render.ts';
import {
  type Arguments,
  type Callable,
  type ObjectValue,
  type RelationIdentity,
  type Run,
  unknown,
  type Value,
} from '../../jinja/render/values.ts';
import { sourceText } from '../../text.ts';
import { builtins } from '../builtins.ts';
import { adapterValue } from './adapterValue.ts';
import { argument, callable, silentFunction, textArgument, textOf, unknownFunction } from './arguments.ts';
import { columnClass } from './column.ts';
import { configFunction } from './configFunction.ts';
import { dbtMacros } from './dbtMacros.ts';
import { factsValue } from './facts.ts';
import { functions } from './functions.ts';
import { graphValue } from './graphValue.ts';
import type { MacroFacts, RelationFacts, RenderInputs } from './inputs.ts';
import { modules } from './modules.ts';
import { noNode, relationValue } from './relation.ts';
import { toValue } from './toValue.ts';

/**
 * What names mean for the file of the project that is rendered; macros that it calls see the same, as in dbt. `id` is the unique
 * id of the node, which tells the snapshots of a file and the models of packages without files apart.
 */
export function renderEnvironment(inputs: RenderInputs, path: string, id?: string): RenderEnvironment {
  return new Names(inputs, path, id);
}

class Names implements RenderEnvironment {
  readonly #inputs: RenderInputs;
  readonly #path: string;
  /** The package of the node; undefined where it can't be known. */
  readonly #package: string | undefined;
  readonly #known = new Map<string, Value | undefined>();
  readonly #own = new Map<string, Value | undefined>();
  readonly #macros = new Map<MacroTemplate, Value>();
  readonly #identities = new Map<string, RelationIdentity>();
  readonly #makers: ReadonlyMap<string, () => Value>;
  readonly #overrides: ReadonlyMap<string, Callable>;

  constructor(inputs: RenderInputs, path: string, id: string | undefined) {
    this.#inputs = inputs;
    this.#path = path;
    const node = inputs.node(path, id);
    const packageName = node?.properties['package_name'];
    this.#package = typeof packageName === 'string' ? packageName : undefined;
    this.#overrides = dbtMacros(inputs, node);
    const { adapterType, dbtVersion, projectName } = inputs.project();
    const why = (text: string) => () => unknown(text);
    this.#makers = new Map<string, () => Value>([
      [
        'ref',
        () =>
          callable(
            'ref',
            (args, run) => this.#ref(args, run),
            () => unknown('the configuration of `ref`'),
          ),
      ],
      ['source', () => callable('source', (args, run) => this.#source(args, run))],
      ['this', () => (node ? this.#relation(node.relation) : unknown('`this` outside of a model'))],
      ['config', () => configFunction(node)],
      ['var', () => this.#variable()],
      ['env_var', () => callable('env_var', environmentVariable)],
      ['model', () => factsValue('model', (name) => propertyOf(node?.properties, name))],
      ['target', () => factsValue('target', (name) => this.#target(name))],
      ['schema', () => inputs.targetPlace('schema') ?? unknown('the schema of the target')],
      ['database', () => inputs.targetPlace('database') ?? unknown('the database of the target')],
      ['execute', () => true],
      ['flags', () => factsValue('flags', (name) => flags.get(name))],
      ['dbt_version', () => dbtVersion ?? unknown('the version of dbt')],
      ['project_name', () => projectName ?? unknown('the name of the project')],
      [
        'adapter',
        () =>
          adapterValue(
            inputs,
            node?.relation.id,
            (facts) => this.#relation(facts),
            (name, namespace) => this.#dispatch(name, namespace),
          ),
      ],
      ['api', () => object('api', (name) => this.#api(name, adapterType))],
      ['exceptions', () => object('exceptions', exception)],
      ['modules', () => modules],
      ['graph', () => graphValue(inputs)],
      ['context', () => object('context', (name) => this.global(name, { packageName: undefined, path }))],
      ['builtins', () => object('builtins', (name) => this.#builtin(name))],
      ['selected_resources', () => unknown('what is selected in a run', true)],
      ['dbt_metadata_envs', () => dict()],
      ['run_started_at', why('the time of a run')],
      ['invocation_id', why('the id of a run')],
      ['thread_id', why('the thread of a run')],
      ['invocation_args_dict', why('the arguments of a run')],
      ['pre_hooks', why('the hooks of a model')],
      ['post_hooks', why('the hooks of a model')],
      ['validation', why('a validator')],
      ['doc', () => unknownFunction('doc', 'a text of the documentation')],
      ['metric', () => unknownFunction('metric', 'the SQL of a metric', true)],
      ['function', () => unknownFunction('function', 'the name of a function')],
      [
        'try_or_compiler_error',
        () =>
          callable('try_or_compiler_error', (args, run) =>
            run.call(args.positional[1] ?? unknown('a function'), {
              positional: args.positional.slice(2),
              named: args.named,
            }),
          ),
      ],
      ['toyaml', () => unknownFunction('toyaml', 'a text in YAML')],
      ['render', () => callable('render', (args) => args.positional[0] ?? '')],
      ...['log', 'print', 'debug', 'write'].map((name) => [name, () => silentFunction(name)] as const),
    ]);
  }

  global(name: string, scope: TemplateScope): Value | undefined {
    // dbt looks macros up for the node that is rendered; the package of a macro is only asked where that finds none.
    const own = this.#named(name);
    const packageName = scope.packageName ?? this.#package;
    if (own !== undefined || packageName === undefined || builtins.has(name)) return own;
    return this.#macroOf(packageName, name);
  }

  /** A macro by its package. */
  #macroOf(packageName: string, name: string): Value | undefined {
    return this.#once(`${packageName}.${name}`, () =>
      this.#macro(this.#inputs.macro(name, packageName, this.#path)),
    );
  }

  #dispatch(name: string, namespace: string | undefined): Value | undefined {
    return this.#once(`${namespace ?? ''}:${name}`, () =>
      this.#macro(this.#inputs.dispatch(name, namespace, this.#path)),
    );
  }

  #once(key: string, find: () => Value | undefined): Value | undefined {
    if (!this.#known.has(key)) this.#known.set(key, find());
    return this.#known.get(key);
  }

  #named(name: string): Value | undefined {
    return this.#once(name, () => this.#find(name));
  }

  #find(name: string): Value | undefined {
    const macro = this.#inputs.macro(name, undefined, this.#path);
    if (macro && !macro.internal) return this.#macro(macro);
    return this.#builtin(name) ?? this.#macro(macro) ?? this.#macrosOf(name);
  }

  /** What dbt itself means by a name. */
  #builtin(name: string): Value | undefined {
    if (!this.#own.has(name)) {
      const made = this.#makers.get(name)?.() ?? functions.get(name) ?? this.#overrides.get(name);
      this.#own.set(name, made);
    }
    return this.#own.get(name);
  }

  #macro(macro: MacroFacts | undefined): Value | undefined {
    if (!macro) return undefined;
    const { template } = macro;
    if (macro.internal) {
      const override = this.#overrides.get(template.name);
      if (override) return override;
    }
    const known = this.#macros.get(template) ?? macroCallable(template, this);
    this.#macros.set(template, known);
    return known;
  }

  /** A package, of which macros are called. */
  #macrosOf(packageName: string): Value | undefined {
    if (!this.#inputs.hasPackage(packageName)) return undefined;
    return object('package', (name) => {
      const macro = this.#macroOf(packageName, name);
      if (macro !== undefined) return macro;
      return (
        (packageName === 'dbt' ? this.#builtin(name) : undefined) ??
        unknownFunction(name, `the macro \`${packageName}.${name}\` isn't known`, true)
      );
    });
  }

  #relation(facts: RelationFacts): ObjectValue {
    const { id } = facts;
    let identity = id === undefined ? noNode : this.#identities.get(id);
    if (!identity) {
      identity = { id };
      this.#identities.set(id ?? '', identity);
    }
    return relationValue(facts, this.#inputs.project().adapterType, identity);
  }

  #ref(args: Arguments, run: Run): Value {
    const texts = args.positional.map((value) => textOf(run, value));
    const name = texts.at(-1);
    const packageName = texts.length > 1 ? texts[0] : undefined;
    const given = args.named.get('version') ?? args.named.get('v');
    if (name === undefined || (texts.length > 1 && packageName === undefined))
      return unknown('a model whose name isn’t known');
    const version = given === undefined || given === null ? undefined : run.plain(run.print(given));
    const facts = this.#inputs.ref(name, packageName, version, this.#path);
    return facts ? this.#relation(facts) : unknown(`the model \`${name}\` isn’t known`);
  }

  #source(args: Arguments, run: Run): Value {
    const source = textArgument(run, args, 0);
    const table = textArgument(run, args, 1);
    if (source === undefined || table === undefined) return unknown('a source whose name isn’t known');
    const facts = this.#inputs.source(source, table, this.#path);
    return facts ? this.#relation(facts) : unknown(`the source \`${source}.${table}\` isn’t known`);
  }

  #variable(): Callable {
    const find = (args: Arguments, run: Run) => {
      const name = textArgument(run, args, 0, 'var', 'var_name');
      return { name, found: name === undefined ? undefined : this.#inputs.variable(name, this.#path) };
    };
    return callable(
      'var',
      (args, run) => {
        const { name, found } = find(args, run);
        if (found) return this.#variableValue(name ?? '', found.value, run);
        const fallback = argument(args, 1, 'default');
        if (fallback !== undefined) return fallback;
        return unknown(name === undefined ? 'a variable' : `the variable \`${name}\``);
      },
      (attribute) =>
        attribute === 'has_var'
          ? callable(attribute, (args, run) => find(args, run).found !== undefined)
          : undefined,
    );
  }

  /** dbt renders a variable that is a text when it is asked for. */
  #variableValue(name: string, value: unknown, run: Run): Value {
    if (typeof value !== 'string' || !/\{[{%]/.test(value))
      return this.#once(`var ${name}`, () => toValue(value)) ?? null;
    const template: MacroTemplate = {
      source: sourceText(`{% macro variable() %}${value}{% endmacro %}`),
      name: 'variable',
      scope: { packageName: undefined, path: undefined },
    };
    return run.call(macroCallable(template, this), { positional: [], named: new Map() });
  }

  #target(name: string): Value | undefined {
    const { adapterType, profileName, targetName } = this.#inputs.project();
    switch (name) {
      case 'name':
      case 'target_name':
        return targetName;
      case 'type':
        return adapterType;
      case 'profile_name':
        return profileName;
      case 'schema':
      case 'dataset':
        return this.#inputs.targetPlace('schema');
      case 'database':
      case 'dbname':
      case 'project':
      case 'catalog':
        return this.#inputs.targetPlace('database');
      default:
        return undefined;
    }
  }

  #api(name: string, adapterType: string | undefined): Value | undefined {
    if (name === 'Column') return columnClass(adapterType, this.#inputs.project().dbtVersion);
    if (name !== 'Relation') return undefined;
    const create = callable('create', (args, run) => {
      const path = {
        database: textArgument(run, args, 0, 'database'),
        schema: textArgument(run, args, 1, 'schema'),
        identifier: textArgument(run, args, 2, 'identifier'),
      };
      if (path.identifier === undefined && isGiven(argument(args, 2, 'identifier')))
        return unknown('a relation whose name isn’t known');
      const known =
        path.identifier === undefined
          ? undefined
          : this.#inputs.relationAt(path.database, path.schema, path.identifier);
      const made = this.#inputs.relationFor(path);
      const type = textArgument(run, args, 3, 'type');
      return this.#relation({ ...made, id: known?.id, type });
    });
    const prefix = callable(
      'add_ephemeral_prefix',
      (args, run) => `__dbt__cte__${run.print(args.positional[0] ?? '')}`,
    );
    return {
      ...create,
      name,
      attribute: (each) => (each === 'create' ? create : each === prefix.name ? prefix : undefined),
    };
  }
}

function isGiven(value: Value | undefined): boolean {
  return value !== undefined && value !== null && !isKind(value, 'undefined');
}

function object(type: string, attribute: (name: string) => Value | undefined): ObjectValue {
  return {
    kind: 'object',
    type,
    attribute: (name) =>
      name === 'get'
        ? callable('get', (args, run) => {
            const key = textArgument(run, args, 0);
            const found = key === undefined ? undefined : attribute(key);
            return found === undefined ? (argument(args, 1, 'default') ?? null) : found;
          })
        : attribute(name),
  };
}

function propertyOf(
  properties: Readonly<Record<string, unknown>> | undefined,
  name: string,
): Value | undefined {
  return properties && Object.hasOwn(properties, name) ? toValue(properties[name]) : undefined;
}

/** What a plain run has. */
const flags: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['FULL_REFRESH', false],
  ['WHICH', 'run'],
  ['EMPTY', false],
  ['STORE_FAILURES', false],
  ['NON_DESTRUCTIVE', false],
]);

function environmentVariable(args: Arguments, run: Run): Value {
  const name = textArgument(run, args, 0, 'var');
  const why = `the environment variable \`${name ?? ''}\``;
  if (name?.startsWith('DBT_ENV_SECRET')) return unknown(why);
  const fallback = argument(args, 1, 'default');
  return fallback ?? unknown(why);
}

/** What raises an error breaks the rendering off, as in dbt; a warning prints nothing. */
function exception(name: string): Value {
  if (name === 'warn' || name.startsWith('warn_')) return silentFunction(name);
  return callable(name, (args, run) => {
    const message = run.plain(run.print(args.positional[0] ?? ''));
    return run.cut(message === undefined || message === '' ? `\`exceptions.${name}\`` : message);
  });
}
