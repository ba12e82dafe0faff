// The small select tree of all dialects: what a query selects, from where, by which expressions, each with its range.
// Deliberately absent: resolved names (scopes read the tree), statements other than queries, and how text is written.
import type { TextRange } from '../text.ts';

/** An identifier as written, without its quotes. */
export interface Name {
  readonly text: string;
  readonly quoted: boolean;
  /** Of the whole identifier, quotes included. */
  readonly range: TextRange;
  /** Present where a placeholder makes part of it, so that `text` isn't the real name. */
  readonly opaque?: true;
}

/** A query with its CTEs. */
export interface Query {
  readonly kind: 'query';
  readonly range: TextRange;
  readonly recursive: boolean;
  readonly ctes: readonly Cte[];
  /** Undefined while nothing is written behind the WITH list. */
  readonly body: QueryBody | undefined;
  readonly orderBy: readonly Expression[];
}

/** One entry of a WITH list. */
export interface Cte {
  readonly range: TextRange;
  readonly name: Name;
  readonly columns: readonly Name[];
  /** Undefined where the entry has no body yet. */
  readonly query: Query | undefined;
}

/** What stands behind a WITH list or between set operators. */
export type QueryBody = Select | SetOperation | Values | Query;

/** `left union right`; chains lean to the left. */
export interface SetOperation {
  readonly kind: 'setOperation';
  readonly range: TextRange;
  readonly operator: 'union' | 'intersect' | 'except';
  readonly all: boolean;
  /** Columns are matched by name, not by position. */
  readonly byName: boolean;
  readonly left: QueryBody;
  /** Undefined while it isn't written. */
  readonly right: QueryBody | undefined;
}

/** `values (…), (…)`. */
export interface Values {
  readonly kind: 'values';
  readonly range: TextRange;
  readonly rows: readonly (readonly Expression[])[];
}

/** One `select` without its WITH list and its ORDER BY. */
export interface Select {
  readonly kind: 'select';
  readonly range: TextRange;
  readonly distinct: boolean;
  /** Values of `distinct on (…)`. */
  readonly distinctOn: readonly Expression[];
  /** From behind `select` to the next clause; items are completed here. */
  readonly listRange: TextRange;
  readonly items: readonly SelectItem[];
  readonly from: readonly FromItem[];
  readonly where: Expression | undefined;
  readonly groupBy: readonly Expression[];
  readonly having: Expression | undefined;
  readonly qualify: Expression | undefined;
  /** Entries of the WINDOW clause. */
  readonly windows: readonly NamedWindow[];
  readonly clauses: readonly Clause[];
}

/** `name as (partition by … order by …)` of a WINDOW clause. */
export interface NamedWindow {
  readonly name: Name;
  /** What it partitions and orders by. */
  readonly parts: readonly Expression[];
}

/** A clause of a select with its keyword. */
export interface Clause {
  /** Its first keyword in lower case: `from`, `group`, `order` … */
  readonly name: string;
  readonly range: TextRange;
}

/** One entry of a select list. */
export type SelectItem = ColumnItem | StarItem;

/** An expression with or without an alias. */
export interface ColumnItem {
  readonly kind: 'column';
  readonly range: TextRange;
  readonly expression: Expression;
  readonly alias: Name | undefined;
}

/** `*`, `t.*`, with what its modifiers do. */
export interface StarItem {
  readonly kind: 'star';
  readonly range: TextRange;
  readonly qualifier: readonly Name[];
  /** `except (…)` or `exclude (…)`. */
  readonly except: readonly Name[];
  readonly replace: readonly ColumnItem[];
  readonly rename: readonly Renaming[];
  /** Modifiers that choose columns in a way which isn't in this tree (`ilike`, a placeholder). */
  readonly otherModifiers: boolean;
}

/** `from as to` in a star's `rename`. */
export interface Renaming {
  readonly from: Name;
  readonly to: Name;
}

/** One relation of a FROM clause with how it is joined to those before it. */
export interface FromItem {
  readonly range: TextRange;
  /** The words before `join` in lower case (`left`, `cross` …), `from` for the first, `comma` behind a comma. */
  readonly join: string;
  readonly relation: Relation;
  readonly on: Expression | undefined;
  readonly using: readonly Name[];
}

/** What rows come from. */
export type Relation =
  | TableRelation
  | QueryRelation
  | FunctionRelation
  | JoinedRelation
  | PlaceholderRelation
  | PivotRelation;

interface RelationBase {
  readonly range: TextRange;
  readonly alias: Name | undefined;
  /** Column names given with the alias: `t (a, b)`. */
  readonly columns: readonly Name[];
}

/** A table, view or CTE by its name; which of them is a question of scopes. */
export interface TableRelation extends RelationBase {
  readonly kind: 'table';
  readonly path: readonly Name[];
}

/** A query or a VALUES list in brackets. */
export interface QueryRelation extends RelationBase {
  readonly kind: 'query';
  readonly lateral: boolean;
  readonly query: Query;
}

/** `unnest(…)`, `flatten(…)`, `generate_series(…)`, `lateral view explode(…)`. */
export interface FunctionRelation extends RelationBase {
  readonly kind: 'function';
  readonly lateral: boolean;
  /** In lower case, dotted. */
  readonly name: string;
  readonly args: readonly Expression[];
  /** The column that BigQuery's `with offset` adds; undefined without it. */
  readonly offset: Name | undefined;
}

/** Joins in brackets. */
export interface JoinedRelation extends RelationBase {
  readonly kind: 'joined';
  readonly from: readonly FromItem[];
}

