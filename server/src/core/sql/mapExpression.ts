// Rebuilds an expression with other ranges, and with some parts put in place of others.
// Deliberately absent: queries, which keep their own ranges.
import type { TextRange } from '../text.ts';
import type { Expression, Name } from './tree.ts';

/** Every range through `move`; a part for which `replace` gives another is replaced by it, unmoved. */
export function mapExpression(
  expression: Expression,
  move: (range: TextRange) => TextRange,
  replace: (expression: Expression) => Expression | undefined,
): Expression {
  const name = (part: Name): Name => ({ ...part, range: move(part.range) });
  const one = (part: Expression): Expression => {
    const other = replace(part);
    if (other) return other;
    const range = move(part.range);
    switch (part.kind) {
      case 'literal':
      case 'placeholder':
      case 'subquery':
        return { ...part, range };
      case 'column':
        return { ...part, range, path: part.path.map(name) };
      case 'cast':
        return {
          ...part,
          range,
          operand: one(part.operand),
          typeRange: part.typeRange && move(part.typeRange),
        };
      case 'function':
        return { ...part, range, args: part.args.map(one), modifiers: part.modifiers.map(one) };
      case 'window':
        return {
          ...part,
          range,
          call: one(part.call),
          partitionBy: part.partitionBy.map(one),
          orderBy: part.orderBy.map(one),
          windowName: part.windowName && name(part.windowName),
        };
      case 'case':
        return {
          ...part,
          range,
          operand: part.operand && one(part.operand),
          whens: part.whens.map(({ condition, result }) => ({
            condition: one(condition),
            result: result && one(result),
          })),
          otherwise: part.otherwise && one(part.otherwise),
        };
      case 'operation':
        return { ...part, range, operands: part.operands.map(one) };
      case 'access':
        return { ...part, range, operand: one(part.operand), indexes: part.indexes.map(one) };
      case 'other':
        return { ...part, range, children: part.children.map(one) };
    }
  };
  return one(expression);
}
