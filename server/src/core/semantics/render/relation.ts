// A relation in a template: what `ref`, `source`, `this` and `api.Relation.create` give. It prints as dbt writes it and says
// which node it is. Source: BaseRelation of dbt-adapters. Deliberately absent: whether it exists in the warehouse.

import { dict, isKind } from '../../jinja/render/kinds.ts';
import {
  type Arguments,
  type ObjectValue,
  type RelationIdentity,
  type Run,
  unknown,
  type Value,
} from '../../jinja/render/values.ts';
import { type AdapterFacts, adapterFacts } from './adapterFacts.ts';
import { argument, callable, textArgument, textOf } from './arguments.ts';
import type { EachPart, RelationFacts, RelationPath } from './inputs.ts';

const parts = ['database', 'schema', 'identifier'] as const;

/** Kinds of relations that templates ask for as `is_view` and the like. */
const kinds: ReadonlyMap<string, string> = new Map([
  ['is_table', 'table'],
  ['is_view', 'view'],
  ['is_cte', 'cte'],
  ['is_materialized_view', 'materialized_view'],
  ['is_dynamic_table', 'dynamic_table'],
  ['is_external_table', 'external'],
  ['is_pointer', 'pointer'],
]);

/** A relation of this adapter. `identity` is the same object for the same node, and for all relations of none. */
export function relationValue(
  facts: RelationFacts,
  adapterType: string | undefined,
  identity: RelationIdentity,
): ObjectValue {
  const adapter = adapterFacts(adapterType);
  const other = (changed: Partial<RelationFacts> | undefined): Value => {
    if (!changed) return unknown('a relation whose name isn’t known');
    const renamed = changed.path !== undefined && changed.path.identifier !== facts.path.identifier;
    return relationValue(
      { ...facts, printed: undefined, ...changed },
      adapterType,
      renamed ? noNode : identity,
    );
  };
  // A node has every part of a name that its adapter writes, if nobody here knows it.
  const absent = (part: keyof RelationPath): Value =>
    identity.id !== undefined && adapter.included[part] && !facts.ephemeral
      ? unknown(`the ${part} of a relation`)
      : null;
  const method = (name: string, call: (args: Arguments, run: Run) => Value): Value => callable(name, call);

  const value: ObjectValue = {
    kind: 'object',
    type: 'relation',
    relation: identity,
    print: () => facts.printed ?? written(facts, adapter),
    attribute(name) {
      const kind = kinds.get(name);
      if (kind !== undefined) return (facts.ephemeral ? 'cte' : facts.type) === kind;
      switch (name) {
        case 'database':
        case 'schema':
        case 'identifier':
          return facts.path[name] ?? absent(name);
        case 'name':
        case 'table':
          return facts.path.identifier ?? null;
        case 'type':
          return facts.ephemeral ? 'cte' : (facts.type ?? null);
        case 'metadata':
          return metadata;
        case 'quote_character':
          return adapter.quotes[0];
        case 'path':
          return dict(parts.map((part) => [part, facts.path[part] ?? null]));
        case 'quote_policy':
          return dict(parts.map((part) => [part, facts.quoted[part]]));
        case 'include_policy':
          return dict(parts.map((part) => [part, facts.included[part]]));
        case 'render':
          return method(name, (_, run) => run.print(value));
        case 'get':
          return method(name, (args, run) => {
            const key = textArgument(run, args, 0, 'key');
            const found = key === undefined ? undefined : value.attribute(key);
            return found === undefined ? (argument(args, 1, 'default') ?? null) : found;
          });
        case 'include':
          return method(name, (args) => other({ included: changedParts(facts.included, args) }));
        case 'quote':
          return method(name, (args) => other({ quoted: changedParts(facts.quoted, args) }));
        case 'replace_path':
          return method(name, (args, run) => other(changedPath(facts.path, args.named, run)));
        case 'incorporate':
          return method(name, (args, run) => {
            const path = args.named.get('path');
            const type = args.named.get('type');
            const changed = isKind(path, 'dict') ? changedPath(facts.path, path.entries, run) : {};
            if (!changed || isKind(path, 'unknown')) return other(undefined);
            return other({ ...changed, ...(type === undefined ? {} : { type: textOf(run, type) }) });
          });
        case 'without_identifier':
          return method(name, () =>
            other({
              path: { ...facts.path, identifier: undefined },
              included: { ...facts.included, identifier: false },
            }),
          );
        case 'information_schema':
          return method(name, (args, run) =>
            other({
              path: {
                database: facts.path.database,
                schema: 'INFORMATION_SCHEMA',
                identifier: textArgument(run, args, 0, 'view_name'),
              },
              quoted: { database: facts.quoted.database, schema: false, identifier: false },
            }),
          );
        case 'quoted':
          return method(name, (args, run) =>
            quotedBy(adapter.quotes, textArgument(run, args, 0, 'identifier') ?? ''),
          );
        default:
          return undefined;
      }
    },
  };
  return value;
}

/** What a relation of no node stands for. */
export const noNode: RelationIdentity = { id: undefined };

const metadata = dict([['type', 'BaseRelation']]);

/** The name of a relation, from its parts. */
function written(facts: RelationFacts, adapter: AdapterFacts): string {
  return parts
    .flatMap((part) => {
      const text = facts.included[part] ? facts.path[part] : undefined;
      if (text === undefined) return [];
      return [facts.quoted[part] ? quotedBy(adapter.quotes, text) : text];
    })
    .join('.');
}

/** A name in quotes. */
export function quotedBy([open, close]: readonly [string, string], name: string): string {
  return `${open}${name}${close}`;
}

function changedParts(before: EachPart, args: Arguments): EachPart {
  const changed = { ...before };
  parts.forEach((part, index) => {
    const value = argument(args, index, part);
    if (typeof value === 'boolean') changed[part] = value;
  });
  return changed;
}

/** The path with other parts; undefined where one of them isn't known. */
function changedPath(
  before: RelationPath,
  named: ReadonlyMap<string, Value>,
  run: Run,
): { readonly path: RelationPath } | undefined {
  const changed: { -readonly [Part in keyof RelationPath]: RelationPath[Part] } = { ...before };
  for (const part of parts) {
    const value = named.get(part);
    if (value === undefined) continue;
    const text = textOf(run, value);
    if (text === undefined && value !== null) return undefined;
    changed[part] = text;
  }
  return { path: changed };
}
