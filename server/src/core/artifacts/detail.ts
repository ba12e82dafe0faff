// One entry of a manifest, of any schema version or Fusion's, as a Detail. What moved between versions is met here.
// Deliberately absent: the manifest's structure, and facts that need a second entry.

import {
  readColumns,
  readConstraints,
  readFreshness,
  readOwner,
  readRefs,
  readSourceCalls,
} from './detailParts.ts';
import { asList, asRecord, asText, asTexts, type JsonRecord } from './json.ts';
import type { Detail, Entry, Meta } from './types.ts';

/** The details of an entry from its JSON. */
export function readDetail(entry: Entry, node: JsonRecord): Detail {
  const config = asRecord(node['config']);
  const dependsOn = asRecord(node['depends_on']);
  const testMetadata = asRecord(node['test_metadata']);
  const testArguments = asRecord(testMetadata['kwargs']);
  const relation = asRecord(node['node_relation']);
  const contract = node['contract'] ?? config['contract'];
  const isTest = entry.resourceType === 'test';
  return {
    uniqueId: entry.uniqueId,
    description: asText(node['description']) ?? '',
    label: asText(node['label']),
    database: asText(node['database']) ?? asText(relation['database']),
    schema: asText(node['schema']) ?? asText(relation['schema_name']),
    identifier: asText(node['identifier']) ?? asText(node['alias']) ?? asText(relation['alias']),
    relationName: asText(node['relation_name']) ?? asText(relation['relation_name']),
    materialized: asText(config['materialized']),
    language: asText(node['language']),
    access: asText(node['access']) ?? asText(config['access']),
    group: asText(node['group']) ?? asText(config['group']),
    latestVersion: asText(node['latest_version']),
    deprecationDate: asText(node['deprecation_date']),
    contractEnforced: contract === true || asRecord(contract)['enforced'] === true,
    constraints: readConstraints(node['constraints']),
    columns: readColumns(node['columns']),
    tags: asTexts(node['tags'] ?? config['tags']),
    meta: asRecord(node['meta'] ?? config['meta']),
    configMeta: asRecord(config['meta']),
    config: without(config, 'meta'),
    owner: readOwner(node['owner']),
    refs: readRefs(node['refs']),
    sources: readSourceCalls(node['sources']),
    metrics: asList(node['metrics']).flatMap(
      (call) => asText(Array.isArray(call) ? call.at(-1) : call) ?? [],
    ),
    macros: asTexts(dependsOn['macros']),
    patchPath: patchPath(entry, node),
    checksum: checksum(node['checksum']),
    rawCode: code(node['raw_code'] ?? node['raw_sql']),
    compiledCode: code(node['compiled_code'] ?? node['compiled_sql']),
    sourceDescription: asText(node['source_description']),
    sourceMeta: asRecord(node['source_meta']),
    loader: asText(node['loader']),
    freshness: readFreshness('freshness' in node ? node['freshness'] : config['freshness']),
    loadedAtField: asText(node['loaded_at_field']) ?? asText(config['loaded_at_field']),
    testName: asText(testMetadata['name']),
    testNamespace: asText(testMetadata['namespace']),
    testArguments,
    attachedNode: asText(node['attached_node']) ?? (isTest ? attachedNode(entry, testArguments) : undefined),
    columnName: asText(node['column_name']) ?? (isTest ? asText(testArguments['column_name']) : undefined),
    severity: asText(config['severity'])?.toLowerCase(),
    exposureType: entry.resourceType === 'exposure' ? asText(node['type']) : undefined,
    maturity: asText(node['maturity']),
    url: asText(node['url']),
    metricType:
      entry.resourceType === 'metric'
        ? (asText(node['type']) ?? asText(node['calculation_method']))
        : undefined,
    model: asText(node['model']),
    macroSql: code(node['macro_sql']),
    arguments: asList(node['arguments']).map((argument) => {
      const { name, type, data_type: dataType, description } = asRecord(argument);
      return {
        name: asText(name) ?? '',
        type: asText(type) ?? asText(dataType),
        description: asText(description) ?? '',
      };
    }),
    blockContents: code(node['block_contents']),
  };
}

/** Code may be empty: an empty file is not a missing one. */
function code(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function without(record: JsonRecord, key: string): Meta {
  const { [key]: _, ...rest } = record;
  return rest;
}

/**
 * `patch_path` is `package://path` since dbt 0.21 and a mere path before; sources, exposures, tests and whatever else is
 * declared in YAML have it as their own file.
 */
function patchPath(entry: Entry, node: JsonRecord): string | undefined {
  const written = asText(node['patch_path']);
  if (written) return written.replace(/^[^/\\:]*:\/\//, '').replaceAll('\\', '/');
  return /\.ya?ml$/i.test(entry.originalFilePath) ? entry.originalFilePath : undefined;
}

/** Only a hash is one: dbt writes `none` for what it doesn't hash and the path of a seed that is too large. */
function checksum(value: unknown): string | undefined {
  const text = typeof value === 'string' ? value : asText(asRecord(value)['checksum']);
  return text !== undefined && /^[0-9a-f]{64}$/i.test(text) ? text : undefined;
}

/** Before dbt 1.5 a test doesn't say what it is attached to: the one thing it depends on, else the one its `model` names. */
function attachedNode(entry: Entry, testArguments: JsonRecord): string | undefined {
  if (!entry.dependsOn.length || !Object.keys(testArguments).length) return undefined;
  if (entry.dependsOn.length === 1) return entry.dependsOn[0];
  // Longer than dbt writes it, it is no call.
  const model = (asText(testArguments['model']) ?? '').slice(0, 1000);
  const call = /\b(?:ref|source)\s*\(([^)]*)\)/.exec(model);
  const names = [...(call?.[1] ?? '').matchAll(/(['"])(.*?)\1/g)].map((match) => match[2]);
  const ending = `.${names.at(-1)}`;
  return names.length ? entry.dependsOn.find((uniqueId) => uniqueId.endsWith(ending)) : undefined;
}
