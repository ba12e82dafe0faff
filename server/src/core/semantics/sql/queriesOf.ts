// The queries of a text: which select gives whose columns, every CTE, and which select a place belongs to.
// Deliberately absent: names (symbolsOfAnalysis.ts).

import { memo } from '../../memo.ts';
import type { QueryAnalysis, SelectScope } from '../../sql/analysis.ts';
import {
  type Cte,
  type Expression,
  type FromItem,
  partsOf,
  type Query,
  type Select,
} from '../../sql/tree.ts';
import type { TextRange } from '../../text.ts';

/** See the head of this file. */
export interface Queries {
  /** The outermost query that a select's columns are the output of. */
  readonly queries: ReadonlyMap<Select, Query>;
  /** In the order of the text, those of subqueries too. */
  readonly ctes: readonly Cte[];
  /** A function that is asked for places in ascending order and gives the innermost select of each, ORDER BY included. */
  readonly scopes: () => (offset: number) => SelectScope | undefined;
}

/** The queries of an analysed text. */
export const queriesOf: (analysis: QueryAnalysis) => Queries = memo(findQueries);

function findQueries({ query, scopes }: QueryAnalysis): Queries {
  const queries = new Map<Select, Query>();
  const ctes: Cte[] = [];
  const spans: { readonly range: TextRange; readonly select: Select }[] = [];
  const waiting: Query[] = [query];
  // Without recursion: a long chain of unions or subqueries is as deep as it is long.
  for (let next = waiting.pop(); next; next = waiting.pop()) visit(next, next);
  ctes.sort((a, b) => a.range.start - b.range.start);
  const bySelect = new Map(scopes.map((scope) => [scope.select, scope]));
  const ordered = spans.flatMap(({ range, select }) => {
    const scope = bySelect.get(select);
    return scope ? [{ range, scope }] : [];
  });
  ordered.sort((a, b) => a.range.start - b.range.start || b.range.end - a.range.end);
  return { queries, ctes, scopes: () => innermost(ordered) };

  function visit(current: Query, owner: Query): void {
    for (const cte of current.ctes) {
      ctes.push(cte);
      if (cte.query) waiting.push(cte.query);
    }
    expressions(current.orderBy);
    let first: Select | undefined;
    const bodies = current.body ? [current.body] : [];
    for (let body = bodies.pop(); body; body = bodies.pop()) {
      if (body.kind === 'setOperation') {
        if (body.right) bodies.push(body.right);
        bodies.push(body.left);
      } else if (body.kind === 'query') visit(body, owner);
      else if (body.kind === 'select') {
        first ??= body;
        select(body, owner);
      } else expressions(body.rows.flat());
    }
    if (first) spans.push({ range: current.range, select: first });
  }

  function select(body: Select, owner: Query): void {
    queries.set(body, owner);
    spans.push({ range: body.range, select: body });
    from(body.from);
    const items = body.items.flatMap((item) => (item.kind === 'column' ? [item] : item.replace));
    expressions(items.map(({ expression }) => expression));
    expressions([body.where, body.having, body.qualify, ...body.groupBy]);
  }

  function from(items: readonly FromItem[]): void {
    for (const { relation, on } of items) {
      expressions([on]);
      let inner = relation;
      while (inner.kind === 'pivot' || inner.kind === 'unpivot') {
        expressions(inner.args);
        inner = inner.source;
      }
      if (inner.kind === 'query') waiting.push(inner.query);
      else if (inner.kind === 'joined') from(inner.from);
      else if (inner.kind === 'function') expressions(inner.args);
    }
  }

  function expressions(list: readonly (Expression | undefined)[]): void {
    const left = [...list];
    for (let next = left.pop(); next || left.length > 0; next = left.pop()) {
      if (!next) continue;
      if (next.kind === 'subquery') waiting.push(next.query);
      else left.push(...partsOf(next));
    }
  }
}

function innermost(
  ordered: readonly { readonly range: TextRange; readonly scope: SelectScope }[],
): (offset: number) => SelectScope | undefined {
  const open: { readonly range: TextRange; readonly scope: SelectScope }[] = [];
  let next = 0;
  return (offset) => {
    for (let span = ordered[next]; span && span.range.start <= offset; span = ordered[++next]) {
      while ((open.at(-1)?.range.end ?? offset) < span.range.start) open.pop();
      open.push(span);
    }
    while (open.length > 0 && (open.at(-1)?.range.end ?? 0) < offset) open.pop();
    return open.at(-1)?.scope;
  };
}
