// SQL with its Jinja masked, for tools that know only SQL: same length, same lines, every offset stays. Deliberately absent: values
// that need more than the text itself (variables, macros, the project); the static renderer is for those.

import { memo } from '../memo.ts';
import type { SourceText, TextRange } from '../text.ts';
import type { JinjaBlock, JinjaBranch, JinjaCall, JinjaNode, JinjaOutput } from './ast.ts';
import { type KnownLoop, knownValue } from './known.ts';
import { parseJinja } from './tree.ts';

/** A stretch of the text that isn't plain SQL. */
export interface MaskedRegion {
  readonly range: TextRange;
  /**
   * - `comment`, `statement`: blanked. An expression that prints nothing (`config(…)`, `log(…)`) is a statement.
   * - `expression`: a placeholder identifier, or the punctuation it prints.
   * - `skipped`: blanked text that isn't printed here: other branches, bodies of macros, `set` and `call` blocks, docs.
   * - `raw`: text of a raw block, kept as it is.
   */
  readonly kind: 'comment' | 'statement' | 'expression' | 'skipped' | 'raw';
  /** The call that an expression, or the statement made of one, consists of; undefined when it is anything else. */
  readonly call: JinjaCall | undefined;
}

/** A masked text. */
export interface MaskedSql {
  /** As long as the source's text, with the same line breaks at the same offsets. */
  readonly text: string;
  /** In order, none overlapping. */
  readonly regions: readonly MaskedRegion[];
}

/**
 * The text with its Jinja masked:
 * - comments and statements become spaces, line breaks stay;
 * - an expression becomes the identifier `__jinja__`, continued with `_` or cut to the length of its first line (at least `__`),
 *   then spaces; one that is known to print nothing or only punctuation (`{{ ',' if not loop.last }}`) becomes that;
 * - of `if`, the first branch whose condition isn't known to be false is kept, the others become spaces; a condition is known from
 *   literals and from `loop` in the next line;
 * - the body of `for` is kept once, as the first and last turn of its loop;
 * - bodies of `snapshot`, `filter`, `block`, `with` and `raw` are kept; those of `macro`, `test`, `materialization`, `set`, `call` and
 *   `docs` become spaces.
 */
export const maskJinja: (source: SourceText) => MaskedSql = memo((source) => {
  const masking: Masking = { text: source.text, pieces: [], regions: [] };
  maskNodes(masking, parseJinja(source), undefined);
  return { text: masking.pieces.join(''), regions: masking.regions };
});

interface Masking {
  readonly text: string;
  readonly pieces: string[];
  readonly regions: MaskedRegion[];
}

function maskNodes(masking: Masking, nodes: readonly JinjaNode[], loop: KnownLoop): void {
  for (const node of nodes) {
    switch (node.kind) {
      case 'text':
        masking.pieces.push(masking.text.slice(node.range.start, node.range.end));
        break;
      case 'comment':
      case 'statement':
        blank(masking, node.range, node.kind);
        break;
      case 'output':
        maskOutput(masking, node, loop);
        break;
      case 'block':
        maskBlock(masking, node, loop);
        break;
    }
  }
}

function maskBlock(masking: Masking, block: JinjaBlock, loop: KnownLoop): void {
  const kept = keptBranch(block, loop);
  for (const branch of block.branches) {
    blank(masking, branch.tag.range, 'statement');
    if (branch === kept) {
      if (block.name === 'raw' && branch.body.length > 0) {
        masking.regions.push({ range: branch.bodyRange, kind: 'raw', call: undefined });
      }
      maskNodes(masking, branch.body, block.name === 'for' ? 'only' : loop);
    } else {
      blank(masking, branch.bodyRange, 'skipped');
    }
  }
  blank(masking, block.close.range, 'statement');
}

const keptBlocks: ReadonlySet<string> = new Set([
  'if',
  'for',
  'snapshot',
  'filter',
  'block',
  'with',
  'autoescape',
  'raw',
]);

function keptBranch(block: JinjaBlock, loop: KnownLoop): JinjaBranch | undefined {
  if (!keptBlocks.has(block.name)) return undefined;
  if (block.name !== 'if') return block.branches[0];
  return block.branches.find((branch) => {
    const { detail } = branch.tag;
    if (detail.form !== 'expression' || !detail.expression) return true;
    const value = knownValue(detail.expression, loop);
    return value === undefined || (value !== false && value !== '' && value !== 0 && value !== null);
  });
}

function maskOutput(masking: Masking, output: JinjaOutput, loop: KnownLoop): void {
  const { range, expression } = output;
  const call = expression?.kind === 'call' ? expression : undefined;
  if (!expression || (call && printsNothing(call))) {
    blank(masking, range, 'statement', call);
    return;
  }
  const value =
    expression.kind === 'conditional' ? knownText(expression, loop) : knownValue(expression, loop);
  const written = masking.text.slice(range.start, range.end);
  if (typeof value === 'string' && value.length <= written.length && /^[\s,;()]*$/.test(value)) {
    const text = value.replaceAll(/\s/g, ' ');
    masking.pieces.push(text + blanked(written.slice(text.length)));
  } else {
    const line = /^[^\r\n]*/.exec(written)?.[0].length ?? 0;
    masking.pieces.push('__jinja__'.padEnd(line, '_').slice(0, line) + blanked(written.slice(line)));
  }
  masking.regions.push({ range, kind: 'expression', call });
}

/** What a conditional prints; when its condition isn't known, what it would print if that were true. */
function knownText(
  expression: Extract<NonNullable<JinjaOutput['expression']>, { kind: 'conditional' }>,
  loop: KnownLoop,
): unknown {
  return knownValue(expression, loop) ?? knownValue(expression.consequent, loop);
}

const silentCalls: ReadonlySet<string> = new Set([
  'config',
  'log',
  'print',
  'return',
  'debug',
  'set_sql_header',
]);

function printsNothing(call: JinjaCall): boolean {
  return (
    silentCalls.has(call.name) || call.name.startsWith('exceptions.') || call.name === 'dbt_utils.log_info'
  );
}

function blank(masking: Masking, range: TextRange, kind: MaskedRegion['kind'], call?: JinjaCall): void {
  if (range.start === range.end) return;
  masking.pieces.push(blanked(masking.text.slice(range.start, range.end)));
  masking.regions.push({ range, kind, call });
}

function blanked(text: string): string {
  return text.replace(/[^\r\n]/g, ' ');
}
