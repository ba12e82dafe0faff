// What the panel makes of answers that no small project has: each test gives its own.

import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { FromPanel } from '../../client/messages.ts';
import type {
  CardView,
  GraphColumnEdge,
  GraphHow,
  GraphNode,
  LineageGraph,
  LineageImpact,
} from '../../server/src/lineageProtocol.ts';
import { methods } from '../../server/src/protocol.ts';
import { columns, edges, graph, node } from '../webview/graphs.ts';
import { focused, misplaced } from './inPage.ts';
import type { Panel, PanelOptions } from './openPanel.ts';
import { nodeOf, panelOf, press, pressAndSee, see, seeFocus, seeNoMore, until, untilCount } from './stage.ts';

/** A panel that is always told this graph, and this card. */
async function panelWith(
  context: TestContext,
  answer: LineageGraph,
  { card, ...options }: Partial<PanelOptions> & { readonly card?: CardView } = {},
) {
  const panel = await panelOf(context, {
    request: async <Result>(method: string) => (method === methods.card ? card : answer) as unknown as Result,
    cursor: { uri: 'file:///ferries/models/bookings.sql', position: { line: 0, character: 0 } },
    reducedMotion: true,
    ...options,
  });
  await see(panel, `.box.focused ${nodeOf(answer.focus.node)}`);
  await press(panel, 'focus');
  return panel;
}

/** Waits until the last message of a type is the wanted one. */
async function untilPosted<Type extends FromPanel['type']>(
  panel: Panel,
  type: Type,
  wanted: (message: Extract<FromPanel, { readonly type: Type }>) => boolean,
): Promise<void> {
  const isOfType = (message: FromPanel): message is Extract<FromPanel, { readonly type: Type }> =>
    message.type === type;
  const isSaid = () => {
    const last = panel.posted.findLast(isOfType);
    return last !== undefined && wanted(last);
  };
  await until(panel, () => 0, undefined, isSaid);
}

/** The focus with as many readers, each of its own rank or all of one. */
function readers(count: number, isChain: boolean): LineageGraph {
  const nodes = Array.from(
    { length: count },
    (_, index): GraphNode =>
      node(index === 0 ? 'bookings' : `reader_${index}`, index === 0 ? {} : { side: 'downstream' }),
  );
  const ids = nodes.map(({ id }) => id);
  return graph(
    nodes,
    edges(...ids.slice(1).map((id, index) => [ids[isChain ? index : 0] ?? '', id] as const)),
  );
}

test('in a view that becomes larger everything that is seen is drawn', async (context) => {
  const panel = await panelWith(context, readers(140, true), { width: 600 });
  await untilCount(panel, '.layer > .box', (count) => count < 20);
  await panel.page.setViewportSize({ width: 2400, height: 640 });
  const drawnAtTheRight = () =>
    [...document.querySelectorAll('.layer > .box')].some((box) => box.getBoundingClientRect().right > 2300);
  await until(panel, drawnAtTheRight, undefined, Boolean);
});

test('what has the focus is seen beside what opens', async (context) => {
  const panel = await panelWith(context, readers(3, true));
  assert.equal(await pressAndSee(panel, 'right'), 'model.ferries.reader_1');
  assert.equal(await pressAndSee(panel, 'right'), 'model.ferries.reader_2');
  await press(panel, 'details');
  await see(panel, '.pane .actions');
  assert.equal(await seeFocus(panel), 'model.ferries.reader_2');
});

test('a hit among columns that aren’t drawn is drawn, seen and selected', async (context) => {
  const names = Array.from({ length: 60 }, (_, index) => `column_${index}`);
  const panel = await panelWith(context, graph([node('bookings', columns(...names))]));
  await press(panel, 'search');
  await see(panel, '[role=combobox]:focus');
  await panel.page.keyboard.type('column_59');
  await panel.page.keyboard.press('Enter');
  await see(panel, '.column.selected');
  assert.equal(await pressAndSee(panel, 'close'), 'model.ferries.bookings column_59');
});

test('the key for the search leads back into a search that is open', async (context) => {
  const panel = await panelWith(context, readers(3, true));
  await press(panel, 'search');
  await see(panel, '[role=combobox]:focus');
  await panel.page.locator(nodeOf('model.ferries.bookings')).focus();
  await press(panel, 'search');
  await see(panel, '[role=combobox]:focus');
});

test('the other end of a path is the hit that is marked, not the first that is passed', async (context) => {
  const panel = await panelWith(context, readers(5, false));
  await press(panel, 'path');
  await see(panel, '[role=combobox]:focus');
  await panel.page.keyboard.type('reader');
  for (const _ of [1, 2, 3]) await panel.page.keyboard.press('ArrowDown');
  await see(panel, '[role=option]:nth-child(3)[aria-selected=true]');
  await panel.page.keyboard.press('Enter');
  await seeNoMore(panel, '.pathBar [role=combobox]');
  await untilPosted(panel, 'graph', ({ params }) => {
    const { path } = params.view;
    return path?.from === 'model.ferries.bookings' && path.to === 'model.ferries.reader_3';
  });
});

