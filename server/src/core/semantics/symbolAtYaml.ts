// The names in dbt's YAML: property files and dbt_project.yml. Deliberately absent: other YAML of a project (packages,
// profiles, selectors), and names in descriptions but those of docs blocks, since dbt knows no others there.

import { bareCalls } from '../jinja/calls.ts';
import { memo } from '../memo.ts';
import type { SourceText, TextRange } from '../text.ts';
import {
  type SchemaColumn,
  type SchemaEntry,
  type SchemaTest,
  schemaEntries,
  schemaExpressions,
} from '../yaml/schemaFile.ts';
import { yamlDocument } from '../yaml/yamlDocument.ts';
import {
  childOf,
  itemsOf,
  pairsOf,
  scalarOf,
  scalarsOf,
  scalarsWithin,
  type YamlNode,
  type YamlScalar,
} from '../yaml/yamlTree.ts';
import { type Spot, spotAt } from './spot.ts';
import { spotsOfCalls } from './spotsOfCalls.ts';
import type { ColumnOwner, SymbolName } from './symbol.ts';
import { spotsOfTemplateIn } from './symbolAtSql.ts';

/** The names in a property file, in the order of the file. */
export const spotsOfProperties: (source: SourceText) => readonly Spot[] = memo((source) =>
  inOrder([
    ...schemaEntries(source).flatMap((entry) => entrySpots(source, entry)),
    ...expressionSpots(source),
    ...descriptionSpots(source),
  ]),
);

/** The names in dbt_project.yml, in the order of the file. */
export const spotsOfProjectFile: (source: SourceText) => readonly Spot[] = memo((source) => {
  const { root } = yamlDocument(source);
  const vars = pairsOf(childOf(root, 'vars')).flatMap(({ key, value }) => [
    variableSpot(key),
    ...pairsOf(value).map((pair) => variableSpot(pair.key)),
  ]);
  const rest = [...scalarsWithin(root)].flatMap(({ scalar, path }) => {
    if (typeof scalar.value !== 'string') return [];
    const last = path.at(-1);
    if ((last === '+group' || last === 'group') && path.length > 2) {
      return [spotAt({ kind: 'group', name: scalar.text, range: scalar.inner })];
    }
    return scalar.text.includes('{') ? spotsOfTemplateIn(source, scalar.inner) : [];
  });
  return inOrder([...vars, ...rest]);
});

function variableSpot(key: YamlScalar): Spot {
  return spotAt({ kind: 'var', name: key.text, default: undefined, range: key.inner });
}

function entrySpots(source: SourceText, entry: SchemaEntry): readonly Spot[] {
  const { kind, name, node } = entry;
  const spots: Spot[] = [spotAt(nameSymbol(entry))];
  if (entry.group) spots.push(spotAt({ kind: 'group', name: entry.group.text, range: entry.group.range }));
  if (kind === 'source') return [...spots, ...entry.tables.flatMap((table) => entrySpots(source, table))];
  const owner = ownerOf(entry, undefined);
  if (owner) {
    spots.push(...columnSpots(source, entry.columns, owner, name.text), ...constraintSpots(node, owner));
    spots.push(...entry.tests.flatMap((test) => testSpots(source, test, undefined, name.text)));
  }
  for (const version of entry.versions) {
    const { text, range } = version.version;
    spots.push(spotAt(nodeSymbol('model', name.text, text, range)));
    const { definedIn } = version;
    if (definedIn) spots.push(spotAt(nodeSymbol('model', name.text, text, definedIn.range)));
    const versioned: ColumnOwner = { kind: 'node', resourceType: 'model', name: name.text, version: text };
    spots.push(...columnSpots(source, version.columns, versioned, name.text));
    spots.push(...(version.tests ?? []).flatMap((test) => testSpots(source, test, undefined, name.text)));
    spots.push(...constraintSpots(version.node, versioned));
    for (const item of itemsOf(childOf(version.node, 'columns'))) {
      const listed = [...scalarsOf(childOf(item, 'include')), ...scalarsOf(childOf(item, 'exclude'))];
      for (const scalar of listed)
        if (!/^(?:all|\*)$/.test(scalar.text)) spots.push(columnSpot(scalar, versioned));
    }
  }
  const latest = entry.latestVersion;
  if (latest) spots.push(spotAt(nodeSymbol('model', name.text, latest.text, latest.range)));
  if (kind === 'unit_test') spots.push(...unitTestSpots(entry));
  if (kind === 'metric' || kind === 'saved_query') spots.push(...metricSpots(node));
  return spots;
}

function nameSymbol(entry: SchemaEntry): SymbolName {
  const { text: name, range } = entry.name;
  switch (entry.kind) {
    case 'source':
      return { kind: 'source', source: name, table: undefined, range };
    case 'table':
      return { kind: 'source', source: entry.source?.text ?? '', table: name, range };
    case 'macro':
      return { kind: 'macro', name, package: undefined, range };
    case 'function':
      return { kind: 'function', name, package: undefined, range };
    case 'exposure':
    case 'metric':
    case 'semantic_model':
    case 'saved_query':
    case 'group':
      return { kind: entry.kind, name, range };
    case 'unit_test':
      return { kind: 'unit_test', name, model: entry.model?.text, range };
    case 'test':
      return { kind: 'test', name, package: undefined, column: undefined, node: undefined, range };
    default:
      return nodeSymbol(entry.kind, name, undefined, range);
  }
}

