// The two SQL parsers behind one synchronous function. This file is a bundle of its own that is imported when the own reader of
// core meets text it doesn't understand; importing it loads a .wasm. Deliberately absent: which text is parsed (core).
import { init as initPolyglot, parse as parsePolyglot } from '@polyglot-sql/sdk';
import { parse as parseCst } from 'sql-parser-cst';
import type { Dialect, ParserId } from '../core/sql/dialect.ts';
import type { ParsedSegment, ParseProblem, SqlParser } from '../core/sql/parser.ts';
import { cstExpression } from './sql/cstToTree.ts';
import { fieldsOf } from './sql/fields.ts';
import { polyglotExpression } from './sql/polyglotToTree.ts';

type Parse = (text: string, dialect: Dialect) => ParsedSegment;

const parsers: Readonly<Record<ParserId, Parse>> = {
  cst(text, dialect) {
    const program = parseCst(text, { dialect: dialect.cst, includeRange: true });
    const statement = program.statements[0];
    const clause = statement?.type === 'select_stmt' ? statement.clauses[0] : undefined;
    const items = clause?.type === 'select_clause' ? (clause.columns?.items ?? []) : [];
    return { kind: 'parsed', expressions: items.map((item) => cstExpression(item, text)) };
  },
  polyglot(text, dialect) {
    const result = parsePolyglot(text, dialect.polyglot as Parameters<typeof parsePolyglot>[1]);
    if (!result.success) throw new Error(result.error);
    const select = fieldsOf(Array.isArray(result.ast) ? result.ast[0] : result.ast)?.['select'];
    const expressions = fieldsOf(select)?.['expressions'];
    const items: readonly unknown[] = Array.isArray(expressions) ? expressions : [];
    const whole = { start: 'select '.length, end: text.length };
    const offsets = utf16Offsets(text);
    return {
      kind: 'parsed',
      expressions: items.map((item) => polyglotExpression(item, whole, offsets)),
    };
  },
};

/** Offsets in code points as offsets in UTF-16: the same where the text has no surrogate pair. */
function utf16Offsets(text: string): (offset: number) => number {
  if (!/[\ud800-\udbff]/.test(text)) return (offset) => offset;
  const starts: number[] = [];
  for (let i = 0; i < text.length; i += (text.codePointAt(i) ?? 0) > 0xffff ? 2 : 1) starts.push(i);
  return (offset) => starts[offset] ?? text.length;
}

/** The parsers as core wants them, ready to be used. Rejects where the .wasm isn't beside the bundle. */
export async function loadSqlParser(): Promise<SqlParser> {
  await initPolyglot();
  return sqlParser();
}

/** A parser that tries those of the dialect in its order (or those given) and takes the first that understands the text. */
export function sqlParser(order?: readonly ParserId[]): SqlParser {
  return {
    parse(text, length, dialect): ParsedSegment | ParseProblem {
      let message = '';
      for (const id of order ?? dialect.parsers) {
        try {
          const parsed = parsers[id](text, dialect);
          if (parsed.expressions.length === length) return parsed;
          message ||= `${parsed.expressions.length} expressions`;
        } catch (error) {
          message ||= error instanceof Error ? error.message : String(error);
        }
      }
      return { kind: 'problem', message };
    },
  };
}
