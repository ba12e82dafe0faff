// What a passing test says of a column's values, by the test's name and arguments. Deliberately absent: whether it is enabled and
// looks at every row (columnTests.ts), and tests whose meaning only their own project knows (`fulfilled_by` of a promise names them).

import { memo } from '../../../memo.ts';

/** Something that holds of every value of a column while a test passes. Null is a value for `not_null` alone. */
export type Holds =
  | { readonly kind: 'not_null' | 'unique' }
  /** The values are among these; undefined where an argument isn't plain. */
  | { readonly kind: 'accepted_values'; readonly values: readonly unknown[] | undefined }
  /** Undefined: no bound; `unknown`: one that isn't plain. */
  | {
      readonly kind: 'range';
      readonly min: Bound;
      readonly max: Bound;
      /** The limits themselves are left out. */
      readonly open: boolean;
    }
  /** They match this regular expression; undefined where it isn't plain. */
  | { readonly kind: 'pattern'; readonly source: string | undefined };

/** A limit of a range. */
export type Bound = number | 'unknown' | undefined;

type Arguments = Readonly<Record<string, unknown>>;
type Meaning = (args: Arguments, column: string) => readonly Holds[];

const notNull: Holds = { kind: 'not_null' };
const unique: Holds = { kind: 'unique' };

/**
 * By the test's name without its package, since packages take over each other's tests under their names. Sources: dbt's own
 * generic tests (https://docs.getdbt.com/reference/resource-properties/data-tests), dbt_utils 1.4, dbt_expectations 0.10
 * (`macros/schema_tests`), dbt_constraints 1.0. dbt_utils.not_constant, at_least_one and not_empty_string, and all tests of
 * elementary, hold nothing that a name can promise.
 */
const meanings: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  ['not_null', ofColumn(() => [notNull])],
  ['unique', ofColumn(() => [unique])],
  ['accepted_values', ofColumn(({ values }) => [amongValues(values)])],
  [
    'accepted_range',
    ofColumn((args) => [between(args['min_value'], args['max_value'], args['inclusive'] === false)]),
  ],
  ['expression_is_true', ofExpression],
  ['not_null_proportion', ofColumn((args) => (Number(args['at_least']) >= 1 ? [notNull] : []))],
  ['unique_combination_of_columns', (args, column) => alone(args['combination_of_columns'], column)],
  ['expect_column_values_to_not_be_null', ofColumn(() => [notNull])],
  ['expect_column_values_to_be_unique', ofColumn(() => [unique])],
  ['expect_compound_columns_to_be_unique', (args, column) => alone(args['column_list'], column)],
  ['expect_column_values_to_be_in_set', ofColumn((args) => [amongValues(args['value_set'])])],
  ['expect_column_distinct_values_to_be_in_set', ofColumn((args) => [amongValues(args['value_set'])])],
  [
    'expect_column_values_to_be_between',
    ofColumn((args) => [between(args['min_value'], args['max_value'], isStrict(args))]),
  ],
  [
    'expect_column_min_to_be_between',
    ofColumn((args) => [between(args['min_value'], undefined, isStrict(args))]),
  ],
  [
    'expect_column_max_to_be_between',
    ofColumn((args) => [between(undefined, args['max_value'], isStrict(args))]),
  ],
  ['expect_column_values_to_match_regex', ofColumn(({ regex }) => [matching(regex)])],
  ['expect_column_values_to_match_regex_list', ofColumn(() => [matching(undefined)])],
  ['primary_key', (args, column) => keyOf(args, column, [notNull, unique], [notNull])],
  ['unique_key', (args, column) => keyOf(args, column, [unique], [])],
]);

/**
 * What holds of a column while a test passes; nothing for tests that aren't known. The arguments have the `column_name` of a test
 * that is listed below a column; `column` is the name of the column that is asked for.
 */
export function holdsBy(testName: string, args: Arguments, column: string): readonly Holds[] {
  return meanings.get(testName.slice(testName.lastIndexOf('.') + 1))?.(args, column) ?? [];
}

/**
 * What holds of a column by a condition on it, as a check constraint or a test has it: `n_rows >= 0 and n_rows < 10`. What can't be
 * read and names the column may limit its values in any way.
 */
export function holdsByCondition(condition: string, column: string): readonly Holds[] {
  return holdsIn(readCondition(condition), column);
}

/** A condition as far as it can be read. */
interface Condition {
  /** By the names of columns in lower case. */
  readonly limits: ReadonlyMap<string, readonly Holds[]>;
  /** What can't be read, in lower case. */
  readonly rest: string;
}

