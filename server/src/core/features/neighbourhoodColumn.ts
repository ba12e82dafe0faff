// What the graph says of one column. Deliberately absent: which columns are listed (neighbourhoodColumns.ts).

import type { GraphColumn } from '../../lineageProtocol.ts';
import { counted } from '../card/format.ts';
import { shorten, visibleLine } from '../card/visible.ts';
import { columnFacts } from '../lint/vocabulary/columnFacts.ts';
import type { Project } from '../project.ts';
import { ownDescription } from '../semantics/sql/columnDescription.ts';
import type { NodeColumn } from '../semantics/sql/nodeColumns.ts';
import type { NodeId } from '../semantics/sql/nodeId.ts';

/** Characters of a description that are sent. */
const descriptionLength = 400;

/** Says of a column of a node what the graph shows; `known` is undefined for a name that the node isn't known to have. */
export type ColumnMaker = (
  name: string,
  known: NodeColumn | undefined,
  marks: Pick<GraphColumn, 'lit' | 'impact'>,
) => GraphColumn;

/** See {@link ColumnMaker}; what all columns of the node share is looked up once. */
export function columnMaker(project: Project, id: NodeId): ColumnMaker {
  const factsOf = columnFacts(project, id);
  return (name, known, marks) => {
    const { tests, ...facts } = factsOf(name, known);
    const description = ownDescription(project, { node: id, column: name }, known);
    const column = {
      name,
      ...facts,
      tests: tests && { all: tests.all.length, failing: tests.failing.length },
      description: shorten(description, descriptionLength),
      ...marks,
    };
    return { ...column, spoken: spokenOf(column) };
  };
}

const impactWords: Readonly<Record<NonNullable<GraphColumn['impact']>, string>> = {
  gone: 'gone by the edit',
  renamed: 'renamed by the edit',
  type: 'of another type by the edit',
  breaks: 'breaks by the edit',
};

function spokenOf(column: Omit<GraphColumn, 'spoken'>): string {
  const { name, type, promise, tests, classified, lit, impact } = column;
  const failing = tests && tests.failing > 0 ? `, ${tests.failing} failing` : '';
  const parts = [
    name,
    type,
    promise,
    tests && `${counted(tests.all, 'test')}${failing}`,
    classified && `classified ${classified}`,
    impact && impactWords[impact],
    lit ? 'on the path' : undefined,
  ];
  return parts.flatMap((part) => (part === undefined ? [] : visibleLine(part))).join(', ');
}
