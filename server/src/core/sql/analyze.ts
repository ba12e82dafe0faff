// The entry of the analysis: query → columns, references, scopes and lineage. Deliberately absent: reading text
// (readSql.ts), and where tables outside the text come from.
import type { TextRange } from '../text.ts';
import type { FindTable, Origin, QueryAnalysis } from './analysis.ts';
import type { Analyzing } from './analyzing.ts';
import { isComplete, type NamedColumn } from './columns.ts';
import type { Dialect } from './dialect.ts';
import { influencesOf, originsOf } from './origins.ts';
import { analyzeQuery } from './queryOutput.ts';
import type { Query } from './tree.ts';

/** What an analysis may know beyond the query. */
export interface AnalyzeOptions {
  /** Regions of the text that may be there any number of times: what a loop over unknown values makes. */
  readonly many?: readonly TextRange[];
  /** Regions whose text may be another, in order: no type and no whole lineage is known of what is made there. */
  readonly unsure?: readonly TextRange[];
}

/** Analyses a query. `findTable` says what is known of relations outside the text. */
export function analyze(
  query: Query,
  dialect: Dialect,
  findTable: FindTable,
  { many = [], unsure = [] }: AnalyzeOptions = {},
): QueryAnalysis {
  const state: Analyzing = {
    dialect,
    findTable,
    many,
    unsure,
    outputs: new Map(),
    inProgress: new Set(),
    references: [],
    resolutions: new Map(),
    scopes: [],
    scopeOf: new Map(),
    reads: new Map(),
    tables: new Map(),
    named: new Map(),
    indexes: new Map(),
    namedOnly: new Set(),
    behindStars: new Map(),
    starColumns: 0,
    searched: new Map(),
    depth: 0,
    query: (inner, scope, outer) => analyzeQuery(state, inner, scope, outer),
  };
  const columns = analyzeQuery(state, query, undefined, undefined);
  state.references.sort((left, right) => left.reference.range.start - right.reference.range.start);
  state.scopes.sort(
    ({ select: left }, { select: right }) =>
      left.range.start - right.range.start || right.range.end - left.range.end,
  );
  const origins = new Map<NamedColumn, readonly Origin[]>();
  let influences: QueryAnalysis['influences'] | undefined;
  return {
    query,
    columns,
    complete: isComplete(columns),
    references: state.references,
    scopes: state.scopes,
    namedOnly: state.namedOnly,
    columnsOf: (inner) => state.outputs.get(inner) ?? [],
    originsOf: (column) => {
      const known = origins.get(column) ?? originsOf(state, column);
      origins.set(column, known);
      return known;
    },
    get influences() {
      influences ??= influencesOf(state, query);
      return influences;
    },
  };
}
