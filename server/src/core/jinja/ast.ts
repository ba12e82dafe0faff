// The tree of a dbt-Jinja text: what tree.ts makes and everybody else reads. All ranges are offsets in the whole text.
// Deliberately absent: Lezer's types, which stay inside parse.ts and the two readers of its trees.

import type { TextRange } from '../text.ts';

/** A name as written, with its place. */
export interface JinjaName {
  readonly text: string;
  readonly range: TextRange;
}

/** An argument of a call, filter or test, in the order written. */
export interface JinjaArgument {
  /** The keyword; undefined for a positional argument. */
  readonly name: JinjaName | undefined;
  readonly value: JinjaExpression;
  /** `*` or `**` where the argument is unpacked. */
  readonly spread: '*' | '**' | undefined;
  readonly range: TextRange;
}

/** Any call `a.b(…)`. */
export interface JinjaCall {
  readonly kind: 'call';
  /** The whole call, from the first letter of its target to its closing parenthesis (or where it breaks off). */
  readonly range: TextRange;
  /** What is called, as an expression. */
  readonly target: JinjaExpression;
  /** The dotted path that is called (`adapter`, `dispatch`); empty when the target is no plain path, such as `f()()`. */
  readonly callee: readonly JinjaName[];
  /** The dotted path as text (`adapter.dispatch`); '' when the target is no plain path. */
  readonly name: string;
  readonly args: readonly JinjaArgument[];
  /** What lies between the parentheses. */
  readonly argumentsRange: TextRange;
  /** True when the closing parenthesis is missing. */
  readonly open: boolean;
  /** The tag around it, delimiters included; for a bare expression the range it was parsed in. */
  readonly tag: TextRange;
}

/** A string literal; adjacent literals are one string. */
export interface JinjaString {
  readonly kind: 'string';
  readonly range: TextRange;
  /** The text between the quotes, as written; of the first literal where several stand side by side. */
  readonly inner: TextRange;
  /** The text meant, escapes decoded. */
  readonly value: string;
  /** False while the closing quote is missing. */
  readonly closed: boolean;
  /** Whether each character of `value` is the one at the same place in `inner`: no escapes, one literal. */
  readonly verbatim: boolean;
}

/** A filter (`| name(args)`), as it stands in an expression, in a filter block and in a set block. */
export interface JinjaFilter {
  /** Dotted names are one name. */
  readonly name: JinjaName;
  readonly args: readonly JinjaArgument[];
}

/** An operator with two sides, apart from comparisons. */
export type JinjaBinaryOperator = '+' | '-' | '*' | '/' | '//' | '%' | '**' | '~' | 'and' | 'or';

/** A comparison; they chain as in Python. */
export type JinjaCompareOperator = '==' | '!=' | '<' | '<=' | '>' | '>=' | 'in' | 'not in';

/** Any expression. `missing` stands where one has to come and none is written yet; its range is empty. */
export type JinjaExpression =
  | JinjaString
  | JinjaCall
  | { readonly kind: 'number'; readonly range: TextRange; readonly value: number; readonly integer: boolean }
  | { readonly kind: 'boolean'; readonly range: TextRange; readonly value: boolean }
  | { readonly kind: 'none'; readonly range: TextRange }
  | { readonly kind: 'name'; readonly range: TextRange; readonly name: string }
  | {
      readonly kind: 'attribute';
      readonly range: TextRange;
      readonly object: JinjaExpression;
      /** Its text is '' while only the dot is written. */
      readonly name: JinjaName;
    }
  | {
      readonly kind: 'subscript';
      readonly range: TextRange;
      readonly object: JinjaExpression;
      readonly index: JinjaExpression;
    }
  | {
      readonly kind: 'slice';
      readonly range: TextRange;
      readonly start: JinjaExpression | undefined;
      readonly stop: JinjaExpression | undefined;
      readonly step: JinjaExpression | undefined;
    }
  | {
      readonly kind: 'filter';
      readonly range: TextRange;
      readonly value: JinjaExpression;
      readonly filter: JinjaFilter;
    }
  | {
      readonly kind: 'test';
      readonly range: TextRange;
      readonly value: JinjaExpression;
      readonly name: JinjaName;
      readonly args: readonly JinjaArgument[];
      readonly negated: boolean;
    }
  | {
      readonly kind: 'unary';
      readonly range: TextRange;
      readonly operator: '-' | '+' | 'not';
      readonly operand: JinjaExpression;
    }
  | {
      readonly kind: 'binary';
      readonly range: TextRange;
      readonly operator: JinjaBinaryOperator;
      readonly left: JinjaExpression;
      readonly right: JinjaExpression;
    }
  | {
      readonly kind: 'compare';
      readonly range: TextRange;
      readonly first: JinjaExpression;
      readonly rest: readonly { readonly operator: JinjaCompareOperator; readonly value: JinjaExpression }[];
    }
  | {
      readonly kind: 'conditional';
      readonly range: TextRange;
      readonly consequent: JinjaExpression;
      readonly condition: JinjaExpression;
      /** Undefined when there is no `else`. */
      readonly alternative: JinjaExpression | undefined;
    }
  | { readonly kind: 'list'; readonly range: TextRange; readonly items: readonly JinjaExpression[] }
  | { readonly kind: 'tuple'; readonly range: TextRange; readonly items: readonly JinjaExpression[] }
  | {
      readonly kind: 'dict';
      readonly range: TextRange;
      readonly entries: readonly { readonly key: JinjaExpression; readonly value: JinjaExpression }[];
    }
  | { readonly kind: 'missing'; readonly range: TextRange };

