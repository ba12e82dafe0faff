// `ref`, `source` and `api.Relation`: the functions that give relations.
// https://docs.getdbt.com/reference/dbt-jinja-functions/ref. Deliberately absent: what a relation can do (relation.ts).

import { isKind } from '../../jinja/render/kinds.ts';
import { type Arguments, type Callable, type Run, unknown, type Value } from '../../jinja/render/values.ts';
import { argument, callable, textArgument, textOf } from './arguments.ts';
import type { NameContext } from './context.ts';

/** `ref(model)`, `ref(package, model)`, either with a version. */
export function refFunction({ inputs, path, relation }: NameContext): Callable {
  return callable(
    'ref',
    (args, run) => {
      const texts = args.positional.map((value) => textOf(run, value));
      const name = texts.at(-1);
      const packageName = texts.length > 1 ? texts[0] : undefined;
      const given = args.named.get('version') ?? args.named.get('v');
      const version = isGiven(given) ? run.plain(run.print(given)) : undefined;
      const lost =
        (texts.length > 1 && packageName === undefined) || (isGiven(given) && version === undefined);
      if (name === undefined || lost) return unknown('a model whose name isn’t known');
      const facts = inputs.ref(name, packageName, version, path);
      // Of what kind a relation is, dbt only says of those that it asked the warehouse for.
      return facts ? relation({ ...facts, type: undefined }) : unknown(`the model \`${name}\` isn’t known`);
    },
    () => unknown('the configuration of `ref`'),
  );
}

/** `source(source, table)`. */
export function sourceFunction({ inputs, path, relation }: NameContext): Callable {
  return callable('source', (args, run) => {
    const source = textArgument(run, args, 0);
    const table = textArgument(run, args, 1);
    if (source === undefined || table === undefined) return unknown('a source whose name isn’t known');
    const facts = inputs.source(source, table, path);
    return facts ? relation(facts) : unknown(`the source \`${source}.${table}\` isn’t known`);
  });
}

/** `api.Relation`: a class; a relation that it makes is that of the node with its name. */
export function relationClass({ inputs, relation }: NameContext): Callable {
  const create = callable('create', (args, run) => {
    const [database, schema, identifier, type] = ['database', 'schema', 'identifier', 'type'].map(
      (part, place) => partOf(args, run, place, part),
    );
    if (database === null || schema === null || identifier === null)
      return unknown('a relation whose name isn’t known');
    const known = identifier === undefined ? undefined : inputs.relationAt(database, schema, identifier);
    const made = inputs.relationFor({ database, schema, identifier });
    return relation({ ...made, id: known?.id, type: type ?? undefined });
  });
  const prefix = callable(
    'add_ephemeral_prefix',
    (args, run) => `__dbt__cte__${run.print(args.positional[0] ?? '')}`,
  );
  const methods = new Map([create, prefix].map((each) => [each.name, each]));
  return { ...create, name: 'Relation', attribute: (name) => methods.get(name) };
}

/** A part of a name; undefined where it isn't given, null where it isn't known. */
function partOf(args: Arguments, run: Run, place: number, name: string): string | undefined | null {
  const value = argument(args, place, name);
  return isGiven(value) ? (textOf(run, value) ?? null) : undefined;
}

function isGiven(value: Value | undefined): value is Value {
  return value !== undefined && value !== null && !isKind(value, 'undefined');
}
