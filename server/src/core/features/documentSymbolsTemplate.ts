// The outline of the blocks that a text defines in Jinja. Deliberately absent: variables.

import { jinjaDefinitions } from '../jinja/definitions.ts';
import type { SourceText } from '../text.ts';
import type { OutlineEntry } from './documentSymbols.ts';

/** Macros, tests, materializations, snapshots and docs blocks, in the order of the text. */
export function templateOutline(source: SourceText): readonly OutlineEntry[] {
  return jinjaDefinitions(source).flatMap((definition): readonly OutlineEntry[] => {
    if (definition.kind === 'variable') return [];
    const { kind, name, range } = definition;
    const detail =
      'parameters' in definition
        ? `(${definition.parameters.map((each) => each.name.text).join(', ')})`
        : undefined;
    return [{ name: name.text, detail, kind, range, nameRange: name.range, children: [] }];
  });
}
