// Every place of the project that makes, describes or reads a column of a node: its own file, YAML, and the SQL of what reads the node,
// there as far as its CTEs pass the column on under its name. Deliberately absent: columns made of it (lineage), and Python.

import { isFresh } from '../derived.ts';
import type { Project } from '../project.ts';
import type { DefinedPlace } from '../semantics/definedPlaces.ts';
import { childrenOf } from '../semantics/lineage.ts';
import { columnKeyOf, meaningOfNode } from '../semantics/meaning.ts';
import { extensionOf } from '../semantics/modelFiles.ts';
import { pathOfEntry } from '../semantics/packages.ts';
import { columnsOfNode } from '../semantics/sql/cells.ts';
import { columnNamed, columnYamlOf, itemsOfNode } from '../semantics/sql/columnPlaces.ts';
import { modelSql } from '../semantics/sql/modelSql.ts';
import { nodeColumns } from '../semantics/sql/nodeColumns.ts';
import { entryOf, fileOf, type NodeId, nodeIdOfFile } from '../semantics/sql/nodeId.ts';
import { upstreamFirst } from '../semantics/sql/prepareUpstream.ts';
import { columnClasses, nodeColumnKey } from '../semantics/sql/sameColumn.ts';
import { usesOfColumns } from '../semantics/sql/sameColumnUses.ts';
import { searchedFiles, usesIn } from '../semantics/uses.ts';
import type { TextRange } from '../text.ts';

/** A place that names what is looked for. */
export interface FoundPlace {
  readonly path: string;
  readonly range: TextRange;
  /** It is made here: an alias, a block or file, a seed's header, the YAML of a source. */
  readonly made: boolean;
}

/** See the head of this file; a step looks at one file or node. The same place may come several times. */
export function* placesOfColumn(
  project: Project,
  id: NodeId,
  name: string,
): Generator<readonly FoundPlace[], void> {
  const own = fileOf(project, id);
  const declared = declaredPlace(project, id, name);
  if (declared) yield [{ path: declared.path, range: declared.nameRange, made: true }];
  if (own !== undefined) {
    for (const _ of prepared(project, own)) yield [];
    yield inSql(project, own, id, name);
  }
  const node = meaningOfNode(project, id);
  const keys = [...node.keys, ...node.keys.map((key) => columnKeyOf(key, name))];
  const children = childFiles(project, id);
  const word = name.toLowerCase();
  for (const path of searchedFiles(project.files.paths)) {
    if (path === own) continue;
    const uses = usesIn(project, { ...node, keys }, path);
    if (extensionOf(path) !== 'sql') {
      const columns = uses.filter(({ symbol }) => symbol.kind === 'column');
      yield columns.map(({ range }) => ({ path, range, made: false }));
    } else {
      const text = uses.length > 0 || children.has(path) ? project.files.text(path)?.text : undefined;
      if (!text?.toLowerCase().includes(word)) {
        yield [];
        continue;
      }
      for (const _ of prepared(project, path)) yield [];
      yield inSql(project, path, id, name);
    }
  }
}

/** Understands what the SQL of a file reads, a node at a step: all at once it may take seconds when nobody has asked before. */
function* prepared(project: Project, path: string): Generator<void> {
  const id = nodeIdOfFile(project, path);
  if (id === undefined) return;
  for (const each of upstreamFirst(project, id, (node) => !isFresh(project, columnsOfNode, node))) {
    if (each !== id) nodeColumns(project, each);
    yield;
  }
}

/** Where a column is made that no SQL of the project makes: a seed's header, the YAML of a source. */
function declaredPlace(project: Project, id: NodeId, name: string): DefinedPlace | undefined {
  const own = fileOf(project, id);
  if (own !== undefined && extensionOf(own) === 'csv') return itemsOfNode(project, id, name)[0];
  return entryOf(project, id)?.resourceType === 'source' ? columnYamlOf(project, id, name) : undefined;
}

function inSql(project: Project, path: string, id: NodeId, name: string): readonly FoundPlace[] {
  const sql = modelSql(project, path);
  if (!sql?.analysis) return [];
  const final = fileOf(project, id) === path ? columnNamed(sql.analysis, name) : undefined;
  const keys = [nodeColumnKey(id, name), ...(final ? [columnClasses(sql).keyOf(final)] : [])];
  return usesOfColumns(sql, keys).map(({ range, made }) => ({ path, range, made }));
}

/** The files of what dbt knows to read a node: a macro may read it, so that its name isn't in them. */
function childFiles(project: Project, id: NodeId): ReadonlySet<string> {
  const entry = entryOf(project, id);
  const { manifest } = project.artifacts;
  if (!entry || !manifest) return new Set();
  return new Set(childrenOf(manifest, entry).flatMap((child) => pathOfEntry(project, child) ?? []));
}
