// Words that the graph and the files made of it have in common. Pure. Deliberately absent: colours, and where words stand.

import type {
  GraphColumn,
  GraphColumns,
  GraphFold,
  LineageImpact,
} from '../../server/src/lineageProtocol.ts';

/** What happens to a column. */
export const columnImpactWords: Readonly<Record<NonNullable<GraphColumn['impact']>, string>> = {
  gone: 'gone',
  renamed: 'renamed',
  type: 'type changes',
  breaks: 'breaks',
};

/** "15 of 40 columns", "3 or more columns". */
export function columnCount({ total, complete }: GraphColumns, drawn: number): string {
  const count = `${total}${complete ? '' : ' or more'} column${total === 1 ? '' : 's'}`;
  return drawn < total ? `${drawn} of ${count}` : count;
}

/** Who breaks by a change: "1 reader", "5 readers, 2 of them perhaps", "perhaps 2 readers". */
export function brokenReaders({ readers, more }: LineageImpact): string {
  const all = readers.length + more;
  const perhaps = all - readers.filter(({ breaks }) => breaks).length;
  const counted = all === 1 ? '1 reader' : `${all} readers`;
  if (perhaps === 0) return counted;
  return perhaps === all ? `perhaps ${counted}` : `${counted}, ${perhaps} of them perhaps`;
}

/** "+12 more · staging". */
export function foldText({ count, label }: GraphFold): string {
  return `+${count} more · ${label}`;
}

/** "2 failed, 1 late"; empty where none is. */
export function foldTrouble({ failed, late }: GraphFold): string {
  return [failed > 0 && `${failed} failed`, late > 0 && `${late} late`].filter(Boolean).join(', ');
}
