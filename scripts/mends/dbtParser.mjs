// A dbt that parses one copy of a project as often as it is asked to. Deliberately absent: which dbt (sample.mjs installs it).
import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const script = path.join(path.dirname(fileURLToPath(import.meta.url)), 'parse.py');

/** Starts it; `parse` gives the error (null for none) and the warnings. */
export function startParser(dbt, folder) {
  const kept = Object.entries(process.env).filter(([key]) => !/^(DBT|TERN)_/.test(key));
  const python = spawn(path.join(path.dirname(dbt), 'python'), [script], {
    cwd: folder,
    env: { ...Object.fromEntries(kept), PYTHONUTF8: '1', TZ: 'UTC' },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: python.stdout })[Symbol.asyncIterator]();
  return {
    async parse() {
      python.stdin.write(`${JSON.stringify({ folder })}\n`);
      const { value, done } = await lines.next();
      if (done) throw new Error('dbt ended before its answer.');
      return JSON.parse(value);
    },
    stop: () => python.stdin.end(),
  };
}
