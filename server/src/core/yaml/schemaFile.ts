// dbt's property files (schema.yml): the entries they hold with the ranges that names, rules and navigation need.
// Deliberately absent: merging with the manifest, and keys that nobody reads (they are in `node`).

import { memo } from '../memo.ts';
import type { SourceText, TextRange } from '../text.ts';
import { yamlDocument } from './yamlDocument.ts';
import {
  booleanOf,
  childOf,
  itemsOf,
  pairOf,
  pairsOf,
  scalarOf,
  scalarsOf,
  scalarsWithin,
  textOf,
  type YamlMap,
  type YamlNode,
  type YamlScalar,
} from './yamlTree.ts';

/** A name in YAML: its decoded text and its range without quotes. */
export interface SchemaName {
  readonly text: string;
  readonly range: TextRange;
  /** The text in the range is `text`. */
  readonly verbatim: boolean;
}

/** What an entry describes; `table` is a table of a source, `test` a singular data test. */
export type SchemaKind =
  | 'model'
  | 'seed'
  | 'snapshot'
  | 'source'
  | 'table'
  | 'analysis'
  | 'macro'
  | 'function'
  | 'exposure'
  | 'metric'
  | 'semantic_model'
  | 'saved_query'
  | 'group'
  | 'unit_test'
  | 'test';

/** A data test as listed below an entry or column. */
export interface SchemaTest {
  /** As written, with its package if there is one (`dbt_utils.equality`). */
  readonly name: SchemaName;
  readonly range: TextRange;
  /** Its arguments, those below `arguments:` where they stand there; undefined when it has none. */
  readonly args: YamlMap | undefined;
  /** What stands below it: `config`, and either `arguments` or the arguments themselves; undefined when nothing does. */
  readonly options: YamlMap | undefined;
}

/** A column of an entry. */
export interface SchemaColumn {
  readonly name: SchemaName;
  readonly range: TextRange;
  readonly dataType: SchemaName | undefined;
  readonly tests: readonly SchemaTest[];
  readonly description: YamlScalar | undefined;
  /** `quote: true`: the name is taken as written. */
  readonly quote: boolean;
  readonly node: YamlMap;
}

/** A version of a model. */
export interface SchemaVersion {
  /** As written, `2` or `1.0`. */
  readonly version: SchemaName;
  readonly range: TextRange;
  readonly definedIn: SchemaName | undefined;
  /** Columns of its own. */
  readonly columns: readonly SchemaColumn[];
  /** Columns of the model that it has: `all`, or those listed. Undefined where it says nothing, which means all. */
  readonly include: 'all' | readonly string[] | undefined;
  /** Columns of the model that it lacks. */
  readonly exclude: readonly string[];
  /** Tests of its own, which take the place of the model's; undefined where it has no such list. */
  readonly tests: readonly SchemaTest[] | undefined;
  readonly node: YamlMap;
}

/** One entry of a property file. Lists are empty where its kind has no such key. */
export interface SchemaEntry {
  readonly kind: SchemaKind;
  readonly name: SchemaName;
  readonly range: TextRange;
  /** Only tables: the name of their source. */
  readonly source: SchemaName | undefined;
  readonly description: YamlScalar | undefined;
  readonly columns: readonly SchemaColumn[];
  readonly tests: readonly SchemaTest[];
  readonly versions: readonly SchemaVersion[];
  readonly latestVersion: SchemaName | undefined;
  /** Only sources: their tables. */
  readonly tables: readonly SchemaEntry[];
  readonly group: SchemaName | undefined;
  readonly access: SchemaName | undefined;
  readonly enabled: boolean | undefined;
  readonly contractEnforced: boolean | undefined;
  readonly tags: readonly string[];
  /** Unit tests: the name of the model. Semantic models: the expression that names it. */
  readonly model: SchemaName | undefined;
  readonly node: YamlMap;
}

/** The kind of entry in the lists under the top-level keys of a property file. */
export const schemaSections: Readonly<Record<string, SchemaKind>> = {
  models: 'model',
  seeds: 'seed',
  snapshots: 'snapshot',
  sources: 'source',
  analyses: 'analysis',
  macros: 'macro',
  functions: 'function',
  exposures: 'exposure',
  metrics: 'metric',
  semantic_models: 'semantic_model',
  saved_queries: 'saved_query',
  groups: 'group',
  unit_tests: 'unit_test',
  data_tests: 'test',
  tests: 'test',
};

/** Every entry of a file that has a name, in the order of the file; tables stand in their source. */
export const schemaEntries: (source: SourceText) => readonly SchemaEntry[] = memo((source) =>
  yamlDocument(source).roots.flatMap((root) =>
    pairsOf(root).flatMap(({ key, value }) => {
      const kind = Object.hasOwn(schemaSections, key.text) ? schemaSections[key.text] : undefined;
      return kind === undefined
        ? []
        : itemsOf(value).flatMap((item) => readEntry(kind, item, undefined) ?? []);
    }),
  ),
);

/** A text of a property file that dbt takes as Jinja. */
export interface SchemaExpression {
  readonly scalar: YamlScalar;
  /** The text is an expression without braces, as `to: ref('orders')`; otherwise it is text with `{{ … }}` in it. */
  readonly bare: boolean;
}

/** Strings that dbt takes for an expression although no braces stand around them. */
const bareCall = /^\s*(?:ref|source|metric|function|var|env_var|doc)\s*\([\s\S]*\)\s*$/;
const proseKeys: ReadonlySet<string> = new Set(['description', 'meta', 'docs', 'label', 'owner', 'rows']);