test('a reader that isn’t in the graph is opened, and keys still work', async (context) => {
  const reader = { node: 'test.ferries.not_null', label: 'not_null(fare)', kind: 'test', owner: undefined };
  const impact: LineageImpact = {
    changes: [{ node: 'model.ferries.bookings', column: 'fare', kind: 'gone', text: 'fare is gone' }],
    readers: [{ ...reader, columns: ['fare'], perhaps: false, breaks: true, distance: 1 }],
    ...{ more: 0, owners: [], markdown: '', whole: true },
  };
  const panel = await panelWith(context, { ...readers(3, true), impact });
  await press(panel, 'impact');
  await panel.page.locator('.pane .row', { hasText: 'not_null(fare)' }).click();
  await untilPosted(panel, 'open', ({ node: id, what }) => id === reader.node && what === 'file');
  // What is changed needn't have its columns listed.
  await panel.page.locator('.pane .row', { hasText: 'fare is gone' }).click();
  await see(panel, `.box.selected ${nodeOf('model.ferries.bookings')}[tabindex="0"]`);
});

test('a long list of filters stays open when its last value is given up', async (context) => {
  const tags = Array.from({ length: 12 }, (_, index) => ({ value: `tag_${index}`, count: 1 }));
  const facets = { ...readers(1, true).facets, tags };
  const panel = await panelWith(context, { ...readers(3, true), facets });
  await press(panel, 'filter');
  await panel.page.locator('.values summary').click();
  const box = panel.page.locator('.values input[type=checkbox]').first();
  await box.focus();
  await panel.page.keyboard.press('Space');
  await see(panel, '.chip');
  await panel.page.keyboard.press('Space');
  await seeNoMore(panel, '.chip');
  assert.equal(await box.isVisible(), true);
  assert.equal(await panel.page.evaluate(focused), 'INPUT');
});

test('a numbered list in a description has its numbers', async (context) => {
  const line = (text: string) => [{ kind: 'text', text } as const];
  const card: CardView = {
    ...{ title: 'bookings', icon: 'table', tags: [], subtitle: undefined, facts: [] },
    description: [{ kind: 'list', first: 3, items: [line('third'), line('fourth')] }],
  };
  const panel = await panelWith(context, readers(1, true), { card });
  await press(panel, 'details');
  await see(panel, '.card ol[start="3"] > li');
});

test('in a low view every item of the menu can be seen', async (context) => {
  const panel = await panelWith(context, readers(3, true), { width: 300, height: 220 });
  await panel.page.locator('[role=toolbar] [aria-haspopup=menu]').click();
  await see(panel, '[role=menu]');
  await panel.page.keyboard.press('End');
  assert.equal(await seeFocus(panel), 'menuitem');
  const places = () => [document.documentElement.scrollTop, document.body.scrollTop];
  assert.deepEqual(await panel.page.evaluate(places), [0, 0]);
});

test('a sentence with a long name goes on in the next line', async (context) => {
  const long = 'a_name_that_goes_on_'.repeat(10);
  const notes = [`${long} may read it`, long];
  const panel = await panelWith(context, { ...readers(3, true), notes }, { width: 300 });
  await panel.page.locator('.notes summary').click();
  const sideways = () =>
    ['.stage', '.notes', '.nothing'].filter((selector) => {
      const part = document.querySelector(selector);
      return part && part.scrollWidth > part.clientWidth;
    });
  assert.deepEqual(await panel.page.evaluate(sideways), []);
  const nothing = await panelOf(context, {
    request: async <Result>() =>
      ({ kind: 'nothing', reason: 'noNode', message: `shop has no ${long} any more.` }) as unknown as Result,
    cursor: { uri: 'file:///ferries/models/gone.sql', position: { line: 0, character: 0 } },
    width: 300,
  });
  await until(
    nothing,
    () => document.querySelector('.nothing')?.textContent ?? '',
    undefined,
    (text) => text.includes('any more'),
  );
  assert.deepEqual(await nothing.page.evaluate(sideways), []);
});

