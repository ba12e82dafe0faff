// The names that a template of dbt sees: macros, packages, dbt's functions and objects. A macro of the project or the package
// goes before dbt's function of that name, as in dbt. Deliberately absent: Jinja's own names, which the engine has.

import type { MacroTemplate, RenderEnvironment, TemplateScope } from '../../jinja/render/environment.ts';
import { macroCallable } from '../../jinja/render/render.ts';
import type { Callable, ObjectValue, RelationIdentity, Value } from '../../jinja/render/values.ts';
import { sourceText } from '../../text.ts';
import { builtins } from '../builtins.ts';
import { unknownFunction } from './arguments.ts';
import { type NameContext, objectValue } from './context.ts';
import { contextNames } from './contextNames.ts';
import { dbtMacros } from './dbtMacros.ts';
import { functions } from './functions.ts';
import type { MacroFacts, RelationFacts, RenderInputs } from './inputs.ts';
import { noNode, relationValue } from './relation.ts';

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
    const context: NameContext = {
      inputs,
      path,
      node,
      relation: (facts) => this.#relation(facts),
      dispatch: (name, namespace) => this.#dispatch(name, namespace),
      global: (name) => this.#named(name),
      builtin: (name) => this.#builtin(name),
      template: (text) => this.#template(text),
    };
    this.#makers = contextNames(context);
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
    return objectValue('package', (name) => {
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

  #template(text: string): Callable {
    const source = sourceText(`{% macro text() %}${text}{% endmacro %}`);
    return macroCallable({ source, name: 'text', scope: { packageName: undefined, path: undefined } }, this);
  }
}
