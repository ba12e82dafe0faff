// A card: what is shown about one name, as pieces of text with a meaning, before any format. Markdown (hover), plain text
// (terminal) and JSON are made from it, so a fact is worded once. Deliberately absent: where facts come from.

/** A piece of one line. Texts may come from artifacts: the renderers escape them. */
export type Inline =
  | { readonly kind: 'text' | 'code' | 'muted'; readonly text: string }
  /** Text that something asks attention for: a failure, lateness. */
  | { readonly kind: 'alert'; readonly text: string };

/** A line of a card. */
export type Line = readonly Inline[];

/** What a fact is about; each renderer has its sign for it. */
export type Sign =
  | 'owner'
  | 'fresh'
  | 'late'
  | 'run'
  | 'failed'
  | 'tests'
  | 'impact'
  | 'lineage'
  | 'columns'
  | 'tags'
  | 'size'
  | 'note'
  | 'warning'
  | 'code';

/** One labelled fact: a first line and, rarely, more under it. */
export interface Fact {
  readonly sign: Sign;
  readonly label: string;
  readonly lines: readonly Line[];
}

/**
 * Something that the reader can do from the card, where the client can run commands. Where an entry stands in its file is
 * looked up only when somebody asks for it: a large YAML file takes longer to parse than a hover may.
 */
export type Action =
  | {
      readonly kind: 'openFile' | 'openYaml' | 'showLineage';
      readonly label: string;
      readonly uniqueId: string;
    }
  /** The lineage of a column: where it comes from, or who reads it; `node` is a unique id, or `file:` and a path. */
  | {
      readonly kind: 'showColumn';
      readonly label: string;
      readonly node: string;
      readonly column: string;
      readonly direction: 'upstream' | 'downstream';
    }
  /** A file that no entry stands for yet. */
  | { readonly kind: 'open'; readonly label: string; readonly path: string; readonly offset: number };

/** What kind of thing a card is about; each renderer has its icon for it. */
export type CardKind =
  | 'model'
  | 'seed'
  | 'snapshot'
  | 'source'
  | 'analysis'
  | 'exposure'
  | 'metric'
  | 'semantic model'
  | 'saved query'
  | 'function'
  | 'macro'
  | 'test'
  | 'unit test'
  | 'group'
  | 'doc'
  | 'var'
  | 'env_var'
  | 'column'
  | 'CTE'
  | 'unknown';

/** See the head of this file. */
export interface Card {
  readonly kind: CardKind;
  readonly title: string;
  /** Short properties beside the title: kind, version, materialization … */
  readonly tags: readonly string[];
  /** One line under the title: the relation's name, a signature. */
  readonly subtitle: string | undefined;
  /** Markdown of the project's authors: reduced to an allow-list before it is shown. */
  readonly description: string;
  readonly facts: readonly Fact[];
  readonly actions: readonly Action[];
}

/** Plain text. */
export const text = (value: string): Inline => ({ kind: 'text', text: value });
/** A name, as code. */
export const code = (value: string): Inline => ({ kind: 'code', text: value });
/** Where a fact is from, and its age. */
export const muted = (value: string): Inline => ({ kind: 'muted', text: value });
/** What asks for attention. */
export const alert = (value: string): Inline => ({ kind: 'alert', text: value });

/** Lines joined into one with a separator between them; empty ones are left out. */
export function join(parts: readonly Line[], separator: string): Line {
  return parts
    .filter((part) => part.length > 0)
    .flatMap((part, index) => (index === 0 ? [...part] : [text(separator), ...part]));
}

/** At most `limit` items, then `+n more`. */
export function capped<Item>(
  items: { readonly length: number; slice(start: number, end: number): readonly Item[] },
  limit: number,
  show: (item: Item) => Line,
): Line {
  const shown = items.slice(0, limit).map(show);
  const rest = items.length - limit;
  return join(rest > 0 ? [...shown, [muted(`+${rest} more`)]] : shown, ', ');
}
