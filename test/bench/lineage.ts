// What the lineage panel waits for: the built server's answers over standard streams, on generated projects of 10,000 models and of
// 40,000 nodes. `node test/bench/lineage.ts [--quick]`; dist/server.cjs must have been built. Deliberately absent: drawing (panel.ts).
// Every focus is asked for once, so nothing is answered from what was made for it before. What the server itself computes for an answer
// is told beside it: on a busy machine the wait is longer for no fault of its own.

import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { LineageAnswer, LineageFocus, LineageView } from '../../server/src/lineageProtocol.ts';
import { methods } from '../../server/src/protocol.ts';
import { type GeneratedLineage, generateLineage } from './generateLineage.ts';
import { megabytes, milliseconds, percentile, Report, times } from './report.ts';
import { type StdioClient, startStdio } from './stdioClient.ts';

const { values } = parseArgs({ options: { quick: { type: 'boolean' } } });
const scratch = realpathSync(mkdtempSync(path.join(tmpdir(), 'bench-lineage-')));
const report = new Report();
const goal = 10;
const asked = values.quick ? 150 : 400;

const view: LineageView = {
  upstream: 2,
  downstream: 2,
  expanded: [],
  unfolded: [],
  opened: [],
  filter: { kinds: [], tags: [], packages: [], folders: [], owners: [], attention: false },
  foldBy: 'folder',
};

const shown = (list: readonly number[]): string =>
  `${[0.5, 0.95, 0.99, 1].map((share) => percentile(list, share).toFixed(1)).join(' / ')} ms`;

/** One client that asks, and what it measured. */
class Asker {
  readonly waited: number[] = [];
  readonly computed: number[] = [];
  readonly sizes: number[] = [];
  readonly nodes: number[] = [];
  readonly #client: StdioClient;

  constructor(client: StdioClient) {
    this.#client = client;
  }

  async ask(focus: LineageFocus, more: Partial<LineageView> = {}): Promise<LineageAnswer> {
    const params = { focus, view: { ...view, ...more } };
    const before = this.#client.computed();
    const started = performance.now();
    const answer = await this.#client.request<LineageAnswer>(methods.lineageGraph, params);
    this.waited.push(performance.now() - started);
    const after = this.#client.computed();
    if (before !== undefined && after !== undefined) this.computed.push(after - before);
    if (answer.kind !== 'graph') throw new Error(answer.message);
    this.sizes.push(JSON.stringify(answer).length);
    this.nodes.push(answer.nodes.length);
    return answer;
  }

  /** The figures in one row; with a goal where 99 of 100 answers have to be in time. */
  tell(what: string, limit?: number): void {
    const { waited, computed, sizes, nodes } = this;
    const about = `${Math.round(percentile(nodes, 0.5))} nodes, ${Math.round(percentile(sizes, 0.5) / 1024)} KB`;
    report.note(`${what} (${waited.length}; ${about})`, shown(waited));
    if (computed.length > 0) report.note('  computed by the server for it', shown(computed));
    if (limit !== undefined) report.row(`${what}: p99`, percentile(waited, 0.99), milliseconds, limit);
  }
}

/** Distinct models in no order, the same every time; those of one part are in no other. */
function* shuffled(models: readonly string[]): Generator<string, never> {
  for (let index = 0; ; index++) yield models[(index * 7919 + 101) % models.length] ?? '';
}

async function each(count: number, run: (index: number) => Promise<unknown>): Promise<void> {
  for (let index = 0; index < count; index++) await run(index);
}

async function measure(name: string, generated: GeneratedLineage): Promise<void> {
  const client = await startStdio(generated.folder, path.join(scratch, 'cache'));
  const folder = client.uri('.');
  const focusOf = (node: string): LineageFocus => ({ kind: 'node', folder, node });
  const models = shuffled(generated.models);
  const next = () => focusOf(models.next().value);

  const first = new Asker(client);
  await first.ask(next());
  report.note(`${name}: load, and the first answer`, milliseconds(first.waited[0] ?? 0));
  const early = new Asker(client);
  await each(values.quick ? 50 : 100, () => early.ask(next()));
  early.tell(`${name}: while lineage is being made`);
  report.note(`${name}: waited until it is made`, milliseconds(await untilIdle(client)));

  // Whoever asks while the garbage of all that is collected waits for that too, once.
  const soon = new Asker(client);
  await each(asked / 2, () => soon.ask(next()));
  soon.tell(`${name}: as soon as it is made`);
  await untilIdle(client, 20);

  const plain = new Asker(client);
  await each(asked, () => plain.ask(next()));
  plain.tell(`${name}: 2 steps on either side`, goal);

  const hub = new Asker(client);
  await each(20, (index) =>
    hub.ask(focusOf(generated.hub), { upstream: 1 + (index % 3), downstream: 1 + (index % 2) }),
  );
  hub.tell(`${name}: the hub with 3,000 children`);
  const wide = new Asker(client);
  await each(20, (index) => wide.ask(focusOf(generated.wide), { upstream: 1 + (index % 3) }));
  wide.tell(`${name}: the model with 300 parents`);

  const filtered = new Asker(client);
  await each(asked / 2, (index) => {
    const tags = { ...view.filter, tags: ['finance', 'tier_1'] };
    const filter = index % 2 === 0 ? tags : { ...view.filter, attention: true };
    return filtered.ask(next(), { upstream: 3, downstream: 3, filter, foldBy: 'tag' });
  });
  filtered.tell(`${name}: 3 steps, filtered, folded by tag`, goal);

  await edits(name, client, generated);

  const all = new Asker(client);
  await each(values.quick ? 20 : 60, () => all.ask(next(), { upstream: 'all', downstream: 'all' }));
  all.tell(`${name}: all on both sides`);

  const memory = new Asker(client);
  const before = client.memory();
  await each(values.quick ? 400 : 2000, () => memory.ask(next()));
  const after = client.memory();
  if (before !== undefined && after !== undefined) {
    report.note(`${name}: memory of the server`, megabytes(after));
    report.row(`${name}: memory after ${memory.waited.length} more answers`, after / before, times, 1.1);
  }
  await client.close();
}

