// Who reads a column of a node, as a fact of its card. Deliberately absent: what it is made of (hoverColumnOrigin.ts), how lineage
// is found (semantics/sql/columnLineage.ts).

import type { Entry } from '../artifacts/types.ts';
import { capped, code, type Fact, type Line, muted, text } from '../card/card.ts';
import { labelOf } from '../card/entryWords.ts';
import { counted } from '../card/format.ts';
import type { Project } from '../project.ts';
import { ownerOf, ownersToText } from '../semantics/owner.ts';
import { type ColumnOfNode, columnDownstream } from '../semantics/sql/columnLineage.ts';
import { wordOfClause } from '../semantics/sql/howWords.ts';
import { entryOf } from '../semantics/sql/nodeId.ts';
import { nameOfNode } from '../semantics/sql/nodeNames.ts';
import { nodesAnalysed } from './hoverColumnOrigin.ts';
import { listLength } from './hoverFacts.ts';

/** Who reads a column: models nearest first, those whose rows it decides, exposures and metrics with their owners. */
export function readByFact(project: Project, column: ColumnOfNode): Fact {
  const closure = columnDownstream(project, column, { nodes: nodesAnalysed });
  const readers = new Map<string, string>();
  for (const reached of closure.columns) {
    const { node, column: name } = reached.column;
    const named = name.toLowerCase() === column.column.toLowerCase() ? '' : `.${name}`;
    if (node !== column.node && !readers.has(node)) readers.set(node, nameOfNode(project, node) + named);
  }
  const deciding = new Map<string, string>();
  for (const { node, clause } of closure.influenced)
    if (!readers.has(node) && !deciding.has(node)) deciding.set(node, clause);
  const unknown = closure.unknown.filter((id) => !readers.has(id) && !deciding.has(id));
  const least = closure.whole ? '' : 'at least ';
  const kindOf = (id: string) => {
    const type = entryOf(project, id)?.resourceType;
    return type === 'snapshot' || type === 'analysis' ? type : 'model';
  };
  const names = (kind: ReturnType<typeof kindOf>) =>
    [...readers].flatMap(([id, name]) => (kindOf(id) === kind ? name : []));
  const lines = [
    list(least, names('model'), 'model'),
    list('', names('snapshot'), 'snapshot'),
    list('', names('analysis'), 'analysis', 'analyses'),
    readers.size > 0 || closure.whole ? [] : [text('not known yet: too many models to look at at once')],
    exposuresLine(project, closure.consumers),
    deciding.size === 0
      ? []
      : [
          text('decides rows of '),
          ...capped([...deciding], listLength, ([id, clause]) => [
            code(nameOfNode(project, id)),
            muted(` (${wordOfClause(clause)})`),
          ]),
        ],
    unknown.length === 0
      ? []
      : [
          text('perhaps '),
          ...capped(unknown, listLength, (id) => [code(nameOfNode(project, id))]),
          muted(` (what ${unknown.length === 1 ? 'it reads' : 'they read'} is not known)`),
        ],
  ].filter((line) => line.length > 0);
  return { sign: 'impact', label: 'Read by', lines: lines.length > 0 ? lines : [[text('no model')]] };
}

function list(least: string, names: readonly string[], word: string, plural = `${word}s`): Line {
  if (names.length === 0) return [];
  return [
    text(`${least}${counted(names.length, word, plural)}: `),
    ...capped(names, listLength, (name) => [code(name)]),
  ];
}

/** Exposures that read the column's own model or one that it comes to: they read models, whether this column isn't known. */
function exposuresLine(project: Project, consumers: readonly Entry[]): Line {
  const exposures = consumers.filter(({ resourceType }) => resourceType === 'exposure');
  if (exposures.length === 0) return [];
  return [
    text(`${counted(exposures.length, 'exposure')} on its models: `),
    ...capped(exposures, listLength, (entry) => {
      const owner = ownerOf(project, entry);
      return [code(labelOf(entry)), ...(owner ? [text(` (${ownersToText(owner)})`)] : [])];
    }),
  ];
}
