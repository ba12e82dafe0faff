// What a panel can look like, each reached by its keys from the sample's graph and left again. Deliberately absent: what is looked for in it.

import type { PanelAction } from '../../client/webview/chrome/keys.ts';
import type { Panel } from './openPanel.ts';
import { nodeOf, press, type Sample, see, seeNoMore } from './stage.ts';

export const model = 'models/marts/customers/fct_bookings.sql';
export const modelId = 'model.tern_ferries.fct_bookings';

/** A column of it that stays what it is: those that are changed are always listed. */
const unchanged = 'id_booking';

/** Opens the model in the editor, with a column that isn't called any more what dbt parsed. */
export async function renameColumn({ client, text }: Sample): Promise<void> {
  await client.open(model, text(model).replace('bookings.amt_booking', 'bookings.amt_booking as amt_paid'));
}

export interface State {
  readonly name: string;
  enter(panel: Panel, sample: Sample): Promise<void>;
  leave(panel: Panel, sample: Sample): Promise<void>;
}

const close = async (panel: Panel, selector: string): Promise<void> => {
  await press(panel, 'close');
  await seeNoMore(panel, selector);
};

/** Something beside the graph, which one key opens. */
function pane(name: string, action: PanelAction, within = ''): State {
  return {
    name,
    async enter(panel) {
      await press(panel, action);
      await see(panel, `.pane ${within}`);
    },
    leave: (panel) => close(panel, '.pane'),
  };
}

export const states: readonly State[] = [
  { name: 'the graph', enter: async () => {}, leave: async () => {} },
  {
    name: 'columns listed, one of them selected and its path lit',
    async enter(panel) {
      await press(panel, 'focus');
      await press(panel, 'columns');
      await see(panel, nodeOf(modelId, unchanged));
      await press(panel, 'below');
      await panel.page.keyboard.press('Space');
      await see(panel, '.column.lit');
    },
    async leave(panel) {
      await close(panel, '.column.lit');
      await press(panel, 'focus');
      await press(panel, 'columns');
      await seeNoMore(panel, nodeOf(modelId, unchanged));
    },
  },
  pane('filters', 'filter', 'input'),
  {
    name: 'search with hits',
    async enter(panel) {
      await press(panel, 'search');
      await see(panel, '[role=combobox]');
      await panel.page.keyboard.type('book');
      await see(panel, '[role=option]');
      await panel.page.keyboard.press('ArrowDown');
    },
    leave: (panel) => close(panel, '[role=combobox]'),
  },
  pane('details', 'details', 'dl'),
  pane('impact', 'impact', 'ul'),
  pane('help', 'help', 'table'),
  {
    name: 'the other end of a path',
    async enter(panel) {
      await press(panel, 'path');
      await see(panel, '.pathBar');
    },
    leave: (panel) => close(panel, '.pathBar'),
  },
  {
    name: 'the menu',
    async enter(panel) {
      await panel.page.locator('[role=toolbar] [aria-haspopup=menu]').click();
      await see(panel, '[role=menu]');
    },
    async leave(panel) {
      await close(panel, '[role=menu]');
      await panel.page.locator(nodeOf(modelId)).first().focus();
    },
  },
  {
    name: 'nothing to show',
    async enter(panel, { client }) {
      panel.relay.show({ folder: client.uri('.'), node: 'model.tern_ferries.gone' });
      await see(panel, '.nothing');
    },
    leave: async () => {},
  },
];
