// The type of an expression whose references are resolved. Deliberately absent: what functions give (expressionTypes.ts).
import type { ColumnSource } from './analysis.ts';
import type { Analyzing } from './analyzing.ts';
import { knownType } from './expressionTypes.ts';
import { type KnownType, sameType } from './knownTypes.ts';
import type { Expression } from './tree.ts';

/** The type of an expression of the text; undefined where it isn't certain. */
export function typeOf(state: Analyzing, expression: Expression): KnownType | undefined {
  return knownType(expression, state.dialect, {
    column: (reference) => {
      const resolution = state.resolutions.get(reference);
      if (!resolution || resolution.inside) return undefined;
      const [first, ...others] = resolution.sources.map(typeOfSource);
      return first && others.every((type) => type && sameType(first, type)) ? first : undefined;
    },
    query: (query) => {
      const [column, ...more] = state.outputs.get(query) ?? [];
      return column && column.kind !== 'star' && more.length === 0 ? column.type : undefined;
    },
  });
}

function typeOfSource(source: ColumnSource): KnownType | undefined {
  return source.column?.type;
}
