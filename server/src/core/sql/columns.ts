// What a query gives: the entries of its output. Deliberately absent: how they are found (analyze.ts).
import type { TextRange } from '../text.ts';
import type { ColumnSource, How } from './analysis.ts';
import { type Dialect, nameKey } from './dialect.ts';
import type { KnownType } from './knownTypes.ts';
import type { Expression, Name, Relation } from './tree.ts';

/** One entry of a query's output. */
export type OutputColumn = NamedColumn | StarColumn | UnknownColumn;

/** A column that another is made of, one step up, and how. */
export interface ColumnInput {
  readonly source: ColumnSource;
  readonly how: How;
}

/** Where the value of an entry comes from. */
export interface Derivation {
  /** Of the expression as a whole: its least faithful step; `constant` where it reads nothing. */
  readonly how: How;
  /** Every column in its expression, one step up, each once. */
  readonly inputs: readonly ColumnInput[];
  /** Whether `inputs` are all there are: false where something in it isn't resolved. */
  readonly traced: boolean;
}

/** A column whose name is known. */
export interface NamedColumn extends Derivation {
  readonly kind: 'column';
  /** As written, without quotes. */
  readonly name: string;
  readonly quoted: boolean;
  /**
   * Of the alias, or of the bare column where there is none: where a problem about the name is drawn. Of a column that a star
   * of a table outside the text gives: the star.
   */
  readonly nameRange: TextRange;
  /** Of the entry of the own select list that gives it: `expression as alias`, or the star. */
  readonly range: TextRange;
  /** Of the star in the own select list that gives it; undefined where the list names it. */
  readonly star: TextRange | undefined;
  /** The name is an alias in the text, not that of the column it reads. */
  readonly aliased: boolean;
  /**
   * What it is computed from, where it is computed (in a CTE, behind `select *`). Undefined for a VALUES list, for what a star
   * of a table outside the text gives, and for columns of table functions and pivots.
   */
  readonly expression: Expression | undefined;
  /** Undefined where it isn't certain. */
  readonly type: KnownType | undefined;
}

/** The part of a column that its name in the text says: an alias, or a name in a list of names. */
export function namedBy({ text, quoted, range }: Name) {
  return {
    kind: 'column',
    name: text,
    quoted,
    nameRange: range,
    range,
    star: undefined,
    aliased: true,
    expression: undefined,
  } as const;
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
export interface UnknownColumn extends Derivation {
  readonly kind: 'unknown';
  readonly range: TextRange;
  /** It may stand for any number of columns, none too. */
  readonly many: boolean;
  /** Undefined where it isn't certain. */
  readonly type: KnownType | undefined;
}

/** The key by which a column is the same as another name of the dialect. */
export function columnKey(
  column: { readonly name: string; readonly quoted: boolean },
  dialect: Dialect,
): string {
  return nameKey({ text: column.name, quoted: column.quoted }, dialect);
}

/** Whether an entry may stand for several columns, so that those behind it have no known position. */
export function isMany(column: OutputColumn): boolean {
  return column.kind === 'star' || (column.kind === 'unknown' && column.many);
}

/** Whether every entry has a known name. */
export function isComplete(columns: readonly OutputColumn[]): boolean {
  return columns.length > 0 && columns.every(({ kind }) => kind === 'column');
}
