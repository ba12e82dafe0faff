// What conditions give as values: true and false, or one and zero, as the dialect has it. Deliberately absent: which expressions
// are conditions (expressionValues.ts, functionValues.ts).
import type { BaseType } from './baseTypes.ts';
import type { Dialect } from './dialect.ts';
import { amongValues, anything, type KnownValues, withNull } from './knownValues.ts';

/** What a condition gives, and null where `nullable`. */
export function truth(dialect: Dialect, nullable: boolean): KnownValues {
  return withNull(fromTruth(dialect, [false, true]) ?? anything, nullable);
}

/** Truth values as a dialect has them; undefined where a condition is no value. */
export function fromTruth(dialect: Dialect, among: readonly boolean[]): KnownValues | undefined {
  if (isNumber(dialect) || dialect.id === 'clickhouse') return amongValues(among.map(Number));
  return dialect.booleanPredicates ? amongValues(among) : undefined;
}

/** What a column's type alone says of its values. */
export function valuesOfType(base: BaseType | undefined, dialect: Dialect): KnownValues {
  // A boolean of MySQL or SQLite may be any number.
  return base === 'boolean' && dialect.booleanPredicates && !isNumber(dialect)
    ? withNull(amongValues([false, true]), true)
    : anything;
}

function isNumber({ cst, id }: Dialect): boolean {
  return cst === 'mysql' || id === 'sqlite';
}
