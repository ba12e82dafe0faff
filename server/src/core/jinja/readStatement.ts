// Turns the content of a statement into its JinjaDetail. The keyword chooses the grammar's start rule, so that no word is reserved
// inside expressions. Deliberately absent: how statements pair up into blocks (tree.ts).

import type { SyntaxNode } from '@lezer/common';
import type { TextRange } from '../text.ts';
import type { JinjaDetail, JinjaExpression, JinjaName, JinjaParameter, JinjaTarget } from './ast.ts';
import {
  type ContentPlace,
  type ContentStore,
  childrenOf,
  contentKind,
  parseContent,
  rangeOf,
} from './parse.ts';
import { missing, operands, readArgument, readFilters, readName } from './readExpression.ts';

/** The expression of an output or a bare expression; undefined when nothing is written. */
export function readOutput(
  content: string,
  place: ContentPlace,
  store: ContentStore,
): JinjaExpression | undefined {
  const top = parseContent('Output', content, store).topNode;
  return operands(top, place)[0];
}

/** What stands behind the keyword of a statement. */
export function readDetail(
  keyword: string,
  content: string,
  place: ContentPlace,
  store: ContentStore,
): JinjaDetail {
  const kind = contentKind(keyword);
  if (!kind) return { form: 'plain' };
  const top = parseContent(kind, content, store).topNode;
  switch (kind) {
    case 'Output':
      return { form: 'expression', expression: operands(top, place)[0] };
    case 'SetContent':
      return {
        form: 'set',
        targets: readTargets(top, place),
        value: operands(top, place)[0] ?? (top.getChild('=') ? missing(place.end) : undefined),
        filters: readFilters(top, place),
      };
    case 'ForContent':
      return readFor(top, place);
    case 'MacroContent':
      return { form: 'definition', name: nameIn(top, place), parameters: readParameters(top, place) };
    case 'CallContent':
      return { form: 'call', parameters: readParameters(top, place), call: operands(top, place)[0] };
    case 'FilterContent':
      return { form: 'filter', filters: readFilters(top, place) };
    case 'NameContent':
      return { form: 'name', name: nameIn(top, place) };
    case 'MaterializationContent':
      return {
        form: 'materialization',
        name: nameIn(top, place),
        args: childrenOf(top).flatMap((child) => readArgument(child, place) ?? []),
      };
    case 'WithContent':
      return readWith(top, place);
    case 'ImportContent':
    case 'FromContent':
    case 'IncludeContent':
      return readImport(top, place);
  }
}

function nameIn(node: SyntaxNode, place: ContentPlace): JinjaName | undefined {
  const name = node.getChild('DefinitionName');
  return name ? readName(name, place) : undefined;
}

function readParameters(node: SyntaxNode, place: ContentPlace): readonly JinjaParameter[] {
  const list = node.getChild('Parameters');
  return (list?.getChildren('Parameter') ?? []).flatMap((parameter) => {
    const name = parameter.getChild('ParameterName');
    if (!name) return [];
    const range: TextRange = rangeOf(parameter, place);
    const [written] = operands(parameter, place);
    const value = written ?? (parameter.getChild('=') ? missing(range.end) : undefined);
    return [{ name: readName(name, place), default: value, range }];
  });
}

function readTargets(node: SyntaxNode, place: ContentPlace): readonly JinjaTarget[] {
  return childrenOf(node).flatMap((child): readonly JinjaTarget[] => {
    const range = rangeOf(child, place);
    switch (child.name) {
      case 'TargetName':
        return [{ kind: 'name', range, name: readName(child, place).text }];
      case 'TargetAttribute':
        return [
          {
            kind: 'attribute',
            range,
            path: childrenOf(child)
              .filter((segment) => segment.name !== '.')
              .map((segment) => readName(segment, place)),
          },
        ];
      case 'TargetTuple': {
        const items = readTargets(child, place);
        // `a, b = …` is a list of targets; only a nested tuple is one target of several names.
        return node.type.isTop ? items : [{ kind: 'tuple', range, items }];
      }
      default:
        return [];
    }
  });
}

function readFor(top: SyntaxNode, place: ContentPlace): JinjaDetail {
  const iterable = top.getChild('Iterable');
  const filter = top.getChild('LoopFilter');
  return {
    form: 'for',
    targets: readTargets(top, place),
    iterable: iterable ? operands(iterable, place)[0] : undefined,
    condition: filter ? (operands(filter, place)[0] ?? missing(place.end)) : undefined,
    recursive: top.getChild('recursive') !== null,
  };
}

function readWith(top: SyntaxNode, place: ContentPlace): JinjaDetail {
  return {
    form: 'with',
    assignments: top.getChildren('Assignment').flatMap((assignment) => {
      const [target] = readTargets(assignment, place);
      return target ? [{ target, value: operands(assignment, place)[0] ?? missing(target.range.end) }] : [];
    }),
  };
}

function readImport(top: SyntaxNode, place: ContentPlace): JinjaDetail {
  const names = [top, ...top.getChildren('ImportedName')].flatMap((node) => {
    const [name, as] = node.getChildren('TargetName');
    if (!name) return [];
    return [{ name: readName(name, place), as: readName(as ?? name, place) }];
  });
  return { form: 'import', template: operands(top, place)[0], names };
}
