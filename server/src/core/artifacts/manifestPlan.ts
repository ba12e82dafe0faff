// What a scan looks for in a manifest, and what its maps hold. Deliberately absent: bytes, entries and details.

import type { ScanPlan } from './scanTables.ts';
import type { ResourceType } from './types.ts';

/** Resource type of every map; undefined where the entries say it themselves. */
const maps: readonly (readonly [name: string, resourceType: ResourceType | undefined])[] = [
  ['nodes', undefined],
  ['sources', 'source'],
  ['macros', 'macro'],
  ['exposures', 'exposure'],
  ['metrics', 'metric'],
  ['groups', 'group'],
  ['semantic_models', 'semantic_model'],
  ['saved_queries', 'saved_query'],
  ['unit_tests', 'unit_test'],
  ['functions', 'function'],
  ['docs', 'doc'],
  ['disabled', undefined],
];

const disabledMap = maps.length - 1;

const fields = [
  'resource_type',
  'name',
  'package_name',
  'original_file_path',
  'source_name',
  'version',
  'group',
  'depends_on',
  'unique_id',
] as const;

/** What dbt writes at each run or compilation, without the entry meaning anything else. */
export const manifestPlan: ScanPlan = {
  maps: maps.map(([name]) => name),
  fields,
  cuts: {
    created_at: 'hidden',
    compiled: 'hidden',
    compiled_path: 'hidden',
    build_path: 'hidden',
    extra_ctes: 'hidden',
    extra_ctes_injected: 'hidden',
    deferred: 'hidden',
    defer_relation: 'hidden',
    compiled_code: 'shown',
    compiled_sql: 'shown',
    relation_name: 'shown',
  },
};

const resourceTypes: ReadonlySet<string> = new Set<ResourceType>([
  'model',
  'seed',
  'snapshot',
  'source',
  'analysis',
  'test',
  'unit_test',
  'exposure',
  'metric',
  'semantic_model',
  'saved_query',
  'function',
  'operation',
  'macro',
  'group',
  'doc',
]);

/** The resource type of an entry out of the map with that index; `written` says what the entry itself has, if that counts. */
export function resourceTypeOf(map: number, written: () => string | undefined): ResourceType {
  return maps[map]?.[1] ?? resourceType(written() ?? '');
}

/** Whether it is the map of what dbt doesn't build. */
export function isDisabledMap(map: number): boolean {
  return map === disabledMap;
}

/** A type that dbt may add some day is taken for an operation: something dbt runs that nobody refers to. */
function resourceType(written: string): ResourceType {
  return resourceTypes.has(written) ? (written as ResourceType) : 'operation';
}
