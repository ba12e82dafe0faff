// Text → query with the help of a parser: only expressions that the own reader doesn't understand are given to it, each by
// itself, so that one which doesn't parse takes no other down. Deliberately absent: loading the parser (host).
import type { TextRange } from '../text.ts';
import type { Dialect } from './dialect.ts';
import { lru } from './lru.ts';
import { mapExpression } from './mapExpression.ts';
import type { SqlParser } from './parser.ts';
import type { ExpressionSlot } from './reading.ts';
import { segment } from './readSql.ts';
import { slotKey } from './slots.ts';
import { type Expression, partsOf, type Query, type SubqueryExpression } from './tree.ts';

/** Reads the query of a text; undefined where it has none. `opaque`: ranges of placeholders, in order. */
export type SqlReader = (text: string, dialect: Dialect, opaque?: readonly TextRange[]) => Query | undefined;

/**
 * A reader with a cache of `limit` expressions by their text. Without a parser the own reader's tree stands.
 */
export function sqlReader(parser: SqlParser | undefined, limit = 2000): SqlReader {
  const cache = lru<{ readonly expression: Expression | undefined }>(limit);
  return (text, dialect, opaque = []) => {
    const first = segment(text, dialect, opaque);
    const unknown = first.slots.filter(({ complete }) => !complete);
    if (!parser || unknown.length === 0) return first.query;
    const parsed = new Map<string, Expression>();
    for (const slot of unknown) {
      const { sql, queries } = withoutQueries(text, slot);
      const key = `${dialect.id}\n${sql}`;
      const known = cache.get(key) ?? { expression: parseOne(parser, sql, dialect) };
      cache.set(key, known);
      if (known.expression) parsed.set(slotKey(slot.range), placed(known.expression, slot, queries, opaque));
    }
    return parsed.size > 0 ? segment(text, dialect, opaque, parsed).query : first.query;
  };
}

const before = 'select ';

function parseOne(parser: SqlParser, sql: string, dialect: Dialect): Expression | undefined {
  const result = parser.parse(before + sql, 1, dialect);
  const expression = result.kind === 'parsed' ? result.expressions[0] : undefined;
  const move = ({ start, end }: TextRange) => ({ start: start - before.length, end: end - before.length });
  return expression && mapExpression(expression, move, () => undefined);
}

const standIn = /^__q(\d+)_*$/;

/** The text of a slot with an identifier of the same length in place of each query in brackets. */
function withoutQueries(
  text: string,
  slot: ExpressionSlot,
): { sql: string; queries: readonly SubqueryExpression[] } {
  const queries: SubqueryExpression[] = [];
  const find = (part: Expression): void => {
    if (part.kind === 'subquery' && !part.exists && text[part.range.start] === '(') queries.push(part);
    else partsOf(part).forEach(find);
  };
  find(slot.expression);
  let sql = text.slice(slot.range.start, slot.range.end);
  for (const [index, { range }] of queries.entries()) {
    const start = range.start - slot.range.start;
    const end = range.end - slot.range.start;
    sql = `${sql.slice(0, start)}(${`__q${index}`.padEnd(end - start - 2, '_')})${sql.slice(end)}`;
  }
  return { sql, queries };
}

/** An expression parsed by itself, at its place in the text. */
function placed(
  expression: Expression,
  slot: ExpressionSlot,
  queries: readonly SubqueryExpression[],
  opaque: readonly TextRange[],
): Expression {
  const move = ({ start, end }: TextRange) => ({
    start: start + slot.range.start,
    end: end + slot.range.start,
  });
  return mapExpression(expression, move, (part) => {
    if (part.kind !== 'column') return undefined;
    const range = move(part.range);
    if (opaque.some((other) => other.start < range.end && range.start < other.end))
      return { kind: 'placeholder', range };
    const index = part.path.length === 1 ? standIn.exec(part.path[0]?.text ?? '')?.[1] : undefined;
    return index === undefined ? undefined : queries[Number(index)];
  });
}
