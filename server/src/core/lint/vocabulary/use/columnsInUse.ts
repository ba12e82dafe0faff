// The columns of many nodes with what is known of each, for the commands that look at all names at once.
// It reads every model, so no rule and no key asks for it. Deliberately absent: what the names say.

import type { Entry } from '../../../artifacts/types.ts';
import type { Project } from '../../../project.ts';
import { pathOfEntry, rootPackageName } from '../../../semantics/packages.ts';
import { sqlOf } from '../../../semantics/sql/modelSql.ts';
import { nodeColumns } from '../../../semantics/sql/nodeColumns.ts';
import { entryOf, fileOf, type NodeId } from '../../../semantics/sql/nodeId.ts';
import { newModels } from '../../../semantics/sql/nodeReaders.ts';
import { testsOf } from '../../../semantics/tests.ts';
import type { BaseType } from '../../../sql/baseTypes.ts';

/** A column of a model. */
export interface ColumnInUse {
  readonly node: NodeId;
  /** Of the node's file, relative to the project's folder. */
  readonly path: string;
  readonly name: string;
  /** Its own SQL or YAML spells it: it doesn't come by a star alone, nor from a catalog, which may fold names. */
  readonly written: boolean;
  /** Undefined where it isn't known. */
  readonly base: BaseType | undefined;
  /** Generic tests on it, by name. */
  readonly tests: ReadonlySet<string>;
}

/** See the head of this file. */
export function columnsInUse(project: Project, nodes: readonly NodeId[]): readonly ColumnInUse[] {
  return nodes.flatMap((node) => {
    const entry = entryOf(project, node);
    const path = (entry ? pathOfEntry(project, entry) : fileOf(project, node)) ?? '';
    const tests = entry ? testsByColumn(project, entry) : new Map<string, Set<string>>();
    const { columns } = nodeColumns(project, node);
    const spelled = namesInSql(project, node);
    return columns.map(({ name, declared, type }) => ({
      node,
      path,
      name,
      written: declared !== undefined || spelled.has(name),
      base: type?.base,
      tests: tests.get(name.toLowerCase()) ?? none,
    }));
  });
}

/** The enabled models of the project itself, those in new files too. */
export function ownModels(project: Project): readonly NodeId[] {
  const own = rootPackageName(project);
  const known = (project.artifacts.manifest?.entries ?? []).filter(
    ({ disabled, packageName, resourceType }) => !disabled && packageName === own && resourceType === 'model',
  );
  return [...known.map(({ uniqueId }) => uniqueId), ...newModels(project)];
}

function namesInSql(project: Project, node: NodeId): ReadonlySet<string> {
  const columns = sqlOf(project, node)?.analysis?.columns ?? [];
  return new Set(columns.flatMap((each) => (each.kind === 'column' && !each.star ? each.name : [])));
}

const none: ReadonlySet<string> = new Set();

function testsByColumn(project: Project, entry: Entry): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const { entry: test, column } of testsOf(project, entry)?.all ?? []) {
    const name = project.artifacts.manifest?.detail(test)?.testName;
    if (name === undefined || column === undefined) continue;
    const key = column.replace(/^["`[](.*)["`\]]$/, '$1').toLowerCase();
    found.set(key, (found.get(key) ?? new Set()).add(name));
  }
  return found;
}
