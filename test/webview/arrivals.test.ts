// Words on lines between columns: once where lines arrive, beside each other's way, and no longer than there is room for.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arrivalsOf, madeOf, roomsOf, wordsIn } from '../../client/webview/arrivals.ts';
import { itemsOf, sizesOf } from '../../client/webview/canvas/boxes.ts';
import { mostWidth, widthOf } from '../../client/webview/geometry.ts';
import { type Layout, layOut } from '../../client/webview/layout/layout.ts';
import { wordEnd } from '../../client/webview/layout/routes.ts';
import type { GraphColumnEdge, GraphHow, LineageGraph } from '../../server/src/lineageProtocol.ts';
import { columns, edges, graph, node } from './graphs.ts';

const id = (name: string) => `model.ferries.${name}`;

/** `fares.amount > revenue.total`. */
function line(text: string, label: string, how: GraphHow = 'aggregate'): GraphColumnEdge {
  const [from = [], to = []] = text.split(' > ').map((end) => end.split('.'));
  return {
    from: { node: id(from[0] ?? ''), column: from[1] ?? '' },
    to: { node: id(to[0] ?? ''), ...(to[1] !== undefined && { column: to[1] }) },
    ...{ how, label, lit: true },
  };
}

function ferries(...columnEdges: readonly GraphColumnEdge[]): LineageGraph {
  const nodes = [
    node('revenue', { ...columns('total', 'middle'), more: { upstream: 12, downstream: 0 } }),
    node('fares', columns('amount', 'discount', 'port')),
  ];
  return graph(nodes, { ...edges([id('fares'), id('revenue')]), columnEdges });
}

function drawn(shown: LineageGraph) {
  const items = new Map(itemsOf(shown, []).map((item) => [item.id, item]));
  const arrivals = arrivalsOf(shown.columnEdges, items);
  const nodes = sizesOf([...items.values()], undefined, roomsOf(arrivals));
  const layout = layOut({ mode: 'layered', nodes, edges: shown.edges, focus: shown.focus.node });
  return { arrivals, layout, boxes: layout.boxes };
}

/** From where to where words lie in front of their box. */
function spanOf(layout: Layout, arrival: ReturnType<typeof arrivalsOf>[number]) {
  const end = (wordEnd(layout, arrival.port)?.x ?? 0) - arrival.handle;
  const { width } = wordsIn(arrival, layout.wordRooms[layout.ranks.get(arrival.port.id) ?? 0] ?? 0);
  return { left: end - width, right: end };
}

test('a column that is made of two in one way says so once, and one that is as it was says nothing', () => {
  const { arrivals } = drawn(
    ferries(
      line('fares.amount > revenue.total', 'sum(…)'),
      line('fares.discount > revenue.total', 'sum(…)'),
      line('fares.port > revenue.middle', '', 'passthrough'),
      line('fares.amount > revenue.middle', 'cast', 'cast'),
      line('fares.discount > revenue.middle', 'expression', 'expression'),
    ),
  );
  assert.deepEqual(
    arrivals.map(({ words }) => words),
    ['sum(…)', 'cast, expression'],
  );
});

test('between columns there is room for words: they lie on no box, and not under the handle of the one they lead to', () => {
  for (const label of ['sum(…)', 'approx_percentile(…)', 'a word that nobody would ever write on a line']) {
    const shown = ferries(
      line('fares.amount > revenue.total', label),
      line('fares.port > revenue', label, 'decides'),
    );
    const { arrivals, layout, boxes } = drawn(shown);
    const [fares, revenue] = [boxes.get(id('fares')), boxes.get(id('revenue'))];
    assert.ok(fares && revenue);
    const spans = arrivals.map((arrival) => spanOf(layout, arrival));
    assert.equal(spans.length, 2);
    for (const { left, right } of spans) {
      assert.ok(left > fares.x + fares.width + 40, `${label} begins in front of the bend of its line`);
      assert.ok(right < revenue.x);
      assert.ok(right - left < 100, `${label} is cut`);
    }
    assert.ok((spans[1]?.right ?? 0) < revenue.x - 24, 'the handle lies in front of the head');
  }
});

test('words are whole where they fit, and cut to about 14 letters where they don’t', () => {
  const { arrivals, layout } = drawn(
    ferries(
      line('fares.amount > revenue.total', 'approx_percentile(…)'),
      line('fares.port > revenue.middle', 'expression'),
    ),
  );
  const texts = arrivals.map((arrival) => wordsIn(arrival, layout.wordRooms[1] ?? 0).text);
  assert.match(texts[0] ?? '', /^approx_perc\w{0,3}…$/);
  assert.equal(texts[1], 'expression');
});

test('how a column is made is said with what it is made of', () => {
  const lines = ['amount', 'discount', 'port', 'berth', 'pier'].map((column) =>
    line(`fares.${column} > revenue.total`, 'sum(…)'),
  );
  const shown = ferries(...lines, line('fares.port > revenue', 'where', 'decides'));
  const items = new Map(itemsOf(shown, []).map((item) => [item.id, item]));
  const made = madeOf(arrivalsOf(shown.columnEdges, items), id('revenue'));
  assert.deepEqual(
    [...made],
    [['total', { words: 'sum(…)', sentence: 'from amount, discount, port, 2 more: sum(…)' }]],
  );
});

test('a box is as wide as its name asks for, within bounds', () => {
  assert.equal(widthOf(node('ports')), 224);
  const long = widthOf(node('int_server_telemetry_latest_daily'));
  assert.ok(long > 260 && long <= mostWidth);
  assert.equal(widthOf(node('x'.repeat(5000))), mostWidth);
});