function nodeSymbol(
  resourceType: string,
  name: string,
  version: string | undefined,
  range: TextRange,
): SymbolName {
  return { kind: 'node', resourceType, name, version, range };
}

function ownerOf(entry: SchemaEntry, version: string | undefined): ColumnOwner | undefined {
  const name = entry.name.text;
  switch (entry.kind) {
    case 'table':
      return { kind: 'source', source: entry.source?.text ?? '', table: name };
    case 'model':
    case 'seed':
    case 'snapshot':
    case 'analysis':
      return { kind: 'node', resourceType: entry.kind, name, version };
    default:
      return undefined;
  }
}

function columnSpots(
  source: SourceText,
  columns: readonly SchemaColumn[],
  owner: ColumnOwner,
  node: string,
): readonly Spot[] {
  return columns.flatMap((column) => [
    spotAt({ kind: 'column', name: column.name.text, owner, range: column.name.range }),
    ...column.tests.flatMap((test) => testSpots(source, test, column.name.text, node)),
  ]);
}

function columnSpot(scalar: YamlScalar, owner: ColumnOwner): Spot {
  return spotAt({ kind: 'column', name: scalar.text, owner, range: scalar.inner });
}

function constraintSpots(node: YamlNode, owner: ColumnOwner): readonly Spot[] {
  return itemsOf(childOf(node, 'constraints')).flatMap((constraint) =>
    scalarsOf(childOf(constraint, 'columns')).map((scalar) => columnSpot(scalar, owner)),
  );
}

function testSpots(
  source: SourceText,
  test: SchemaTest,
  column: string | undefined,
  node: string,
): readonly Spot[] {
  const { text, range } = test.name;
  const dot = text.lastIndexOf('.');
  const own = dot < 0 || !test.name.verbatim ? range : { start: range.start + dot + 1, end: range.end };
  const name = text.slice(dot + 1);
  const packageName = dot < 0 ? undefined : text.slice(0, dot);
  const spot = spotAt({ kind: 'test', name, package: packageName, column, node, range: own }, range);
  const to = scalarOf(childOf(test.args, 'to'));
  const field = scalarOf(childOf(test.args, 'field'));
  const owner = to && field ? referredOwner(source, to) : undefined;
  return owner && field ? [spot, columnSpot(field, owner)] : [spot];
}

function referredOwner(source: SourceText, scalar: YamlScalar): ColumnOwner | undefined {
  const [symbol] = spotsOfScalar(source, scalar, !scalar.text.includes('{')).map((spot) => spot.symbol);
  if (symbol?.kind === 'ref') {
    return { kind: 'ref', name: symbol.name, package: symbol.package, version: symbol.version };
  }
  if (symbol?.kind !== 'source' || symbol.table === undefined) return undefined;
  return { kind: 'source', source: symbol.source, table: symbol.table };
}

function unitTestSpots(entry: SchemaEntry): readonly Spot[] {
  const { model } = entry;
  if (!model) return [];
  const inputs = itemsOf(childOf(entry.node, 'given')).flatMap((given): readonly Spot[] => {
    const input = scalarOf(childOf(given, 'input'));
    return input?.text.trim() === 'this'
      ? [spotAt({ kind: 'this', model: model.text, range: input.inner })]
      : [];
  });
  return [spotAt(nodeSymbol('model', model.text, undefined, model.range)), ...inputs];
}

/** Metrics that a metric or saved query is made of. */
function metricSpots(node: YamlNode): readonly Spot[] {
  const parameters = childOf(node, 'type_params');
  const places = [
    childOf(childOf(node, 'query_params'), 'metrics'),
    ...[parameters, node].flatMap((each) => [
      childOf(each, 'metrics'),
      childOf(each, 'input_metrics'),
      childOf(each, 'numerator'),
      childOf(each, 'denominator'),
    ]),
  ];
  return places
    .flatMap((place) => (place?.kind === 'list' ? place.items : place ? [place] : []))
    .flatMap((item) => scalarOf(item) ?? scalarOf(childOf(item, 'name')) ?? [])
    .map((scalar) => spotAt({ kind: 'metric', name: scalar.text, range: scalar.inner }));
}

function expressionSpots(source: SourceText): readonly Spot[] {
  return schemaExpressions(source).flatMap(({ scalar, bare }) => spotsOfScalar(source, scalar, bare));
}

function spotsOfScalar(source: SourceText, scalar: YamlScalar, bare: boolean): readonly Spot[] {
  return bare
    ? spotsOfCalls(source.text, bareCalls(source, scalar.inner), () => false)
    : spotsOfTemplateIn(source, scalar.inner);
}

function descriptionSpots(source: SourceText): readonly Spot[] {
  if (!/\bdoc\s*\(/.test(source.text)) return [];
  return yamlDocument(source).roots.flatMap((root) =>
    [...scalarsWithin(root)].flatMap(({ scalar, path }) =>
      path.at(-1) === 'description' && scalar.text.includes('{{')
        ? spotsOfTemplateIn(source, scalar.inner).filter((spot) => spot.symbol.kind === 'doc')
        : [],
    ),
  );
}

function inOrder(spots: readonly Spot[]): readonly Spot[] {
  return spots.toSorted((a, b) => a.symbol.range.start - b.symbol.range.start);
}
