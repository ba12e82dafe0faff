// Which columns of tables a column is made of, and which decide about the rows of a query: through all CTEs and subqueries.
// Deliberately absent: what stands between.
import type { ColumnSource, How, Origin, QueryAnalysis } from './analysis.ts';
import { type Analyzing, identityOf, isSameValue, leastFaithful } from './analyzing.ts';
import type { Derivation, NamedColumn } from './columns.ts';
import { nameKey } from './dialect.ts';
import type { Query, QueryBody } from './tree.ts';

/** The columns of tables that a column is made of, each once, by the least faithful path. */
export function originsOf(state: Analyzing, column: NamedColumn): readonly Origin[] {
  const origins = leaves(column.inputs.map(({ source, how }) => [source, how] as const));
  const key = nameKey({ text: column.name, quoted: column.quoted }, state.dialect);
  return origins.map(([source, how]): Origin => {
    const { table, name } = source;
    const end = nameKey({ text: name, quoted: source.column?.quoted ?? false }, state.dialect);
    return { table, name, how: isSameValue(how) ? (end === key ? 'passthrough' : 'rename') : how };
  });
}

type TableSource = ColumnSource & { readonly kind: 'table' };

/** The tables' columns behind sources. A column is gone through again where a less faithful way leads to it. */
function leaves(
  sources: readonly (readonly [ColumnSource, How])[],
): readonly (readonly [TableSource, How])[] {
  const found = new Map<object | string, readonly [TableSource, How]>();
  const reached = new Map<NamedColumn, How>();
  const steps = [...sources].reverse();
  for (let step = steps.pop(); step; step = steps.pop()) {
    const [source, how] = step;
    if (source.kind === 'table') {
      const identity = identityOf(source);
      const known = found.get(identity);
      found.set(identity, [source, known ? leastFaithful(known[1], how) : how]);
      continue;
    }
    const before = reached.get(source.column);
    const worst = before === undefined ? how : leastFaithful(before, how);
    if (worst === before) continue;
    reached.set(source.column, worst);
    const { inputs } = source.column;
    for (let i = inputs.length - 1; i >= 0; i--) {
      const input = inputs[i];
      if (input) steps.push([input.source, leastFaithful(worst, input.how)]);
    }
  }
  return [...found.values()];
}

/** The column that makes the value of another, through CTEs and subqueries that only pass it on; itself where it is made there. */
export function makerOf(column: NamedColumn): NamedColumn {
  let at = column;
  // A chain of CTEs has an end, a recursive one hasn't.
  for (let steps = 0; steps < 50 && isSameValue(at.how); steps++) {
    const [input, ...more] = at.inputs;
    if (input?.source.kind !== 'query' || more.length > 0) break;
    at = input.source.column;
  }
  return at;
}

/** Whether everything that an entry is made of is known, on the whole way through the text: {@link Derivation.traced} of every step. */
export function isTracedToTables(column: Derivation): boolean {
  const seen = new Set<Derivation>([column]);
  for (const step of seen) {
    if (!step.traced) return false;
    for (const { source } of step.inputs) if (source.kind === 'query') seen.add(source.column);
  }
  return true;
}

/** The tables' columns behind a source, but for those behind columns that were gone through before. */
function tablesBehind(source: ColumnSource, gone: Set<NamedColumn>): readonly TableSource[] {
  const found: TableSource[] = [];
  const steps = [source];
  for (let step = steps.pop(); step; step = steps.pop()) {
    if (step.kind === 'table') found.push(step);
    else if (!gone.has(step.column)) {
      gone.add(step.column);
      const { inputs } = step.column;
      for (let i = inputs.length - 1; i >= 0; i--) {
        const input = inputs[i];
        if (input) steps.push(input.source);
      }
    }
  }
  return found;
}

/** What decides which rows a query has: in it and in every query that it reads. */
export function influencesOf(state: Analyzing, query: Query): QueryAnalysis['influences'] {
  const seen = new Set<QueryBody>();
  const rest: QueryBody[] = [query];
  const found = new Map<string, QueryAnalysis['influences'][number]>();
  const gone = new Map<string, Set<NamedColumn>>();
  for (let body = rest.pop(); body; body = rest.pop()) {
    if (seen.has(body)) continue;
    seen.add(body);
    const reads = state.reads.get(body);
    for (const { source, clause, range } of reads?.influences ?? []) {
      const ofClause = gone.get(clause) ?? new Set();
      gone.set(clause, ofClause);
      for (const { table, name } of tablesBehind(source, ofClause)) {
        const key = `${table.id}\n${name}\n${clause}`;
        if (!found.has(key)) found.set(key, { table, name, clause, range });
      }
    }
    for (const inner of reads?.queries ?? []) rest.push(inner);
  }
  return [...found.values()].sort((left, right) => left.range.start - right.range.start);
}
