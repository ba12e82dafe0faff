// Understands what the graph's columns and its impact need, a step of some milliseconds at a time, before it is asked for.
// Deliberately absent: anything that has to be right; without it the first answer takes longer.

import type { LineageView } from '../../lineageProtocol.ts';
import type { Project } from '../project.ts';
import type { NodeId } from '../semantics/sql/nodeId.ts';

/** See the head of this file. Yields after each step that there was something to do for; nothing where no columns are asked for. */
export function* prepareNeighbourhood(
  _project: Project,
  _focus: { readonly node: NodeId; readonly column?: string },
  _view: LineageView,
): Generator<void, void> {}