/** Until the server has done nothing for so many half seconds, or for a while: how many milliseconds that took. */
async function untilIdle(client: StdioClient, rest = 2): Promise<number> {
  const started = performance.now();
  const most = values.quick ? 15_000 : 120_000;
  let last = client.computed() ?? 0;
  for (let quiet = 0; quiet < rest && performance.now() - started < most; ) {
    await wait(500);
    const computed = client.computed() ?? last;
    quiet = computed - last < 25 ? quiet + 1 : 0;
    last = computed;
  }
  return performance.now() - started;
}

/** Types into files, each open, and asks for the graph of the file in front after every key. */
async function edits(name: string, client: StdioClient, generated: GeneratedLineage): Promise<void> {
  const edited = new Asker(client);
  const step = Math.floor(generated.modelFiles.length / 10);
  for (let index = 0; index < 10; index++) {
    const file = generated.modelFiles[index * step + 55] ?? '';
    const uri = client.uri(file);
    const text = readFileSync(path.join(generated.folder, file), 'utf8');
    await client.open(file, text);
    const focus: LineageFocus = { kind: 'cursor', uri, position: { line: 5, character: 2 }, columns: false };
    for (let version = 2; version < (values.quick ? 8 : 22); version++) {
      const typed = `-- {{ ref('model_${version}') }}`.slice(0, version);
      const contentChanges = [{ text: `${text}${typed}\n` }];
      await client.notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges });
      await edited.ask(focus);
    }
    await client.notify('textDocument/didClose', { textDocument: { uri } });
  }
  edited.tell(`${name}: after a key, not saved`, goal);
}

/** Three nodes with their columns, in a project whose texts are understood for it. */
async function columns(name: string, generated: GeneratedLineage): Promise<void> {
  const client = await startStdio(generated.folder, path.join(scratch, 'cache'));
  const folder = client.uri('.');
  const models = shuffled(generated.models);
  const warm = new Asker(client);
  await new Asker(client).ask({ kind: 'node', folder, node: generated.hub });
  await untilIdle(client);
  const cold = new Asker(client);
  let left = 0;
  await each(values.quick ? 40 : 150, async () => {
    const focus: LineageFocus = { kind: 'node', folder, node: models.next().value };
    const around = await new Asker(client).ask(focus);
    const opened = around.kind === 'graph' ? around.nodes.slice(0, 3).map(({ id }) => id) : [];
    const answer = await cold.ask(focus, { opened });
    if (answer.kind === 'graph' && !answer.whole) left++;
    await warm.ask(focus, { opened });
  });
  cold.tell(`${name}: 3 nodes opened`, goal);
  warm.tell(`${name}: the same again`);
  report.note(`${name}: answers that said "more follows"`, String(left));
  await client.close();
}

try {
  const busy = (loadavg()[0] ?? 0) > 1.5 ? `; the machine is busy (load ${loadavg()[0]?.toFixed(1)})` : '';
  report.note(`Waits over stdio${busy}`, 'p50 / p95 / p99 / max');
  for (const [name, nodes] of values.quick
    ? ([['2,000 models', 5000]] as const)
    : ([
        ['10,000 models', 25_000],
        ['40,000 nodes', 40_000],
      ] as const)) {
    // Few columns: what is drawn of a node doesn't hang on them, and all of them are understood first.
    const generated = generateLineage(path.join(scratch, `nodes-${nodes}`), nodes, 4);
    await measure(name, generated);
    rmSync(generated.folder, { recursive: true });
  }
  const small = generateLineage(path.join(scratch, 'columns'), values.quick ? 1000 : 2500);
  await columns(`${small.models.length.toLocaleString('en')} models`, small);
  report.print();
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
