// The type of a column for a rule, with where it is known from in words. What YAML declares counts as it stands in the file, which
// dbt may not have parsed yet. Deliberately absent: the order of trust within a node (semantics/sql/columnTypes.ts).

import { memo2 } from '../../memo.ts';
import type { Project } from '../../project.ts';
import { declaredType } from '../../semantics/sql/columnTypes.ts';
import {
  type ColumnType as KnownType,
  type NodeColumns,
  nodeColumns,
} from '../../semantics/sql/nodeColumns.ts';
import type { NodeId } from '../../semantics/sql/nodeId.ts';
import type { BaseType } from '../../sql/baseTypes.ts';
import { columnKey } from '../../sql/columns.ts';
import { type Dialect, dialectOf } from '../../sql/dialect.ts';
import type { SchemaColumn } from '../../yaml/schemaFile.ts';

/** A type with its source in words. */
export interface ColumnType {
  readonly base: BaseType;
  /** As the warehouse, the YAML or the SQL writes it. */
  readonly text: string;
  /** "by the catalog", "by its cast" … */
  readonly from: string;
}

/** A column to find the type of. */
export interface TypedColumn {
  readonly name: string;
  /** Taken as written by the warehouse. */
  readonly quoted: boolean;
  /** Whose column it is; undefined where that isn't known. */
  readonly node: NodeId | undefined;
  /** The YAML entry of the column; undefined when there is none. */
  readonly declared: SchemaColumn | undefined;
  /** Whether the node's contract is enforced. */
  readonly contract: boolean;
}

const words: Readonly<Record<KnownType['from'], string>> = {
  catalog: 'by the catalog',
  contract: 'by the contract in YAML',
  YAML: 'by `data_type` in YAML',
  seed: 'by `column_types` of the seed',
  cast: 'by its cast',
  literal: 'by its value',
  function: 'by the function that makes it',
  aggregate: 'by the aggregate that makes it',
  predicate: 'by the comparison that makes it',
  upstream: 'by the type of the column it passes through',
};

/** The type of a column; undefined where it isn't known or is none of the base types. */
export function typeOfColumn(project: Project, column: TypedColumn): ColumnType | undefined {
  const known = typeInNode(project, column);
  const written = column.declared?.dataType?.text;
  const declared =
    known?.from === 'catalog' || written === undefined
      ? undefined
      : declaredType(project, written, column.contract);
  // A declaration that dbt parsed and that the file has no more: what it hid isn't known.
  const isGone = column.declared && (known?.from === 'contract' || known?.from === 'YAML');
  const type = declared ?? (isGone ? undefined : known);
  return type?.base && { base: type.base, text: type.text, from: words[type.from] };
}

/** A type for people: "`date` by its cast", "`VARCHAR` (string) by the catalog". */
export function typeInWords({ text, base, from }: ColumnType): string {
  return text.toLowerCase() === base ? `\`${base}\` ${from}` : `\`${text}\` (${base}) ${from}`;
}

function typeInNode(project: Project, column: TypedColumn): KnownType | undefined {
  if (column.node === undefined) return undefined;
  const dialect = dialectOf(project.artifacts.manifest?.metadata.adapterType);
  return typesByKey(nodeColumns(project, column.node), dialect).get(columnKey(column, dialect));
}

const typesByKey = memo2(
  ({ columns }: NodeColumns, dialect: Dialect): ReadonlyMap<string, KnownType | undefined> =>
    // Of several columns of one name the first.
    new Map(columns.toReversed().map((each) => [columnKey(each, dialect), each.type])),
);
