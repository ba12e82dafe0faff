// What a scan looks for in a manifest, and how an Entry is made of what it finds.
// Deliberately absent: bytes and details.

import { fieldList, fieldText } from './scanPages.ts';
import type { ScanPlan } from './scanTables.ts';
import type { Entry, ResourceType } from './types.ts';

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

/** How many texts a page has for each entry: its id and every field but `unique_id`, of which `depends_on` makes two. */
export const textsPerEntry = fields.length + 1;

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

/** The entry whose texts begin at `at`, out of the map with that index. */
export function makeEntry(map: number, texts: readonly string[], at: number): Entry {
  const uniqueId = fieldText(texts[at]) ?? '';
  const type = maps[map]?.[1] ?? resourceType(fieldText(texts[at + 1]) ?? uniqueId.split('.', 1)[0] ?? '');
  const group = fieldText(texts[at + 7]);
  return {
    uniqueId,
    resourceType: type,
    name: fieldText(texts[at + 2]) ?? uniqueId.slice(uniqueId.lastIndexOf('.') + 1),
    packageName: intern(fieldText(texts[at + 3]) ?? ''),
    dependsOn: fieldList(texts[at + 8]),
    macros: type === 'test' ? noMacros : internList(texts[at + 9]),
    group: group === undefined ? undefined : intern(group),
    originalFilePath: (fieldText(texts[at + 4]) ?? '').replaceAll('\\', '/'),
    sourceName: fieldText(texts[at + 5]),
    version: fieldText(texts[at + 6]),
    disabled: map === disabledMap,
  };
}

/** A type that dbt may add some day is taken for an operation: something dbt runs that nobody refers to. */
function resourceType(written: string): ResourceType {
  return resourceTypes.has(written) ? (written as ResourceType) : 'operation';
}

const noMacros: readonly string[] = Object.freeze([]);
const internedLists = new Map<string, readonly string[]>();

/** The same list for the same text: most nodes use the same few macros. */
function internList(raw: string | undefined): readonly string[] {
  const known = internedLists.get(raw ?? '');
  if (known) return known;
  const list = fieldList(raw).map(intern);
  if (internedLists.size < 10_000) internedLists.set(raw ?? '', list);
  return list;
}

const interned = new Map<string, string>();

/** The same object for the same text: names of packages and macros occur thousands of times. */
function intern(text: string): string {
  const known = interned.get(text);
  if (known !== undefined) return known;
  if (interned.size < 10_000) interned.set(text, text);
  return text;
}
