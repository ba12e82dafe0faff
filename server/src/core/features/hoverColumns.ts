// The columns and the size of a node's card. Deliberately absent: a column's own card (hoverColumn.ts).

import type { Entry } from '../artifacts/types.ts';
import { capped, code, type Fact, join, type Line, muted, text } from '../card/card.ts';
import { ago, bytes, counted } from '../card/format.ts';
import type { Project } from '../project.ts';
import { isEnforced } from '../semantics/isEnforced.ts';
import { nodeColumns } from '../semantics/sql/nodeColumns.ts';
import { entryOf, type NodeId } from '../semantics/sql/nodeId.ts';

/** Columns that are named where many are listed. */
export const columnsShown = 8;

/** How many columns, the first eight with their types, and constraints that the adapter doesn't enforce. */
export function columnsFact(project: Project, id: NodeId): Fact | undefined {
  const { columns, complete } = nodeColumns(project, id);
  if (columns.length === 0) return undefined;
  const line = capped(columns, columnsShown, ({ name, type }) => [
    code(type === undefined ? name : `${name} ${type.text.toLowerCase()}`),
  ]);
  const known: Line = [text(complete ? `${columns.length}: ` : `${columns.length} known: `), ...line];
  const entry = entryOf(project, id);
  const idle = entry ? unenforced(project, entry) : [];
  return { sign: 'columns', label: 'Columns', lines: idle.length > 0 ? [known, idle] : [known] };
}

/** Row count and bytes as of the catalog. */
export function sizeFact(project: Project, entry: Entry, now: number): Fact | undefined {
  const { catalog } = project.artifacts;
  const relation = catalog?.relation(entry.uniqueId);
  if (!relation || (relation.rowCount === undefined && relation.bytes === undefined)) return undefined;
  const rows: Line = relation.rowCount === undefined ? [] : [text(counted(relation.rowCount, 'row'))];
  const size: Line = relation.bytes === undefined ? [] : [text(bytes(relation.bytes))];
  const when: Line = catalog?.generatedAt === undefined ? [] : [muted(ago(catalog.generatedAt, now))];
  return { sign: 'size', label: 'Size', lines: [join([rows, size, when], ' · ')] };
}

function unenforced(project: Project, entry: Entry): Line {
  const { manifest } = project.artifacts;
  const detail = manifest?.detail(entry);
  if (!manifest || !detail?.contractEnforced) return [];
  const adapter = manifest.metadata.adapterType;
  const all = [
    ...detail.constraints.map((constraint) => ({ constraint, on: constraint.columns.join(', ') })),
    ...detail.columns.flatMap((column) =>
      column.constraints.map((constraint) => ({ constraint, on: column.name })),
    ),
  ].filter(({ constraint }) => isEnforced(adapter, constraint) === false);
  if (all.length === 0) return [];
  const names = capped(all, 3, ({ constraint, on }) => [code(`${constraint.type}(${on})`)]);
  return [text(`declared, but not enforced on ${adapter}: `), ...names];
}
