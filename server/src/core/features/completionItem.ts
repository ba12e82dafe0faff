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

/** The items that the typed letters can still mean, in order of rank, at most as many as an editor shows well. */
export function completions(
  text: string,
  place: { readonly typed: TextRange; readonly whole: TextRange },
  items: readonly CompletionItem[],
): Completions | undefined {
  if (items.length === 0) return undefined;
  const { typed, whole } = place;
  const wanted = text.slice(typed.start, typed.end).toLowerCase();
  const fitting =
    items.length <= most ? items : items.filter((item) => fits(item.filter ?? item.label, wanted));
  const ranked = fitting.toSorted((a, b) => a.rank - b.rank);
  return { typed, whole, items: ranked.slice(0, most), incomplete: items.length > most };
}

/** Whether the letters stand in the name in their order, as editors filter. */
function fits(name: string, letters: string): boolean {
  let at = 0;
  const lower = name.toLowerCase();
  for (const letter of letters) {
    at = lower.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
