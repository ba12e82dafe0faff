// Columns and lineage drawn as text, for tests.

import type { Project } from '../../../../server/src/core/project.ts';
import { nodeLineage } from '../../../../server/src/core/semantics/sql/columnLineage.ts';
import { nodeColumns } from '../../../../server/src/core/semantics/sql/nodeColumns.ts';

/** `from complete: a INTEGER/integer by catalog, b`. */
export function drawColumns(project: Project, id: string): string {
  const { columns, complete, from } = nodeColumns(project, id);
  const drawn = columns.map(({ name, quoted, type }) => {
    const written = quoted ? `"${name}"` : name;
    return type ? `${written} ${type.text}/${type.base} by ${type.from}` : written;
  });
  return `${from}${complete ? '' : ', not all'}: ${drawn.join(', ')}`;
}

/** `b ← stg.a (rename)`, a line for each column; then what decides rows and what can't be known. */
export function drawLineage(project: Project, id: string): readonly string[] {
  const { upstream, influences, opaque, perhaps } = nodeLineage(project, id);
  const short = (node: string) => node.split('.').slice(2).join('.') || node;
  return [
    ...[...upstream].map(([name, inputs]) => {
      const from = inputs.map(({ column, how }) => `${short(column.node)}.${column.column} (${how})`);
      return `${name} ← ${from.join(', ') || 'nothing'}`;
    }),
    ...influences.map(({ column, clause }) => `${clause}: ${short(column.node)}.${column.column}`),
    ...opaque.map((node) => `unknown: ${short(node)}`),
    ...perhaps.map(({ node, column }) => `perhaps: ${short(node)}.${column.toLowerCase()}`),
  ];
}
