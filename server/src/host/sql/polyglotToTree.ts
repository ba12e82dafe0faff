// Expressions of @polyglot-sql/sdk as expressions of the own tree. Its spans count code points and are missing on functions and
// operators, which get the range of their parts. Deliberately absent: queries, which the segmenter reads.
import type { Expression, Name } from '../../core/sql/tree.ts';
import type { TextRange } from '../../core/text.ts';
import { type Fields, fieldsOf } from './fields.ts';

const operators: Readonly<Record<string, string>> = {
  eq: '=',
  neq: '<>',
  lt: '<',
  lte: '<=',
  gt: '>',
  gte: '>=',
  and: 'and',
  or: 'or',
  not: 'not',
  add: '+',
  sub: '-',
  mul: '*',
  div: '/',
  mod: '%',
  concat: '||',
  neg: '-',
  like: 'like',
  i_like: 'ilike',
  in: 'in',
  between: 'between',
  is_null: 'is',
  is: 'is',
  is_true: 'is',
  is_false: 'is',
  null_safe_eq: '<=>',
  tuple: 'row',
  array: 'array',
};

/** Translates one expression; `whole` is the range of parts whose place isn't known, `utf16` turns code points to UTF-16. */
export function polyglotExpression(
  node: unknown,
  whole: TextRange,
  utf16: (offset: number) => number,
): Expression {
  const name = (value: unknown): Name | undefined => {
    const fields = fieldsOf(value);
    if (typeof fields?.['name'] !== 'string') return undefined;
    const span = fieldsOf(fields['span']);
    const range = span ? { start: utf16(Number(span['start'])), end: utf16(Number(span['end'])) } : whole;
    return { text: fields['name'], quoted: fields['quoted'] === true, range };
  };

  const children = (value: unknown, skipped: readonly string[] = []): readonly Expression[] => {
    if (Array.isArray(value)) return value.flatMap((part) => children(part));
    const fields = fieldsOf(value);
    if (!fields) return [];
    if (isExpression(fields)) return [one(fields)];
    return Object.entries(fields).flatMap(([key, part]) => (skipped.includes(key) ? [] : children(part)));
  };

  const around = (parts: readonly Expression[]): TextRange =>
    parts.reduce<TextRange | undefined>(
      (range, part) =>
        range
          ? { start: Math.min(range.start, part.range.start), end: Math.max(range.end, part.range.end) }
          : part.range,
      undefined,
    ) ?? whole;

  const one = (fields: Fields): Expression => {
    const [tag, content] = Object.entries(fields)[0] ?? ['', undefined];
    const inner = fieldsOf(content) ?? {};
    const operand = () =>
      children(inner['this'])[0] ?? { kind: 'other' as const, range: whole, children: [] };
    switch (tag) {
      case 'alias':
      case 'paren':
        return operand();
      case 'column': {
        const path = ['catalog', 'db', 'schema', 'table', 'name'].flatMap((key) => name(inner[key]) ?? []);
        const first = path[0]?.range ?? whole;
        const last = path[path.length - 1]?.range ?? whole;
        return { kind: 'column', range: { start: first.start, end: last.end }, path };
      }
      case 'dot': {
        const source = operand();
        const field = name(inner['field']);
        if (source.kind !== 'column' || !field)
          return { kind: 'access', range: source.range, operand: source, indexes: [] };
        return {
          kind: 'column',
          range: { start: source.range.start, end: field.range.end },
          path: [...source.path, field],
        };
      }
      case 'literal': {
        const number = inner['literal_type'] === 'number';
        const type = !number ? 'string' : /^\d+$/.test(String(inner['value'])) ? 'integer' : 'decimal';
        return { kind: 'literal', range: whole, type };
      }
      case 'boolean':
      case 'null':
        return { kind: 'literal', range: whole, type: tag };
      case 'cast':
      case 'try_cast':
      case 'safe_cast': {
        const value = operand();
        return {
          kind: 'cast',
          range: value.range,
          operand: value,
          type: typeText(inner['to']),
          typeRange: undefined,
        };
      }
      case 'window_function': {
        const call = operand();
        const over = fieldsOf(inner['over']) ?? {};
        const partitionBy = children(over['partition_by']);
        const orderBy = children(over['order_by']);
        return {
          kind: 'window',
          range: around([call, ...partitionBy, ...orderBy]),
          call,
          partitionBy,
          orderBy,
          windowName: name(over['window_name']),
        };
      }
      case 'case': {
        const pairs = Array.isArray(inner['whens']) ? inner['whens'] : [];
        const whens = pairs.flatMap((pair) => {
          const [condition, result] = children(pair);
          return condition ? [{ condition, result }] : [];
        });
        const value = children(inner['operand'])[0];
        const otherwise = children(inner['else_'])[0] ?? children(inner['else'])[0];
        const parts = [
          ...whens.flatMap(({ condition, result }) => (result ? [condition, result] : [condition])),
          ...(otherwise ? [otherwise] : []),
        ];
        return { kind: 'case', range: around(parts), operand: value, whens, otherwise };
      }
      case 'lambda': {
        const parameters = Array.isArray(inner['parameters']) ? inner['parameters'] : [];
        const operands = parameters.flatMap((each): readonly Expression[] => {
          const bound = name(each);
          return bound ? [{ kind: 'column', range: bound.range, path: [bound] }] : [];
        });
        const bound: Expression = { kind: 'operation', range: around(operands), operator: 'row', operands };
        const parts = [bound, ...children(inner['body'])];
        return { kind: 'operation', range: around(parts), operator: '->', operands: parts };
      }
      case 'method_call': {
        // `schema.function(x)` is a call on a column to this parser.
        const schema = children(inner['this'])[0];
        const method = name(inner['method']);
        const args = children(inner['args']);
        if (schema?.kind !== 'column' || !method)
          return { kind: 'other', range: whole, children: children(inner) };
        const called = [...schema.path, method].map(({ text }) => text.toLowerCase()).join('.');
        const range = around([schema, ...args]);
        return { kind: 'function', range, name: called, args, distinct: false, star: false, modifiers: [] };
      }
      case 'select':
      case 'subquery':
        return { kind: 'other', range: whole, children: [] };
    }
    const parts = children(inner, ['over', 'alias']);
    const operator = operators[tag];
    if (operator !== undefined || ('left' in inner && 'right' in inner)) {
      return { kind: 'operation', range: around(parts), operator: operator ?? tag, operands: parts };
    }
    if (Object.keys(inner).length === 0 && !/^(?:row_number|rank|dense_rank|current_)/.test(tag))
      return { kind: 'other', range: whole, children: [] };
    const called = [inner['original_name'], inner['name'], tag].find(
      (value) => typeof value === 'string',
    ) as string;
    const distinct = inner['distinct'] === true;
    return {
      kind: 'function',
      range: around(parts),
      name: called.toLowerCase(),
      args: parts,
      distinct,
      star: inner['star'] === true,
      modifiers: [],
    };
  };

  const root = fieldsOf(node);
  return root && isExpression(root) ? one(root) : { kind: 'other', range: whole, children: [] };
}

/** Its expressions are objects of one key, the kind, whose value is an object. */
function isExpression(fields: Fields): boolean {
  const entries = Object.entries(fields);
  // The null literal has no content.
  if (entries.length === 1 && 'null' in fields) return true;
  return (
    entries.length === 1 &&
    fieldsOf(entries[0]?.[1]) !== undefined &&
    !['span', 'name', 'this'].includes(entries[0]?.[0] ?? '')
  );
}

/** The text of a type; undefined where it isn't one word with numbers. */
function typeText(type: unknown): string | undefined {
  const fields = fieldsOf(type);
  const word = fields?.['data_type'];
  if (!fields || typeof word !== 'string') return undefined;
  if (word === 'custom') return typeof fields['name'] === 'string' ? fields['name'] : undefined;
  const zone = fields['timezone'] === true ? ' with time zone' : '';
  const numbers = [fields['precision'] ?? fields['length'], fields['scale']].filter(
    (value) => typeof value === 'number',
  );
  return word.replaceAll('_', '') + (numbers.length > 0 ? `(${numbers.join(', ')})` : '') + zone;
}
