// `config`: what a template says of its own model, and what dbt knows of it from elsewhere.
// https://docs.getdbt.com/reference/dbt-jinja-functions/config. Deliberately absent: what a configuration does.

import { isKind } from '../../jinja/render/kinds.ts';
import { type Arguments, type Callable, type Run, unknown, type Value } from '../../jinja/render/values.ts';
import { argument, callable, silentFunction, textArgument } from './arguments.ts';
import type { NodeFacts } from './inputs.ts';
import { toValue } from './toValue.ts';

/** Configurations that dbt puts together from all places, where of others the nearest place counts. */
const additive: ReadonlySet<string> = new Set([
  'tags',
  'meta',
  'grants',
  'pre_hook',
  'post_hook',
  'packages',
]);

/** The function for the node that is rendered. */
export function configFunction(node: NodeFacts | undefined): Callable {
  const find = (run: Run, key: string): Value | undefined => {
    const said = run.configured(key);
    const { config } = node ?? {};
    const merged = config && Object.hasOwn(config, key) ? toValue(config[key]) : undefined;
    if (said === undefined) return merged === undefined ? inMeta(config?.['meta'], key) : merged;
    // What the text adds to what YAML says is as dbt last saw it, or nobody knows.
    const adds = additive.has(key) && run.print(said) !== run.print(merged ?? said);
    return adds ? unknown(`the configuration \`${key}\``) : said;
  };
  const get = (name: string, look: (run: Run, key: string) => Value | undefined): Callable =>
    callable(name, (args, run) => {
      const key = textArgument(run, args, 0, 'name', 'key');
      if (key === undefined) return unknown('a configuration without a name');
      const found = look(run, key);
      if (found !== undefined) return found;
      const fallback = argument(args, 1, 'default');
      // Of a model that dbt hasn't parsed, dbt_project.yml may configure anything.
      if (fallback !== undefined) return fallback;
      return node?.config ? null : unknown(`the configuration \`${key}\``);
    });
  const meta = (run: Run, key: string) => {
    const said = run.configured('meta');
    if (isKind(said, 'dict') && said.entries.has(key)) return said.entries.get(key);
    return inMeta(node?.config?.['meta'], key);
  };
  return callable('config', configure, (name) => {
    switch (name) {
      case 'get':
        return get(name, find);
      case 'require':
        return callable(name, (args, run) => {
          const key = textArgument(run, args, 0, 'name', 'key') ?? '';
          return find(run, key) ?? unknown(`the configuration \`${key}\``);
        });
      case 'meta_get':
      case 'meta_require':
        return get(name, meta);
      case 'set':
        return callable(name, (args, run) => {
          const key = textArgument(run, args, 0, 'name');
          if (key !== undefined) run.configure(key, argument(args, 1, 'value') ?? null);
          return '';
        });
      case 'persist_relation_docs':
      case 'persist_column_docs':
        return silentFunction(name);
      default:
        return unknown(`\`config.${name}\``);
    }
  });
}

/** How the node is materialized: what its text says goes before what dbt knows; undefined where nobody tells. */
export function materializedOf(run: Run, node: NodeFacts | undefined): string | undefined {
  const said = run.configured('materialized');
  return (typeof said === 'string' ? run.plain(said) : undefined) ?? node?.materialized;
}

function configure(args: Arguments, run: Run): Value {
  for (const value of args.positional) {
    if (isKind(value, 'dict')) for (const [key, entry] of value.entries) run.configure(key, entry);
  }
  for (const [key, value] of args.named) run.configure(key, value);
  return '';
}

function inMeta(meta: unknown, key: string): Value | undefined {
  return typeof meta === 'object' && meta !== null && Object.hasOwn(meta, key)
    ? toValue((meta as Record<string, unknown>)[key])
    : undefined;
}