/** Every text of a property file that dbt takes as Jinja, descriptions (which know only `doc`) apart. */
export const schemaExpressions: (source: SourceText) => readonly SchemaExpression[] = memo((source) => {
  if (!/\{\{|\b(?:ref|source|metric|function)\s*\(/.test(source.text)) return [];
  const found: SchemaExpression[] = [];
  for (const root of yamlDocument(source).roots) {
    for (const { scalar, path } of scalarsWithin(root)) {
      if (typeof scalar.value !== 'string' || path.some((key) => proseKeys.has(key))) continue;
      const bare = bareCall.test(scalar.text);
      if (bare || scalar.text.includes('{{')) found.push({ scalar, bare });
    }
  }
  return found;
});

/** The name of a node as it stands; undefined where no text does. */
function nameOf(node: YamlNode | undefined): SchemaName | undefined {
  const scalar = scalarOf(node);
  return scalar && { text: scalar.text, range: scalar.inner, verbatim: scalar.verbatim };
}

/** A key of the entry itself, else of its `config`. */
function configured(node: YamlMap, key: string): YamlNode | undefined {
  const config = childOf(node, 'config');
  return childOf(config, key) ?? childOf(config, `+${key}`) ?? childOf(node, key);
}

function readEntry(
  kind: SchemaKind,
  node: YamlNode,
  source: SchemaName | undefined,
): SchemaEntry | undefined {
  const name = nameOf(childOf(node, 'name'));
  if (node.kind !== 'map' || name === undefined) return undefined;
  return {
    kind,
    name,
    range: node.range,
    source,
    description: scalarOf(childOf(node, 'description')),
    columns: itemsOf(childOf(node, 'columns')).flatMap((item) => readColumn(item) ?? []),
    tests: readTests(node),
    versions: itemsOf(childOf(node, 'versions')).flatMap((item) => readVersion(item) ?? []),
    latestVersion: nameOf(childOf(node, 'latest_version')),
    tables:
      kind === 'source'
        ? itemsOf(childOf(node, 'tables')).flatMap((item) => readEntry('table', item, name) ?? [])
        : [],
    group: nameOf(configured(node, 'group')),
    access: nameOf(configured(node, 'access')),
    enabled: booleanOf(configured(node, 'enabled')),
    contractEnforced: booleanOf(childOf(configured(node, 'contract'), 'enforced')),
    tags: [
      ...new Set(
        [childOf(node, 'tags'), childOf(childOf(node, 'config'), 'tags')].flatMap((tags) =>
          scalarsOf(tags).map(({ text }) => text),
        ),
      ),
    ],
    model: nameOf(childOf(node, 'model')),
    node,
  };
}

function readColumn(node: YamlNode): SchemaColumn | undefined {
  const name = nameOf(childOf(node, 'name'));
  if (node.kind !== 'map' || name === undefined) return undefined;
  return {
    name,
    range: node.range,
    dataType: nameOf(childOf(node, 'data_type')),
    tests: readTests(node),
    description: scalarOf(childOf(node, 'description')),
    quote: booleanOf(childOf(node, 'quote')) === true,
    node,
  };
}

function readVersion(node: YamlNode): SchemaVersion | undefined {
  const version = nameOf(childOf(node, 'v'));
  if (node.kind !== 'map' || version === undefined) return undefined;
  const items = itemsOf(childOf(node, 'columns'));
  const choice = items.find((item) => pairOf(item, 'include') ?? pairOf(item, 'exclude'));
  const included = childOf(choice, 'include');
  const word = textOf(included);
  return {
    version,
    range: node.range,
    definedIn: nameOf(childOf(node, 'defined_in')),
    columns: items.flatMap((item) => readColumn(item) ?? []),
    include:
      word === 'all' || word === '*'
        ? 'all'
        : included === undefined
          ? undefined
          : scalarsOf(included).map(({ text }) => text),
    exclude: scalarsOf(childOf(choice, 'exclude')).map(({ text }) => text),
    tests: pairOf(node, 'tests') || pairOf(node, 'data_tests') ? readTests(node) : undefined,
    node,
  };
}

/** Keys beside a test's name in the forms that dbt takes. */
const testKeys: ReadonlySet<string> = new Set([
  'name',
  'description',
  'config',
  'arguments',
  'test_name',
  'column_name',
]);

function readTests(node: YamlNode): readonly SchemaTest[] {
  return ['tests', 'data_tests'].flatMap((key) =>
    itemsOf(childOf(node, key)).flatMap((item): SchemaTest[] => {
      const plain = nameOf(item);
      if (plain) return [{ name: plain, range: item.range, args: undefined, options: undefined }];
      if (item.kind !== 'map') return [];
      // `- test_name: unique` with the arguments beside it, or `- unique: {…}`.
      const explicit = nameOf(childOf(item, 'test_name'));
      const pair = explicit ? undefined : pairsOf(item).find((each) => !testKeys.has(each.key.text));
      const name = explicit ?? nameOf(pair?.key);
      if (name === undefined) return [];
      const own = explicit ? item : pair?.value?.kind === 'map' ? pair.value : undefined;
      const nested = childOf(own, 'arguments');
      return [
        {
          name,
          range: item.range,
          args: nested?.kind === 'map' ? nested : own,
          options: own,
        },
      ];
    }),
  );
}
