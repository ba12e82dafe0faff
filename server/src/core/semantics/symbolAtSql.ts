// The names in the Jinja of an SQL file, and in text with Jinja that stands in YAML. Text outside Jinja, comments and raw
// blocks give none. Deliberately absent: names of SQL itself (CTEs, columns).

import type { JinjaNode, JinjaParameter, JinjaTarget } from '../jinja/ast.ts';
import { jinjaCalls } from '../jinja/calls.ts';
import { expressionsOf, parseJinja, partsOf, walkNodes } from '../jinja/tree.ts';
import { memo } from '../memo.ts';
import { type SourceText, sourceText, type TextRange } from '../text.ts';
import { type DefinedBlock, definedBlocks } from './blocks.ts';
import { type Spot, shifted, spotAt } from './spot.ts';
import { spotsOfCalls } from './spotsOfCalls.ts';
import type { SymbolName } from './symbol.ts';

/** The names in an SQL or Markdown file, in the order of the file. */
export const spotsOfTemplate: (source: SourceText) => readonly Spot[] = memo((source) => {
  if (!/\{[{%]/.test(source.text)) return [];
  const { nodes } = parseJinja(source);
  const locals = boundNames(nodes);
  const spots = [
    ...definitionSpots(source),
    ...spotsOfCalls(source.text, jinjaCalls(source), locals),
    ...thisSpots(nodes, locals),
  ];
  return spots.sort((a, b) => a.symbol.range.start - b.symbol.range.start);
});

/** The names in text with Jinja that stands in a range of another file. */
export function spotsOfTemplateIn(source: SourceText, range: TextRange): readonly Spot[] {
  const inner = sourceText(source.text.slice(range.start, range.end));
  return spotsOfTemplate(inner).map((spot) => shifted(spot, range.start));
}

function definitionSpots(source: SourceText): readonly Spot[] {
  return definedBlocks(source).map((block) => spotAt(definedSymbol(block)));
}

function definedSymbol({ type, name, nameRange: range }: DefinedBlock): SymbolName {
  switch (type) {
    case 'macro':
      return { kind: 'macro', name, package: undefined, range };
    case 'doc':
      return { kind: 'doc', name, package: undefined, range };
    case 'snapshot':
      return { kind: 'node', resourceType: 'snapshot', name, version: undefined, range };
  }
}

function thisSpots(nodes: readonly JinjaNode[], locals: ReadonlySet<string>): readonly Spot[] {
  if (locals.has('this')) return [];
  const spots: Spot[] = [];
  walkNodes(nodes, (node) => {
    if (node.kind !== 'output' && node.kind !== 'statement') return undefined;
    const waiting = [...expressionsOf(node)];
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      if (next.kind === 'name' && next.name === 'this')
        spots.push(spotAt({ kind: 'this', range: next.range }));
      waiting.push(...partsOf(next));
    }
    return undefined;
  });
  return spots;
}

/** Every name that the text itself binds, wherever: a macro of that name isn't meant in it. */
function boundNames(nodes: readonly JinjaNode[]): ReadonlySet<string> {
  const names = new Set<string>();
  const target = (each: JinjaTarget): void => {
    if (each.kind === 'name') names.add(each.name);
    else if (each.kind === 'tuple') each.items.forEach(target);
  };
  const parameter = (each: JinjaParameter): void => {
    names.add(each.name.text);
  };
  walkNodes(nodes, (node) => {
    if (node.kind !== 'statement' && node.kind !== 'block') return undefined;
    const { detail } = node.kind === 'block' ? node.branches[0].tag : node;
    switch (detail.form) {
      case 'set':
      case 'for':
        detail.targets.forEach(target);
        break;
      case 'definition':
      case 'call':
        detail.parameters.forEach(parameter);
        break;
      case 'with':
        for (const assignment of detail.assignments) target(assignment.target);
        break;
      case 'import':
        for (const { as } of detail.names) names.add(as.text);
        break;
    }
    return undefined;
  });
  return names;
}
