// Where the text of a node names what it reads: another node, or a column of one. Deliberately absent: what is named elsewhere
// (references).

import { toSource } from '../../jinja/render/rendered.ts';
import type { Project } from '../../project.ts';
import type { TextRange } from '../../text.ts';
import { type DefinedPlace, filePlace, ownPlace, yamlPlace } from '../definedPlaces.ts';
import { meaningOfNode } from '../meaning.ts';
import type { SymbolName } from '../symbol.ts';
import { usesIn } from '../uses.ts';
import { columnNamed } from './columnPlaces.ts';
import { readsOf } from './columnReads.ts';
import { modelSql } from './modelSql.ts';
import { entryOf, fileOf, type NodeId } from './nodeId.ts';
import type { ColumnOfNode } from './nodeLineage.ts';

/** Where a node is made: its file or its block of one, else its entry in YAML; undefined for what has neither here. */
export function nodeHome(project: Project, id: NodeId): DefinedPlace | undefined {
  const entry = entryOf(project, id);
  if (entry) return ownPlace(project, entry) ?? yamlPlace(project, entry);
  const path = fileOf(project, id);
  return path === undefined ? undefined : filePlace(project, path);
}

const reading: ReadonlySet<SymbolName['kind']> = new Set(['ref', 'source', 'metric', 'function']);

/** Where a node names another, within {@link nodeHome}; empty where a macro reads it. */
export function placesOfRead(project: Project, reader: NodeId, read: NodeId): readonly TextRange[] {
  const home = nodeHome(project, reader);
  if (!home) return [];
  return usesIn(project, meaningOfNode(project, read), home.path).flatMap(({ range, symbol }) =>
    reading.has(symbol.kind) && isWithin(range, home.range) ? [range] : [],
  );
}

/**
 * Where a node's own file names a column of another, or brings it by a star: where it makes `column` of it, as far as it stands
 * there; else everywhere.
 */
export function placesOfColumnRead(
  project: Project,
  { node, column }: { readonly node: NodeId; readonly column: string | undefined },
  read: ColumnOfNode,
): readonly TextRange[] {
  const path = fileOf(project, node);
  const sql = path === undefined ? undefined : modelSql(project, path);
  if (!sql?.analysis) return [];
  const wanted = read.column.toLowerCase();
  const places = readsOf(sql, new Set(), (id) => id === read.node)
    .filter(({ name }) => name.toLowerCase() === wanted)
    .flatMap((each) => each.places);
  const made = column === undefined ? undefined : columnNamed(sql.analysis, column);
  const item = made && toSource(sql.rendered, made.range).range;
  const inItem = item ? places.filter((place) => isWithin(place, item)) : [];
  return inItem.length > 0 ? inItem : places;
}

function isWithin(inner: TextRange, outer: TextRange): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
