// Expressions of sql-parser-cst as expressions of the own tree; every node has its range in UTF-16.
// Deliberately absent: queries, which the segmenter reads.
import type { Expression, Name } from '../../core/sql/tree.ts';
import type { TextRange } from '../../core/text.ts';
import { type Fields, fieldsOf } from './fields.ts';

function rangeOf(fields: Fields): TextRange {
  const range = fields['range'];
  return Array.isArray(range) ? { start: Number(range[0]), end: Number(range[1]) } : { start: 0, end: 0 };
}

/** Words and signs that hold no value. */
const silent =
  /^(?:keyword|data_type.*|modified_data_type|.*_data_type|empty|interval_unit.*|all_columns|comment|frame_.*)$/;

/** Translates one expression of the text that was parsed. */
export function cstExpression(node: unknown, text: string): Expression {
  const nameOf = (fields: Fields): Name => {
    const written = String(fields['text'] ?? '');
    return {
      text: String(fields['name'] ?? written),
      quoted: written !== fields['name'],
      range: rangeOf(fields),
    };
  };

  const children = (value: unknown): readonly Expression[] => {
    if (Array.isArray(value)) return value.flatMap(children);
    const fields = fieldsOf(value);
    if (!fields) return [];
    const type = fields['type'];
    if (typeof type !== 'string') return Object.values(fields).flatMap(children);
    return silent.test(type) ? [] : [one(fields)];
  };
  const partsOf = (fields: Fields): readonly Expression[] => Object.values(fields).flatMap(children);
  const first = (value: unknown): Expression | undefined => children(value)[0];

  const one = (fields: Fields): Expression => {
    const range = rangeOf(fields);
    const other = (): Expression => ({ kind: 'other', range, children: partsOf(fields) });
    const cast = (operand: unknown, type: unknown): Expression => {
      const typeRange = rangeOf(fieldsOf(type) ?? {});
      const value = first(operand) ?? { kind: 'other', range, children: [] };
      return {
        kind: 'cast',
        range,
        operand: value,
        type: text.slice(typeRange.start, typeRange.end),
        typeRange,
      };
    };
    switch (fields['type']) {
      case 'identifier':
        return { kind: 'column', range, path: [nameOf(fields)] };
      case 'member_expr': {
        const object = first(fields['object']);
        const property = fieldsOf(fields['property']);
        if (object?.kind === 'column' && property?.['type'] === 'identifier') {
          return { kind: 'column', range, path: [...object.path, nameOf(property)] };
        }
        return object ? { kind: 'access', range, operand: object, indexes: [] } : other();
      }
      case 'number_literal':
        return { kind: 'literal', range, type: /^\d+$/.test(String(fields['text'])) ? 'integer' : 'decimal' };
      case 'string_literal':
        return { kind: 'literal', range, type: 'string' };
      case 'boolean_literal':
        return { kind: 'literal', range, type: 'boolean' };
      case 'null_literal':
        return { kind: 'literal', range, type: 'null' };
      case 'paren_expr':
      case 'alias':
      case 'sort_specification':
        return first(fields['expr']) ?? other();
      case 'cast_operator_expr':
        return cast(fields['left'], fields['right']);
      case 'cast_expr': {
        const arg = fieldsOf(fieldsOf(fields['args'])?.['expr']) ?? {};
        return cast(arg['expr'], arg['dataType']);
      }
      case 'binary_expr':
      case 'between_expr':
      case 'prefix_op_expr':
      case 'postfix_op_expr': {
        const sign = fields['operator'];
        const operands = partsOf(fields);
        const operator = typeof sign === 'string' ? sign : operatorOf(Array.isArray(sign) ? sign : [sign]);
        return {
          kind: 'operation',
          range,
          operator: fields['type'] === 'between_expr' ? 'between' : operator,
          operands: operator === 'is' ? operands.filter(({ kind }) => kind !== 'literal') : operands,
        };
      }
      case 'func_call': {
        const called = rangeOf(fieldsOf(fields['name']) ?? {});
        const inside = fieldsOf(fieldsOf(fields['args'])?.['expr']) ?? {};
        const values = fieldsOf(inside['args'])?.['items'];
        const items = Array.isArray(values) ? values : [];
        const call: Expression = {
          kind: 'function',
          range,
          name: text.slice(called.start, called.end).toLowerCase(),
          args: children(items),
          distinct: inside['distinctKw'] !== undefined,
          star: fieldsOf(items[0])?.['type'] === 'all_columns',
          modifiers: [...children(inside['orderBy']), ...children(fields['filter'])],
        };
        const over = fieldsOf(fields['over']);
        const window = fieldsOf(over?.['window']);
        if (!window) return call;
        const named = window['type'] === 'identifier' ? nameOf(window) : undefined;
        const definition = fieldsOf(window['expr']) ?? {};
        const list = (clause: unknown) => children(fieldsOf(fieldsOf(clause)?.['specifications'])?.['items']);
        const lists = { partitionBy: list(definition['partitionBy']), orderBy: list(definition['orderBy']) };
        return { kind: 'window', range, call, ...lists, windowName: named };
      }
      case 'case_expr': {
        const listed: readonly unknown[] = Array.isArray(fields['clauses']) ? fields['clauses'] : [];
        const clauses = listed.map(fieldsOf).filter((clause) => clause !== undefined);
        const whens = clauses.flatMap((clause) => {
          const condition = first(clause['condition']);
          return condition ? [{ condition, result: first(clause['result']) }] : [];
        });
        const otherwise = clauses.find((clause) => clause['type'] === 'case_else');
        return {
          kind: 'case',
          range,
          operand: first(fields['expr']),
          whens,
          otherwise: first(otherwise?.['result']),
        };
      }
      default:
        return other();
    }
  };

  return first(node) ?? { kind: 'other', range: rangeOf(fieldsOf(node) ?? {}), children: [] };
}

/** `is not` and the like as the own tree writes them: in lower case, without `not` where another word says it. */
function operatorOf(words: readonly unknown[]): string {
  const found = words.map((word) => String(fieldsOf(word)?.['text'] ?? '').toLowerCase());
  return (found.length > 1 ? found.filter((word) => word !== 'not') : found)[0] ?? '';
}