/** A column that three others, a fourth node and the rows of a fifth are made of, each in its way, and all lit. */
function path(): LineageGraph {
  const id = (name: string) => `model.ferries.${name}`;
  const made = (name: string, ...names: readonly string[]) => {
    const { columns: listed } = columns(...names);
    const shown = (listed?.shown ?? []).map((column) => ({ ...column, lit: true }));
    return node(name, { lit: true, columns: listed && { ...listed, shown } });
  };
  const line = (to: GraphColumnEdge['to'], how: GraphHow, label: string) => {
    return { from: { node: id('bookings'), column: 'amt_booking' }, to, how, label, lit: true };
  };
  return graph(
    [
      made('bookings', 'amt_booking'),
      made('rpt_bookings_by_day_and_sales_office', 'least', 'median', 'most'),
      node('rpt_bookings_by_day_and_harbour', { lit: true, more: { upstream: 12, downstream: 0 } }),
    ],
    {
      ...edges(
        [id('bookings'), id('rpt_bookings_by_day_and_sales_office')],
        [id('bookings'), id('rpt_bookings_by_day_and_harbour')],
      ),
      columnEdges: [
        line({ node: id('rpt_bookings_by_day_and_sales_office'), column: 'least' }, 'aggregate', 'min(…)'),
        line(
          { node: id('rpt_bookings_by_day_and_sales_office'), column: 'median' },
          'aggregate',
          'approx_percentile(…)',
        ),
        line({ node: id('rpt_bookings_by_day_and_sales_office'), column: 'most' }, 'aggregate', 'max(…)'),
        line({ node: id('rpt_bookings_by_day_and_harbour') }, 'decides', 'where'),
      ],
    },
  );
}

test('how columns are made stands on their lines, each to be read; beside rows it stands in the column’s line', async (context) => {
  const wide = await panelWith(context, path());
  await see(wide, '.edge.lit .words');
  const words = (selector: string) =>
    [...document.querySelectorAll(selector)]
      .filter((element) => element.getBoundingClientRect().width > 0)
      .map(({ textContent }) => textContent);
  assert.deepEqual(await wide.page.evaluate(words, '.edge.lit .words'), [
    'min(…)',
    'approx_percen…',
    'max(…)',
    'where',
  ]);
  assert.deepEqual(await wide.page.evaluate(words, '.made'), []);
  assert.deepEqual(await wide.page.evaluate(misplaced), []);
  const narrow = await panelWith(context, path(), { width: 300 });
  assert.deepEqual(await narrow.page.evaluate(words, '.made'), ['min(…)', 'approx_percentile(…)', 'max(…)']);
  const median = narrow.page.locator(nodeOf('model.ferries.rpt_bookings_by_day_and_sales_office', 'median'));
  assert.equal(await median.getAttribute('aria-label'), 'median, from amt_booking: approx_percentile(…)');
  assert.deepEqual(await narrow.page.evaluate(misplaced), []);
});

test('of a name that has no room the end is seen, and its text is whole', async (context) => {
  const panel = await panelWith(context, path(), { width: 240 });
  const cutOf = (name: string) => {
    const label = [...document.querySelectorAll('.label')].find(({ textContent }) => textContent === name);
    const [start, end] = [...(label?.children ?? [])];
    if (!start || !end) return undefined;
    return {
      cut: start.scrollWidth > start.clientWidth,
      end: end.textContent,
      whole: end.scrollWidth <= end.clientWidth,
    };
  };
  assert.deepEqual(await panel.page.evaluate(cutOf, 'rpt_bookings_by_day_and_sales_office'), {
    ...{ cut: true, end: '_sales_office', whole: true },
  });
});

test('a search that finds nothing says that columns are found where they are listed; a note’s line has it all', async (context) => {
  const note =
    'dim_daily may read the column too, int_summary and others as well: nobody knows which they read. '.repeat(
      3,
    );
  const panel = await panelWith(context, { ...readers(3, false), notes: [note] }, { width: 320 });
  await see(panel, `.noteLine[title="${note}"]`);
  await press(panel, 'search');
  await see(panel, '[role=combobox][placeholder*="listed columns"]');
  await panel.page.keyboard.type('nowhere');
  await see(panel, '.search >> text=Columns are found where they are listed');
  await panel.page.keyboard.press('Escape');
  const lines = () => Math.round((document.querySelector('.noteLine')?.clientHeight ?? 0) / 11);
  await until(panel, lines, undefined, (count) => count >= 2);
  const before = await panel.page.evaluate(lines);
  await panel.page.evaluate(() => document.querySelector<HTMLElement>('.notes summary')?.focus());
  await until(panel, lines, undefined, (count) => count > before);
});

test('what opens beside the graph leaves it as it lies, at every width, with the focus in sight', async (context) => {
  for (const width of [490, 560, 640, 900]) {
    const panel = await panelWith(context, path(), { width, height: 500 });
    for (const action of ['help', 'filter', 'details'] as const) {
      await press(panel, action);
      await see(panel, '.pane');
      // Long enough for what would go back and forth.
      for (let frame = 0; frame < 4; frame++)
        await until(
          panel,
          () => document.querySelectorAll('.body:not(.narrow) .view.layered').length,
          undefined,
          Boolean,
        );
      const isSeen = () => {
        const box = document.querySelector('.box.focused')?.getBoundingClientRect();
        const pane = document.querySelector('.pane')?.getBoundingClientRect();
        return (
          box && pane && box.left >= 0 && box.top >= 0 && box.right <= pane.left && box.bottom <= pane.bottom
        );
      };
      await until(panel, isSeen, undefined, Boolean);
      await press(panel, 'close');
      await seeNoMore(panel, '.pane');
    }
  }
});
