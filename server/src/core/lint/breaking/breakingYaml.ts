// What YAML uses a column for: tests, the contract, unit tests, semantic models and the metrics on them. As the files stand, saved or not.
// Deliberately absent: descriptions, which break nothing.

import type { Entry } from '../../artifacts/types.ts';
import type { Project } from '../../project.ts';
import { describedBy, yamlPlace } from '../../semantics/definedPlaces.ts';
import { hasColumnOfList, yamlEntryOf } from '../../semantics/describedNodes.ts';
import { childrenOf, testChildrenOf } from '../../semantics/lineage.ts';
import type { FileNode } from '../../semantics/modelFiles.ts';
import { yamlPathOfEntry } from '../../semantics/packages.ts';
import { entryOf, type NodeId } from '../../semantics/sql/nodeId.ts';
import type { TextRange } from '../../text.ts';
import type { SchemaColumn, SchemaTest } from '../../yaml/schemaFile.ts';
import { childOf, itemsOf, pairsOf, scalarsWithin, textOf, type YamlNode } from '../../yaml/yamlTree.ts';

/** A use of a column in YAML. */
export interface YamlUse {
  readonly kind: 'test' | 'unit test' | 'contract' | 'semantic model' | 'metric';
  readonly name: string;
  readonly path: string;
  readonly range: TextRange;
  /** What of the manifest it is; undefined for what the node's own YAML entry says. */
  readonly entry: Entry | undefined;
}

/** What the YAML entry of a node says of a column of it. */
export function ownYamlUses(project: Project, node: FileNode, column: string): readonly YamlUse[] {
  const found = yamlEntryOf(project, node);
  if (!found) return [];
  const { path, entry } = found;
  const version = entry.versions.find((each) => each.version.text === node.entry?.version);
  const listed = [
    ...(version?.columns ?? []),
    ...entry.columns.filter(({ name }) => hasColumnOfList(entry, node.entry?.version, name.text)),
  ].filter((each) => sameName(nameOf(each), column));
  const [own] = listed;
  const tests = [
    ...listed.flatMap((each) => each.tests),
    ...entry.tests.filter((test) => scalarsNaming(test.args, column).length > 0),
  ];
  const contract: readonly YamlUse[] =
    own && entry.contractEnforced === true
      ? [{ kind: 'contract', name: entry.name.text, path, range: own.name.range, entry: undefined }]
      : [];
  return [...tests.map((test) => ofTest(path, test, undefined)), ...contract];
}

/** What other entries of YAML say of a column of a node: tests of other nodes, unit tests, semantic models and metrics. */
export function usesInOtherYaml(project: Project, id: NodeId, column: string): readonly YamlUse[] {
  const { manifest } = project.artifacts;
  const entry = entryOf(project, id);
  if (!manifest || !entry) return [];
  const tests = testChildrenOf(manifest, entry).flatMap((test) =>
    test.resourceType === 'unit_test'
      ? inUnitTest(project, test, entry, column)
      : inRelationship(project, test, entry, column),
  );
  const semantic = childrenOf(manifest, entry).flatMap((child): readonly YamlUse[] => {
    if (child.resourceType === 'semantic_model') return inSemanticModel(project, child, column);
    return child.resourceType === 'metric' ? inMetric(project, child, [column]) : [];
  });
  return [...tests, ...semantic];
}

function ofTest(path: string, { name }: SchemaTest, entry: Entry | undefined): YamlUse {
  return { kind: 'test', name: name.text, path, range: name.range, entry };
}

