// Who read what of a node when dbt parsed it last: what stands downstream of the node as it is now, saved or not, read as if the node
// still had the columns it had then. Typing in the node changes nothing of it. Deliberately absent: what has become of the columns.

import type { Entry, Manifest } from '../../artifacts/types.ts';
import type { Derived, Reader } from '../../derived.ts';
import { toSource } from '../../jinja/render/rendered.ts';
import { memo2 } from '../../memo.ts';
import type { NamedColumn } from '../../sql/columns.ts';
import type { TextRange } from '../../text.ts';
import { downstreamOf } from '../lineage.ts';
import { analyseSql } from './analyseSql.ts';
import { columnsOfNode } from './cells.ts';
import { columnsAsParsed } from './columnsAsParsed.ts';
import { makeColumns } from './makeColumns.ts';
import { makeLineage } from './makeLineage.ts';
import type { ModelSql } from './modelSql.ts';
import type { NodeColumns } from './nodeColumns.ts';
import { askNodeFacts } from './nodeFacts.ts';
import { entryOf, type NodeId } from './nodeId.ts';
import { nodeText } from './nodeText.ts';
import { renderText } from './renderedSql.ts';
import { columnClasses, nodeColumnKey } from './sameColumn.ts';
import { sameFact } from './sameFact.ts';
import { symbolsOfSql } from './sqlSymbol.ts';

/** What a node does with a column of another. */
export interface ColumnRead {
  readonly node: NodeId;
  /** As that node spells it. */
  readonly name: string;
  /** In the node's text: its name, or the star that stands for it; empty where only a join by all common names reads it. */
  readonly places: readonly TextRange[];
  /** Columns of its own that go with it, since a star passes them on. */
  readonly lost: readonly string[];
}

/** See the head of this file. */
export interface NodeBefore {
  readonly columns: NodeColumns;
  readonly reads: readonly ColumnRead[];
  /** Nodes of which it may read any column. */
  readonly opaque: readonly NodeId[];
}

/** By {@link beforeKey}. */
export const nodeBefore: Derived<NodeBefore> = {
  name: 'reads before',
  inCycle: { columns: { id: '', columns: [], complete: false, from: 'nothing' }, reads: [], opaque: [] },
  compute(reader, key) {
    const [maker = '', id = ''] = key.split('\n');
    const isWithin = (node: NodeId) =>
      node === maker ||
      reader.ask(`${node} downstream of ${maker}`, (project) =>
        isDownstream(project.artifacts.manifest, entryOf(project, maker), node),
      );
    const columnsOf = (node: NodeId): NodeColumns => {
      const known =
        node === maker
          ? reader.get(columnsAsParsed, node)
          : isWithin(node) && node !== id
            ? reader.get(nodeBefore, beforeKey(maker, node)).columns
            : reader.get(columnsOfNode, node);
      return known.id === node ? known : { ...known, id: node };
    };
    const { sql, asked } = sqlBefore(reader, id, columnsOf);
    const columns = makeColumns(reader, askNodeFacts(reader, id), sql, () => none);
    const { opaque } = makeLineage(reader, id, sql, columns);
    return { columns, reads: sql ? readsOf(sql, asked, isWithin) : [], opaque: opaque.filter(isWithin) };
  },
  same: sameFact,
};

const none: ReadonlyMap<string, string> = new Map();

/** The key of what a node read of another, the maker, as that was when dbt parsed it last. */
export function beforeKey(maker: NodeId, id: NodeId): string {
  return `${maker}\n${id}`;
}

function isDownstream(manifest: Manifest | undefined, maker: Entry | undefined, node: NodeId): boolean {
  return manifest !== undefined && maker !== undefined && downstream(manifest, maker).has(node);
}

const downstream = memo2(
  (manifest: Manifest, maker: Entry): ReadonlySet<NodeId> =>
    new Set(downstreamOf(manifest, maker).map(({ entry }) => entry.uniqueId)),
);

