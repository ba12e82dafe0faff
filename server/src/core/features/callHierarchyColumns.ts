// The items and calls of columns in a call hierarchy: the columns that read one, the nodes whose rows it decides, what reads its node
// without columns; and what it is made of. Deliberately absent: nodes by themselves (callHierarchyNodes.ts).

import type { LineageDirection } from '../../protocol.ts';
import { visibleLine } from '../card/visible.ts';
import type { Project } from '../project.ts';
import type { DefinedPlace } from '../semantics/definedPlaces.ts';
import { columnHome } from '../semantics/sql/columnHome.ts';
import { columnSteps, prepareColumnSteps } from '../semantics/sql/columnSteps.ts';
import { wordOfClause, wordOfHow } from '../semantics/sql/howWords.ts';
import { columnCalled } from '../semantics/sql/nodeColumns.ts';
import type { NodeId } from '../semantics/sql/nodeId.ts';
import type { ColumnOfNode } from '../semantics/sql/nodeLineage.ts';
import { kindOfNode, nameOfNode } from '../semantics/sql/nodeNames.ts';
import { nodeHome, placesOfColumnRead, placesOfRead } from '../semantics/sql/readPlaces.ts';
import type { TextRange } from '../text.ts';
import {
  callOf,
  type HierarchyCall,
  type HierarchyItem,
  nodeItem,
  type Reading,
} from './callHierarchyNodes.ts';

/** The item of a column, where it is made or described; else where its node stands. */
export function columnItem(
  project: Project,
  { node, column }: ColumnOfNode,
  { how, instead }: { readonly how?: string; readonly instead?: DefinedPlace | undefined } = {},
): HierarchyItem | undefined {
  const known = columnCalled(project, { node, column });
  const subject = { node, column: known?.name ?? column };
  const place = columnHome(project, subject) ?? nodeHome(project, node) ?? instead;
  if (!place) return undefined;
  const kind = kindOfNode(project, node);
  const type = known?.type?.text.toLowerCase();
  const detail = [nameOfNode(project, node), how, type, kind && `column of a ${kind}`];
  return {
    subject,
    // By itself, since lists are narrow and cut what is long: the node's name follows.
    name: visibleLine(subject.column),
    detail: visibleLine(detail.filter(Boolean).join(' · ')),
    place,
  };
}

/** Who reads a column (downstream), or what it is made of. */
export function* columnCalls(
  project: Project,
  asked: ColumnOfNode,
  direction: LineageDirection,
): Generator<void, readonly HierarchyCall[]> {
  yield* prepareColumnSteps(project, asked, direction);
  const { columns, decides, perhaps, consumers } = columnSteps(project, asked, direction);
  const calls: (HierarchyCall | undefined)[] = [];
  for (const { column, how } of columns) {
    const [reader, read] = direction === 'upstream' ? [asked, column] : [column, asked];
    const reading = readingOf(project, reader, placesOfColumnRead(project, reader, read));
    const more = { how: wordOfHow(how) };
    calls.push(callOf(reading, direction, (instead) => columnItem(project, column, { ...more, instead })));
    yield;
  }
  const nodeCall = (id: NodeId, more: string, ranges: readonly TextRange[]) => {
    const reading =
      direction === 'upstream' ? readingOf(project, asked, ranges) : { home: nodeHome(project, id), ranges };
    calls.push(callOf(reading, direction, (instead) => nodeItem(project, id, { more, instead })));
  };
  for (const { node, clauses } of decides) {
    const places = placesOfColumnRead(project, { node, column: undefined }, asked);
    nodeCall(node, `rows by ${clauses.map(wordOfClause).join(', ')}`, places);
    yield;
  }
  for (const id of [...perhaps, ...consumers]) {
    const [reader, read] = direction === 'upstream' ? [asked.node, id] : [id, asked.node];
    nodeCall(id, 'perhaps', placesOfRead(project, reader, read));
    yield;
  }
  return calls.filter((call) => call !== undefined);
}

/** A column stands where it is made, else with its node; places in another file than that aren't told. */
function readingOf(project: Project, reader: ColumnOfNode, ranges: readonly TextRange[]): Reading {
  const whole = nodeHome(project, reader.node);
  const home = columnHome(project, reader) ?? whole;
  return { home, ranges: home?.path === whole?.path ? ranges : [] };
}
