// The kinds of names that the names rules judge. Deliberately absent: which of them in a file (judgedNames.ts).

import type { SymbolName } from '../../semantics/symbol.ts';

/** A name of the kinds that are judged, as written. */
export type JudgedSymbol = Extract<SymbolName, { kind: 'ref' | 'source' | 'macro' | 'test' | 'doc' | 'var' }>;

/** Whether a name is of these kinds; names for `adapter.dispatch` and sources without a table aren't. */
export function isJudged(symbol: SymbolName): symbol is JudgedSymbol {
  switch (symbol.kind) {
    case 'macro':
      return !symbol.dispatch;
    case 'source':
      return symbol.table !== undefined;
    case 'ref':
    case 'test':
    case 'doc':
    case 'var':
      return true;
    default:
      return false;
  }
}
