// Which values calls of functions surely have. Deliberately absent: functions whose limits hang on a dialect's settings, and
// functions of a project, which are macros and stand in the text as what they give.
import type { Dialect } from './dialect.ts';
import { anyOf, anything, between, isOnlyNull, type KnownValues, onlyNull, withNull } from './knownValues.ts';
import type { Expression, FunctionCall } from './tree.ts';
import { truth } from './truthValues.ts';

/** What a call stands in; as `ReadValues` of expressionValues.ts. */
interface Around {
  readonly dialect: Dialect;
  readonly grouped: boolean;
}

type Of = (expression: Expression | undefined) => KnownValues;

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

const counts = words('count count_big approx_count_distinct approx_distinct regr_count');
const numbered = words('row_number rank dense_rank ntile');
const lengths = words('length len char_length character_length octet_length bit_length strlen lengthutf8');
const places = words(
  'position strpos charindex instr regexp_count array_size array_length json_array_length',
);
const spreads = words(
  `stddev stddev_pop stddev_samp stdev stdevp variance var_pop var_samp sqrt exp count_if countif`,
);
const sameAsFirst = words(
  `min max any_value any arbitrary first last first_value last_value nth_value lag lead mode min_by max_by arg_min arg_max argmin
   argmax median`,
);
const ofOne = words('min max any_value avg mean sum');
const conditions =
  words(`bool_and bool_or logical_and logical_or boolor_agg booland_agg every starts_with ends_with startswith
  endswith regexp_like regexp_contains`);
const choices = words('if iff iif nvl2');
const first = words('coalesce ifnull nvl');

/** The values of a call that isn't a window's. */
export function functionValues(call: FunctionCall, of: Of, around: Around): KnownValues {
  const { name, args } = call;
  // Each once: two for each level would be too many for a deep expression.
  const values = args.map(of);
  const [one = anything] = values;
  const nullable = values.some((each) => each.nullable);
  if (counts.has(name)) return between(0, undefined, false);
  if (lengths.has(name)) return between(0, undefined, nullable || around.dialect.id === 'oracle');
  if (places.has(name) || spreads.has(name)) return between(0, undefined, true);
  if (conditions.has(name)) return truth(around.dialect, true);
  if (first.has(name) || (name === 'isnull' && args.length === 2)) return firstOf(values);
  if (choices.has(name)) return args.length === 3 ? anyOf(values.slice(1)) : anything;
  switch (name) {
    case 'zeroifnull':
      return firstOf([one, between(0, 0, false)]);
    case 'nullif':
      return withNull(one, true);
    case 'abs':
      return absolute(one);
    case 'greatest':
      return largest(values);
    case 'least':
      return mirrored(largest(values.map(mirrored)));
    case 'floor':
    case 'ceil':
    case 'ceiling':
    case 'round':
    case 'trunc':
      if (isOnlyNull(one)) return onlyNull;
      if (args.length === 1)
        return between(rounded(one.min, Math.floor), rounded(one.max, Math.ceil), nullable);
      return one.min !== undefined && one.min >= 0 ? between(0, undefined, true) : anything;
    default:
      return aggregated(call, one, around);
  }
}

/** The values of a call with a window: its frame may have no row. */
export function windowValues(call: FunctionCall, of: Of, around: Around): KnownValues {
  const { name } = call;
  if (numbered.has(name)) return between(1, undefined, false);
  if (name === 'percent_rank' || name === 'cume_dist') return between(0, 1, false);
  if (counts.has(name)) return functionValues(call, of, around);
  if ((name === 'lag' || name === 'lead') && call.args.length > 2)
    return withNull(anyOf([aggregated(call, of(call.args[0]), around), of(call.args[2])]), true);
  return withNull(aggregated(call, of(call.args[0]), around), true);
}

/** Of aggregates that give one of the values, or one between them. */
function aggregated(call: FunctionCall, values: KnownValues, { dialect, grouped }: Around): KnownValues {
  const { name, args, modifiers } = call;
  const average = name === 'avg' || name === 'mean';
  if (!average && name !== 'sum' && !sameAsFirst.has(name)) return anything;
  // Where there is no row ClickHouse gives zero.
  if (dialect.id === 'clickhouse' && name !== 'sum') return anything;
  const always = grouped && args.length === 1 && modifiers.length === 0 && ofOne.has(name);
  const nullable = values.nullable || !always;
  if (isOnlyNull(values)) return name === 'sum' ? anything : onlyNull;
  const { min, max } = values;
  if (average || name === 'median')
    return between(rounded(min, Math.floor), rounded(max, Math.ceil), nullable);
  if (name !== 'sum') return { ...withNull(values, nullable), patterns: [] };
  // A sum of values that aren't negative is at least any of them; ClickHouse makes zero of none.
  const least = dialect.id === 'clickhouse' ? 0 : min;
  return between(
    min !== undefined && min >= 0 ? least : undefined,
    max !== undefined && max <= 0 ? (dialect.id === 'clickhouse' ? 0 : max) : undefined,
    nullable,
  );
}

/** The first that isn't null. */
function firstOf(all: readonly KnownValues[]): KnownValues {
  const at = all.findIndex(({ nullable }) => !nullable);
  return at < 0 ? anyOf(all) : withNull(anyOf(all.slice(0, at + 1)), false);
}

function absolute(values: KnownValues): KnownValues {
  if (isOnlyNull(values)) return onlyNull;
  const { min, max, nullable } = values;
  return between(
    min !== undefined && min > 0 ? min : 0,
    min === undefined || max === undefined ? undefined : Math.max(Math.abs(min), Math.abs(max)),
    nullable,
  );
}

/** The largest: of all, or of those that aren't null, as the dialect has it. */
function largest(all: readonly KnownValues[]): KnownValues {
  const values = all.filter((each) => !isOnlyNull(each));
  const nullable = all.some((each) => each.nullable);
  if (values.length === 0) return nullable ? onlyNull : anything;
  const mins = values.map(({ min }) => min);
  const maxs = values.map(({ max }) => max);
  // One that is never null is always among those that are compared.
  const sure = values.flatMap((each) => (each.nullable || each.min === undefined ? [] : [each.min]));
  const least = mins.every((min) => min !== undefined) ? Math.min(...mins) : undefined;
  const lower = [...sure, ...(least === undefined ? [] : [least])];
  return between(
    lower.length > 0 ? Math.max(...lower) : undefined,
    maxs.every((max) => max !== undefined) ? Math.max(...maxs) : undefined,
    nullable,
  );
}

function mirrored(values: KnownValues): KnownValues {
  if (isOnlyNull(values)) return values;
  const { nullable, min, max } = values;
  return between(
    rounded(max, (limit) => 0 - limit),
    rounded(min, (limit) => 0 - limit),
    nullable,
  );
}

function rounded(limit: number | undefined, round: (limit: number) => number): number | undefined {
  return limit === undefined ? undefined : round(limit);
}
