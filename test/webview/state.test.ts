// The lineage panel's state: what is asked after which events, what is dropped, what stays on the screen, back and forward.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reduce } from '../../client/webview/reduce.ts';
import { restore, toSave } from '../../client/webview/saved.ts';
import { initialState, type PanelEvent, type PanelState, replacesGraph } from '../../client/webview/state.ts';
import type { GraphColumn, LineageAnswer, LineageNothing } from '../../server/src/lineageProtocol.ts';
import { column, columns, fold, graph, node } from './graphs.ts';

const after = (state: PanelState, ...events: readonly PanelEvent[]): PanelState =>
  events.reduce(reduce, state);
const cursor = (file: string, line = 0): PanelEvent => {
  return { type: 'cursor', uri: `file:///ferries/${file}`, position: { line, character: 0 } };
};
const answer = (state: PanelState, said: LineageAnswer): PanelState =>
  reduce(state, { type: 'graph', version: state.version, answer: said });
const act = (state: PanelState, action: Extract<PanelEvent, { type: 'action' }>['action']): PanelState =>
  reduce(state, { type: 'action', action });

const bookings = graph([node('bookings', columns('booking_id', 'fare')), node('routes'), node('boats')], {
  folds: [fold('marts', 12)],
});
const routes = graph([node('routes'), node('bookings')]);
const noNode: LineageNothing = { kind: 'nothing', reason: 'noNode', message: 'This is a macro.' };
const shown = (): PanelState => answer(after(initialState('sidebar'), cursor('bookings.sql')), bookings);
const selectedIn = ({ selection }: PanelState) => [
  selection?.id.replace('model.ferries.', ''),
  selection?.column,
];

test('where columns aren’t followed, moving through a model’s SQL asks nothing; another file, or a place in YAML, does', () => {
  const state = act(shown(), 'followColumns');
  assert.equal(after(state, cursor('bookings.sql', 7)).version, state.version);
  assert.equal(after(state, cursor('routes.sql')).version, state.version + 1);
  const yml = after(state, cursor('models.yml', 1));
  assert.equal(after(yml, cursor('models.yml', 9)).version, yml.version + 1);
});

test('columns are followed: each place is asked for', () => {
  const state = shown();
  const moved = after(state, cursor('bookings.sql', 7));
  assert.equal(moved.version, state.version + 1);
  assert.equal(moved.question?.focus.kind === 'cursor' && moved.question.focus.position?.line, 7);
});

test('an answer to an older question is dropped', () => {
  const state = after(shown(), cursor('routes.sql'));
  const late = reduce(state, { type: 'graph', version: state.version - 1, answer: bookings });
  assert.equal(late, state);
});

test('the graph stays on the screen while another is awaited, and under a sentence about what is in front for now', () => {
  const waiting = after(shown(), cursor('macro.sql'));
  assert.equal(waiting.graph, bookings);
  const said = answer(waiting, noNode);
  assert.equal(said.graph, bookings);
  assert.equal(said.nothing?.message, 'This is a macro.');
  assert.equal(replacesGraph(said), false);
});

test('a sentence that says what to do, or that what was asked for is gone, replaces the graph', () => {
  const noManifest: LineageNothing = { kind: 'nothing', reason: 'noManifest', message: 'Run dbt parse.' };
  assert.equal(replacesGraph(answer(after(shown(), cursor('x.sql')), noManifest)), true);
  assert.equal(replacesGraph(answer(act(shown(), 'togglePin'), noNode)), true);
});

test('who expands a graph that stayed means that graph, not what is in front', () => {
  const stayed = answer(after(shown(), cursor('macro.sql')), noNode);
  const { question } = act(stayed, 'expandUpstream');
  assert.deepEqual(question?.focus, {
    kind: 'node',
    folder: 'file:///ferries',
    node: 'model.ferries.bookings',
  });
});

test('lineage that changed is asked for again with the same question; where nothing was asked, nothing is', () => {
  const state = shown();
  const changed = reduce(state, { type: 'changed' });
  assert.equal(changed.version, state.version + 1);
  assert.deepEqual(changed.question, state.question);
  assert.equal(reduce(initialState('sidebar'), { type: 'changed' }).version, 0);
});

