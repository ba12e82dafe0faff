// The columns of a node, most trusted first: its own SQL as it stands, an enforced contract, a seed's header, the catalog, and last
// what YAML lists. Deliberately absent: where a column's value comes from (columnLineage.ts).

import type { DeclaredColumn } from '../../artifacts/types.ts';
import type { Project } from '../../project.ts';
import type { BaseType } from '../../sql/baseTypes.ts';
import type { NamedColumn } from '../../sql/columns.ts';
import type { NodeId } from './nodeId.ts';

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

/** A column of a node. */
export interface NodeColumn {
  /** As its YAML spells it, else its SQL, else the catalog. */
  readonly name: string;
  readonly quoted: boolean;
  readonly type: ColumnType | undefined;
  /** The column of its own SQL; undefined where the SQL isn't read or doesn't make it. */
  readonly made: NamedColumn | undefined;
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
export declare function nodeColumns(project: Project, id: NodeId): NodeColumns;

/** A column of a node by its name, compared as the adapter compares unquoted names; undefined where it isn't known. */
export declare function nodeColumn(project: Project, id: NodeId, name: string): NodeColumn | undefined;
