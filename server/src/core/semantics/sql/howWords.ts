// Short words for how a column comes from another and for the clauses that decide rows: the same on cards and in the graph.
// Deliberately absent: sentences.

import type { How } from '../../sql/analysis.ts';

const words: Readonly<Record<How, string>> = {
  passthrough: 'passthrough',
  rename: 'renamed',
  cast: 'cast',
  expression: 'expression',
  aggregate: 'aggregate',
  window: 'window',
  constant: 'constant',
};

const clauses: Readonly<Record<string, string>> = {
  from: 'join',
  using: 'join',
  group: 'group by',
};

/** How a column comes from another: `renamed`. */
export function wordOfHow(how: How): string {
  return words[how];
}

/** The clause by which a column decides rows: `join`, `group by`, `where`. */
export function wordOfClause(clause: string): string {
  return clauses[clause] ?? clause;
}