test('pinned, the cursor is ignored; unpinned, it is followed at once', () => {
  const pinned = act(shown(), 'togglePin');
  const moved = after(pinned, cursor('routes.sql'));
  assert.equal(moved.version, pinned.version);
  const { question } = act(moved, 'togglePin');
  assert.equal(question?.focus.kind === 'cursor' && question.focus.uri, 'file:///ferries/routes.sql');
});

test('an editor tab stays with what came first', () => {
  const state = answer(after(initialState('editor'), cursor('bookings.sql')), bookings);
  assert.deepEqual(after(state, cursor('routes.sql')).question?.focus.kind, 'node');
});

test('nothing in front keeps what is shown', () => {
  const state = shown();
  const nowhere = reduce(state, { type: 'cursor', uri: undefined });
  assert.equal(nowhere.version, state.version);
  assert.equal(replacesGraph(nowhere), false);
});

test('back and forward go to where one was, with its view', () => {
  const expanded = act(shown(), 'expandUpstream');
  const first = answer(expanded, bookings);
  const second = answer(after(first, cursor('routes.sql')), routes);
  assert.deepEqual([second.at, second.places.length], [1, 2]);
  const back = act(second, 'back');
  assert.equal(back.question?.focus.kind === 'node' && back.question.focus.node, 'model.ferries.bookings');
  assert.equal(back.question?.view.upstream, 3);
  const there = answer(back, bookings);
  assert.deepEqual([there.at, there.places.length], [0, 2]);
  assert.equal(act(act(there, 'forward'), 'forward').at, 1);
  assert.equal(act(act(there, 'back'), 'back').at, 0);
});

test('a new place after going back forgets those in front of it; there are never more than fifty', () => {
  let state = answer(after(shown(), cursor('routes.sql')), routes);
  state = answer(act(state, 'back'), bookings);
  state = answer(after(state, cursor('boats.sql')), graph([node('boats')]));
  assert.deepEqual(
    state.places.map(({ target }) => target.node),
    ['model.ferries.bookings', 'model.ferries.boats'],
  );
  for (let count = 0; count < 80; count++) {
    state = answer(after(state, cursor(`m${count}.sql`)), graph([node(`m${count}`)]));
  }
  assert.deepEqual([state.places.length, state.at], [50, 49]);
});

test('where a column comes from is shown one way; elsewhere both ways again', () => {
  const target = { folder: 'file:///ferries', node: 'model.ferries.bookings', column: 'fare' };
  const oneWay = reduce(shown(), { type: 'show', target: { ...target, direction: 'upstream' } });
  assert.deepEqual([oneWay.view.upstream, oneWay.view.downstream], ['all', 0]);
  const { view } = after(oneWay, cursor('routes.sql'));
  assert.deepEqual([view.upstream, view.downstream], [2, 2]);
});

test('each place keeps how many steps there were before one way was shown', () => {
  const target = { folder: 'file:///ferries', node: 'model.ferries.routes' };
  const oneWay = reduce(shown(), { type: 'show', target: { ...target, direction: 'upstream' } });
  const back = act(answer(oneWay, routes), 'back');
  const wider = after(act(answer(back, bookings), 'moreUpstream'), cursor('boats.sql'));
  assert.deepEqual([wider.view.upstream, wider.view.downstream], [3, 2]);
  const forward = after(act(answer(back, bookings), 'forward'), cursor('boats.sql'));
  assert.deepEqual([forward.view.upstream, forward.view.downstream], [2, 2]);
});

test('unpinned at another node, what was said of single nodes is gone; at the same one it stays', () => {
  const column = { node: 'model.ferries.bookings', column: 'fare' };
  const pinned = reduce(act(shown(), 'togglePin'), { type: 'light', column });
  const same = answer(act(pinned, 'togglePin'), bookings);
  assert.deepEqual(same.view.column, column);
  const asked = act(after(pinned, cursor('routes.sql')), 'togglePin');
  const moved = answer(asked, routes);
  assert.equal(moved.view.column, undefined);
  assert.deepEqual([moved.version, moved.question?.view.column], [asked.version + 1, undefined]);
  assert.equal(answer(moved, routes).version, moved.version);
});

test('one way is shown of what was asked for alone: the next column under the cursor has both ways again', () => {
  const target = { folder: 'file:///ferries', node: 'model.ferries.bookings', column: 'fare' };
  const oneWay = reduce(shown(), { type: 'show', target: { ...target, direction: 'upstream' } });
  const { view } = after(oneWay, cursor('bookings.sql', 7));
  assert.deepEqual([view.upstream, view.downstream], [2, 2]);
});

