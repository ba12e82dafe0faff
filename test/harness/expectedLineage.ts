// What a lineage graph must hold, computed from manifest.json alone and by other code than the product's: reading JSON, sets, and one
// breadth-first search. Columns: from what the server says of each file by itself. Deliberately absent: folds and filters.

import type { GraphColumnEdge, LineageGraph } from '../../server/src/lineageProtocol.ts';

/** As far as it is read here. */
export interface RawManifest {
  readonly nodes: Readonly<Record<string, RawNode>>;
  readonly [map: string]: Readonly<Record<string, RawNode>> | unknown;
}

interface RawNode {
  readonly resource_type?: string;
  readonly depends_on?: { readonly nodes?: readonly string[] };
  readonly package_name?: string;
  readonly original_file_path?: string;
}

/** Who reads whom: ids to ids. */
export interface RawGraph {
  readonly ids: ReadonlySet<string>;
  readonly parents: ReadonlyMap<string, ReadonlySet<string>>;
  readonly children: ReadonlyMap<string, ReadonlySet<string>>;
}

const maps = [
  'nodes',
  'sources',
  'exposures',
  'metrics',
  'semantic_models',
  'saved_queries',
  'functions',
] as const;

const apart: ReadonlySet<string> = new Set(['test', 'unit_test']);

/** The edges of a manifest, tests apart. */
export function rawGraph(manifest: RawManifest): RawGraph {
  const nodes = maps.flatMap((map) => Object.entries((manifest[map] ?? {}) as Record<string, RawNode>));
  const kept = nodes.filter(([, node]) => !apart.has(node.resource_type ?? ''));
  const ids = new Set(kept.map(([id]) => id));
  const parents = new Map<string, Set<string>>();
  const children = new Map<string, Set<string>>();
  for (const [id, node] of kept) {
    for (const parent of node.depends_on?.nodes ?? []) {
      if (!ids.has(parent)) continue;
      addTo(parents, id, parent);
      addTo(children, parent, id);
    }
  }
  return { ids, parents, children };
}

function addTo(map: Map<string, Set<string>>, key: string, value: string): void {
  const known = map.get(key);
  if (known) known.add(value);
  else map.set(key, new Set([value]));
}

/** What lies within so many steps of a start, itself too. */
export function within(next: (id: string) => Iterable<string>, start: string, depth: number): Set<string> {
  const found = new Set([start]);
  let edge = [start];
  for (let step = 0; step < depth && edge.length > 0; step++) {
    edge = edge
      .flatMap((id) => [...next(id)])
      .filter((id) => {
        const isNew = !found.has(id);
        found.add(id);
        return isNew;
      });
  }
  return found;
}

/** How the nodes and edges of an answer differ from the manifest's within a depth; empty where they don't. */
export function nodeDifferences(
  answer: LineageGraph,
  raw: RawGraph,
  start: string,
  depth: number,
): readonly string[] {
  const expected = new Set([
    ...within((id) => raw.parents.get(id) ?? [], start, depth),
    ...within((id) => raw.children.get(id) ?? [], start, depth),
  ]);
  const edges = [...expected].flatMap((to) =>
    [...(raw.parents.get(to) ?? [])].filter((from) => expected.has(from)).map((from) => `${from} → ${to}`),
  );
  return [
    ...difference(
      'node',
      expected,
      answer.nodes.map(({ id }) => id),
    ),
    ...difference(
      'edge',
      new Set(edges),
      answer.edges.map(({ from, to }) => `${from} → ${to}`),
    ),
  ];
}

/** A column and what it is made of in one step, by the node's own file. */
export type ColumnInputs = ReadonlyMap<string, readonly { readonly from: string; readonly how: string }[]>;

/** The key of a column. */
export function columnKey(node: string, column: string): string {
  return `${node}.${column.toLowerCase()}`;
}

/** How the column edges of an answer differ from those between the columns that it lists; `known`: the nodes whose files were asked. */
export function columnDifferences(
  answer: LineageGraph,
  inputs: ColumnInputs,
  known: ReadonlySet<string>,
): readonly string[] {
  const listed = new Set(
    answer.nodes.flatMap(({ id, columns }) => columns?.shown.map(({ name }) => columnKey(id, name)) ?? []),
  );
  const expected = [...listed].flatMap((to) =>
    (inputs.get(to) ?? [])
      .filter(({ from }) => listed.has(from))
      .map(({ from, how }) => `${from} → ${to} ${how}`),
  );
  return difference(
    'column edge',
    new Set(expected),
    edgesOf(answer.columnEdges.filter(({ to }) => known.has(to.node))),
  );
}

/** How the lit columns of an answer about a column differ from all within a depth of it. */
export function pathDifferences(
  answer: LineageGraph,
  inputs: ColumnInputs,
  start: string,
  depth: number,
): readonly string[] {
  const readers = new Map<string, string[]>();
  for (const [to, froms] of inputs)
    for (const { from } of froms) readers.set(from, [...(readers.get(from) ?? []), to]);
  const expected = new Set([
    ...within((key) => (inputs.get(key) ?? []).map(({ from }) => from), start, depth),
    ...within((key) => readers.get(key) ?? [], start, depth),
  ]);
  const lit = answer.nodes.flatMap(
    ({ id, columns }) =>
      columns?.shown.flatMap(({ name, lit: isLit }) => (isLit ? [columnKey(id, name)] : [])) ?? [],
  );
  return difference('lit column', expected, lit);
}

function edgesOf(edges: readonly GraphColumnEdge[]): readonly string[] {
  return edges.flatMap(({ from, to, how }) =>
    how === 'decides' || to.column === undefined
      ? []
      : [`${columnKey(from.node, from.column)} → ${columnKey(to.node, to.column)} ${how}`],
  );
}

function difference(
  what: string,
  expected: ReadonlySet<string>,
  found: readonly string[],
): readonly string[] {
  const seen = new Set(found);
  const twice = found.length > seen.size ? [`${what} twice`] : [];
  const missing = [...expected].filter((each) => !seen.has(each)).map((each) => `${what} missing: ${each}`);
  const excess = [...seen].filter((each) => !expected.has(each)).map((each) => `${what} in excess: ${each}`);
  return [...twice, ...missing, ...excess];
}
