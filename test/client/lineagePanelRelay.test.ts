// What a lineage panel hears and when, without VS Code: a panel that is only its messages, a server that is only its answers.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PanelTarget, ToPanel } from '../../client/messages.ts';
import type { CursorPlace } from '../../client/src/cursor.ts';
import { PanelRelay } from '../../client/src/views/lineagePanelRelay.ts';
import type { LineageGraphParams } from '../../server/src/lineageProtocol.ts';
import { methods } from '../../server/src/protocol.ts';
import { plainView } from '../harness/plainView.ts';

const folder = 'file:///ferries';
const inFront: CursorPlace = { uri: `${folder}/models/a.sql`, position: { line: 3, character: 7 } };
const target: PanelTarget = { folder, node: 'model.ferries.a' };
const question: LineageGraphParams = {
  focus: { kind: 'cursor', uri: inFront.uri, columns: true },
  view: plainView,
};

function make({ cursor, answers = {} }: { cursor?: CursorPlace; answers?: Record<string, unknown> } = {}) {
  const heard: ToPanel[] = [];
  const asked: unknown[] = [];
  const done: unknown[] = [];
  const deed = async (...what: unknown[]): Promise<void> => {
    done.push(what.length === 1 ? what[0] : what);
  };
  const relay = new PanelRelay({
    post: (message) => heard.push(message),
    request: async <Result>(method: string, params: object) => {
      asked.push([method, params]);
      return answers[method] as Result | undefined;
    },
    cursor: () => cursor,
    open: deed,
    copy: deed,
    save: deed,
    openInEditor: deed,
    stateChanged: deed,
    focused: deed,
  });
  return { relay, heard, asked, done };
}

const cursorMessage: ToPanel = { type: 'cursor', ...inFront };

test('a panel that starts hears the cursor, then what was asked of it before', async () => {
  const { relay, heard } = make({ cursor: inFront });
  relay.show({ ...target, node: 'model.ferries.older' });
  relay.show(target);
  relay.command('search');
  assert.deepEqual(heard, []);
  await relay.receive({ type: 'ready' });
  assert.deepEqual(heard, [cursorMessage, { type: 'show', target }, { type: 'command', command: 'search' }]);
});

test('what was asked for is asked for once, though the panel starts twice', async () => {
  const { relay, heard } = make({ cursor: inFront });
  relay.show(target);
  await relay.receive({ type: 'ready' });
  relay.hidden();
  heard.length = 0;
  await relay.receive({ type: 'ready' });
  assert.deepEqual(heard, [cursorMessage]);
});

test('a hidden panel hears nothing; shown again it starts anew', async () => {
  const { relay, heard } = make({ cursor: inFront });
  relay.cursorRested();
  relay.lineageChanged();
  assert.deepEqual(heard, []);
  await relay.receive({ type: 'ready' });
  relay.cursorRested();
  relay.lineageChanged();
  assert.deepEqual(heard, [cursorMessage, cursorMessage, { type: 'changed' }]);
  relay.hidden();
  relay.cursorRested();
  relay.lineageChanged();
  assert.equal(heard.length, 3);
});

test('where no file is in front the panel hears that', async () => {
  const { relay, heard } = make();
  await relay.receive({ type: 'ready' });
  assert.deepEqual(heard, [{ type: 'cursor', uri: undefined }]);
});

test('a question goes to the server as it is, and its version comes back', async () => {
  const graph = { kind: 'graph', folder, focus: { node: target.node, column: 'id' } };
  const { relay, heard, asked } = make({ answers: { [methods.lineageGraph]: graph } });
  await relay.receive({ type: 'graph', version: 4, params: question });
  assert.deepEqual(asked, [[methods.lineageGraph, question]]);
  assert.deepEqual(heard, [{ type: 'graph', version: 4, answer: graph }]);
  assert.deepEqual(relay.shown, { ...target, column: 'id' });
});

test('an answer to a panel that has started anew meanwhile is dropped', async () => {
  const { relay, heard } = make({ cursor: inFront });
  await relay.receive({ type: 'ready' });
  const answered = relay.receive({ type: 'graph', version: 1, params: question });
  relay.hidden();
  await relay.receive({ type: 'ready' });
  await answered;
  assert.deepEqual(heard, [cursorMessage, cursorMessage]);
});

test('a server that cannot be reached is a sentence, never silence', async () => {
  const { relay, heard } = make();
  await relay.receive({ type: 'graph', version: 1, params: question });
  await relay.receive({ type: 'card', version: 2, params: target });
  const [graph, card] = heard;
  assert.equal(graph?.type === 'graph' && graph.answer.kind, 'nothing');
  assert.match(JSON.stringify(graph), /Restart Language Server/);
  assert.deepEqual(card, { type: 'card', version: 2, card: undefined });
});

test('what is saved goes beside the project that is shown', async () => {
  const graph = { kind: 'graph', folder, focus: { node: target.node } };
  const { relay, done } = make({ answers: { [methods.lineageGraph]: graph } });
  await relay.receive({ type: 'graph', version: 1, params: question });
  const drawing = { type: 'save', format: 'svg', name: 'a-lineage', data: '<svg/>' } as const;
  await relay.receive(drawing);
  assert.deepEqual(done, [[drawing, folder]]);
});
