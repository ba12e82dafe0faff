// The built programs as other programs start them: over pipes, with their worker thread and their exit codes.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import {
  createMessageConnection,
  type Hover,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { pathToUri } from '../../server/src/host/paths.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const sample = path.join(root, 'sample');
const built = (name: string) => path.join(root, 'dist', `${name}.cjs`);
const skip = !existsSync(built('cli')) && 'not built: npm run build';

function start(t: TestContext, program: string, args: readonly string[]) {
  const cache = mkdtempSync(path.join(tmpdir(), 'dbt-context-test '));
  t.after(() => rmSync(cache, { recursive: true, force: true }));
  const env = { ...process.env, XDG_CACHE_HOME: cache };
  const child = spawn(process.execPath, [built(program), ...args], { env, cwd: cache });
  t.after(() => child.kill());
  const exited = new Promise<number | null>((resolve) => {
    child.on('close', (code) => resolve(code));
  });
  return { child, exited };
}

async function output(
  t: TestContext,
  args: readonly string[],
): Promise<{ code: number | null; out: string }> {
  const { child, exited } = start(t, 'cli', args);
  let out = '';
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString();
  });
  return { code: await exited, out };
}

test('dbt-context show, through a pipe', { skip }, async (t) => {
  const { code, out } = await output(t, [
    'show',
    'fct_bookings',
    '--project-dir',
    sample,
    '--format',
    'json',
  ]);
  assert.equal(code, 0);
  assert.equal((JSON.parse(out) as { uniqueId: string }).uniqueId, 'model.tern_ferries.fct_bookings');
});

test('dbt-context --version is the package’s', { skip }, async (t) => {
  const { out } = await output(t, ['--version']);
  assert.match(out, /^\d+\.\d+\.\d+\n$/);
});

test('no command prints the help, exit code 2', { skip }, async (t) => {
  const { code, out } = await output(t, []);
  assert.equal(code, 2);
  assert.match(out, /^Usage/);
});

for (const [program, ...args] of [
  ['server', '--stdio'],
  ['cli', 'lsp', '--stdio'],
] as const) {
  test(`${program}.cjs ${args.join(' ')} is a language server`, { skip }, async (t) => {
    const { child, exited } = start(t, program, args);
    const connection = createMessageConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    );
    connection.listen();
    const capabilities = { textDocument: { hover: { contentFormat: ['markdown'] } } };
    await connection.sendRequest('initialize', { processId: null, rootUri: pathToUri(sample), capabilities });
    await connection.sendNotification('initialized', {});
    const uri = pathToUri(path.join(sample, 'models', 'unsaved.sql'));
    const text = "{{ ref('fct_bookings') }}";
    await connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'sql', version: 1, text },
    });
    const hover = await connection.sendRequest<Hover>('textDocument/hover', {
      textDocument: { uri },
      position: { line: 0, character: 10 },
    });
    assert.match((hover.contents as { value: string }).value, /fct_bookings/);
    await connection.sendRequest('shutdown');
    await connection.sendNotification('exit');
    assert.equal(await exited, 0);
    connection.dispose();
  });
}

test('a server whose client is gone ends', { skip }, async (t) => {
  const { child, exited } = start(t, 'server', ['--stdio']);
  child.stdin.end();
  assert.equal(await exited, 1);
});

test('a session is recorded without the names of this machine', { skip }, async (t) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'dbt-context-test '));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const file = path.join(folder, 'session.jsonl');
  const { child, exited } = start(t, 'server', ['--stdio', '--record', file]);
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  connection.listen();
  const rootUri = pathToUri(sample);
  await connection.sendRequest('initialize', { processId: process.pid, rootUri, capabilities: {} });
  await connection.sendRequest('shutdown');
  await connection.sendNotification('exit');
  await exited;
  connection.dispose();
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  const said = lines.map((line) => JSON.parse(line) as { from?: string; message?: { method?: string } });
  assert.deepEqual(
    said.map(({ from, message }) => [from, message?.method]),
    [
      [undefined, undefined],
      ['client', 'initialize'],
      ['server', undefined],
      ['client', 'shutdown'],
      ['server', undefined],
      ['client', 'exit'],
    ],
  );
  assert.ok(!lines.join().includes(rootUri));
  assert.match(lines[1] ?? '', /"processId":null,"rootUri":"file:\/\/\/PROJECT"/);
});
