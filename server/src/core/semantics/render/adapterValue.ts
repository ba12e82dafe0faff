// `adapter`: dispatch, names and quotes, and the columns that are known. What would ask the warehouse is unknown.
// https://docs.getdbt.com/reference/dbt-jinja-functions/adapter. Deliberately absent: dbt's macros of the same names.

import { isKind, list } from '../../jinja/render/kinds.ts';
import {
  type Arguments,
  type ObjectValue,
  type Run,
  unknown,
  type Value,
} from '../../jinja/render/values.ts';
import { adapterFacts } from './adapterFacts.ts';
import { argument, callable, silentFunction, textArgument, textOf, unknownFunction } from './arguments.ts';
import { columnValue } from './column.ts';
import type { NameContext } from './context.ts';
import type { ColumnFacts, RelationFacts, RenderInputs } from './inputs.ts';
import { quotedBy } from './relation.ts';

/** What changes the warehouse and prints nothing. */
const silent: ReadonlySet<string> = new Set([
  ...['cache_added', 'cache_dropped', 'cache_renamed', 'commit', 'create_schema', 'drop_relation'],
  ...[
    'drop_schema',
    'expand_target_column_types',
    'rename_relation',
    'truncate_relation',
    'clear_transaction',
  ],
]);

/** The object. */
export function adapterValue({ inputs, node, relation, dispatch }: NameContext): ObjectValue {
  const own = node?.relation.id;
  const { adapterType } = inputs.project();
  const adapter = adapterFacts(adapterType);
  const quote = (name: string): Value =>
    callable(name, (args, run) => {
      const value = argument(args, 0, 'identifier', 'column');
      return value === undefined
        ? unknown('a quoted name')
        : quotedBy(adapter.columnQuotes, run.print(value));
    });
  return {
    kind: 'object',
    type: 'adapter',
    attribute(name) {
      if (silent.has(name)) return silentFunction(name);
      switch (name) {
        case 'dispatch':
          return callable(name, (args, run) => {
            const macro = textArgument(run, args, 0, 'macro_name');
            if (macro === undefined) return unknown('a macro whose name isn’t known', true);
            for (const namespace of namespacesOf(args, run)) {
              const found = dispatch(macro, namespace);
              if (found) return found;
            }
            return unknownFunction(macro, `the macro \`${macro}\` isn't known`, true);
          });
        case 'get_relation':
        case 'load_relation':
          return callable(name, (args, run) => {
            const found = relationNamed(inputs, relation, args, run);
            const isOwn = own !== undefined && isKind(found, 'object') && found.relation?.id === own;
            // In a first run, which rendering without `incremental` stands for, the model isn't there yet.
            return isOwn && !run.incremental ? null : found;
          });
        case 'get_columns_in_relation':
          return callable(name, (args) => {
            const columns = columnsOf(inputs, argument(args, 0, 'relation'));
            return columns ? columnList(columns, adapterType) : unknownColumns;
          });
        case 'get_missing_columns':
          return callable(name, (args) => {
            const from = columnsOf(inputs, argument(args, 0, 'from_relation'));
            const to = columnsOf(inputs, argument(args, 1, 'to_relation'));
            if (!from || !to) return unknownColumns;
            const there = new Set(to.map((column) => column.name));
            return columnList(
              from.filter((column) => !there.has(column.name)),
              adapterType,
            );
          });
        case 'quote':
        case 'quote_seed_column':
          return quote(name);
        case 'quote_as_configured':
          return callable(name, (args, run) => {
            const identifier = textArgument(run, args, 0, 'identifier');
            const part = textArgument(run, args, 1, 'quote_key');
            if (identifier === undefined || !isPart(part)) return unknown('a quoted name');
            const path = { database: undefined, schema: undefined, identifier };
            return inputs.relationFor(path).quoted[part]
              ? quotedBy(adapter.columnQuotes, identifier)
              : identifier;
          });
        case 'type':
          return callable(name, () => adapterType ?? unknown('the type of the adapter'));
        default:
          return unknownFunction(name, `what \`adapter.${name}\` gives`, name.startsWith('get_'));
      }
    },
  };
}

/** The columns of a relation as a template's list; unknown unless all of them are known. */
export function columnsOfRelation(inputs: RenderInputs, value: Value | undefined): Value {
  const columns = columnsOf(inputs, value);
  return columns ? columnList(columns, inputs.project().adapterType) : unknownColumns;
}

const unknownColumns = unknown('the columns of a relation', true);

function columnsOf(inputs: RenderInputs, value: Value | undefined): readonly ColumnFacts[] | undefined {
  const id = isKind(value, 'object') ? value.relation?.id : undefined;
  return id === undefined ? undefined : inputs.columns(id);
}

function columnList(columns: readonly ColumnFacts[], adapterType: string | undefined): Value {
  return list(columns.map(({ name, type }) => columnValue(name, type, adapterType)));
}

function relationNamed(
  inputs: RenderInputs,
  relation: (facts: RelationFacts) => Value,
  args: Arguments,
  run: Run,
): Value {
  const [first] = args.positional;
  if (isKind(first, 'object') && first.relation) return first;
  const identifier = textArgument(run, args, 2, 'identifier');
  const found =
    identifier === undefined
      ? undefined
      : inputs.relationAt(
          textArgument(run, args, 0, 'database'),
          textArgument(run, args, 1, 'schema'),
          identifier,
        );
  return found ? relation(found) : unknown('whether a relation exists');
}

/** `macro_namespace`, or before dbt 1.0 a list of packages. */
function namespacesOf(args: Arguments, run: Run): readonly (string | undefined)[] {
  const given = argument(args, 1, 'macro_namespace', 'packages');
  if (isKind(given, 'list')) return given.items.flatMap((item) => textOf(run, item) ?? []);
  return [textOf(run, given)];
}

function isPart(name: string | undefined): name is 'database' | 'schema' | 'identifier' {
  return name === 'database' || name === 'schema' || name === 'identifier';
}