/** A relation that a template makes. */
export interface PlaceholderRelation extends RelationBase {
  readonly kind: 'placeholder';
  /** Of the placeholder alone, without an alias. */
  readonly placeholder: TextRange;
}

/** `source pivot (…)`, `source unpivot (…)`, `match_recognize (…)`: its columns aren't those of its source. */
export interface PivotRelation extends RelationBase {
  readonly kind: 'pivot' | 'unpivot';
  readonly source: Relation;
  /** The values in the brackets; empty where `shape` has them. */
  readonly args: readonly Expression[];
  /** Undefined where the columns aren't written: a subquery, `any`, match_recognize. */
  readonly shape: PivotShape | undefined;
}

/** `sum(a) as b for key in ('x' as y, …)` of a pivot, `value for key in (a, b)` of an unpivot. */
export interface PivotShape {
  /** The aggregates of a pivot, the name of the values of an unpivot. */
  readonly values: readonly ColumnItem[];
  readonly key: Name;
  readonly entries: readonly {
    readonly name: Name;
    /** A string or number, not a name. */
    readonly literal: boolean;
    readonly alias: Name | undefined;
  }[];
}

/** A value. Brackets around an expression are not part of its range. */
export type Expression =
  | ColumnReference
  | Literal
  | Cast
  | FunctionCall
  | WindowCall
  | Case
  | Operation
  | Access
  | SubqueryExpression
  | PlaceholderExpression
  | OtherExpression;

/** `a`, `t.a`, `db.t.a`, `t.struct.field`: which part is the column is a question of scopes. */
export interface ColumnReference {
  readonly kind: 'column';
  readonly range: TextRange;
  readonly path: readonly Name[];
}

/** A constant; `keyword` for words that are arguments (`day` in `datediff(day, a, b)`). */
export interface Literal {
  readonly kind: 'literal';
  readonly range: TextRange;
  readonly type: 'string' | 'integer' | 'decimal' | 'boolean' | 'null' | 'keyword';
  /** In lower case, of a unit of time that is an argument (`day`, `'day'`). */
  readonly word?: string;
}

/** `cast(x as t)`, `x::t`, `try_cast`, `safe_cast`, `date '2020-01-01'`. */
export interface Cast {
  readonly kind: 'cast';
  readonly range: TextRange;
  readonly operand: Expression;
  /** The type as written; undefined where it is missing or a placeholder makes it. */
  readonly type: string | undefined;
  readonly typeRange: TextRange | undefined;
}

/** A call of a function or an aggregate; functions without brackets too (`current_date`). */
export interface FunctionCall {
  readonly kind: 'function';
  readonly range: TextRange;
  /** In lower case, dotted where it is qualified. */
  readonly name: string;
  readonly args: readonly Expression[];
  readonly distinct: boolean;
  /** The arguments are `*`. */
  readonly star: boolean;
  /** Values of `filter (where …)` and `within group (order by …)`. */
  readonly modifiers: readonly Expression[];
}

/** `call over (…)`. */
export interface WindowCall {
  readonly kind: 'window';
  readonly range: TextRange;
  readonly call: Expression;
  readonly partitionBy: readonly Expression[];
  readonly orderBy: readonly Expression[];
  /** The name of a window of the WINDOW clause. */
  readonly windowName: Name | undefined;
}

/** `case [operand] when … then … else … end`. */
export interface Case {
  readonly kind: 'case';
  readonly range: TextRange;
  readonly operand: Expression | undefined;
  readonly whens: readonly { readonly condition: Expression; readonly result: Expression | undefined }[];
  readonly otherwise: Expression | undefined;
}

/** An operator with its operands: `+`, `and`, `not`, `is null`, `in`, `between`, `like`. */
export interface Operation {
  readonly kind: 'operation';
  readonly range: TextRange;
  /** In lower case, without a `not` in it. */
  readonly operator: string;
  readonly operands: readonly Expression[];
}

/** A part of a value: `x[0]`, `x:path.to`, `(x).field`. */
export interface Access {
  readonly kind: 'access';
  readonly range: TextRange;
  readonly operand: Expression;
  readonly indexes: readonly Expression[];
}

/** A query used as a value; `exists` for `exists (…)`. */
export interface SubqueryExpression {
  readonly kind: 'subquery';
  readonly range: TextRange;
  readonly query: Query;
  readonly exists: boolean;
}

/** A value that a template makes. */
export interface PlaceholderExpression {
  readonly kind: 'placeholder';
  readonly range: TextRange;
}

/** Text that isn't understood as a whole, with the values found in it. */
export interface OtherExpression {
  readonly kind: 'other';
  readonly range: TextRange;
  readonly children: readonly Expression[];
}

/** The direct parts of an expression, in the order of the text where it is known. Queries inside aren't entered. */
export function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'column':
    case 'literal':
    case 'placeholder':
    case 'subquery':
      return [];
    case 'cast':
      return [expression.operand];
    case 'function':
      return [...expression.args, ...expression.modifiers];
    case 'window':
      return [expression.call, ...expression.partitionBy, ...expression.orderBy];
    case 'case':
      return [
        ...(expression.operand ? [expression.operand] : []),
        ...expression.whens.flatMap(({ condition, result }) => (result ? [condition, result] : [condition])),
        ...(expression.otherwise ? [expression.otherwise] : []),
      ];
    case 'operation':
      return expression.operands;
    case 'access':
      return [expression.operand, ...expression.indexes];
    case 'other':
      return expression.children;
  }
}
