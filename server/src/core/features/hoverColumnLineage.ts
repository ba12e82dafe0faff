// What a column of a node is made of and who reads it, as facts of its card; and the description that it inherits.
// Deliberately absent: how lineage is found (semantics/sql/columnLineage.ts).

import type { Entry } from '../artifacts/types.ts';
import { capped, code, type Fact, join, type Line, muted, text } from '../card/card.ts';
import { labelOf } from '../card/entryWords.ts';
import { counted } from '../card/format.ts';
import type { Project } from '../project.ts';
import { ownerOf, ownersToText } from '../semantics/owner.ts';
import {
  type ColumnClosure,
  type ColumnOfNode,
  columnDownstream,
  columnUpstream,
  nodeLineage,
} from '../semantics/sql/columnLineage.ts';
import { nodeColumn } from '../semantics/sql/nodeColumns.ts';
import { entryOf } from '../semantics/sql/nodeId.ts';
import type { How } from '../sql/analysis.ts';
import { nameOfColumn, nameOfNode } from './hoverColumnNames.ts';
import { listLength } from './hoverFacts.ts';

/** A hover analyses no more nodes than this for one closure, at some milliseconds each; what is known already costs nothing. */
const nodesAnalysed = 15;

/** A chain of columns that pass a value on is followed no further than this. */
const longestChain = 30;

const words: Readonly<Record<How, string>> = {
  passthrough: 'passthrough',
  rename: 'renamed',
  cast: 'cast',
  expression: 'expression',
  aggregate: 'aggregate',
  window: 'window',
  constant: 'constant',
};

/** A way of making a value, in words. */
export function wordOf(how: How): string {
  return words[how];
}

/** Columns with how they are read, those read in the same way together. */
export function inputsLine(inputs: readonly { readonly name: string; readonly how: How }[]): Line {
  const hows = [...new Set(inputs.map(({ how }) => how))];
  const groups = hows.map((how): Line => {
    const names = [...new Set(inputs.filter((input) => input.how === how).map(({ name }) => name))];
    return [...capped(names, listLength, (name) => [code(name)]), muted(` ${wordOf(how)}`)];
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

function ownDescription(project: Project, { node, column }: ColumnOfNode): string {
  const key = column.toLowerCase();
  const entry = entryOf(project, node);
  const detail = entry && project.artifacts.manifest?.detail(entry);
  const declared =
    nodeColumn(project, node, column)?.declared ??
    detail?.columns.find(({ name }) => name.toLowerCase() === key);
  if (declared?.description.trim()) return declared.description;
  const relation = project.artifacts.catalog?.relation(node);
  return relation?.columns.find(({ name }) => name.toLowerCase() === key)?.comment ?? '';
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

/** Who reads a column: models nearest first, those whose rows it decides, exposures and metrics with their owners. */
export function readByFact(project: Project, column: ColumnOfNode): Fact {
  const closure = columnDownstream(project, column, { nodes: nodesAnalysed });
  const readers = new Map<string, string>();
  for (const reached of closure.columns) {
    const { node, column: name } = reached.column;
    const named = name.toLowerCase() === column.column.toLowerCase() ? '' : `.${name}`;
    if (node !== column.node && !readers.has(node)) readers.set(node, nameOfNode(project, node) + named);
  }
  const deciding = new Map<string, string>();
  for (const { node, clause } of closure.influenced)
    if (!readers.has(node) && !deciding.has(node)) deciding.set(node, clause);
  const unknown = closure.unknown.filter((id) => !readers.has(id) && !deciding.has(id));
  const least = closure.whole ? '' : 'at least ';
  const lines = [
    list(least, [...readers.values()], 'model'),
    exposuresLine(project, closure.consumers, readers.size),
    deciding.size === 0
      ? []
      : [
          text('decides rows of '),
          ...capped([...deciding], listLength, ([id, clause]) => [
            code(nameOfNode(project, id)),
            muted(` (${clauses[clause] ?? clause})`),
          ]),
        ],
    unknown.length === 0
      ? []
      : [
          text('perhaps '),
          ...capped(unknown, listLength, (id) => [code(nameOfNode(project, id))]),
          muted(` (what ${unknown.length === 1 ? 'it reads' : 'they read'} is not known)`),
        ],
  ].filter((line) => line.length > 0);
  const nothing = closure.whole ? 'no model' : 'not known: too many models to look at';
  return { sign: 'impact', label: 'Read by', lines: lines.length > 0 ? lines : [[text(nothing)]] };
}

function list(least: string, names: readonly string[], word: string): Line {
  if (names.length === 0) return [];
  return [
    text(`${least}${counted(names.length, word)}: `),
    ...capped(names, listLength, (name) => [code(name)]),
  ];
}

const clauses: Readonly<Record<string, string>> = {
  from: 'join',
  using: 'join',
  group: 'group by',
};

/** Exposures read models, not columns, so what is said of them is that these models feed them. */
function exposuresLine(project: Project, consumers: readonly Entry[], readers: number): Line {
  const exposures = consumers.filter(({ resourceType }) => resourceType === 'exposure');
  if (exposures.length === 0) return [];
  const feeding =
    readers === 0 ? 'no model; its relation feeds' : readers === 1 ? 'which feeds' : 'which feed';
  return [
    text(`${feeding} ${counted(exposures.length, 'exposure')}: `),
    ...capped(exposures, listLength, (entry) => {
      const owner = ownerOf(project, entry);
      return [code(labelOf(entry)), ...(owner ? [text(` (${ownersToText(owner)})`)] : [])];
    }),
  ];
}
