// What the panel knows, and what happens to it. Deliberately absent: how an event changes the state (reduce.ts, actions.ts), the page, where
// nodes lie, what is kept over a reload (saved.ts).

import type {
  CardParams,
  CardView,
  ColumnRef,
  Expansion,
  FoldBy,
  LineageFilter,
  LineageGraph,
  LineageGraphParams,
  LineageNothing,
  LineageView,
} from '../../server/src/lineageProtocol.ts';
import type { PanelPlace, ToPanel } from '../messages.ts';
import type { PanelAction } from './chrome/keys.ts';
import { usualView } from './view.ts';

/** The host's message of what is in front. */
export type Cursor = Extract<ToPanel, { type: 'cursor' }>;

/** What is centred on by itself, whatever is in front. */
export interface Target {
  readonly folder: string;
  readonly node: string;
  readonly column?: string;
}

/** Where one has been: back and forward go there. */
export interface Place extends Pick<PanelState, 'view' | 'stepsBefore'> {
  readonly target: Target;
}

/** A node or a fold by its id, or a column of a node: what keys and details are about. */
export interface Selection {
  readonly id: string;
  readonly column?: string;
}

/** What lies beside the graph, one at a time. */
export type Pane = 'details' | 'impact' | 'filter' | 'help';

export interface PanelState {
  readonly cursor: Cursor | undefined;
  /** Undefined: the cursor's. */
  readonly target: Target | undefined;
  /** The cursor doesn't change what is centred on. */
  readonly pinned: boolean;
  readonly followColumns: boolean;
  readonly view: LineageView;
  /** Those of the view before only one way was shown; undefined: the view's own. */
  readonly stepsBefore: Pick<LineageView, 'upstream' | 'downstream'> | undefined;
  readonly places: readonly Place[];
  /** Which of the places is shown; -1 before the first. */
  readonly at: number;
  readonly selection: Selection | undefined;
  /** What is searched for; undefined while nobody searches. */
  readonly query: string | undefined;
  readonly pane: Pane | undefined;
  /** Nodes of which every column is drawn. */
  readonly allColumns: readonly string[];
  /** One end of a path, while the other is looked for. */
  readonly pathFrom: string | undefined;
  /** What was last asked, and its number; `changed` asks the same again. */
  readonly question: LineageGraphParams | undefined;
  readonly version: number;
  /** The number of the last question that was answered. */
  readonly answered: number;
  /** The last that there was to draw. */
  readonly graph: LineageGraph | undefined;
  /** What the last answer said in place of a graph. */
  readonly nothing: LineageNothing | undefined;
  /** The node or fold that was acted on: it stays where it is. */
  readonly anchor: string | undefined;
  readonly cardQuestion: CardParams | undefined;
  readonly cardVersion: number;
  /** Undefined where nothing is known. */
  readonly card: CardView | 'loading' | undefined;
}

export type PanelEvent =
  | Exclude<ToPanel, { type: 'command' }>
  | { readonly type: 'action'; readonly action: PanelAction }
  | { readonly type: 'select'; readonly selection: Selection }
  /** By a click or Enter: where the other end of a path is looked for, it is this one. */
  | { readonly type: 'choose'; readonly selection: Selection }
  | { readonly type: 'expand'; readonly expansion: Expansion }
  | { readonly type: 'unfold'; readonly fold: string }
  | { readonly type: 'columns'; readonly node: string }
  | { readonly type: 'allColumns'; readonly node: string }
  | { readonly type: 'light'; readonly column: ColumnRef }
  | { readonly type: 'centre'; readonly target: Target }
  | { readonly type: 'filter'; readonly filter: LineageFilter }
  | { readonly type: 'foldBy'; readonly foldBy: FoldBy }
  | { readonly type: 'query'; readonly query: string | undefined };

export function initialState(place: PanelPlace): PanelState {
  return {
    cursor: undefined,
    target: undefined,
    pinned: place === 'editor',
    followColumns: true,
    view: usualView,
    stepsBefore: undefined,
    places: [],
    at: -1,
    selection: undefined,
    query: undefined,
    pane: undefined,
    allColumns: [],
    pathFrom: undefined,
    question: undefined,
    version: 0,
    answered: 0,
    graph: undefined,
    nothing: undefined,
    anchor: undefined,
    cardQuestion: undefined,
    cardVersion: 0,
    card: undefined,
  };
}

/** What is in the middle of the graph on the screen. */
export function shownTarget({ graph }: PanelState): Target | undefined {
  return graph && { folder: graph.folder, ...graph.focus };
}

/** The node or column that is selected; undefined of a fold. */
export function selectedTarget({ graph, selection }: PanelState): Target | undefined {
  const node = graph?.nodes.find(({ id }) => id === selection?.id);
  if (!graph || !node) return undefined;
  const column = selection?.column;
  return { folder: graph.folder, node: node.id, ...(column === undefined ? {} : { column }) };
}

export function selectionOf(id: string, column: string | undefined): Selection {
  return column === undefined ? { id } : { id, column };
}

/** A sentence in place of the graph: what was shown before stays where the sentence is only about what is in front for now. */
export function replacesGraph({ nothing, question, graph }: PanelState): boolean {
  if (nothing === undefined) return graph === undefined;
  return graph === undefined || nothing.reason === 'noManifest' || question?.focus.kind === 'node';
}

/** Equal as data: what is compared here is small, and made in one way. */
export function same(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}
