// Typing in a model of 500 lines in a project of 10,000 models: until problems are there, until columns are offered, and how long a
// hover waits while the whole project's lineage is being made. `node test/bench/typing.ts [--quick]`. Deliberately absent: the cost
// of understanding by itself (sql.ts).

import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { CompletionList, Position } from 'vscode-languageserver/node';
import { startClient, type TestClient } from '../harness/client.ts';
import { generatedAt, generateProject } from './generateProject.ts';
import { milliseconds, percentile, Report } from './report.ts';
import { startStdio } from './stdioClient.ts';

const { values } = parseArgs({ options: { quick: { type: 'boolean' } } });
const scratch = realpathSync(mkdtempSync(path.join(tmpdir(), 'bench-typing-')));
const cache = path.join(scratch, 'cache');
const report = new Report();
const models = values.quick ? 1000 : 10_000;
const file = 'models/typed.sql';
const typed = Array.from({ length: 9 }, (_, index) => `step_${index}.c_${index}_2 as d_${index}`).join(', ');

const shown = (list: readonly number[]): string =>
  [0.5, 0.95, 0.99, 1].map((share) => percentile(list, share).toFixed(1)).join(' / ');

/** A model of 500 lines that reads ten others, and the line in its middle at which is typed. */
function longModel(names: readonly string[]): { readonly lines: readonly string[]; readonly line: number } {
  const steps = names.flatMap((name, index) => [
    `step_${index} as (`,
    '    select',
    ...Array.from(
      { length: 36 },
      (_, column) => `        cast(read.id as integer) + ${column} as c_${index}_${column},`,
    ),
    '        read.*',
    `    from {{ ref('${name}') }} as read`,
    '    {% if is_incremental() %}',
    '    where read.id > 1',
    '    {% endif %}',
    '),',
  ]);
  const lines = ['with', ...steps, 'last_step as (', '    select', '        ', '    from step_0'];
  const joins = names.slice(1).map((_, index) => `    left join step_${index + 1} using (id)`);
  return { lines: [...lines, ...joins, ')', 'select * from last_step', ''], line: lines.length - 2 };
}

/** As the server waits before it looks for problems, so that what is typed goes first. */
const usualDelay = 200;

async function start(folder: string, diagnosticDelay: number): Promise<TestClient> {
  return startClient({
    folder,
    now: generatedAt + 3_600_000,
    environment: { XDG_CACHE_HOME: cache, HOME: cache },
    diagnosticDelay,
  });
}

/** Hovers, one after the other, from the moment the project is loaded: on a ref, which waits for slices alone, and on a column. */
async function whileWarming(folder: string, hovered: string, text: string): Promise<void> {
  const client = await startStdio(folder, cache);
  await client.open(hovered, text);
  const textDocument = { uri: client.uri(hovered) };
  await client.request('textDocument/hover', { textDocument, position: { line: 0, character: 0 } });
  const select = text.indexOf('select\n');
  const places = {
    ref: positionOf(text, text.indexOf('ref(') + "ref('".length + 1),
    column: positionOf(text, text.indexOf('read_0.', select) + 'read_0.'.length + 1),
  };
  const waits = { ref: [] as number[], column: [] as number[] };
  const until = performance.now() + (values.quick ? 4000 : 20_000);
  while (performance.now() < until) {
    for (const what of ['ref', 'column'] as const) {
      const started = performance.now();
      await client.request('textDocument/hover', { textDocument, position: places[what] });
      waits[what].push(performance.now() - started);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
  await client.close();
  report.row('hover on a ref while all lineage is made: p99', percentile(waits.ref, 0.99), milliseconds, 20);
  report.note(
    `hover on a ref meanwhile (${waits.ref.length}): p50 / p95 / p99 / longest ms`,
    shown(waits.ref),
  );
  report.note('hover on a column meanwhile: p50 / p95 / p99 / longest ms', shown(waits.column));
}

function positionOf(text: string, offset: number): Position {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
}

/** Types key by key in a long model; `wait` is what is waited for after each. */
async function type(
  client: TestClient,
  names: readonly string[],
  wait: (position: Position, version: number, key: string) => Promise<void>,
): Promise<readonly number[]> {
  const { lines, line } = longModel(names);
  const textDocument = { uri: client.uri(file), languageId: 'sql', version: 1, text: lines.join('\n') };
  await client.notify('textDocument/didOpen', { textDocument });
  await client.diagnostics(file, 1);
  const waits: number[] = [];
  let character = lines[line]?.length ?? 0;
  let version = 1;
  for (const key of typed) {
    const position = { line, character };
    version++;
    character++;
    const started = performance.now();
    await client.notify('textDocument/didChange', {
      textDocument: { uri: client.uri(file), version },
      contentChanges: [{ range: { start: position, end: position }, text: key }],
    });
    await wait({ line, character }, version, key);
    waits.push(performance.now() - started);
  }
  return waits;
}

async function untilOffered(folder: string, names: readonly string[]): Promise<void> {
  const client = await start(folder, usualDelay);
  const waits = await type(client, names, async (position, _, key) => {
    const list = await client.request<CompletionList | null>('textDocument/completion', {
      textDocument: { uri: client.uri(file) },
      position,
    });
    if (key === '.' && !list?.items.some(({ label }) => label.startsWith('c_')))
      throw new Error(`no columns are offered at ${position.line}:${position.character}`);
  });
  await client.close();
  report.row('key to completion: p95', percentile(waits, 0.95), milliseconds, 30);
  report.note('key to completion: p50 / p95 / p99 / longest ms', shown(waits));
}

async function untilProblems(folder: string, names: readonly string[]): Promise<void> {
  const client = await start(folder, 0);
  const waits = await type(client, names, async (_, version) => {
    await client.diagnostics(file, version);
  });
  await client.close();
  report.row('key to problems, without the usual delay: p95', percentile(waits, 0.95), milliseconds, 50);
  report.note('key to problems: p50 / p95 / p99 / longest ms', shown(waits));
}

try {
  const generated = generateProject(path.join(scratch, 'shop'), { nodes: models * 2, seed: 1 });
  const text = (of: string) => readFileSync(path.join(generated.folder, of), 'utf8');
  const hovered = generated.modelFiles.find((each) => text(each).includes('read_0.')) ?? '';
  await whileWarming(generated.folder, hovered, text(hovered));
  const names = generated.modelFiles
    .filter((_, index) => index % Math.floor(generated.modelFiles.length / 11) === 1)
    .slice(0, 10)
    .map((each) => path.basename(each, '.sql'));
  await untilOffered(generated.folder, names);
  await untilProblems(generated.folder, names);
  report.print();
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
