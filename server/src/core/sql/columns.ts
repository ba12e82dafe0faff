// What a query gives: the entries of its output. Deliberately absent: how they are found (finalSelect.ts, stars.ts).
import type { TextRange } from '../text.ts';
import { type Dialect, nameKey } from './dialect.ts';
import type { KnownType } from './knownTypes.ts';
import type { Expression, Name, Relation } from './tree.ts';

/** One entry of a query's output. */
export type OutputColumn = NamedColumn | StarColumn | UnknownColumn;

/** A column whose name is known. */
export interface NamedColumn {
  readonly kind: 'column';
  /** As written, without quotes. */
  readonly name: string;
  readonly quoted: boolean;
  /** Of the alias, or of the bare column where there is none: where a problem about the name is drawn. */
  readonly nameRange: TextRange;
  /** The name is an alias in the text, not that of the column it reads. */
  readonly aliased: boolean;
  /** What it is computed from, where it is computed (in a CTE, behind `select *`). Undefined for a VALUES list. */
  readonly expression: Expression | undefined;
  /** Undefined where it isn't certain. */
  readonly type: KnownType | undefined;
}

/** All columns of a relation that this text doesn't define. */
export interface StarColumn {
  readonly kind: 'star';
  /** Of the star in the select list that reads the relation. */
  readonly range: TextRange;
  /** The relations whose columns it stands for; empty where that isn't known. */
  readonly relations: readonly Relation[];
  /** Columns that it leaves out. */
  readonly except: readonly Name[];
  /** New names of some of its columns. */
  readonly renamed: readonly { readonly from: Name; readonly to: Name }[];
}

/** An entry whose name isn't known: a template makes it, or it has no alias and the dialect's name for it isn't certain. */
export interface UnknownColumn {
  readonly kind: 'unknown';
  readonly range: TextRange;
  /** It may stand for any number of columns, none too. */
  readonly many: boolean;
  /** Undefined where it isn't certain. */
  readonly type: KnownType | undefined;
}

/** The key by which a column is the same as another name of the dialect. */
export function columnKey(column: NamedColumn, dialect: Dialect): string {
  return nameKey({ text: column.name, quoted: column.quoted }, dialect);
}