/** The SQL of a node, and the nodes that its template asked the columns of. */
function sqlBefore(
  reader: Reader,
  id: NodeId,
  columnsOf: (node: NodeId) => NodeColumns,
): { readonly sql: ModelSql | undefined; readonly asked: ReadonlySet<NodeId> } {
  const asked = new Set<NodeId>();
  const text = nodeText(reader, id);
  if (!text) return { sql: undefined, asked };
  const rendered = renderText(reader, text, {}, (node) => {
    asked.add(node);
    return columnsOf(node);
  });
  return { sql: analyseSql(reader, rendered, columnsOf), asked };
}

interface Found {
  readonly node: NodeId;
  readonly name: string;
  readonly places: Map<string, TextRange>;
  readonly lost: Set<string>;
}

function readsOf(
  sql: ModelSql,
  asked: ReadonlySet<NodeId>,
  isWithin: (node: NodeId) => boolean,
): readonly ColumnRead[] {
  const { analysis } = sql;
  if (!analysis) return [];
  const found = new Map<string, Found>();
  const at = (node: NodeId, name: string): Found | undefined => {
    if (!isWithin(node)) return undefined;
    const key = nodeColumnKey(node, name);
    const known = found.get(key) ?? { node, name, places: new Map(), lost: new Set() };
    found.set(key, known);
    return known;
  };
  for (const column of analysis.columns) {
    if (column.kind !== 'column') continue;
    for (const { table, name } of analysis.originsOf(column)) at(table.id, name);
    for (const { node, name, star, first } of passedOn(sql, column, asked)) {
      const read = at(node, name);
      if (star) read?.places.set(placeKey(star), star);
      if (first) read?.lost.add(column.name);
    }
  }
  for (const { table, name } of analysis.influences) at(table.id, name);
  const classes = columnClasses(sql);
  const named = new Map<string, TextRange[]>();
  for (const symbol of symbolsOfSql(sql)) {
    if (symbol.kind !== 'reference' && symbol.kind !== 'using') continue;
    for (const key of classes.keysOf(symbol)) {
      const of = classes.classOf(key);
      const known = named.get(of);
      if (known) known.push(symbol.range);
      else named.set(of, [symbol.range]);
    }
  }
  for (const { id, name } of classes.nodeColumnsIn(new Set(named.keys()))) at(id, name);
  for (const [key, { places }] of found)
    for (const range of named.get(classes.classOf(key)) ?? []) places.set(placeKey(range), range);
  return [...found.values()].map(({ node, name, places, lost }) => ({
    node,
    name,
    places: [...places.values()].sort((a, b) => a.start - b.start),
    lost: [...lost],
  }));
}

function placeKey({ start, end }: TextRange): string {
  return `${start}:${end}`;
}

interface PassedOn {
  readonly node: NodeId;
  readonly name: string;
  /** In the source. */
  readonly star: TextRange | undefined;
  /** The output has its name of it; otherwise it stands below it in another branch of a union. */
  readonly first: boolean;
}

/** The columns of nodes that an output is by stars alone, or by a template that asked for them: without them there is no such output. */
function passedOn(
  { rendered }: ModelSql,
  output: NamedColumn,
  asked: ReadonlySet<NodeId>,
): readonly PassedOn[] {
  const passed: PassedOn[] = [];
  const seen = new Set<NamedColumn>();
  const waiting = [{ column: output, first: true, made: false }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { column, first } = next;
    if (seen.has(column)) continue;
    seen.add(column);
    const place = toSource(rendered, column.star ?? column.nameRange);
    if (!column.star && place.verbatim) continue;
    // By a template that may have been told of the column.
    const made = next.made || !column.star;
    column.inputs.forEach(({ source, how }, index) => {
      if (how !== 'passthrough' && how !== 'rename') return;
      const isFirst = first && index === 0;
      if (source.kind === 'query') waiting.push({ column: source.column, first: isFirst, made });
      else if (!made || asked.has(source.table.id))
        passed.push({ node: source.table.id, name: source.name, star: place.range, first: isFirst });
    });
  }
  return passed;
}