test('only what is drawn is selected: of a column that is folded away, its node', () => {
  const names = Array.from({ length: 20 }, (_, index) => `column_${index}`);
  const wide = (last: Partial<GraphColumn>) => {
    const shownColumns = names.map((name) => column(name, name === 'column_19' ? last : {}));
    return graph([node('wide', { columns: { shown: shownColumns, total: 20, complete: true } })]);
  };
  const state = answer(after(initialState('sidebar'), cursor('wide.sql')), wide({ lit: true }));
  const selection = { id: 'model.ferries.wide', column: 'column_19' };
  const lit = reduce(state, { type: 'select', selection });
  assert.deepEqual(selectedIn(lit), ['wide', 'column_19']);
  const plain = answer(reduce(lit, { type: 'changed' }), wide({}));
  assert.deepEqual(selectedIn(plain), ['wide', undefined]);
  assert.deepEqual(selectedIn(reduce(plain, { type: 'select', selection })), ['wide', undefined]);
  const all = reduce(plain, { type: 'allColumns', node: 'model.ferries.wide' });
  assert.deepEqual(selectedIn(reduce(all, { type: 'select', selection })), ['wide', 'column_19']);
  assert.deepEqual(selectedIn(reduce(plain, { type: 'select', selection: { id: 'model.ferries.gone' } })), [
    'wide',
    undefined,
  ]);
});

test('nodes whose columns are all drawn are forgotten one by one', () => {
  let state = shown();
  for (let count = 0; count < 99; count++) {
    state = reduce(state, { type: 'allColumns', node: `model.ferries.m${count}` });
  }
  assert.equal(state.allColumns.length, 20);
  assert.equal(state.allColumns.at(-1), 'model.ferries.m98');
});

test('what is selected stays selected, or its node does; with another focus, that is selected', () => {
  const selected = reduce(shown(), {
    type: 'select',
    selection: { id: 'model.ferries.bookings', column: 'fare' },
  });
  assert.deepEqual(selectedIn(answer(reduce(selected, { type: 'changed' }), bookings)), ['bookings', 'fare']);
  const closed = graph([node('bookings'), node('routes')]);
  assert.deepEqual(selectedIn(answer(reduce(selected, { type: 'changed' }), closed)), [
    'bookings',
    undefined,
  ]);
  const onBoats = reduce(shown(), { type: 'select', selection: { id: 'model.ferries.boats' } });
  assert.deepEqual(selectedIn(answer(reduce(onBoats, { type: 'changed' }), closed)), ['bookings', undefined]);
  assert.deepEqual(selectedIn(answer(after(onBoats, cursor('routes.sql')), routes)), ['routes', undefined]);
});

test('expanding goes on from what was expanded, is bounded, and is taken back', () => {
  const on = reduce(shown(), { type: 'select', selection: { id: 'model.ferries.routes' } });
  const twice = act(act(on, 'expandDownstream'), 'expandDownstream');
  assert.deepEqual(twice.view.expanded, [
    { node: 'model.ferries.routes', direction: 'downstream', steps: 2 },
  ]);
  assert.equal(twice.anchor, 'model.ferries.routes');
  assert.deepEqual(act(twice, 'collapse').view.expanded, []);
  let many = on;
  for (let count = 0; count < 99; count++) many = act(many, 'moreUpstream');
  assert.equal(many.view.upstream, 20);
  assert.equal(act(many, 'collapse').view.upstream, 2);
});

test('Space lists columns of a node, lights a column’s path, shows more of a fold; again takes the first two back', () => {
  const opened = act(shown(), 'columns');
  assert.deepEqual(opened.view.opened, ['model.ferries.bookings']);
  assert.deepEqual(act(opened, 'columns').view.opened, []);
  const onColumn = reduce(shown(), {
    type: 'select',
    selection: { id: 'model.ferries.bookings', column: 'fare' },
  });
  const lit = act(onColumn, 'columns');
  assert.deepEqual(lit.view.column, { node: 'model.ferries.bookings', column: 'fare' });
  assert.equal(act(lit, 'columns').view.column, undefined);
  const onFold = reduce(shown(), { type: 'select', selection: { id: 'fold:marts' } });
  assert.deepEqual(act(act(onFold, 'columns'), 'columns').view.unfolded, [{ fold: 'fold:marts', shown: 40 }]);
});

