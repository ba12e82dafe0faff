// What a column of a node is made of, as facts of its card; and the description that it inherits.
// Deliberately absent: who reads it (hoverColumnReaders.ts), how lineage is found (semantics/sql/columnLineage.ts).

import { capped, code, type Fact, join, type Line, muted, text } from '../card/card.ts';
import type { Project } from '../project.ts';
import { ownDescription } from '../semantics/sql/columnDescription.ts';
import {
  type ColumnClosure,
  type ColumnOfNode,
  columnUpstream,
  nodeLineage,
} from '../semantics/sql/columnLineage.ts';
import { wordOfHow } from '../semantics/sql/howWords.ts';
import { nodeColumn } from '../semantics/sql/nodeColumns.ts';
import { nameOfColumn, nameOfNode } from '../semantics/sql/nodeNames.ts';
import type { How } from '../sql/analysis.ts';
import { listLength } from './hoverFacts.ts';

/** A hover analyses no more nodes than this for one closure, at some milliseconds each; what is known already costs nothing. */
export const nodesAnalysed = 8;

/** A chain of columns that pass a value on is followed no further than this. */
const longestChain = 30;

/** Columns with how they are read, those read in the same way together. */
export function inputsLine(inputs: readonly { readonly name: string; readonly how: How }[]): Line {
  const hows = [...new Set(inputs.map(({ how }) => how))];
  const groups = hows.map((how): Line => {
    const names = [...new Set(inputs.filter((input) => input.how === how).map(({ name }) => name))];
    return [...capped(names, listLength, (name) => [code(name)]), muted(` ${wordOfHow(how)}`)];
  });
  return join(groups, ' · ');
}

/** The one column that a column has its value from unchanged; undefined where there is none or several. */
export function passedFrom(project: Project, column: ColumnOfNode): ColumnOfNode | undefined {
  const [first, ...more] = nodeLineage(project, column.node).upstream.get(column.column) ?? [];
  if (!first || more.length > 0) return undefined;
  return first.how === 'passthrough' || first.how === 'rename' ? first.column : undefined;
}

/** A column's own description, else that of the nearest column which it has its value from unchanged. */
export function descriptionOf(
  project: Project,
  column: ColumnOfNode,
): { readonly description: string; readonly from: ColumnOfNode } | undefined {
  let at: ColumnOfNode | undefined = column;
  for (let steps = 0; at && steps < longestChain; steps++) {
    const description = ownDescription(project, at);
    if (description !== '') return { description, from: at };
    at = passedFrom(project, at);
  }
  return undefined;
}

/** The text that makes a value, where it is worth showing. */
export function madeByFact(expression: string | undefined): Fact | undefined {
  return expression === undefined
    ? undefined
    : { sign: 'code', label: 'Made by', lines: [[code(expression)]] };
}

/**
 * The columns that a column is made of, one step up, then those at the ends where these are others. Undefined where there are
 * none and the card already shows what makes it.
 */
export function comesFromFact(project: Project, column: ColumnOfNode, shown: boolean): Fact | undefined {
  const { upstream, opaque } = nodeLineage(project, column.node);
  const direct = upstream.get(column.column) ?? [];
  const made = nodeColumn(project, column.node, column.column)?.made;
  const inputs = direct.map((input) => ({ name: nameOfColumn(project, input.column), how: input.how }));
  if (inputs.length === 0) {
    if (made) return noInputsFact(made.traced, shown);
    if (opaque.length === 0) return undefined;
    const names = capped(opaque, listLength, (id) => [code(nameOfNode(project, id))]);
    return originFact([[...names, muted(' by which columns is not known')]]);
  }
  const first = [...inputsLine(inputs), ...(made?.traced === false ? [muted(' and what is not known')] : [])];
  const ends = leavesOf(columnUpstream(project, column, { nodes: nodesAnalysed }));
  return originFact([
    first,
    endsLine(
      inputs,
      ends.map((end) => ({ name: nameOfColumn(project, end.column), how: end.how })),
    ),
  ]);
}

/** What is said where a column reads none that is known. */
export function noInputsFact(traced: boolean, shown: boolean): Fact | undefined {
  if (!traced) return originFact([[muted('columns that are not known')]]);
  return shown ? undefined : originFact([[muted('no column')]]);
}

/** The columns at the ends; empty where they are those one step up. */
export function endsLine(
  direct: readonly { readonly name: string }[],
  ends: readonly { readonly name: string; readonly how: How }[],
): Line {
  const near = new Set(direct.map(({ name }) => name));
  return ends.every(({ name }) => near.has(name)) ? [] : [text('← '), ...inputsLine(ends)];
}

/** Where a value comes from; empty lines are left out. */
export function originFact(lines: readonly Line[]): Fact {
  return { sign: 'lineage', label: 'Comes from', lines: lines.filter((line) => line.length > 0) };
}

/** The columns of a closure that nothing in it is upstream of. */
function leavesOf(closure: ColumnClosure): ColumnClosure['columns'] {
  const made = new Set(closure.edges.map(({ to }) => `${to.node}\n${to.column}`));
  return closure.columns.filter(({ column }) => !made.has(`${column.node}\n${column.column}`));
}
