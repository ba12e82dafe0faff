// The lineage panel in a real browser, and React Flow with dagre on the same graphs in the same run as the reference: until a graph is painted,
// until an expand is, how it pans, what it weighs. `node test/bench/panel.ts [--quick]`. Deliberately absent: the server's part (server.ts).

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { findBrowser } from '../../scripts/workbench/browser.ts';
import { install } from '../../scripts/workbench/install.ts';
import { launch, type Running } from '../../scripts/workbench/page.ts';
import type { LineageGraph } from '../../server/src/lineageProtocol.ts';
import { openPanel, type Panel, type PanelOptions } from '../panel/openPanel.ts';
import { generateGraph, withChildren } from './generateGraph.ts';
import { framesNoted, noteFrames, type Painted, seenOf, timeUntilPainted } from './panelTimes.ts';
import { milliseconds, percentile, Report } from './report.ts';

const { values } = parseArgs({ options: { quick: { type: 'boolean' } } });
/** Fresh pages per figure. */
const pages = values.quick ? 3 : 9;
const wheels = values.quick ? 60 : 150;
const report = new Report();
const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} KB`;
const median = (list: readonly number[]): number => percentile(list, 0.5);

interface Contestant {
  readonly name: string;
  readonly box: string;
  readonly script: string;
  readonly bundle?: NonNullable<PanelOptions['bundle']>;
  fit(panel: Panel): Promise<unknown>;
  /** At about its natural size. */
  natural(panel: Panel): Promise<unknown>;
}

async function bundleReactFlow(): Promise<NonNullable<PanelOptions['bundle']>> {
  const folder = await install({
    source: '../../test/bench/reactFlow',
    name: 'react-flow',
    what: 'React Flow, the reference of the bench',
    npmArguments: [],
    finish: () => {},
  });
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, 'reactFlow/main.jsx')],
    nodePaths: [join(folder, 'node_modules')],
    ...{ bundle: true, minify: true, write: false, outdir: 'out', platform: 'browser', target: 'es2023' },
    ...{ format: 'iife', jsx: 'automatic', define: { 'process.env.NODE_ENV': '"production"' } },
    logLevel: 'warning',
  });
  const text = (ending: string) => outputFiles.find(({ path }) => path.endsWith(ending))?.text ?? '';
  return { script: text('.js'), style: text('.css') };
}

async function open(browser: Running, { bundle }: Contestant): Promise<Panel> {
  // The answers are posted by the bench.
  const panel = await openPanel(browser, {
    request: () => new Promise(() => {}),
    ...{ width: 1000, height: 700, ...(bundle && { bundle }) },
    cursor: { uri: 'file:///ferries/models/a.sql', position: { line: 0, character: 0 } },
  });
  while (!panel.posted.some(({ type }) => type === (bundle ? 'ready' : 'graph'))) await frame(panel);
  return panel;
}

const frame = ({ page }: Panel): Promise<unknown> =>
  page.evaluate(() => new Promise((done) => requestAnimationFrame(done)));

/** Shows the answer to the last question. */
async function show(panel: Panel, { box }: Contestant, answer: LineageGraph): Promise<Painted> {
  const question = panel.posted.findLast(({ type }) => type === 'graph');
  const version = question?.type === 'graph' ? question.version : 0;
  return panel.page.evaluate(timeUntilPainted, {
    message: { type: 'graph', version, answer },
    selector: box,
  });
}

/** Page by page in turns, so that what else the machine does slows both. */
async function paints(browser: Running, contestants: readonly Contestant[]): Promise<void> {
  const small = generateGraph(150);
  const larger = withChildren(small, 10);
  const times = contestants.map((contestant) => ({
    contestant,
    shown: [] as Painted[],
    expanded: [] as Painted[],
    boxes: 0,
  }));
  for (let count = 0; count < pages; count++) {
    for (const each of times) {
      const { contestant, shown, expanded } = each;
      const panel = await open(browser, contestant);
      shown.push(await show(panel, contestant, small));
      const asked = panel.posted.length;
      panel.relay.lineageChanged();
      while (!contestant.bundle && panel.posted.length === asked) await frame(panel);
      expanded.push(await show(panel, contestant, larger));
      each.boxes = (await panel.page.evaluate(seenOf, contestant.box)).count;
      await panel.page.close();
    }
  }
  const firstOf = (list: readonly Painted[]) => median(list.map((each) => each.first));
  const lastOf = (list: readonly Painted[]) => median(list.map((each) => each.last));
  for (const { contestant, shown, expanded, boxes } of times) {
    const [paintGoal, expandGoal] = contestant.bundle ? [] : [150, 60];
    const { name } = contestant;
    const size = `${small.nodes.length} nodes, ${small.edges.length} edges`;
    report.row(`${name}: ${size}, first paint`, firstOf(shown), milliseconds, paintGoal);
    report.row(`${name}: … until all is painted`, lastOf(shown), milliseconds);
    report.row(`${name}: 10 nodes more, until painted`, lastOf(expanded), milliseconds, expandGoal);
    report.note(`${name}: boxes then in the page`, `${boxes}`);
  }
}

async function pans(browser: Running, contestant: Contestant): Promise<void> {
  const large = generateGraph(1000);
  const panel = await open(browser, contestant);
  const until = await show(panel, contestant, large);
  report.row(`${contestant.name}: 1,000 nodes, first paint`, until.first, milliseconds);
  report.row(`${contestant.name}: … until all is painted`, until.last, milliseconds);
  await panel.page.mouse.move(500, 350);
  for (const [where, go, swing] of [
    ['fitted into view', contestant.fit, 10],
    ['at 100 %', contestant.natural, 50],
  ] as const) {
    await go(panel);
    const { x, width, count } = await panel.page.evaluate(seenOf, contestant.box);
    const pan = (wheel: number) => panel.page.mouse.wheel(wheel % (2 * swing) < swing ? 30 : -30, 0);
    await pan(0);
    while ((await panel.page.evaluate(seenOf, contestant.box)).x === x) await frame(panel);
    await panel.page.evaluate(noteFrames);
    for (let wheel = 1; wheel < wheels; wheel++) await pan(wheel);
    const frames = await panel.page.evaluate(framesNoted);
    const mean = frames.reduce((sum, each) => sum + each, 0) / frames.length;
    const what = `${contestant.name}: 1,000 nodes, ${where}, a frame while panning`;
    report.row(what, mean, milliseconds, contestant.bundle ? undefined : 1000 / 30);
    const slow = `${Math.round(1000 / mean)} a second, slowest of 20: ${Math.round(percentile(frames, 0.95))} ms`;
    report.note(`  ${count} boxes of ${Math.round(width)} px in the page`, slow);
  }
  await panel.page.close();
}

const key = async (panel: Panel, name: string): Promise<void> => {
  await panel.page.keyboard.press(name);
  await frame(panel);
};

const glided = ({ page }: Panel): Promise<unknown> =>
  page.evaluate(() => Promise.all(document.getAnimations().map(({ finished }) => finished)));

async function main(): Promise<void> {
  const found = await findBrowser();
  if (found === undefined) {
    console.log('  skipped: this machine has no browser that starts');
    return;
  }
  const bundle = await bundleReactFlow();
  const ours: Contestant = {
    name: 'panel',
    box: '.layer > .box',
    script: readFileSync(join(import.meta.dirname, '../../dist/panel.js'), 'utf8'),
    async fit(panel) {
      await key(panel, '0');
      await glided(panel);
    },
    async natural(panel) {
      await key(panel, 'Home');
      const isSmall = async () => (await panel.page.evaluate(seenOf, '.box.focused')).width < 200;
      while (await isSmall()) {
        await key(panel, '+');
        await glided(panel);
      }
      await key(panel, 'Home');
      await glided(panel);
    },
  };
  const reactFlow: Contestant = {
    name: 'React Flow',
    box: '.box',
    script: bundle.script,
    bundle,
    async fit(panel) {
      panel.relay.command('fit');
      await frame(panel);
      await frame(panel);
    },
    natural: (panel) => panel.page.evaluate(() => dispatchEvent(new Event('natural'))),
  };
  const browser = await launch(found);
  try {
    await paints(browser, [ours, reactFlow]);
    for (const contestant of [ours, reactFlow]) await pans(browser, contestant);
  } finally {
    await browser.close();
  }
  for (const { name, script, bundle: reference } of [ours, reactFlow]) {
    const size = gzipSync(script, { level: 9 }).length;
    report.row(`${name}: script, gzipped`, size, kilobytes, reference ? undefined : 60_000);
  }
  report.print();
}

await main();
