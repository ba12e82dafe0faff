// The names in the Jinja of an SQL file, and in text with Jinja that stands in YAML. Text outside Jinja, comments and raw
// blocks give none. Deliberately absent: names of SQL itself (CTEs, columns).

import { jinjaCalls } from '../jinja/calls.ts';
import { jinjaNames } from '../jinja/names.ts';
import { memo } from '../memo.ts';
import { type SourceText, sourceText, type TextRange } from '../text.ts';
import { type DefinedBlock, definedBlocks } from './blocks.ts';
import { type Spot, shifted, spotAt } from './spot.ts';
import { spotsOfCalls } from './spotsOfCalls.ts';
import type { SymbolName } from './symbol.ts';

/** The names in an SQL or Markdown file, in the order of the file. */
export const spotsOfTemplate: (source: SourceText) => readonly Spot[] = memo((source) => {
  if (!/\{[{%]/.test(source.text)) return [];
  const local = new Set<number>();
  for (const { scope, range } of jinjaNames(source)) if (scope === 'local') local.add(range.start);
  const spots = [
    ...definitionSpots(source),
    ...spotsOfCalls(source.text, jinjaCalls(source), (call) => local.has(call.range.start)),
    ...thisSpots(source),
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

function thisSpots(source: SourceText): readonly Spot[] {
  return jinjaNames(source).flatMap(({ path, scope }) =>
    scope === 'global' && path[0]?.text === 'this' ? [spotAt({ kind: 'this', range: path[0].range })] : [],
  );
}
