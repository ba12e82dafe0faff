// Everything that the panel can be told to do, and the key for it: read by the keyboard, the toolbar's titles and the help. A key without
// a modifier works where no text is typed. Deliberately absent: doing it.

import type { PanelCommand } from '../../messages.ts';

/** What a button, a menu, a key or the host asks for. Those about a node are about the selected one. */
export type PanelAction =
  | PanelCommand
  | 'left'
  | 'right'
  | 'above'
  | 'below'
  | 'focus'
  | 'openFile'
  | 'openYaml'
  | 'centre'
  | 'columns'
  | 'comesFrom'
  | 'readBy'
  | 'path'
  | 'expandAllUpstream'
  | 'expandAllDownstream'
  | 'moreUpstream'
  | 'fewerUpstream'
  | 'moreDownstream'
  | 'fewerDownstream'
  | 'followColumns'
  | 'zoomIn'
  | 'zoomOut'
  | 'impact'
  | 'openInEditor'
  | 'copyId'
  | 'help'
  | 'close';

export interface KeyBinding {
  readonly action: PanelAction;
  /** `KeyboardEvent.key`, with `Shift+` or `Alt+` in front where it is held with a key that has a name or a letter. */
  readonly keys: readonly string[];
  /** In the words of the help and of the titles. */
  readonly does: string;
}

/** Headings of the help and what is under them, in order. */
export const keyGroups: readonly { readonly title: string; readonly bindings: readonly KeyBinding[] }[] = [
  {
    title: 'Move',
    bindings: [
      { action: 'left', keys: ['ArrowLeft'], does: 'To what it is built from (upstream)' },
      { action: 'right', keys: ['ArrowRight'], does: 'To what is built from it (downstream)' },
      { action: 'above', keys: ['ArrowUp'], does: 'To the node or column above' },
      { action: 'below', keys: ['ArrowDown'], does: 'To the node or column below' },
      { action: 'focus', keys: ['Home'], does: 'To the node in the middle' },
      { action: 'back', keys: ['Backspace', 'Alt+ArrowLeft'], does: 'Back' },
      { action: 'forward', keys: ['Shift+Backspace', 'Alt+ArrowRight'], does: 'Forward' },
      { action: 'search', keys: ['/'], does: 'Search' },
    ],
  },
  {
    title: 'The selected node or column',
    bindings: [
      { action: 'openFile', keys: ['Enter'], does: 'Open its file' },
      { action: 'openYaml', keys: ['Shift+Enter'], does: 'Open its YAML' },
      { action: 'centre', keys: ['.'], does: 'Centre the graph on it' },
      { action: 'columns', keys: [' '], does: 'List its columns, or hide them' },
      { action: 'expandUpstream', keys: ['u'], does: 'One more step upstream of it' },
      { action: 'expandDownstream', keys: ['d'], does: 'One more step downstream of it' },
      { action: 'expandAllUpstream', keys: ['Shift+U'], does: 'Everything upstream of it' },
      { action: 'expandAllDownstream', keys: ['Shift+D'], does: 'Everything downstream of it' },
      { action: 'collapse', keys: ['x'], does: 'Hide what was added around it' },
      { action: 'path', keys: ['w'], does: 'Highlight the ways from it to another node' },
      { action: 'details', keys: ['i'], does: 'Details' },
    ],
  },
  {
    title: 'The graph',
    bindings: [
      { action: 'impact', keys: ['b'], does: 'What the change breaks' },
      { action: 'filter', keys: ['f'], does: 'Filter' },
      { action: 'togglePin', keys: ['p'], does: 'Pin: stop following the cursor' },
      { action: 'followColumns', keys: ['c'], does: 'Follow the column under the cursor' },
      { action: 'fit', keys: ['0'], does: 'Fit everything on the screen' },
      { action: 'zoomIn', keys: ['+', '='], does: 'Zoom in' },
      { action: 'zoomOut', keys: ['-'], does: 'Zoom out' },
      { action: 'help', keys: ['?'], does: 'Keys and signs' },
      { action: 'close', keys: ['Escape'], does: 'Close what is open, end the highlight' },
    ],
  },
];

const bindings = keyGroups.flatMap((group) => group.bindings);
const actions = new Map(bindings.flatMap(({ keys, action }) => keys.map((key) => [key, action] as const)));
const firstKeys = new Map(bindings.map(({ keys, action }) => [action, keys[0]] as const));

/** What a key asks for; undefined where it has no meaning here, so that the editor gets it. */
export function actionOf(
  event: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'altKey' | 'metaKey'>,
): PanelAction | undefined {
  const { key } = event;
  if (event.ctrlKey || event.metaKey) return undefined;
  // While a webview has the focus, VS Code doesn't know which view that is: its own key for it would do nothing.
  if (event.altKey) return event.shiftKey ? undefined : actions.get(`Alt+${key}`);
  // Of a sign, Shift is part of how it is typed on some keyboards.
  const isSign = key.length === 1 && key.toUpperCase() === key.toLowerCase() && key !== ' ';
  if (isSign || !event.shiftKey) return actions.get(key.length === 1 ? key.toLowerCase() : key);
  return actions.get(`Shift+${key.length === 1 ? key.toUpperCase() : key}`);
}

/** The first key of an action in words, for a title; undefined where it has none. */
export function keyOf(action: PanelAction): string | undefined {
  const key = firstKeys.get(action);
  return key && spokenKey(key);
}

const names: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
  ' ': 'Space',
};

/** `Shift+Enter`, `←`, `U`: a key as it stands on the keyboard. */
export function spokenKey(key: string): string {
  const [, held = '', plain = key] = /^(Shift\+|Alt\+)(.+)$/.exec(key) ?? [];
  return held + (names[plain] ?? (plain.length === 1 ? plain.toUpperCase() : plain));
}
