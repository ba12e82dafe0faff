// dbt's own macros of which more is known here than their text tells: those that ask the warehouse or the run.
// Deliberately absent: the rest of them, which are rendered from their text.

import type { Callable, Run, Value } from '../../jinja/render/values.ts';
import { columnsOfRelation } from './adapterValue.ts';
import { argument, callable, silentFunction, unknownFunction } from './arguments.ts';
import { materializedOf } from './configFunction.ts';
import type { NodeFacts, RenderInputs } from './inputs.ts';

/** The macros by name. */
export function dbtMacros(inputs: RenderInputs, node: NodeFacts | undefined): ReadonlyMap<string, Callable> {
  const result = (name: string) => unknownFunction(name, 'the result of a query', true);
  const isIncremental = (run: Run): boolean => {
    const materialized = materializedOf(run, node);
    const mayBe = materialized === undefined || materialized === 'incremental';
    return run.incremental && mayBe && !refreshes(run);
  };
  const refreshes = (run: Run): boolean =>
    (run.configured('full_refresh') ?? node?.config?.['full_refresh'] ?? false) === true;
  const known: readonly Callable[] = [
    callable('is_incremental', (_, run) => isIncremental(run)),
    callable('should_full_refresh', (_, run) => refreshes(run)),
    callable(
      'get_columns_in_relation',
      (args): Value => columnsOfRelation(inputs, argument(args, 0, 'relation')),
    ),
    result('run_query'),
    result('load_result'),
    result('get_columns_in_query'),
    result('get_column_schema_from_query'),
    silentFunction('statement'),
    silentFunction('noop_statement'),
    silentFunction('store_result'),
    silentFunction('store_raw_result'),
    silentFunction('run_hooks'),
  ];
  return new Map(known.map((each) => [each.name, each]));
}
