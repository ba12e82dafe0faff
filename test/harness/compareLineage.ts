// Asks the server for the lineage graph of every model of a project and compares it with what expectedLineage.ts computes.
// Deliberately absent: unsaved texts, filters and folds, which have tests of their own.

import type {
  LineageAnswer,
  LineageFocus,
  LineageGraph,
  LineageView,
} from '../../server/src/lineageProtocol.ts';
import { methods } from '../../server/src/protocol.ts';
import { startClient, type TestClient } from './client.ts';
import {
  type ColumnInputs,
  columnDifferences,
  columnKey,
  nodeDifferences,
  pathDifferences,
  type RawManifest,
  rawGraph,
} from './expectedLineage.ts';
import { plainView } from './plainView.ts';

export interface Compared {
  readonly differences: readonly string[];
  readonly counts: Readonly<
    Record<'models' | 'answers' | 'nodes' | 'edges' | 'columnEdges' | 'paths', number>
  >;
  /** Milliseconds of the slowest answer about nodes alone. */
  readonly slowest: number;
}

const withSql: ReadonlySet<string> = new Set(['model', 'snapshot', 'analysis']);

/** See the head of this file; `columns`: of each model so many have their path compared. */
export async function compareProject(
  folder: string,
  manifest: RawManifest,
  limits: { readonly depth: number; readonly columns: number },
): Promise<Compared> {
  const client = await startClient({ folder });
  try {
    return await compare(client, manifest, limits);
  } finally {
    await client.close();
  }
}

async function compare(
  client: TestClient,
  manifest: RawManifest,
  limits: { readonly depth: number; readonly columns: number },
): Promise<Compared> {
  const raw = rawGraph(manifest);
  const ofTypes = (...types: readonly string[]) =>
    Object.entries(manifest.nodes).flatMap(([id, node]) =>
      types.includes(node.resource_type ?? '') ? [{ id, files: filesOf(manifest, node) }] : [],
    );
  const models = ofTypes('model');
  const { inputs, names } = await columnInputs(client, ofTypes('model', 'snapshot', 'analysis'));
  const known = new Set(names.keys());
  const counts = { models: models.length, answers: 0, nodes: 0, edges: 0, columnEdges: 0, paths: 0 };
  const differences: string[] = [];
  let slowest = 0;
  for (const { id } of models) {
    for (let depth = 1; depth <= limits.depth; depth++) {
      const view = { ...plainView, upstream: depth, downstream: depth };
      const focus = nodeFocus(client, id);
      const started = performance.now();
      await ask(client, focus, view);
      slowest = Math.max(slowest, performance.now() - started);
      const whole = await askWhole(client, focus, view);
      const opened = whole.nodes.map((node) => node.id);
      const answer = await askWhole(client, focus, { ...view, opened });
      const told = (line: string) => `${id} at depth ${depth}: ${line}`;
      differences.push(...nodeDifferences(whole, raw, id, depth).map(told));
      differences.push(...columnDifferences(answer, inputs, known).map(told));
      counts.answers += 2;
      counts.nodes += whole.nodes.length;
      counts.edges += whole.edges.length;
      counts.columnEdges += answer.columnEdges.length;
      for (const column of spread(names.get(id) ?? [], limits.columns)) {
        const path = await askWhole(client, nodeFocus(client, id, column), view);
        // What no file here says can't be followed by other means.
        if (path.nodes.some((node) => node.columns && withSql.has(node.kind) && !known.has(node.id)))
          continue;
        counts.paths++;
        differences.push(
          ...pathDifferences(path, inputs, columnKey(id, column), depth).map((line) =>
            told(`${column}: ${line}`),
          ),
        );
      }
    }
  }
  return { differences, counts, slowest };
}

function nodeFocus(client: TestClient, node: string, column?: string): LineageFocus {
  const focus = { kind: 'node', folder: client.uri('.'), node } as const;
  return column === undefined ? focus : { ...focus, column };
}

async function ask(client: TestClient, focus: LineageFocus, view: LineageView): Promise<LineageGraph> {
  const answer = await client.request<LineageAnswer>(methods.lineageGraph, { focus, view });
  if (answer.kind !== 'graph') throw new Error(`${JSON.stringify(focus)}: ${answer.message}`);
  return answer;
}

/** Asks until all is known, and unfolds until nothing is folded. */
async function askWhole(client: TestClient, focus: LineageFocus, view: LineageView): Promise<LineageGraph> {
  let shown = view;
  for (;;) {
    const answer = await ask(client, focus, shown);
    if (!answer.whole) continue;
    if (answer.folds.length === 0) return answer;
    const unfolded = new Map(shown.unfolded.map((each) => [each.fold, each.shown]));
    for (const { id, count } of answer.folds) unfolded.set(id, (unfolded.get(id) ?? 0) + count);
    shown = { ...shown, unfolded: [...unfolded].map(([fold, count]) => ({ fold, shown: count })) };
  }
}

interface FileColumns {
  readonly columns: readonly {
    readonly name: string;
    readonly upstream: readonly { readonly node: string; readonly column: string; readonly how: string }[];
  }[];
}

/** By the file of each model: what its columns are made of in one step. */
async function columnInputs(
  client: TestClient,
  models: readonly { readonly id: string; readonly files: readonly string[] }[],
): Promise<{ readonly inputs: ColumnInputs; readonly names: ReadonlyMap<string, readonly string[]> }> {
  const inputs = new Map<string, { readonly from: string; readonly how: string }[]>();
  const names = new Map<string, readonly string[]>();
  for (const { id, files } of models) {
    const found = await firstOf(files, (file) =>
      client.request<FileColumns | null>(methods.columns, { uri: client.uri(file) }),
    );
    if (!found) continue;
    names.set(
      id,
      found.columns.map(({ name }) => name),
    );
    for (const { name, upstream } of found.columns)
      inputs.set(
        columnKey(id, name),
        upstream.map(({ node, column, how }) => ({ from: columnKey(node, column), how })),
      );
  }
  return { inputs, names };
}

/** Where a model's file may lie: in the project, or in the folder of its package. */
function filesOf(manifest: RawManifest, node: RawManifest['nodes'][string]): readonly string[] {
  const file = node.original_file_path ?? '';
  const { project_name: own } = (manifest['metadata'] ?? {}) as { readonly project_name?: string };
  const packaged = `dbt_packages/${node.package_name}/${file}`;
  return own === undefined ? [packaged, file] : [node.package_name === own ? file : packaged];
}

async function firstOf<Item, Found>(
  items: readonly Item[],
  find: (item: Item) => Promise<Found | null>,
): Promise<Found | undefined> {
  for (const item of items) {
    const found = await find(item);
    if (found) return found;
  }
  return undefined;
}

/** So many items, from the first to the last. */
function spread<Item>(items: readonly Item[], count: number): readonly Item[] {
  const step = Math.max(1, Math.ceil(items.length / Math.max(1, count)));
  return count === 0 ? [] : items.filter((_, index) => index % step === 0);
}
