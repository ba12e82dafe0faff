// Turns Lezer's nodes of an expression into JinjaExpression. Whatever error recovery left out becomes `missing`. Deliberately
// absent: statements (readStatement.ts) and any evaluation.

import type { SyntaxNode } from '@lezer/common';
import type {
  JinjaArgument,
  JinjaBinaryOperator,
  JinjaCompareOperator,
  JinjaExpression,
  JinjaFilter,
  JinjaName,
} from './ast.ts';
import { type ContentPlace, childrenOf, rangeOf, textOf } from './parse.ts';
import { readString } from './readString.ts';

/** The expression of a node; undefined for tokens and other nodes that are none. */
export function readExpression(node: SyntaxNode, place: ContentPlace): JinjaExpression | undefined {
  const range = rangeOf(node, place);
  switch (node.name) {
    case 'String':
      return readString(childrenOf(node), place, range);
    case 'Number': {
      const text = textOf(node, place).replaceAll('_', '');
      return { kind: 'number', range, value: Number(text), integer: /^(?:\d+|0[xXbBoO].*)$/.test(text) };
    }
    case 'Boolean':
      return { kind: 'boolean', range, value: /^t/i.test(textOf(node, place)) };
    case 'None':
      return { kind: 'none', range };
    case 'Name':
      return { kind: 'name', range, name: textOf(node, place) };
    case 'Parenthesised':
      return operands(node, place)[0] ?? missing(range.end);
    case 'Conditional':
      return readConditional(node, place);
    case 'Not':
    case 'Unary': {
      const operator = childrenOf(node)[0]?.name;
      return {
        kind: 'unary',
        range,
        operator: operator === '-' || operator === '+' ? operator : 'not',
        operand: operands(node, place)[0] ?? missing(range.end),
      };
    }
    case 'Binary':
      return readBinary(node, place);
    case 'Compare':
      return readCompare(node, place);
    case 'Filter':
      return readFilterExpression(node, place);
    case 'Test':
      return readTest(node, place);
    case 'Attribute': {
      const name = childrenOf(node).findLast(
        (child) => child.name === 'AttributeName' || child.name === 'Number',
      );
      const [object] = operands(node, place);
      return {
        kind: 'attribute',
        range,
        object: object ?? missing(range.start),
        name: name && name.from > node.from ? readName(name, place) : { text: '', range: at(range.end) },
      };
    }
    case 'Subscript': {
      const [object, index] = operands(node, place);
      return {
        kind: 'subscript',
        range,
        object: object ?? missing(range.start),
        index: index ?? missing(range.end),
      };
    }
    case 'Slice':
      return readSlice(node, place);
    case 'Call':
      return readCall(node, place);
    case 'List':
      return { kind: 'list', range, items: operands(node, place) };
    case 'Tuple':
      return { kind: 'tuple', range, items: operands(node, place) };
    case 'Dict':
      return {
        kind: 'dict',
        range,
        entries: childrenOf(node)
          .filter((child) => child.name === 'Pair')
          .map((pair) => {
            const [key, value] = operands(pair, place);
            const end = rangeOf(pair, place).end;
            return { key: key ?? missing(end), value: value ?? missing(end) };
          }),
      };
    default:
      return undefined;
  }
}

/** The expressions among the children of a node, in order. */
export function operands(node: SyntaxNode, place: ContentPlace): JinjaExpression[] {
  const found: JinjaExpression[] = [];
  for (const child of childrenOf(node)) {
    const expression = readExpression(child, place);
    if (expression) found.push(expression);
  }
  return found;
}

/** The arguments in a node's argument list; none when it has none. */
export function readArguments(node: SyntaxNode | undefined, place: ContentPlace): readonly JinjaArgument[] {
  const args: JinjaArgument[] = [];
  for (const child of node ? childrenOf(node) : []) {
    const argument = readArgument(child, place);
    if (argument) args.push(argument);
  }
  return args;
}

/** The argument that a node is; undefined for a comma or parenthesis. */
export function readArgument(node: SyntaxNode, place: ContentPlace): JinjaArgument | undefined {
  const range = rangeOf(node, place);
  if (node.name === 'KeywordArgument') {
    const name = node.getChild('ArgumentName');
    return {
      name: name ? readName(name, place) : undefined,
      value: operands(node, place)[0] ?? missing(range.end),
      spread: undefined,
      range,
    };
  }
  if (node.name === 'Spread') {
    const spread = childrenOf(node)[0]?.name === '**' ? '**' : '*';
    return { name: undefined, value: operands(node, place)[0] ?? missing(range.end), spread, range };
  }
  const value = readExpression(node, place);
  return value && { name: undefined, value, spread: undefined, range };
}

/** The name that a node is. */
export function readName(node: SyntaxNode, place: ContentPlace): JinjaName {
  return { text: textOf(node, place), range: rangeOf(node, place) };
}

/** The filters among the children of a node: each name with the arguments behind it. */
export function readFilters(node: SyntaxNode, place: ContentPlace): readonly JinjaFilter[] {
  const children = childrenOf(node);
  return children.flatMap((child, index) => {
    if (child.name !== 'FilterName') return [];
    const next = children[index + 1];
    const args = next?.name === 'ArgumentList' ? readArguments(next, place) : [];
    return [{ name: readName(child, place), args }];
  });
}

