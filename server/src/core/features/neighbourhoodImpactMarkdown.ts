// What a change of columns does to others, as Markdown for a pull request: what changes, who uses it, whom to tell.
// Deliberately absent: how any of it is found (neighbourhoodImpact.ts).

import type { ImpactChange, ImpactReader, LineageImpact } from '../../lineageProtocol.ts';
import { counted } from '../card/format.ts';
import { codeSpan, escapeMarkdown } from '../markdown.ts';
import type { Project } from '../project.ts';
import { nameOfNode } from '../semantics/sql/nodeNames.ts';

/** Rows of the table; who has more to look at counts the rest. */
const mostRows = 100;

/** See the head of this file. Names stand as code, so that nothing in them becomes live: no mention, no link. */
export function impactMarkdown(
  project: Project,
  { changes, readers, more, owners, whole }: Omit<LineageImpact, 'markdown'>,
): string {
  const rest = readers.length + more - mostRows;
  const parts = [
    '### Columns that change',
    changes.map((change) => `- ${changeLine(project, change)}`).join('\n'),
    `### ${counted(readers.length + more, 'use')} of them`,
    table(readers),
    ...(rest > 0 ? [`… and ${counted(rest, 'more', 'more')}`] : []),
    ...(whole ? [] : ['Not everything was looked at: there may be more.']),
    ...(owners.length === 0 ? [] : ['### Whom to tell', owners.map(ownerLine).join('\n')]),
  ];
  return `${parts.join('\n\n')}\n`;
}

function changeLine(project: Project, { node, column, text }: ImpactChange): string {
  // The sentence begins with the column.
  return `${codeSpan(nameOfNode(project, node))}: ${codeSpan(column)}${escapeMarkdown(text.slice(column.length))}`;
}

function table(readers: readonly ImpactReader[]): string {
  const rows = readers.slice(0, mostRows).map(({ label, kind, columns, owner, perhaps }) => {
    const names = columns.map(codeSpan).join(', ');
    return `| ${codeSpan(label)} | ${kind} | ${names}${perhaps ? ' (perhaps)' : ''} | ${owner === undefined ? '' : codeSpan(owner)} |`;
  });
  return ['| Used by | Kind | Columns | Owner |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

function ownerLine({ owner, labels, more }: LineageImpact['owners'][number]): string {
  return `- ${codeSpan(owner)}: ${labels.map(codeSpan).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