/** What `set`, `for` and `with` assign to. */
export type JinjaTarget =
  | { readonly kind: 'name'; readonly range: TextRange; readonly name: string }
  | { readonly kind: 'attribute'; readonly range: TextRange; readonly path: readonly JinjaName[] }
  | { readonly kind: 'tuple'; readonly range: TextRange; readonly items: readonly JinjaTarget[] };

/** A parameter of a macro, a test or a call block. */
export interface JinjaParameter {
  readonly name: JinjaName;
  /** Undefined when the argument has to be given. */
  readonly default: JinjaExpression | undefined;
  readonly range: TextRange;
}

/** What stands behind a statement's keyword. Names are undefined while they are not written yet. */
export type JinjaDetail =
  /** if, elif, do */
  | { readonly form: 'expression'; readonly expression: JinjaExpression | undefined }
  /** Without a value it opens a block, whose text goes through the filters. */
  | {
      readonly form: 'set';
      readonly targets: readonly JinjaTarget[];
      readonly value: JinjaExpression | undefined;
      readonly filters: readonly JinjaFilter[];
    }
  | {
      readonly form: 'for';
      readonly targets: readonly JinjaTarget[];
      readonly iterable: JinjaExpression | undefined;
      /** The `if` of the loop itself. */
      readonly condition: JinjaExpression | undefined;
      readonly recursive: boolean;
    }
  /** macro, test, data_test */
  | {
      readonly form: 'definition';
      readonly name: JinjaName | undefined;
      readonly parameters: readonly JinjaParameter[];
    }
  | {
      readonly form: 'call';
      readonly parameters: readonly JinjaParameter[];
      readonly call: JinjaExpression | undefined;
    }
  | { readonly form: 'filter'; readonly filters: readonly JinjaFilter[] }
  /** snapshot, docs, block */
  | { readonly form: 'name'; readonly name: JinjaName | undefined }
  /** `default` is an argument like `adapter='x'`: a positional name. */
  | {
      readonly form: 'materialization';
      readonly name: JinjaName | undefined;
      readonly args: readonly JinjaArgument[];
    }
  | {
      readonly form: 'with';
      readonly assignments: readonly { readonly target: JinjaTarget; readonly value: JinjaExpression }[];
    }
  /** import, from, include, extends. `names` are what it binds. */
  | {
      readonly form: 'import';
      readonly template: JinjaExpression | undefined;
      readonly names: readonly { readonly name: JinjaName; readonly as: JinjaName }[];
    }
  /** else, end…, raw, and words that are no statement of dbt. */
  | { readonly form: 'plain' };

interface Tag {
  /** With its delimiters; an unfinished tag ends where the reader gave it up. */
  readonly range: TextRange;
  /** Between the delimiters and their whitespace control. */
  readonly content: TextRange;
  /** False when the closing delimiter is missing. */
  readonly closed: boolean;
  /** Whitespace control of the opening and the closing delimiter. */
  readonly before: '-' | '+' | '';
  readonly after: '-' | '+' | '';
}

/** Text outside Jinja; also the body of raw and docs blocks. */
export interface JinjaText {
  readonly kind: 'text';
  readonly range: TextRange;
}

/** `{# … #}` */
export interface JinjaComment extends Tag {
  readonly kind: 'comment';
}

/** `{{ … }}`; no expression while nothing is written in it. */
export interface JinjaOutput extends Tag {
  readonly kind: 'output';
  readonly expression: JinjaExpression | undefined;
}

/** `{% … %}` */
export interface JinjaStatement extends Tag {
  readonly kind: 'statement';
  /** '' while none is written. */
  readonly keyword: string;
  readonly keywordRange: TextRange;
  readonly detail: JinjaDetail;
}

/** One stretch of a block: the body behind its opening tag, an `elif` or an `else`. */
export interface JinjaBranch {
  readonly tag: JinjaStatement;
  readonly body: readonly JinjaNode[];
  readonly bodyRange: TextRange;
}

/** A statement with its end. One whose end is missing is no block: it is a plain statement among what follows it. */
export interface JinjaBlock {
  readonly kind: 'block';
  /** From the opening tag to the end of the closing one. */
  readonly range: TextRange;
  /** The keyword of the opening tag. */
  readonly name: string;
  /** One, but for `if` and `for` with `elif` or `else`. */
  readonly branches: readonly [JinjaBranch, ...JinjaBranch[]];
  readonly close: JinjaStatement;
}

/** A piece of the text. The pieces of a list cover its range without gaps, in order. */
export type JinjaNode = JinjaText | JinjaComment | JinjaOutput | JinjaStatement | JinjaBlock;
