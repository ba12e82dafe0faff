// The blocks of a file that make entries of dbt's manifest, named as there: macros (generic tests and materializations are
// some), snapshots and docs. Deliberately absent: variables, arguments and bodies.

import type { Entry } from '../artifacts/types.ts';
import { jinjaDefinitions } from '../jinja/definitions.ts';
import { memo } from '../memo.ts';
import type { SourceText, TextRange } from '../text.ts';

/** A block that makes an entry. */
export interface DefinedBlock {
  readonly type: 'macro' | 'snapshot' | 'doc';
  /** As in the manifest: `test_x` for a generic test, `materialization_x_adapter` for a materialization. */
  readonly name: string;
  /** From the opening tag to the end of the closing one. */
  readonly range: TextRange;
  /** The name as written in the opening tag. */
  readonly nameRange: TextRange;
}

/** The blocks of a file that make entries, in order. */
export const definedBlocks: (source: SourceText) => readonly DefinedBlock[] = memo((source) =>
  !source.text.includes('{%')
    ? []
    : jinjaDefinitions(source).flatMap((definition): readonly DefinedBlock[] => {
        const { range, name } = definition;
        const place = { range, nameRange: name.range };
        switch (definition.kind) {
          case 'variable':
            return [];
          case 'snapshot':
            return [{ type: 'snapshot', name: name.text, ...place }];
          case 'docs':
            return [{ type: 'doc', name: name.text, ...place }];
          default:
            return [{ type: 'macro', name: definition.macroName, ...place }];
        }
      }),
);

/** The block of a file that an entry of the manifest comes from; undefined when it isn't there any more. */
export function blockOf(source: SourceText, entry: Entry): DefinedBlock | undefined {
  return definedBlocks(source).find(
    (block) => block.type === entry.resourceType && block.name === entry.name,
  );
}
