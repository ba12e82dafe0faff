// What rows and graphs say of a column: its type, what its name promises, its tests, how it is classified. Deliberately absent: how it is
// drawn, and the column's card, which says more (features/hoverColumn.ts).

import { visibleLine } from '../../card/visible.ts';
import type { Project } from '../../project.ts';
import { classificationOf } from '../../semantics/classified.ts';
import type { NodeColumn } from '../../semantics/sql/nodeColumns.ts';
import { entryOf, type NodeId } from '../../semantics/sql/nodeId.ts';
import { type TestsFact, testsByColumn } from '../../semantics/tests.ts';
import { isCoveredNode } from './coveredNodes.ts';
import { describeName } from './promises/promises.ts';

/** See the head of this file; undefined where there is none, or none is known. Texts are on one line. */
export interface ColumnFacts {
  /** In lower case. */
  readonly type: string | undefined;
  /** Only where the vocabulary covers the node. */
  readonly promise: string | undefined;
  readonly tests: TestsFact | undefined;
  /** By its YAML: `pii, confidential`. */
  readonly classified: string | undefined;
}

/** Says it of a node's columns, by name; `known` is undefined for a name that the node isn't known to have. */
export type ColumnFactsOf = (name: string, known: NodeColumn | undefined) => ColumnFacts;

/** See {@link ColumnFactsOf}; what all columns of the node share is looked up once. */
export function columnFacts(project: Project, node: NodeId): ColumnFactsOf {
  const entry = entryOf(project, node);
  const tests = entry && testsByColumn(project, entry);
  const { vocabulary } = project.context;
  const covering = vocabulary && isCoveredNode(project, vocabulary, node) ? vocabulary : undefined;
  return (name, known) => {
    const promise = covering && describeName(covering, name);
    const classes = known?.declared ? classificationOf(known.declared) : [];
    return {
      type: known?.type && visibleLine(known.type.text.toLowerCase()),
      promise: promise === undefined ? undefined : visibleLine(promise),
      tests: tests?.get(name.toLowerCase()),
      classified: classes.length === 0 ? undefined : visibleLine(classes.join(', ')),
    };
  };
}
