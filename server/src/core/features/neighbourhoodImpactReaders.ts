// Who uses a column that a text changes, as nodes: models, tests, semantic models, metrics, exposures.
// Deliberately absent: how uses are found (lint/breaking), and what changed (neighbourhoodImpact.ts).

import type { Entry } from '../artifacts/types.ts';
import { visibleLine } from '../card/visible.ts';
import type { ColumnUses } from '../lint/breaking/breakingUses.ts';
import { ownersIn } from '../lint/report/ownersIn.ts';
import type { Project } from '../project.ts';
import { parentsOf, testChildrenOf } from '../semantics/lineage.ts';
import { ownerOf } from '../semantics/owner.ts';
import { entryOf, fileNodeId, fileOf, type NodeId } from '../semantics/sql/nodeId.ts';
import { kindOfNode, nameOfNode } from '../semantics/sql/nodeNames.ts';

/** A user of a changed column. */
export interface Reader {
  /** Its unique id; `file:` and the path of what dbt hasn't parsed. */
  readonly node: NodeId;
  readonly label: string;
  readonly kind: string;
  /** It may use it: nobody knows. */
  readonly perhaps: boolean;
  /** Steps from the node whose text changes, from 1. */
  readonly distance: number;
}

/** See the head of this file: those of one column of the node `changed`. */
export function readersOf(
  project: Project,
  changed: NodeId,
  column: string,
  uses: ColumnUses,
): readonly Reader[] {
  const distances = new Map<NodeId, number>([[changed, 0]]);
  const found: Reader[] = [];
  const add = (
    node: NodeId,
    perhaps: boolean,
    { label = nameOfNode(project, node), distance = distanceOf(project, node, distances) } = {},
  ) => {
    distances.set(node, Math.min(distance, distances.get(node) ?? distance));
    const kind = kindOfNode(project, node) ?? 'model';
    found.push({ node, label, kind, perhaps, distance });
  };
  for (const { node, distance } of uses.readers) add(node, false, { distance });
  for (const node of uses.unknown) add(node, true);
  const ownTest = ownTests(project, changed, column);
  for (const use of uses.inYaml) {
    const { kind, name, path } = use;
    if (kind === 'contract') continue;
    const entry = use.entry ?? ownTest(name);
    const label = kind === 'test' ? `${name}(${column})` : name;
    if (entry) add(entry.uniqueId, false, { label });
    else found.push({ node: fileNodeId(path), label, kind, perhaps: false, distance: 1 });
  }
  for (const { uniqueId } of [...uses.exposures, ...uses.exposuresBehind]) add(uniqueId, true);
  return found;
}

/** One step behind the nearest of what it reads. */
function distanceOf(project: Project, node: NodeId, known: ReadonlyMap<NodeId, number>): number {
  const { manifest } = project.artifacts;
  const entry = entryOf(project, node);
  const parents = manifest && entry ? parentsOf(manifest, entry).map(({ uniqueId }) => uniqueId) : [];
  const distances = [...parents, ...(entry?.dependsOn ?? [])].flatMap((id) => known.get(id) ?? []);
  return distances.length === 0 ? 1 : Math.min(...distances) + 1;
}

/** Finds the test of the manifest that a test of a node's own YAML entry is, by its name, each once. */
function ownTests(project: Project, id: NodeId, column: string): (name: string) => Entry | undefined {
  const { manifest } = project.artifacts;
  const node = entryOf(project, id);
  const left = new Set(manifest && node ? testChildrenOf(manifest, node) : []);
  return (name) => {
    for (const test of left) {
      const { testName, testNamespace, columnName, testArguments = {} } = manifest?.detail(test) ?? {};
      if (testName === undefined || (name !== testName && name !== `${testNamespace}.${testName}`)) continue;
      const words = [columnName, ...Object.values(testArguments)];
      if (!words.some((word) => typeof word === 'string' && word.toLowerCase() === column.toLowerCase()))
        continue;
      left.delete(test);
      return test;
    }
    return undefined;
  };
}

/** The people who own a node, by name; roles of the warehouse are nobody to tell. */
export function peopleOf(project: Project, node: NodeId): readonly string[] {
  const entry = entryOf(project, node);
  if (entry) {
    const fact = ownerOf(project, entry);
    if (!fact || fact.warehouse) return [];
    return fact.owners.map(({ name, emails }) => visibleLine(name ?? emails.join(', ')));
  }
  const path = fileOf(project, node);
  const source = path === undefined ? undefined : project.files.text(path);
  return (path !== undefined && source && ownersIn(project, path, source)(0)?.split(', ')) || [];
}
