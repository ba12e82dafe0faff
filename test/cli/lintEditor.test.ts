// `dbt-context lint` against the editor on the sample: the same rules, severities, messages and places.

import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { lintWith } from '../harness/lintRun.ts';
import { sampleFolder, sampleTime } from '../harness/sample.ts';
import { shopClient } from '../harness/shop.ts';

interface Found {
  readonly path: string;
  readonly rule: string;
  readonly severity: string;
  readonly message: string;
  readonly range: Readonly<Record<'start' | 'end', { readonly line: number; readonly column: number }>>;
}

const severities = ['', 'error', 'warning', 'information', 'hint'];

test('lint finds what the editor underlines, at the same places', async (t) => {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'dbt-context-test ')));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  cpSync(sampleFolder, folder, { recursive: true });
  const ran = await lintWith(folder, { now: sampleTime }, '--level', 'hint', '--format', 'json');
  const found = (JSON.parse(ran.out) as { findings: Found[] }).findings;
  assert.ok(found.length > 100);

  const server = await shopClient(t, { folder, now: sampleTime() });
  const paths = [
    ...new Set([
      ...found.map((each) => each.path),
      'dbt_project.yml',
      'models/marts/customers/dim_customers.sql',
    ]),
  ];
  for (const each of paths) await server.open(each, readFileSync(path.join(folder, each), 'utf8'));
  const shown: Found[] = [];
  for (const each of paths) {
    for (const { code, severity, message, range } of (await server.diagnostics(each, 1)).diagnostics) {
      const place = (at: typeof range.start) => ({ line: at.line + 1, column: at.character + 1 });
      shown.push({
        path: each,
        rule: String(code),
        severity: severities[severity ?? 0] ?? '',
        message: String(message),
        range: { start: place(range.start), end: place(range.end) },
      });
    }
  }
  const asText = (each: Found) => {
    const { path, rule, severity, message, range } = each;
    return JSON.stringify([path, range.start, range.end, rule, severity, message]);
  };
  const inLint = new Set(found.map(asText));
  const inEditor = new Set(shown.map(asText));
  assert.deepEqual(
    [...inLint].filter((each) => !inEditor.has(each)),
    [],
  );
  // What stands at a column's SQL and at its YAML is counted once.
  const once = shown.filter((each) => !inLint.has(asText(each)));
  assert.deepEqual(
    once.filter((each) => !/\.yml$/.test(each.path) || !each.rule.startsWith('column-')),
    [],
  );
});
