// The columns of a node, most trusted first: its own SQL as it stands, an enforced contract, a seed's header, the catalog, and last
// what YAML lists. Deliberately absent: where a column's value comes from (columnLineage.ts).

import type { DeclaredColumn } from '../../artifacts/types.ts';
import { derive } from '../../derived.ts';
import { memo2 } from '../../memo.ts';
import type { Project } from '../../project.ts';
import type { How } from '../../sql/analysis.ts';
import type { BaseType } from '../../sql/baseTypes.ts';
import { columnKey } from '../../sql/columns.ts';
import { type Dialect, dialectOf, nameKey } from '../../sql/dialect.ts';
import { columnsOfNode } from './cells.ts';
import type { NodeId } from './nodeId.ts';
import { prepareUpstream } from './prepareUpstream.ts';

/** Where the list of a node's columns is known from. */
export type ColumnsFrom = 'sql' | 'contract' | 'seed' | 'catalog' | 'YAML' | 'nothing';

/** A column's type and where it is known from. */
export interface ColumnType {
  /** Undefined where the type is none of the base types. */
  readonly base: BaseType | undefined;
  /** As the warehouse, the YAML or the SQL writes it. */
  readonly text: string;
  readonly from:
    | 'catalog'
    | 'contract'
    | 'YAML'
    | 'seed'
    | 'cast'
    | 'literal'
    | 'function'
    | 'aggregate'
    | 'predicate'
    /** Of the column of another node that it passes through. */
    | 'upstream';
}

/** How its own SQL makes a column. */
export interface MadeColumn {
  readonly how: How;
  /** Whether everything that it is made of is known. */
  readonly traced: boolean;
  /** What its type hangs on that isn't known, for people ("whether `x` holds"); undefined where it hangs on nothing such. */
  readonly hangsOn: string | undefined;
}

/** A column of a node. */
export interface NodeColumn {
  /** As its YAML spells it, else its SQL, else the catalog. */
  readonly name: string;
  readonly quoted: boolean;
  readonly type: ColumnType | undefined;
  /** Undefined where its SQL isn't read or doesn't make it. */
  readonly made: MadeColumn | undefined;
  /** As the manifest has it. */
  readonly declared: DeclaredColumn | undefined;
}

/** The columns of a node, in its order. */
export interface NodeColumns {
  readonly id: NodeId;
  readonly columns: readonly NodeColumn[];
  /** Every column there is: nothing can be said to be missing otherwise. */
  readonly complete: boolean;
  readonly from: ColumnsFrom;
}

/** The columns of a node. The same object while they are equal. */
export function nodeColumns(project: Project, id: NodeId): NodeColumns {
  prepareUpstream(project, columnsOfNode, id);
  return derive(project, columnsOfNode, id);
}

/** A column of a node by its name, compared as the adapter compares unquoted names; undefined where it isn't known. */
export function nodeColumn(project: Project, id: NodeId, name: string): NodeColumn | undefined {
  const dialect = dialectOf(project.artifacts.manifest?.metadata.adapterType);
  return indexed(nodeColumns(project, id), dialect).get(nameKey({ text: name, quoted: false }, dialect));
}

/** A column that is spelled so, else one whose name is the same without quotes; undefined where neither is known. */
export function columnCalled(
  project: Project,
  { node, column }: { readonly node: NodeId; readonly column: string },
): NodeColumn | undefined {
  const spelled = nodeColumns(project, node).columns.find(({ name }) => name === column);
  return spelled ?? nodeColumn(project, node, column);
}

const indexed = memo2((known: NodeColumns, dialect: Dialect): ReadonlyMap<string, NodeColumn> => {
  return new Map(known.columns.map((column) => [columnKey(column, dialect), column]));
});
