// Which type an expression surely has: casts, literals, predicates, operators and functions whose type is fixed.
// Deliberately absent: guesses. Where it isn't certain the answer is undefined, since a wrong type costs more than none.
import type { TextRange } from '../text.ts';
import type { BaseType } from './baseTypes.ts';
import type { Dialect } from './dialect.ts';
import { functionType } from './functionTypes.ts';
import { baseOfKnown, baseTypeKnown, type KnownType, sameType } from './knownTypes.ts';
import { arithmeticType, sumsBecomeNumeric } from './numbers.ts';
import type { ColumnReference, Expression, Operation, Query } from './tree.ts';

/** Finds the types of what an expression reads; undefined where one isn't known. */
export interface ReadTypes {
  readonly column: (column: ColumnReference) => KnownType | undefined;
  /** Of the one column of a query that is used as a value. */
  readonly query: (query: Query) => KnownType | undefined;
}

const predicates = new Set(
  '= == <> != < > <= >= <=> and or not is in between like ilike rlike regexp similar ~ ~* !~ !~* glob overlaps @> <@'.split(
    ' ',
  ),
);

/** Expressions deeper than this have no known type; long chains of operators are as deep as they are long. */
const maxDepth = 200;

/** The type of an expression, or undefined. */
export function knownType(
  expression: Expression,
  dialect: Dialect,
  reads: ReadTypes,
  depth = 0,
): KnownType | undefined {
  if (depth > maxDepth) return undefined;
  const { range } = expression;
  const of = (inner: Expression | undefined) => inner && knownType(inner, dialect, reads, depth + 1);
  const common = (values: readonly (Expression | undefined)[]) =>
    commonType(
      values.map((value) => (isNull(value) ? 'null' : of(value))),
      dialect,
    );
  switch (expression.kind) {
    case 'cast':
      return expression.type === undefined
        ? undefined
        : { text: expression.type, from: 'cast', base: undefined, range: expression.typeRange ?? range };
    case 'literal':
      return literalType(expression.type, range, dialect);
    case 'column':
      return reads.column(expression);
    case 'window':
      return of(expression.call);
    case 'function':
      return functionType(expression, dialect, { of, common });
    case 'case': {
      const values = expression.whens.map(({ result }) => result);
      return common(expression.otherwise ? [...values, expression.otherwise] : values);
    }
    case 'operation':
      return operationType(expression, dialect, of);
    case 'subquery':
      if (!expression.exists) return reads.query(expression.query);
      return dialect.booleanPredicates ? baseTypeKnown('boolean', 'predicate', range) : undefined;
    case 'access':
      // A part of a semi-structured value is one again.
      return dialect.id === 'snowflake' ? baseTypeKnown('object', 'function', range) : undefined;
    case 'placeholder':
    case 'other':
      return undefined;
  }
}

const jsonText = /^(?:postgres|duckdb|mysql|mariadb|cockroachdb|timescaledb|greenplum)$/;

function operationType(
  operation: Operation,
  dialect: Dialect,
  of: (expression: Expression | undefined) => KnownType | undefined,
): KnownType | undefined {
  const { operator, operands, range } = operation;
  const [left, right] = operands;
  if (predicates.has(operator)) {
    return dialect.booleanPredicates ? baseTypeKnown('boolean', 'predicate', range) : undefined;
  }
  if (operator === 'array') return baseTypeKnown('array', 'function', range);
  if (operator === '->>' || operator === '#>>') {
    return jsonText.test(dialect.id) ? baseTypeKnown('string', 'function', range) : undefined;
  }
  const baseOf = (expression: Expression | undefined) => {
    const type = of(expression);
    return type && baseOfKnown(type, dialect.id);
  };
  if ((operator === '-' || operator === '+') && !right) {
    const base = baseOf(left);
    return base === 'integer' || base === 'number' ? of(left) : undefined;
  }
  if (operator === '||') return joinedType(operation, dialect, baseOf);
  if (operator === 'at')
    return baseOf(left) === 'timestamp' ? baseTypeKnown('timestamp', 'function', range) : undefined;
  if (operands.some((operand) => operand.kind === 'operation' && operand.operator === 'interval')) {
    return [left, right].some((each) => baseOf(each) === 'timestamp') &&
      (operator === '+' || operator === '-')
      ? baseTypeKnown('timestamp', 'function', range)
      : undefined;
  }
  const base = /^(?:[-+*/%]|\/\/|div|mod)$/.test(operator)
    ? arithmeticType(operator, baseOf(left), baseOf(right), dialect)
    : undefined;
  return base && baseTypeKnown(base, 'function', range);
}

/** `||` joins strings; in some dialects arrays, JSON and bytes too, and in MySQL it is a condition. */
function joinedType(
  operation: Operation,
  dialect: Dialect,
  baseOf: (expression: Expression | undefined) => BaseType | undefined,
): KnownType | undefined {
  if (dialect.cst === 'mysql' || /^(?:sqlserver|fabric|synapse|generic)$/.test(dialect.id)) return undefined;
  let part: Expression | undefined = operation;
  const found: (BaseType | undefined)[] = [];
  while (part?.kind === 'operation' && part.operator === '||') {
    found.push(baseOf(part.operands[1]));
    part = part.operands[0];
  }
  found.push(baseOf(part));
  const others = found.some((base) => base === 'array' || base === 'object' || base === 'binary');
  const always = /^(?:snowflake|redshift|sqlite|oracle)$/.test(dialect.id);
  return !others && (always || found.includes('string'))
    ? baseTypeKnown('string', 'function', operation.range)
    : undefined;
}

function literalType(type: string, range: TextRange, dialect: Dialect): KnownType | undefined {
  switch (type) {
    case 'string':
      return baseTypeKnown('string', 'literal', range);
    case 'integer':
      return baseTypeKnown('integer', 'literal', range);
    case 'decimal':
      return baseTypeKnown('number', 'literal', range);
    case 'boolean':
      return dialect.booleanPredicates || dialect.id === 'clickhouse'
        ? baseTypeKnown('boolean', 'literal', range)
        : undefined;
    default:
      return undefined;
  }
}

function isNull(expression: Expression | undefined): boolean {
  return expression?.kind === 'literal' && expression.type === 'null';
}

/** The type that values have together, `null` being one that is always null; undefined where one is unknown or two don't mix. */
export function commonType(
  types: readonly (KnownType | 'null' | undefined)[],
  dialect: Dialect,
): KnownType | undefined {
  let found: KnownType | undefined;
  for (const type of types) {
    if (type === 'null') continue;
    if (!type) return undefined;
    if (!found || sameType(found, type)) {
      found ??= type;
      continue;
    }
    const left = baseOfKnown(found, dialect.id);
    const right = baseOfKnown(type, dialect.id);
    const base = left && right && mixed(left, right);
    if (!base) return undefined;
    const wide = base === 'integer' && sumsBecomeNumeric(dialect) && [found, type].some(isBigint);
    const common = baseTypeKnown(base, found.from === 'literal' ? type.from : found.from, found.range);
    found = wide ? { ...common, text: 'bigint' } : common;
  }
  return found;
}

function isBigint({ text }: KnownType): boolean {
  return /^(?:bigint|int8)$/i.test(text);
}

function mixed(left: BaseType, right: BaseType): BaseType | undefined {
  if (left === right) return left;
  const both = new Set([left, right]);
  if (both.has('integer') && both.has('number')) return 'number';
  return both.has('date') && both.has('timestamp') ? 'timestamp' : undefined;
}
