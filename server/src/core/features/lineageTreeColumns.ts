// Columns in the tree "Upstream & downstream": those of a node, and what is one step from one of them, as the texts stand.
// Deliberately absent: nodes' own rows (lineageTree.ts), how lineage is found (semantics/sql/columnSteps.ts).

import type { LineageColumn, LineageDirection } from '../../protocol.ts';
import { iconOf } from '../card/icons.ts';
import { visibleLine } from '../card/visible.ts';
import { columnFacts } from '../lint/vocabulary/columnFacts.ts';
import type { Project } from '../project.ts';
import { nodeNeighbours, prepareNodeGraph } from '../semantics/nodeNeighbours.ts';
import { failingWord } from '../semantics/nodeWords.ts';
import { columnSteps, prepareColumnSteps } from '../semantics/sql/columnSteps.ts';
import { wordOfClause, wordOfHow } from '../semantics/sql/howWords.ts';
import { columnCalled, type NodeColumn, nodeColumns } from '../semantics/sql/nodeColumns.ts';
import type { NodeId } from '../semantics/sql/nodeId.ts';
import { type ColumnOfNode, nodeLineage } from '../semantics/sql/nodeLineage.ts';
import { kindOfNode, nameOfColumn, nameOfNode } from '../semantics/sql/nodeNames.ts';
import { warmNode } from '../semantics/sql/warmNode.ts';

/** The columns of a node, in its order; they can be opened in a direction, in both where none is given. Understands the node in steps. */
export function* treeColumns(
  project: Project,
  node: NodeId,
  direction: LineageDirection | undefined,
): Generator<void, readonly LineageColumn[]> {
  yield* warmNode(project, node);
  yield* prepareNodeGraph(project);
  const rows = rowsOf(project, node);
  const isExpandable = expandables(project, node, direction);
  return nodeColumns(project, node).columns.map((column) =>
    rows(column.name, column, {
      label: column.name,
      direction: undefined,
      expandable: isExpandable(column.name),
    }),
  );
}

/** What is one step from a column: what it is made of (upstream), who reads it; both where no direction is given. */
export function* treeColumnSteps(
  project: Project,
  asked: ColumnOfNode,
  direction: LineageDirection | undefined,
): Generator<void, readonly LineageColumn[]> {
  const found: LineageColumn[] = [];
  for (const way of direction ? [direction] : (['upstream', 'downstream'] as const)) {
    yield* prepareColumnSteps(project, asked, way);
    yield* prepareNodeGraph(project);
    const { columns, decides, perhaps, consumers } = columnSteps(project, asked, way);
    const word = direction ? undefined : words[way];
    for (const { column, how } of columns) {
      yield* warmNode(project, column.node);
      const place = {
        label: nameOfColumn(project, column),
        more: [word, wordOfHow(how)],
        direction: way,
        expandable: expandables(project, column.node, way)(column.column),
      };
      found.push(rowsOf(project, column.node)(column.column, columnCalled(project, column), place));
    }
    for (const { node, clauses } of decides)
      found.push(wholeNode(project, node, way, [word, `rows by ${clauses.map(wordOfClause).join(', ')}`]));
    for (const node of [...perhaps, ...consumers])
      found.push(wholeNode(project, node, way, [word, 'perhaps']));
    yield;
  }
  return found;
}

const words = { upstream: 'from', downstream: 'read by' } as const;

/** How a row stands in the tree. */
interface RowPlace {
  readonly label: string;
  readonly more?: readonly (string | undefined)[];
  readonly direction: LineageDirection | undefined;
  readonly expandable: boolean;
}

function rowsOf(
  project: Project,
  node: NodeId,
): (name: string, column: NodeColumn | undefined, place: RowPlace) => LineageColumn {
  const factsOf = columnFacts(project, node);
  return (name, column, { label, more = [], direction, expandable }) => {
    const { type, promise, tests, classified } = factsOf(name, column);
    const badge = failingWord(tests?.failing.length ?? 0);
    const facts = [...more, type, promise, classified && `classified ${classified}`];
    return {
      node,
      column: name,
      ...worded(`column ${label}`, label, [badge, ...facts]),
      icon: iconOf('column'),
      badge,
      state: badge ? 'failed' : tests && tests.passing.length > 0 ? 'fine' : 'unknown',
      direction,
      expandable,
    };
  };
}

function wholeNode(
  project: Project,
  node: NodeId,
  direction: LineageDirection,
  facts: readonly (string | undefined)[],
): LineageColumn {
  const kind = kindOfNode(project, node) ?? 'unknown';
  const label = nameOfNode(project, node);
  return {
    node,
    ...worded(`${kind} ${label}`, label, facts),
    icon: iconOf(kind),
    badge: undefined,
    state: 'unknown',
    direction,
    expandable: false,
  };
}

function worded(
  title: string,
  label: string,
  facts: readonly (string | undefined)[],
): Pick<LineageColumn, 'label' | 'description' | 'spoken'> {
  const said = facts.filter((fact) => fact !== undefined);
  return {
    label: visibleLine(label),
    description: visibleLine(said.join(' · ')),
    spoken: visibleLine([title, ...said].join(', ')),
  };
}

/** Which columns of a node lead further: what reads its node may read any of them. */
function expandables(
  project: Project,
  node: NodeId,
  direction: LineageDirection | undefined,
): (column: string) => boolean {
  const read = direction !== 'upstream' && nodeNeighbours(project, node, 'downstream').length > 0;
  if (read) return () => true;
  if (direction === 'downstream') return () => false;
  const { upstream, opaque } = nodeLineage(project, node);
  return (column) => opaque.length > 0 || (upstream.get(column)?.length ?? 0) > 0;
}
