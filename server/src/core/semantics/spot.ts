// A name in a file together with the places that lead to it: what the readers of each language make and symbolAt.ts searches.

import type { TextRange } from '../text.ts';
import type { SymbolName } from './symbol.ts';

/** See the head of this file. Spots depend on the text alone. */
export interface Spot {
  readonly symbol: SymbolName;
  /** Where a cursor means this name: the name itself, and what belongs to it (quotes, the function's name, its package). */
  readonly zones: readonly TextRange[];
  /** The name of a function of dbt or Jinja that is called: a macro's name only where the project has a macro of that name. */
  readonly builtin: boolean;
}

/** A spot that only its own text leads to. */
export function spotAt(symbol: SymbolName, ...zones: readonly TextRange[]): Spot {
  return { symbol, zones: [symbol.range, ...zones], builtin: false };
}

/** The spot of a piece of text that starts at `offset` of the file. */
export function shifted(spot: Spot, offset: number): Spot {
  if (offset === 0) return spot;
  return {
    symbol: { ...spot.symbol, range: moved(spot.symbol.range, offset) },
    zones: spot.zones.map((zone) => moved(zone, offset)),
    builtin: spot.builtin,
  };
}

function moved({ start, end }: TextRange, offset: number): TextRange {
  return { start: start + offset, end: end + offset };
}
