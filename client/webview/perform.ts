// Does what buttons, keys and commands ask for: what only changes the state goes to the reducer, the rest to the host or to the part of
// the graph on the screen.

import type { ExportFormat } from '../messages.ts';
import { namesDrawn } from './canvas/boxes.ts';
import { type Walk, walk } from './canvas/walk.ts';
import type { PanelAction } from './chrome/keys.ts';
import type { Host } from './host.ts';
import { type Arrow, step } from './layout/neighbours.ts';
import { formatOf, saveGraph } from './saveGraph.ts';
import {
  type PanelEvent,
  type PanelState,
  type Selection,
  selectedTarget,
  selectionOf,
  shownTarget,
  type Target,
} from './state.ts';
import type { Drawn } from './useLayout.ts';
import type { SightControls } from './useSight.ts';

const zoomStep = 1.25;

export interface Means {
  readonly host: Host;
  readonly state: PanelState;
  readonly dispatch: (event: PanelEvent) => void;
  readonly sight: SightControls;
  /** What is on the screen; undefined where a sentence is. */
  readonly drawn: Drawn | undefined;
}

export function perform(action: PanelAction, means: Means): void {
  const deed = deeds[action];
  const format = formatOf[action];
  if (deed) deed(means);
  else if (format) save(format, means);
  else means.dispatch({ type: 'action', action });
}

const deeds: Readonly<Partial<Record<PanelAction, (means: Means) => void>>> = {
  left: (means) => move('left', means),
  right: (means) => move('right', means),
  above: (means) => move('above', means),
  below: (means) => move('below', means),
  search({ dispatch }) {
    dispatch({ type: 'action', action: 'search' });
    // A box that opens takes the focus by itself.
    document.querySelector<HTMLElement>('.search input')?.focus();
  },
  focus(means) {
    const focus = means.drawn?.graph.focus;
    if (focus) goTo(selectionOf(focus.node, focus.column), means);
  },
  openFile: openOrUnfold,
  openYaml: (means) => open('yaml', means),
  fit: ({ sight }) => sight.fit(),
  zoomIn: ({ sight }) => sight.scaleBy(zoomStep),
  zoomOut: ({ sight }) => sight.scaleBy(1 / zoomStep),
  copyImpact,
  copyId,
  openInEditor(means) {
    const target = targetOf(means);
    if (target) means.host.post({ type: 'openInEditor', target });
  },
};

function move(arrow: Arrow, means: Means): void {
  const { drawn, state } = means;
  if (drawn) goTo(walk(walkOn(drawn), selected(state, drawn), arrow), means);
}

/**
 * Selects it and brings it on the screen; a listed column that isn't drawn is drawn with all the others. What the graph doesn't have, a test
 * or what is too far away, is opened.
 */
export function goTo(selection: Selection, { dispatch, sight, drawn, host }: Omit<Means, 'state'>): void {
  const { id, column } = selection;
  const item = drawn?.items.get(id);
  if (drawn && !item) {
    const target = { folder: drawn.graph.folder, node: id, ...(column === undefined ? {} : { column }) };
    host.post({ type: 'open', ...target, what: 'file', keepFocus: false });
    return;
  }
  const isListed = item?.kind === 'node' && item.node.columns?.shown.some(({ name }) => name === column);
  if (isListed && column !== undefined && !namesDrawn(item).includes(column))
    dispatch({ type: 'allColumns', node: id });
  dispatch({ type: 'select', selection });
  sight.reveal(selection);
}

function walkOn({ graph, items, layout }: Drawn): Walk {
  return { graph, items, next: (id, arrow) => step(layout, graph.edges, id, arrow) };
}

function selected({ selection }: PanelState, { graph }: Drawn): Selection {
  return selection ?? { id: graph.focus.node };
}

/** Enter: more of a fold, the end of a path that looks for it, else the file. */
function openOrUnfold(means: Means): void {
  const { state, dispatch } = means;
  const { selection } = state;
  if (selection === undefined) return;
  if (state.graph?.folds.some(({ id }) => id === selection.id))
    dispatch({ type: 'unfold', fold: selection.id });
  else if (state.pathFrom !== undefined) dispatch({ type: 'choose', selection });
  else open('file', means);
}

/** Opens what is selected: its file or its entry in YAML, at the line of a column. */
export function open(what: 'file' | 'yaml', means: Pick<Means, 'host' | 'state'>): void {
  const target = targetOf(means);
  const node = means.state.graph?.nodes.find(({ id }) => id === target?.node);
  if (target && node?.opens) means.host.post({ type: 'open', ...target, what, keepFocus: false });
}

function copyImpact({ host, state: { graph } }: Means): void {
  if (graph?.impact) host.post({ type: 'copy', text: graph.impact.markdown, what: 'what the change breaks' });
}

function save(format: ExportFormat, { drawn, host }: Means): void {
  // A picture that the browser can't draw is not saved; the others can't fail.
  if (drawn) saveGraph(format, drawn, host).catch((error: unknown) => console.error(error));
}

function copyId(means: Means): void {
  const target = targetOf(means);
  if (target) means.host.post({ type: 'copy', text: target.node, what: 'the unique id' });
}

/** What is selected, else what is in the middle. */
function targetOf({ state }: Pick<Means, 'state'>): Target | undefined {
  return selectedTarget(state) ?? shownTarget(state);
}