function holdsIn({ limits, rest }: Condition, column: string): readonly Holds[] {
  const key = bareName(column).toLowerCase();
  const read = limits.get(key) ?? [];
  return rest.includes(key) ? [...read, ...anyLimit] : read;
}

function readCondition(condition: string): Condition {
  const text = condition.slice(0, 1000).replace(/\s+/g, ' ').trim();
  const limits = new Map<string, readonly Holds[]>();
  const add = (name: string, holds: Holds) => {
    const key = bareName(name).toLowerCase();
    limits.set(key, [...(limits.get(key) ?? []), holds]);
  };
  const [, ranged, min, max] = /^(\S+) between (\S+) and (\S+)$/i.exec(text) ?? [];
  if (ranged !== undefined) add(ranged, between(min, max, false));
  if (ranged !== undefined || condition.length > 1000 || /\b(?:or|between|case)\b/i.test(text))
    return { limits, rest: ranged === undefined ? condition.toLowerCase() : '' };
  const rest: string[] = [];
  for (const part of text.split(/ and /i)) {
    const [, name = '', compared = ''] = /^\(*("[^"]+"|`[^`]+`|[\w.]+)\s*(.*?)\)*$/.exec(part) ?? [];
    const [, sign, value] = /^(>=|<=|>|<)\s*(-?\d+(?:\.\d+)?)$/.exec(compared) ?? [];
    const open = sign === '<' || sign === '>';
    if (/^is not null$/i.test(compared)) add(name, notNull);
    else if (sign === undefined) rest.push(part.toLowerCase());
    else add(name, sign.startsWith('>') ? between(value, undefined, open) : between(undefined, value, open));
  }
  return { limits, rest: rest.join('\n') };
}

const anyLimit: readonly Holds[] = [
  { kind: 'accepted_values', values: undefined },
  { kind: 'range', min: 'unknown', max: 'unknown', open: false },
  { kind: 'pattern', source: undefined },
];

/** What tests say that are of one column, theirs. */
function ofColumn(meaning: (args: Arguments) => readonly Holds[]): Meaning {
  return (args, column) => (isSame(args['column_name'], column) ? meaning(args) : []);
}

function ofExpression(args: Arguments, column: string): readonly Holds[] {
  const condition = conditionOf(args);
  return condition ? holdsIn(condition, column) : [];
}

/** A test of a column has the column's name put in front of its expression; one of a model is asked about by every column. */
const conditionOf = memo(({ expression, column_name: ofOne }: Arguments): Condition | undefined => {
  if (typeof expression !== 'string') return undefined;
  return readCondition(typeof ofOne === 'string' ? `${ofOne} ${expression}` : expression);
});

function isStrict(args: Arguments): boolean {
  return args['strictly'] === true;
}

function amongValues(values: unknown): Holds {
  const plain =
    Array.isArray(values) && !values.some((value) => isTemplate(value) || typeof value === 'object');
  return { kind: 'accepted_values', values: plain ? values : undefined };
}

function between(min: unknown, max: unknown, open: boolean): Holds {
  return { kind: 'range', min: boundOf(min), max: boundOf(max), open };
}

function boundOf(value: unknown): Bound {
  if (value === undefined || value === null) return undefined;
  const text = String(value).trim();
  return /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : 'unknown';
}

function matching(regex: unknown): Holds {
  return { kind: 'pattern', source: typeof regex === 'string' && !isTemplate(regex) ? regex : undefined };
}

/** Several columns together being unique says nothing of one of them. */
function alone(columns: unknown, column: string): readonly Holds[] {
  return Array.isArray(columns) && columns.length === 1 && isSame(columns[0], column) ? [unique] : [];
}

/** A key of dbt_constraints, on one column or on a list of them. */
function keyOf(
  args: Arguments,
  column: string,
  byItself: readonly Holds[],
  withOthers: readonly Holds[],
): readonly Holds[] {
  const columns = args['column_names'];
  if (!Array.isArray(columns)) return isSame(args['column_name'], column) ? byItself : [];
  if (!columns.some((each) => isSame(each, column))) return [];
  return columns.length === 1 ? byItself : withOthers;
}

/** Whether a name as written, in quotes or without, is the column's. */
function isSame(written: unknown, column: string): boolean {
  return typeof written === 'string' && bareName(written).toLowerCase() === bareName(column).toLowerCase();
}

/** A name without the quotes around it. */
export function bareName(written: string): string {
  return written.trim().replace(/^(["`])(.*)\1$/, '$2');
}

function isTemplate(value: unknown): boolean {
  return typeof value === 'string' && value.includes('{{');
}
