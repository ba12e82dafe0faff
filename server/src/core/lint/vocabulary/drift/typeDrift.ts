// One name with two types across models, where the vocabulary allows both: what a name's own words forbid is column-name-type's.
// Deliberately absent: types that are known by no artifact, but for the judged column itself.

import type { Project } from '../../../project.ts';
import { ownPlace, yamlPlace } from '../../../semantics/definedPlaces.ts';
import { nodeColumn } from '../../../semantics/sql/nodeColumns.ts';
import { entryOf } from '../../../semantics/sql/nodeId.ts';
import { nodeLineage } from '../../../semantics/sql/nodeLineage.ts';
import type { BaseType } from '../../../sql/baseTypes.ts';
import type { Vocabulary } from '../../../yaml/vocabulary.ts';
import type { JudgedColumn } from '../../columns/columns.ts';
import { typeInWords, typeOfColumn } from '../../columns/columnTypes.ts';
import type { Problem, RelatedPlace } from '../../rule.ts';
import { isCoveredNode } from '../coveredNodes.ts';
import { nodeName } from '../nodeName.ts';
import { parseName } from '../parseName.ts';
import { allows, expectedTypes } from '../promises/promises.ts';
import { type TypeInUse, typesInUse } from './typesInUse.ts';

/** The problem of a column whose name has another type elsewhere, as often or more often than this one. */
export function typeDrift(
  project: Project,
  vocabulary: Vocabulary,
  column: JudgedColumn,
): Problem | undefined {
  if (!namesThing(vocabulary, column.name)) return undefined;
  const others = typesInUse(project, vocabulary, column.name).filter(({ node }) => node !== column.node);
  if (others.length === 0) return undefined;
  const own = typeOfColumn(project, column);
  if (!own || passesOn(project, vocabulary, column)) return undefined;
  const expected = expectedTypes(vocabulary, column.name, project.artifacts.manifest?.metadata.adapterType);
  if (expected && !allows(expected.types, own.base)) return undefined;
  const alike = others.filter(({ base }) => family(base) === family(own.base));
  const different = others.filter(
    ({ base }) => family(base) !== family(own.base) && (!expected || allows(expected.types, base)),
  );
  const [first] = different;
  if (!first || alike.length >= different.length) return undefined;
  const more = different.length > 1 ? ` and ${different.length - 1} more` : '';
  return {
    range: column.range,
    message: `\`${column.name}\` of ${column.owner} is ${typeInWords(own)}, but ${first.base} in ${nodeName(project, first.node)} (${first.from})${more}.`,
    related: different.slice(0, 3).flatMap((use) => placeOf(project, use)),
  };
}

/** Whether a name has a word besides the stub that promises its type: \`id\` alone is another thing in every model. */
function namesThing(vocabulary: Vocabulary, name: string): boolean {
  const { parts } = parseName(vocabulary, name);
  const typed = parts.filter(({ stub }) => stub);
  return typed.length > 0 && parts.length > 1;
}

/** Whether the column passes on one of the same name that is judged in its own file. */
function passesOn(project: Project, vocabulary: Vocabulary, { node, name }: JudgedColumn): boolean {
  const own = node === undefined ? undefined : nodeColumn(project, node, name);
  if (node === undefined || !own) return false;
  const inputs = nodeLineage(project, node).upstream.get(own.name) ?? [];
  return inputs.some(
    ({ column, how }) => how === 'passthrough' && isCoveredNode(project, vocabulary, column.node),
  );
}

/** Types that a sum or a join changes into each other are one. */
function family(base: BaseType): BaseType {
  return base === 'integer' ? 'number' : base;
}

/** No model is read for it. */
function placeOf(project: Project, { node, column, text }: TypeInUse): readonly RelatedPlace[] {
  const entry = entryOf(project, node);
  const place = entry && (ownPlace(project, entry) ?? yamlPlace(project, entry));
  return place
    ? [
        {
          path: place.path,
          range: place.nameRange,
          message: `\`${column}\` of ${nodeName(project, node)} is \`${text}\`.`,
        },
      ]
    : [];
}
