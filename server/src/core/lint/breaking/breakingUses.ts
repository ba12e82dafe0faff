// Everything that uses a column that is being taken away from its node: SQL by lineage, what YAML says of the column, and what is built
// on the node. Deliberately absent: words (breakingWords.ts).

import type { Entry, ResourceType } from '../../artifacts/types.ts';
import type { Project } from '../../project.ts';
import { yamlPlace } from '../../semantics/definedPlaces.ts';
import type { FileNode } from '../../semantics/modelFiles.ts';
import { entryOf, nodeIdOf } from '../../semantics/sql/nodeId.ts';
import { consumersOf } from '../../semantics/sql/nodeReaders.ts';
import { type ReaderOfColumn, readersBefore } from '../../semantics/sql/readersBefore.ts';
import { ownYamlUses, usesInOtherYaml, type YamlUse } from './breakingYaml.ts';

/** What uses a column. */
export interface ColumnUses {
  /** Models and the like, nearest first. */
  readonly readers: readonly ReaderOfColumn[];
  /** Nodes that may read it. */
  readonly unknown: readonly string[];
  /** False where not all readers were looked at. */
  readonly whole: boolean;
  /** Tests, semantic models, metrics and the contract. */
  readonly inYaml: readonly YamlUse[];
  /** Built on the node itself or on what passes the column on; which columns they read nobody knows. */
  readonly exposures: readonly Entry[];
  /** Built on what reads the column. */
  readonly exposuresBehind: readonly Entry[];
}

/** More changes of a model than this at once make another model: of the rest nothing is said. */
export const mostChanges = 50;

/** See the head of this file; `most` nodes may be analysed for it. */
export function usesOfColumn(project: Project, node: FileNode, column: string, most: number): ColumnUses {
  const id = nodeIdOf(node);
  const { readers, unknown, whole } = readersBefore(project, { node: id, column }, most);
  const passing = [
    { id, names: [column] },
    ...readers.flatMap(({ node: reader, lost }) => (lost.length > 0 ? [{ id: reader, names: lost }] : [])),
  ];
  const exposures = new Set(passing.flatMap((each) => ofType(project, each.id, 'exposure')));
  const behind = new Set(readers.flatMap(({ node: reader }) => ofType(project, reader, 'exposure')));
  return {
    readers,
    unknown,
    whole,
    inYaml: [
      ...ownYamlUses(project, node, column),
      ...passing.flatMap((each) => each.names.flatMap((name) => usesInOtherYaml(project, each.id, name))),
    ],
    exposures: [...exposures],
    exposuresBehind: [...behind].filter((entry) => !exposures.has(entry)),
  };
}

/** Whether anybody surely uses it. The contract alone is no user: a rule of its own says what it lacks. */
export function isUsed({ readers, inYaml, exposures }: ColumnUses): boolean {
  return readers.length > 0 || exposures.length > 0 || inYaml.some(({ kind }) => kind !== 'contract');
}

function ofType(project: Project, id: string, type: ResourceType): readonly Entry[] {
  return consumersOf(project, id).filter(({ resourceType }) => resourceType === type);
}

/** Where an entry stands in YAML; undefined where that isn't in the project. */
export function placeOfEntry(project: Project, entry: Entry): ReturnType<typeof yamlPlace> {
  return yamlPlace(project, entry);
}

/** The type of a reader. */
export function typeOfReader(project: Project, { node }: ReaderOfColumn): ResourceType {
  return entryOf(project, node)?.resourceType ?? 'model';
}