test('a path is looked for from the selected node, and ends where one clicks; arrow keys end nothing', () => {
  const looking = act(shown(), 'path');
  const walked = reduce(looking, { type: 'select', selection: { id: 'model.ferries.boats' } });
  assert.equal(walked.pathFrom, 'model.ferries.bookings');
  const ended = reduce(walked, { type: 'choose', selection: { id: 'model.ferries.routes' } });
  assert.deepEqual(ended.view.path, { from: 'model.ferries.bookings', to: 'model.ferries.routes' });
  assert.equal(act(ended, 'path').view.path, undefined);
  const column = { node: 'model.ferries.routes', column: 'route_id' };
  assert.deepEqual(reduce(looking, { type: 'light', column }).view.path, ended.view.path);
});

test('Escape leaves one thing at a time', () => {
  let state = reduce(shown(), { type: 'light', column: { node: 'model.ferries.bookings', column: 'fare' } });
  state = act(act(state, 'details'), 'search');
  const open = () => [state.query, state.pane, state.view.column?.column, state.selection?.column];
  const steps = [open()];
  for (let count = 0; count < 4; count++) {
    state = act(state, 'close');
    steps.push(open());
  }
  assert.deepEqual(steps, [
    ['', 'details', 'fare', 'fare'],
    [undefined, 'details', 'fare', 'fare'],
    [undefined, undefined, 'fare', 'fare'],
    [undefined, undefined, undefined, 'fare'],
    [undefined, undefined, undefined, undefined],
  ]);
});

test('details ask for the card of what is selected, once, and again when lineage may be another', () => {
  const closed = shown();
  assert.equal(closed.cardVersion, 0);
  const open = act(closed, 'details');
  assert.deepEqual(
    [open.cardVersion, open.card, open.cardQuestion?.node],
    [1, 'loading', 'model.ferries.bookings'],
  );
  assert.equal(reduce(open, { type: 'query', query: 'x' }).cardVersion, 1);
  assert.equal(reduce(open, { type: 'changed' }).cardVersion, 2);
  assert.equal(reduce(open, { type: 'card', version: 0, card: undefined }).card, 'loading');
});

test('a card that may be another by now isn’t shown when the details open again', () => {
  const open = act(shown(), 'details');
  const card = {
    title: 'bookings',
    icon: 'table',
    tags: [],
    subtitle: undefined,
    description: [],
    facts: [],
  };
  const read = reduce(open, { type: 'card', version: 1, card });
  const closed = act(read, 'details');
  assert.equal(act(closed, 'details').card, card);
  const again = act(reduce(closed, { type: 'changed' }), 'details');
  assert.deepEqual([again.card, again.cardVersion], ['loading', 2]);
});

test('hidden and shown again, the panel asks for the same place and keeps what is selected', () => {
  const pinned = answer(act(act(shown(), 'togglePin'), 'expandUpstream'), bookings);
  const left = act(reduce(pinned, { type: 'select', selection: { id: 'model.ferries.routes' } }), 'details');
  const sight = { zoom: 0.8, x: 10, y: 20 };
  const saved: unknown = JSON.parse(JSON.stringify(toSave(left, sight)));
  const again = restore(saved, 'sidebar');
  assert.deepEqual(again.sight, sight);
  const asked = reduce(again.state, { type: 'changed' });
  assert.deepEqual(asked.question, left.question);
  assert.deepEqual(selectedIn(answer(asked, bookings)), ['routes', undefined]);
  assert.equal(asked.pane, 'details');
});

test('shown again at another file, the panel selects what that is about', () => {
  const left = reduce(shown(), { type: 'columns', node: 'model.ferries.bookings' });
  const { state } = restore(JSON.parse(JSON.stringify(toSave(left, undefined))), 'sidebar');
  const again = answer(after(state, { type: 'changed' }, cursor('routes.sql')), routes);
  assert.deepEqual(selectedIn(again), ['routes', undefined]);
});

test('what something else kept is not read', () => {
  for (const saved of [undefined, null, 7, 'x', [], { format: 0, view: {} }]) {
    assert.deepEqual(restore(saved, 'sidebar'), { state: initialState('sidebar'), sight: undefined });
  }
});