/** A test of another node that compares with the column: `relationships` with its `field`. */
function inRelationship(project: Project, test: Entry, node: Entry, column: string): readonly YamlUse[] {
  // Thousands of tests read one node alone: their details aren't looked at.
  if (test.dependsOn.length < 2) return [];
  const detail = project.artifacts.manifest?.detail(test);
  if (detail?.attachedNode === undefined || detail.attachedNode === node.uniqueId) return [];
  const { field } = detail.testArguments;
  if (typeof field !== 'string' || !sameName(field, column)) return [];
  const owner = entryOf(project, detail.attachedNode);
  const path = owner && yamlPathOfEntry(project, owner);
  const described = owner && describedBy(project, owner);
  if (path === undefined || !described) return [];
  const ofColumn = described.columns.filter((each) => sameName(nameOf(each), detail.columnName ?? ''));
  const found = [...ofColumn.flatMap(({ tests }) => tests), ...described.tests].find((each) =>
    sameName(textOf(childOf(each.args, 'field')) ?? '', field),
  );
  return found ? [ofTest(path, found, test)] : [];
}

/** The rows that a unit test expects of the node. */
function inUnitTest(project: Project, test: Entry, node: Entry, column: string): readonly YamlUse[] {
  const path = yamlPathOfEntry(project, test);
  const described = describedBy(project, test);
  if (path === undefined || described?.model?.text !== node.name) return [];
  const rows = itemsOf(childOf(childOf(described.node, 'expect'), 'rows'));
  for (const row of rows) {
    const named = pairsOf(row).find(({ key }) => sameName(key.text, column));
    if (named) return [{ kind: 'unit test', name: test.name, path, range: named.key.inner, entry: test }];
  }
  return [];
}

const semanticLists = ['entities', 'dimensions', 'measures'];

/** A semantic model that reads the column, and the metrics of its measures that do. */
function inSemanticModel(project: Project, model: Entry, column: string): readonly YamlUse[] {
  const path = yamlPathOfEntry(project, model);
  const described = describedBy(project, model);
  const { manifest } = project.artifacts;
  if (path === undefined || !described || !manifest) return [];
  const reading = semanticLists.flatMap((list) =>
    itemsOf(childOf(described.node, list)).flatMap((item) => {
      const name = childOf(item, 'name');
      const read = childOf(item, 'expr') ?? name;
      const [at] = scalarsNaming(read, column);
      return at ? [{ name: textOf(name) ?? '', range: at, measure: list === 'measures' }] : [];
    }),
  );
  const [first] = reading;
  if (!first) return [];
  const measures = reading.flatMap(({ name, measure }) => (measure && name !== '' ? [name] : []));
  const metrics = childrenOf(manifest, model).filter(({ resourceType }) => resourceType === 'metric');
  return [
    { kind: 'semantic model', name: model.name, path, range: first.range, entry: model },
    ...metrics.flatMap((metric) => inMetric(project, metric, measures)),
  ];
}

function inMetric(project: Project, metric: Entry, names: readonly string[]): readonly YamlUse[] {
  const path = yamlPathOfEntry(project, metric);
  const described = describedBy(project, metric);
  const place = yamlPlace(project, metric);
  if (path === undefined || !described || !place) return [];
  const keys = /^(?:type_params|expression|timestamp|dimensions|filters|filter|measure|expr|agg)$/;
  const named = pairsOf(described.node).some(
    ({ key, value }) => keys.test(key.text) && names.some((name) => scalarsNaming(value, name).length > 0),
  );
  return named ? [{ kind: 'metric', name: metric.name, path, range: place.nameRange, entry: metric }] : [];
}

/** The texts that are the name, or have it as a whole word. */
function scalarsNaming(node: YamlNode | undefined, name: string): readonly TextRange[] {
  const wanted = name.toLowerCase();
  return [...scalarsWithin(node)].flatMap(({ scalar }) =>
    typeof scalar.value === 'string' && hasWord(scalar.text.toLowerCase(), wanted) ? [scalar.inner] : [],
  );
}

function hasWord(text: string, word: string): boolean {
  if (word === '') return false;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1))
    if (!/[\w$]/.test(text[at - 1] ?? ' ') && !/[\w$]/.test(text[at + word.length] ?? ' ')) return true;
  return false;
}

function nameOf({ name }: SchemaColumn): string {
  return name.text.replace(/^(["`])(.*)\1$/, '$2');
}

function sameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
