// What completion offers, before any protocol: names with what is inserted for them and how they rank.
// Deliberately absent: which names there are (the other files of this feature).

import type { TextRange } from '../text.ts';

/** What an item is; an adapter has an icon for each. */
export type CompletionKind =
  | 'model'
  | 'seed'
  | 'snapshot'
  | 'source'
  | 'table'
  | 'macro'
  | 'function'
  | 'filter'
  | 'variable'
  | 'column'
  | 'relation'
  | 'key'
  | 'value'
  | 'keyword'
  | 'test'
  | 'doc'
  | 'package'
  | 'group';

/** What an item is about, to look up its documentation when somebody asks. */
export type ItemSubject =
  | { readonly kind: 'entry'; readonly uniqueId: string }
  /** A column of a node: a unique id, or `file:` and a path. */
  | { readonly kind: 'column'; readonly node: string; readonly column: string }
  | { readonly kind: 'text'; readonly text: string };

/** One thing to choose. */
export interface CompletionItem {
  readonly label: string;
  readonly kind: CompletionKind;
  /** Right behind the label: a signature. */
  readonly signature?: string | undefined;
  /** What it is in a word or two: a type. */
  readonly detail?: string | undefined;
  /** Where it is from: a package, a relation. */
  readonly from?: string | undefined;
  /** What is inserted; the label where it isn't given. */
  readonly insert?: string | undefined;
  /** The same with tab stops, for clients that know them. */
  readonly snippet?: string | undefined;
  /** What is compared with what is typed; the label where it isn't given. */
  readonly filter?: string | undefined;
  /** Lower ones come first; items of the same rank stay in their order. */
  readonly rank: number;
  readonly subject?: ItemSubject | undefined;
  readonly deprecated?: boolean | undefined;
}

/** Everything to choose at a place. */
export interface Completions {
  /** The word as typed so far, up to the cursor. */
  readonly typed: TextRange;
  /** The word with what follows the cursor. */
  readonly whole: TextRange;
  readonly items: readonly CompletionItem[];
  /** There are more, which more letters will show. */
  readonly incomplete: boolean;
}

/** More than this nobody reads, and editors become slow. */
const most = 400;

/**
 * The items that the typed letters can still mean, in order of rank, at most as many as an editor shows well. Of more than that the
 * best matches come first, since the rest isn't there for the editor to choose from.
 */
export function completions(
  text: string,
  place: { readonly typed: TextRange; readonly whole: TextRange },
  items: readonly CompletionItem[],
): Completions | undefined {
  if (items.length === 0) return undefined;
  const { typed, whole } = place;
  if (items.length <= most)
    return { typed, whole, items: items.toSorted((a, b) => a.rank - b.rank), incomplete: false };
  const wanted = text.slice(typed.start, typed.end).toLowerCase();
  const matching = items.flatMap((item) => {
    const match = matchOf((item.filter ?? item.label).toLowerCase(), wanted);
    return match === undefined ? [] : [{ item, match }];
  });
  matching.sort((a, b) => a.match - b.match || a.item.rank - b.item.rank);
  return { typed, whole, items: matching.slice(0, most).map(({ item }) => item), incomplete: true };
}

/**
 * How well letters fit a name: 0 where it begins with them, 1 where a word in it does, 2 where they stand together in it, 3 where they
 * stand in it in their order, as editors filter. Undefined where they don't.
 */
function matchOf(name: string, letters: string): number | undefined {
  if (name.startsWith(letters)) return 0;
  if (['_', '.', '/', ' '].some((separator) => name.includes(separator + letters))) return 1;
  if (name.includes(letters)) return 2;
  let at = 0;
  for (const letter of letters) {
    at = name.indexOf(letter, at) + 1;
    if (at === 0) return undefined;
  }
  return 3;
}
