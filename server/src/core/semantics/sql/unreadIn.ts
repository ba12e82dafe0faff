// The stretches of a query that nobody understands. Deliberately absent: why.

import { type Expression, partsOf, type Query, type QueryBody, type Relation } from '../../sql/tree.ts';
import type { TextRange } from '../../text.ts';

/** The ranges of expressions that aren't understood as a whole, in no particular order; those within one aren't told apart. */
export function unreadIn(query: Query): readonly TextRange[] {
  const found: TextRange[] = [];
  const bodies: QueryBody[] = [query];
  const expressions: (Expression | undefined)[] = [];
  const relations: Relation[] = [];
  const visitBody = (body: QueryBody) => {
    switch (body.kind) {
      case 'query':
        for (const cte of body.ctes) if (cte.query) bodies.push(cte.query);
        if (body.body) bodies.push(body.body);
        expressions.push(...body.orderBy);
        break;
      case 'setOperation':
        bodies.push(body.left);
        if (body.right) bodies.push(body.right);
        break;
      case 'values':
        expressions.push(...body.rows.flat());
        break;
      case 'select':
        for (const item of body.items)
          expressions.push(
            ...(item.kind === 'star' ? item.replace.map((each) => each.expression) : [item.expression]),
          );
        for (const { relation, on } of body.from) {
          relations.push(relation);
          expressions.push(on);
        }
        expressions.push(body.where, ...body.groupBy, body.having, body.qualify);
        break;
    }
  };
  const visitRelation = (relation: Relation) => {
    if (relation.kind === 'query') bodies.push(relation.query);
    if (relation.kind === 'function') expressions.push(...relation.args);
    if (relation.kind === 'joined')
      for (const { relation: inner, on } of relation.from) {
        relations.push(inner);
        expressions.push(on);
      }
    if (relation.kind === 'pivot' || relation.kind === 'unpivot') {
      relations.push(relation.source);
      expressions.push(...relation.args);
    }
  };
  while (bodies.length + relations.length + expressions.length > 0) {
    const body = bodies.pop();
    if (body) visitBody(body);
    const relation = relations.pop();
    if (relation) visitRelation(relation);
    const expression = expressions.pop();
    if (!expression) continue;
    if (expression.kind === 'other') found.push(expression.range);
    else if (expression.kind === 'subquery') bodies.push(expression.query);
    else expressions.push(...partsOf(expression));
  }
  return found;
}
