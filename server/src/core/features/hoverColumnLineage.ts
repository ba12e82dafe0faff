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

/** A hover analyses no more nodes than this for one closure. */
const nodesAnalysed = 40;

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

/**
 * The columns that a column is made of, one step up, then those at the ends where these are others. `expression` is the text that
 * makes it, where it is worth showing.
 */
export function comesFromFact(
  project: Project,
  column: ColumnOfNode,
  expression: string | undefined,
): Fact | undefined {
  const { upstream, opaque } = nodeLineage(project, column.node);
  const direct = upstream.get(column.column);
  const fact = (...lines: readonly Line[]): Fact => ({ sign: 'lineage', label: 'Comes from', lines });
  const made: Line = expression === undefined ? [] : [code(expression)];
  if (!direct || direct.length === 0) {
    if (opaque.length > 0) {
      const names = capped(opaque, listLength, (id) => [code(nameOfNode(project, id))]);
      return fact([...join([made, names], ' · '), muted(' which of their columns is not known')]);
    }
    if (!direct) return undefined;
    const known = nodeColumn(project, column.node, column.column)?.made;
    if (known && !known.traced) return fact(join([made, [muted('what it reads is not known')]], ' '));
    return made.length > 0 ? fact([...made, muted(' reads no column')]) : fact([muted('reads no column')]);
  }
  const inputs = direct.map((input) => ({ name: nameOfColumn(project, input.column), how: input.how }));
  const first = join([made, inputsLine(inputs)], ' from ');
  const ends = leavesOf(columnUpstream(project, column, { nodes: nodesAnalysed }));
  const named = ends.map((end) => ({ name: nameOfColumn(project, end.column), how: end.how }));
  const same = named.every(({ name }) => inputs.some((input) => input.name === name));
  return same ? fact(first) : fact(first, [text('← '), ...inputsLine(named)]);
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
    ...consumerLines(project, closure.consumers),
    list(least, [...readers.values()], 'model'),
    deciding.size === 0
      ? []
      : [
          text('rows of '),
          ...capped([...deciding], listLength, ([id, clause]) => [
            code(nameOfNode(project, id)),
            muted(` ${wordOfClause(clause)}`),
          ]),
        ],
    unknown.length === 0
      ? []
      : [
          ...capped(unknown, listLength, (id) => [code(nameOfNode(project, id))]),
          muted(` ${unknown.length === 1 ? 'reads' : 'read'} its relation; which columns is not known`),
        ],
  ].filter((line) => line.length > 0);
  const nothing = closure.whole ? 'no model that is known' : 'not looked at any further';
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
  order: 'order by',
};

function wordOfClause(clause: string): string {
  return clauses[clause] ?? clause;
}

/** Consumers read models, not columns, so what is said of them is that they stand behind. */
function consumerLines(project: Project, consumers: readonly Entry[]): readonly Line[] {
  const exposures = consumers.filter((entry) => entry.resourceType === 'exposure');
  const rest = consumers.filter((entry) => entry.resourceType !== 'exposure');
  const shown: Line =
    exposures.length === 0
      ? []
      : [
          text(`${counted(exposures.length, 'exposure')} on these models: `),
          ...capped(exposures, listLength, (entry) => {
            const owner = ownerOf(project, entry);
            return [code(labelOf(entry)), ...(owner ? [text(` (${ownersToText(owner)})`)] : [])];
          }),
        ];
  const types = [...new Set(rest.map(({ resourceType }) => resourceType))];
  const others = types.map((type): Line => {
    const entries = rest.filter(({ resourceType }) => resourceType === type);
    const word = type.replace('_', ' ');
    const plural = word.endsWith('y')
      ? `${word.slice(0, -1)}ies`
      : word === 'analysis'
        ? 'analyses'
        : `${word}s`;
    return [
      text(`${counted(entries.length, word, plural)}: `),
      ...capped(entries, listLength, (entry) => [code(labelOf(entry))]),
    ];
  });
  return [shown, ...others];
}
