// What the SQL of a node reads of columns of others, by its lineage and by names, and which of its own columns hang on a star.
// Deliberately absent: where the columns of the others are known from.

import { toSource } from '../../jinja/render/rendered.ts';
import type { NamedColumn } from '../../sql/columns.ts';
import type { TextRange } from '../../text.ts';
import type { ModelSql } from './modelSql.ts';
import type { NodeId } from './nodeId.ts';
import { columnClasses, nodeColumnKey } from './sameColumn.ts';
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

interface Found {
  readonly node: NodeId;
  readonly name: string;
  readonly places: Map<string, TextRange>;
  readonly lost: Set<string>;
}

/** What a node's SQL does with the columns of nodes that are wanted; `asked`: the nodes that its template asked the columns of. */
export function readsOf(
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
