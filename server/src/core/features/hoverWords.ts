// How a name under the cursor is written as a card's title.

import type { SymbolName } from '../semantics/symbol.ts';

/** The name as a person says it: a source with its table, a package in front. */
export function titleOfSymbol(symbol: SymbolName): string {
  switch (symbol.kind) {
    case 'source':
      return symbol.table === undefined ? symbol.source : `${symbol.source}.${symbol.table}`;
    case 'ref':
      return `${symbol.package ? `${symbol.package}.` : ''}${symbol.name}${symbol.version ? ` v${symbol.version}` : ''}`;
    case 'this':
      return 'this';
    default:
      return symbol.name;
  }
}
