// The graph as JSON for other tools: what depends on what, by unique ids, with what is known of each. The shape is a promise: it only
// ever grows, or its version does. Deliberately absent: drawing, icons, spoken sentences, what the user selected.

import type { GraphColumn, GraphHow, GraphNode, LineageGraph } from '../../../server/src/lineageProtocol.ts';

/** What is in the file. Lists are ordered by ids, so that two files can be compared. */
export interface LineageExport {
  readonly format: 'dbt-lineage';
  readonly version: 1;
  /** What the graph was centred on. */
  readonly focus: { readonly node: string; readonly column?: string };
  readonly nodes: readonly ExportedNode[];
  /** Nodes that were folded into one, by what they have in common. */
  readonly folds: readonly { readonly id: string; readonly label: string; readonly count: number }[];
  /** Data flows from `from` to `to`: ids of nodes or folds. `through`: nodes between the two that a filter hid. */
  readonly edges: readonly {
    readonly from: string;
    readonly to: string;
    readonly through?: number;
    readonly unsaved?: 'added' | 'removed';
  }[];
  /** `how`: how the one column comes from the other; with `decides` it decides which rows there are, and `to.column` is absent. */
  readonly columnEdges: readonly {
    readonly from: { readonly node: string; readonly column: string };
    readonly to: { readonly node: string; readonly column?: string };
    readonly how: GraphHow;
  }[];
}

export interface ExportedNode {
  /** dbt's unique id, or `file:` and the path of what dbt hasn't parsed. */
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly context: string;
  readonly owner?: string;
  readonly state: 'failed' | 'late' | 'fine' | 'unknown';
  /** "2 tests fail": short facts in words. */
  readonly facts: readonly string[];
  readonly impact?: 'changed' | 'breaks' | 'perhaps';
  /** Where they were listed: in the node's order. */
  readonly columns?: readonly { readonly name: string; readonly type?: string }[];
}

export function toJson(graph: LineageGraph): string {
  return `${JSON.stringify(exported(graph), undefined, 2)}\n`;
}

function exported({ focus, nodes, folds, edges, columnEdges }: LineageGraph): LineageExport {
  return {
    format: 'dbt-lineage',
    version: 1,
    focus,
    nodes: sorted(nodes.map(exportedNode), ({ id }) => [id]),
    folds: sorted(
      folds.map(({ id, label, count }) => ({ id, label, count })),
      ({ id }) => [id],
    ),
    edges: sorted(
      edges.map(({ from, to, through, unsaved }) => {
        return { from, to, ...(through > 0 ? { through } : {}), ...(unsaved ? { unsaved } : {}) };
      }),
      ({ from, to }) => [from, to],
    ),
    columnEdges: sorted(
      columnEdges.map(({ from, to, how }) => ({ from, to, how })),
      ({ from, to, how }) => [from.node, from.column, to.node, to.column ?? '', how],
    ),
  };
}

function exportedNode({
  id,
  label,
  kind,
  context,
  owner,
  state,
  badges,
  impact,
  columns,
}: GraphNode): ExportedNode {
  return {
    id,
    name: label,
    kind,
    context,
    ...(owner === undefined ? {} : { owner }),
    state,
    facts: badges.map(({ text }) => text),
    ...(impact ? { impact } : {}),
    ...(columns ? { columns: columns.shown.map(exportedColumn) } : {}),
  };
}

function exportedColumn({ name, type }: GraphColumn): { readonly name: string; readonly type?: string } {
  return { name, ...(type === undefined ? {} : { type }) };
}

/** By code units: the same in every language. */
function sorted<T>(list: readonly T[], keysOf: (one: T) => readonly string[]): readonly T[] {
  return list.toSorted((a, b) => {
    const others = keysOf(b);
    for (const [index, key] of keysOf(a).entries()) {
      const other = others[index] ?? '';
      if (key !== other) return key < other ? -1 : 1;
    }
    return 0;
  });
}
