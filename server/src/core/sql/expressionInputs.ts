// What an expression reads and how: every column in it, with references resolved on the way.
// Deliberately absent: types (knownTypes.ts), names (implicitNames.ts).
import type { ColumnSource, How } from './analysis.ts';
import { type Analyzing, identityOf, leastFaithful } from './analyzing.ts';
import type { ColumnInput, Derivation } from './columns.ts';
import { nameKey } from './dialect.ts';
import { isAggregate } from './functions.ts';
import { type Place, resolveColumn } from './resolveColumn.ts';
import { type Expression, partsOf, type QueryBody } from './tree.ts';

/** Columns that are read, each once, by the least faithful way. */
export interface Inputs {
  readonly found: Map<object | string, ColumnInput>;
}

/** Notes that a source is read. */
export function addInput(inputs: Inputs['found'], source: ColumnSource, how: How): void {
  const identity = identityOf(source);
  const known = inputs.get(identity);
  inputs.set(identity, { source, how: known ? leastFaithful(known.how, how) : how });
}

/** What an expression reads. */
export interface ExpressionReads extends Derivation {
  /** Every column that it reads is one that a reference in it names, resolved or not. */
  readonly named: boolean;
}

interface Step {
  readonly expression: Expression;
  readonly how: How;
  /** Parameters of the lambdas around it. */
  readonly bound: ReadonlySet<string> | undefined;
}

/** What an expression reads. `queries` collects the queries in it. */
export function expressionInputs(
  state: Analyzing,
  expression: Expression,
  place: Place,
  queries: QueryBody[],
): ExpressionReads {
  const found = new Map<object | string, ColumnInput>();
  let traced = true;
  let named = true;
  let whole: How = 'passthrough';
  const steps: Step[] = [{ expression, how: 'passthrough', bound: undefined }];
  for (let step = steps.pop(); step; step = steps.pop()) {
    const part = step.expression;
    const how = leastFaithful(step.how, ownHow(part));
    whole = leastFaithful(whole, how);
    if (part.kind === 'column') {
      const [first] = part.path;
      if (first && step.bound?.has(nameKey(first, state.dialect))) continue;
      const { sources, inside, target } = resolveColumn(state, part, place);
      const read = inside ? leastFaithful(how, 'expression') : how;
      whole = leastFaithful(whole, read);
      for (const source of sources) addInput(found, source, read);
      if (sources.length === 0 || target.kind === 'ambiguous') traced = false;
      if (part.path.some((name) => name.opaque)) named = false;
    } else if (part.kind === 'subquery') {
      queries.push(part.query);
      const columns = state.query(part.query, place.frame?.scope, place.frame);
      if (part.exists) continue;
      named &&= columns.length > 0 && columns.every(({ kind }) => kind === 'column');
      for (const column of columns) {
        if (column.kind === 'column') addInput(found, { kind: 'query', query: part.query, column }, how);
        else if (column.kind === 'unknown') {
          for (const input of column.inputs) addInput(found, input.source, leastFaithful(how, input.how));
          whole = leastFaithful(whole, column.how === 'constant' ? how : column.how);
          traced &&= column.traced;
        } else traced = false;
      }
      if (columns.length === 0) traced = false;
    } else {
      if (part.kind === 'placeholder' || (part.kind === 'other' && part.children.length === 0)) {
        traced = false;
        named = false;
      }
      const bound = boundIn(state, part, step.bound);
      const parts = partsOf(part);
      for (let i = parts.length - 1; i >= 0; i--) {
        const inner = parts[i];
        if (inner) steps.push({ expression: inner, how, bound });
      }
      if (part.kind === 'window' && part.windowName) {
        const window = place.frame?.windows.get(nameKey(part.windowName, state.dialect)) ?? [];
        for (const inner of window) steps.push({ expression: inner, how, bound });
      }
    }
  }
  const inputs = [...found.values()];
  const constant = traced && inputs.length === 0 && whole !== 'aggregate' && whole !== 'window';
  return { how: constant ? 'constant' : whole, inputs, traced, named };
}

function ownHow(expression: Expression): How {
  switch (expression.kind) {
    case 'column':
    case 'subquery':
      return 'passthrough';
    case 'cast':
      return 'cast';
    case 'window':
      return 'window';
    case 'function':
      return expression.distinct || isAggregate(expression.name) ? 'aggregate' : 'expression';
    default:
      return 'expression';
  }
}

/** Dialects in which `->` reads JSON. */
const jsonArrow =
  /^(?:postgres|mysql|mariadb|sqlite|redshift|cockroachdb|timescaledb|greenplum|materialize|risingwave|tidb|yellowbrick|vertica|netezza|singlestore|doris)/;

/** The parameters that a lambda `x -> …`, `(x, y) -> …` binds. */
function boundIn(
  state: Analyzing,
  expression: Expression,
  outer: ReadonlySet<string> | undefined,
): ReadonlySet<string> | undefined {
  if (expression.kind !== 'operation' || expression.operator !== '->') return outer;
  const [left, right] = expression.operands;
  if (!left || jsonArrow.test(state.dialect.id) || right?.kind === 'literal') return outer;
  const parameters = left.kind === 'operation' && left.operator === 'row' ? left.operands : [left];
  const names = parameters.flatMap((each) =>
    each.kind === 'column' && each.path.length === 1 ? each.path : [],
  );
  if (names.length < parameters.length) return outer;
  return new Set([...(outer ?? []), ...names.map((name) => nameKey(name, state.dialect))]);
}