/** The place of what should come here and isn't written. */
export function missing(offset: number): JinjaExpression {
  return { kind: 'missing', range: at(offset) };
}

function at(offset: number) {
  return { start: offset, end: offset };
}

function readConditional(node: SyntaxNode, place: ContentPlace): JinjaExpression {
  const range = rangeOf(node, place);
  const [consequent, condition, alternative] = operands(node, place);
  const hasElse = childrenOf(node).some((child) => child.name === 'else');
  return {
    kind: 'conditional',
    range,
    consequent: consequent ?? missing(range.start),
    condition: condition ?? missing(range.end),
    alternative: alternative ?? (hasElse ? missing(range.end) : undefined),
  };
}

function readBinary(node: SyntaxNode, place: ContentPlace): JinjaExpression {
  const range = rangeOf(node, place);
  const [left, right] = operands(node, place);
  const operator = childrenOf(node).find((child) => isBinaryOperator(child.name))?.name ?? '+';
  return {
    kind: 'binary',
    range,
    operator: isBinaryOperator(operator) ? operator : '+',
    left: left ?? missing(range.start),
    right: right ?? missing(range.end),
  };
}

const binaryOperators: ReadonlySet<string> = new Set(['+', '-', '*', '/', '//', '%', '**', '~', 'and', 'or']);

function isBinaryOperator(name: string): name is JinjaBinaryOperator {
  return binaryOperators.has(name);
}

function readCompare(node: SyntaxNode, place: ContentPlace): JinjaExpression {
  const range = rangeOf(node, place);
  const [left, right] = operands(node, place);
  const operator = childrenOf(node)
    .filter((child) => child.name === 'CompareOperator' || child.name === 'in' || child.name === 'not')
    .map((child) => textOf(child, place))
    .join(' ') as JinjaCompareOperator;
  const value = right ?? missing(range.end);
  // In parentheses a comparison is an operand as any other and starts no chain.
  if (left?.kind === 'compare' && node.firstChild?.name === 'Compare') {
    return { kind: 'compare', range, first: left.first, rest: [...left.rest, { operator, value }] };
  }
  return { kind: 'compare', range, first: left ?? missing(range.start), rest: [{ operator, value }] };
}

function readFilterExpression(node: SyntaxNode, place: ContentPlace): JinjaExpression {
  const range = rangeOf(node, place);
  const [filter] = readFilters(node, place);
  return {
    kind: 'filter',
    range,
    value: operands(node, place)[0] ?? missing(range.start),
    filter: filter ?? { name: { text: '', range: at(range.end) }, args: [] },
  };
}

function readTest(node: SyntaxNode, place: ContentPlace): JinjaExpression {
  const range = rangeOf(node, place);
  const children = childrenOf(node);
  const name = children.find((child) => child.name === 'TestName');
  const behind = name ? children.slice(children.indexOf(name) + 1) : [];
  return {
    kind: 'test',
    range,
    value: operands(node, place)[0] ?? missing(range.start),
    name: name ? readName(name, place) : { text: '', range: at(range.end) },
    args: behind.flatMap((child) =>
      child.name === 'ArgumentList' ? readArguments(child, place) : (readArgument(child, place) ?? []),
    ),
    negated: children.some((child) => child.name === 'not'),
  };
}

function readSlice(node: SyntaxNode, place: ContentPlace): JinjaExpression {
  const parts: (JinjaExpression | undefined)[] = [undefined];
  for (const child of childrenOf(node)) {
    if (child.name === ':') parts.push(undefined);
    else parts[parts.length - 1] = readExpression(child, place);
  }
  const [start, stop, step] = parts;
  return { kind: 'slice', range: rangeOf(node, place), start, stop, step };
}

function readCall(node: SyntaxNode, place: ContentPlace): JinjaExpression {
  const list = node.getChild('ArgumentList') ?? undefined;
  const target = operands(node, place)[0] ?? missing(place.offset + node.from);
  const callee = pathOf(target);
  const open = list?.getChild(')') == null;
  let end = place.offset + (list ?? node).to - (open ? 0 : 1);
  if (open) {
    // The cursor of somebody who types behind the last argument is still in the call.
    while (end < place.end && /\s/.test(place.text[end] ?? '')) end++;
  }
  return {
    kind: 'call',
    range: { start: target.range.start, end: open ? end : place.offset + node.to },
    target,
    callee,
    name: callee.map((segment) => segment.text).join('.'),
    args: readArguments(list, place),
    argumentsRange: { start: Math.min(place.offset + (list?.from ?? node.to) + 1, end), end },
    open,
    tag: place.tag,
  };
}

/** The dotted path that an expression is (`a.b.c`); empty when it is anything else. */
export function pathOf(expression: JinjaExpression): readonly JinjaName[] {
  if (expression.kind === 'name') return [{ text: expression.name, range: expression.range }];
  if (expression.kind !== 'attribute') return [];
  const path = pathOf(expression.object);
  return path.length > 0 ? [...path, expression.name] : [];
}
