// Typing in a model of 500 lines in a project of 10,000 models: until problems are there, until columns are offered, and how long a
// hover waits while the whole project's lineage is being made. `node test/bench/typing.ts [--quick]`. Deliberately absent: the cost
// of understanding by itself (sql.ts).

import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { CompletionList } from 'vscode-languageserver/node';
import { startClient, type TestClient } from '../harness/client.ts';
import { generatedAt, generateProject } from './generateProject.ts';
import { milliseconds, percentile, Report } from './report.ts';

const { values } = parseArgs({ options: { quick: { type: 'boolean' } } });
const scratch = realpathSync(mkdtempSync(path.join(tmpdir(), 'bench-typing-')));
const cache = path.join(scratch, 'cache');
const report = new Report();
const models = values.quick ? 1000 : 10_000;
const file = 'models/typed.sql';

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
  const lines = ['with', ...steps, 'last_step as (', '    select', '        step_0.', '    from step_0'];
  const joins = names.slice(1).map((_, index) => `    left join step_${index + 1} using (id)`);
  return { lines: [...lines, ...joins, ')', 'select * from last_step', ''], line: lines.length - 2 };
}

async function start(folder: string): Promise<TestClient> {
  return startClient({
    folder,
    now: generatedAt + 3_600_000,
    environment: { XDG_CACHE_HOME: cache, HOME: cache },
  });
}

/** Hovers on a column, one after the other, from the moment the project is loaded. */
async function whileWarming(client: TestClient, hovered: string, text: string): Promise<void> {
  await client.open(hovered, text);
  await client.diagnostics(hovered);
  const offset = text.indexOf('read_0.', text.indexOf('select\n')) + 'read_0.'.length + 1;
  const before = text.slice(0, offset).split('\n');
  const position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
  const waits: number[] = [];
  const until = performance.now() + (values.quick ? 4000 : 20_000);
  while (performance.now() < until) {
    const started = performance.now();
    await client.hover(hovered, position);
    waits.push(performance.now() - started);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  report.row('hover on a column while all lineage is made: p99', percentile(waits, 0.99), milliseconds, 20);
  report.note(
    `hover while all lineage is made (${waits.length}): p50 / p95 / p99 / longest ms`,
    shown(waits),
  );
}

async function type(client: TestClient, names: readonly string[]): Promise<void> {
  const { lines, line } = longModel(names);
  const textDocument = { uri: client.uri(file), languageId: 'sql', version: 1, text: lines.join('\n') };
  await client.notify('textDocument/didOpen', { textDocument });
  await client.diagnostics(file, 1);
  const problems: number[] = [];
  const offered: number[] = [];
  const typed = 'c_0_1, step_1.c_1_2, step_2.c_2_3 as third, step_3.c_3_4, step_4.c_4_5';
  let character = lines[line]?.length ?? 0;
  let version = 1;
  for (const key of typed) {
    const position = { line, character };
    version++;
    const started = performance.now();
    await client.notify('textDocument/didChange', {
      textDocument: { uri: client.uri(file), version },
      contentChanges: [{ range: { start: position, end: position }, text: key }],
    });
    character++;
    const asked = performance.now();
    const list = await client.request<CompletionList | null>('textDocument/completion', {
      textDocument: { uri: client.uri(file) },
      position: { line, character },
    });
    offered.push(performance.now() - asked);
    if (key === '.' && !list?.items.some(({ label }) => label.startsWith('c_')))
      throw new Error(`no columns are offered behind ${typed.slice(0, version - 1)}`);
    await client.diagnostics(file, version);
    problems.push(performance.now() - started);
  }
  report.note('lines of the model', String(lines.length));
  report.row('key to completion: p95', percentile(offered, 0.95), milliseconds, 30);
  report.row('key to completion and problems: p95', percentile(problems, 0.95), milliseconds, 50);
  report.note('completion: p50 / p95 / p99 / longest ms', shown(offered));
  report.note('completion and problems: p50 / p95 / p99 / longest ms', shown(problems));
}

try {
  const generated = generateProject(path.join(scratch, 'shop'), { nodes: models * 2, seed: 1 });
  const text = (of: string) => readFileSync(path.join(generated.folder, of), 'utf8');
  const hovered = generated.modelFiles.find((each) => text(each).includes('read_0.')) ?? '';
  const client = await start(generated.folder);
  await whileWarming(client, hovered, text(hovered));
  const names = generated.modelFiles
    .filter((_, index) => index % Math.floor(generated.modelFiles.length / 11) === 1)
    .slice(0, 10)
    .map((each) => path.basename(each, '.sql'));
  await type(client, names);
  await client.close();
  report.print();
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
