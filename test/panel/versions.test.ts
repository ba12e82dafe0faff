// Answers, and what a panel keeps while it isn't there: only the answer to the last question is drawn, and a panel that is loaded again asks
// again and looks as before.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LineageAnswer, LineageGraphParams } from '../../server/src/lineageProtocol.ts';
import { type LineageChanged, methods } from '../../server/src/protocol.ts';
import { graph, node } from '../webview/graphs.ts';
import { nodeOf, panelOf, press, pressAndSee, see, seeFocus, startSample, until } from './stage.ts';
import { model, modelId, renameColumn } from './states.ts';

const start = { line: 0, character: 0 };

test('an answer to an older question is dropped', async (context) => {
  const answers: ((answer: LineageAnswer) => void)[] = [];
  const panel = await panelOf(context, {
    request: <Result>() =>
      new Promise<Result>((answer) => answers.push((one) => answer(one as unknown as Result))),
    cursor: { uri: 'file:///ferries/models/older.sql', position: start },
  });
  const asked = (count: number) =>
    until(
      panel,
      () => 0,
      undefined,
      () => answers.length === count,
    );
  await asked(1);
  panel.moveCursor({ uri: 'file:///ferries/models/newer.sql', position: start });
  await asked(2);
  const [older, newer] = [node('older'), node('newer')];
  answers[1]?.(graph([newer]));
  await see(panel, nodeOf(newer.id));
  answers[0]?.(graph([older]));
  // Messages come in order: once the next is drawn, the older answer has been there.
  panel.relay.lineageChanged();
  await asked(3);
  const again = node('again');
  answers[2]?.(graph([newer, again]));
  await see(panel, nodeOf(again.id));
  assert.equal(await panel.page.locator(nodeOf(older.id)).count(), 0);
});

test('a panel that was hidden asks again and looks as before', async (context) => {
  const sample = await startSample(context);
  const panel = await panelOf(context, {
    request: sample.request,
    reducedMotion: true,
    cursor: { uri: sample.client.uri(model), position: start },
  });
  await see(panel, nodeOf(modelId));
  await press(panel, 'focus');
  await press(panel, 'right');
  const centre = await seeFocus(panel);
  await press(panel, 'centre');
  await see(panel, `.box.focused ${nodeOf(centre)}`);
  await press(panel, 'togglePin');
  await press(panel, 'columns');
  await see(panel, '[data-column]');
  await press(panel, 'zoomOut');
  await press(panel, 'below');
  const look = () => {
    const view = document.querySelector('.view')?.getBoundingClientRect();
    const box = document.querySelector('.box.focused')?.getBoundingClientRect();
    const at = document.querySelector<HTMLElement>('.view [tabindex="0"]')?.dataset;
    const saved = JSON.parse(sessionStorage.getItem('state') ?? '{}');
    const round = (place: number | undefined) => (place === undefined ? 0 : Math.round(place));
    return {
      place: [round(box && view && box.x - view.x), round(box && view && box.y - view.y), round(box?.width)],
      kept: [round(saved.sight?.x), round(saved.sight?.y)],
      selected: [at?.['id'], at?.['column'], saved.selection?.column],
      columns: document.querySelectorAll('[data-column]').length,
    };
  };
  // What is kept is kept a moment after the last change.
  await until(panel, look, undefined, ({ place, kept, selected }) => {
    return place[0] === kept[0] && place[1] === kept[1] && selected[1] === selected[2];
  });
  const before = await panel.page.evaluate(look);
  const asked = panel.posted.length;

  panel.relay.hidden();
  panel.relay.lineageChanged();
  panel.moveCursor({ uri: sample.client.uri('models/marts/sailings/dim_ports.sql'), position: start });
  await panel.reload();
  await see(panel, `.box.focused ${nodeOf(centre)}`);
  await until(panel, look, undefined, ({ columns }) => columns === before.columns);
  assert.deepEqual(await panel.page.evaluate(look), before);
  const questions = panel.posted
    .slice(asked)
    .flatMap((message) => (message.type === 'graph' ? [message.params satisfies LineageGraphParams] : []));
  assert.deepEqual(
    questions.map(({ focus }) => focus),
    [{ kind: 'node', folder: sample.folder, node: centre }],
  );
});

test('what is typed is seen as soon as the server says that lineage may be another', async (context) => {
  const sample = await startSample(context);
  const panel = await panelOf(context, {
    request: sample.request,
    cursor: { uri: sample.client.uri(model), position: start },
  });
  await see(panel, nodeOf(modelId));
  assert.equal(await panel.page.locator('.impact-breaks').count(), 0);
  await renameColumn(sample);
  await sample.client.told<LineageChanged>(methods.lineageChanged);
  panel.relay.lineageChanged();
  await see(panel, '.impact-breaks');
  await press(panel, 'focus');
  assert.equal(await pressAndSee(panel, 'impact'), modelId);
});
