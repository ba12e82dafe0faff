// `node scripts/contracts.mjs`: models with enforced contracts, right and wrong ones, built by a real dbt on DuckDB and judged by the
// rules. Prints a table and exits 1 where dbt refuses what the rules pass, or the other way round; `open` are those that the rules can't
// know. Needs Node 24, python3 and, the first time, the network. Deliberately absent: other warehouses (test/lint/contract-type-mismatch.test.ts).
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { lint } from '../server/src/core/lint/engine.ts';
import { rules } from '../server/src/core/lint/rules/index.ts';
import { openTree } from './blastRadius/open.mjs';
import { installDbt } from './sample.mjs';

/** Name, SQL, columns as YAML, materialization; `open` where nothing can be said. */
const cases = [
  ['fine', 'select 1 as id', '{name: id, data_type: int}'],
  ['order', "select 1 as a, 'x' as b", '{name: b, data_type: text}, {name: a, data_type: integer}'],
  ['missing', 'select 1 as id', '{name: id, data_type: int}, {name: b, data_type: int}'],
  ['extra', 'select 1 as id, 2 as b', '{name: id, data_type: int}'],
  ['letters', 'select 1 as ID', '{name: id, data_type: int}'],
  ['letters_behind', 'select ID from (select 1 as id) as t', '{name: ID, data_type: int}', 'table', 'open'],
  ['in_quotes', 'select 1 as "My Id"', '{name: My Id, quote: true, data_type: int}'],
  ['untyped', 'select 1 as id', '{name: id}'],
  ['seen', 'select 1 as id', '{name: b, data_type: int}', 'view'],
  ['within', 'select 1 as id', '{name: b, data_type: int}', 'ephemeral'],
  ['growing', 'select 1 as id', '{name: id, data_type: int}', 'incremental, on_schema_change: fail'],
  ...[
    ['cast(1 as bigint)', 'integer'],
    ['cast(1 as int8)', 'bigint'],
    ["'a'", 'integer'],
    ["'a'", 'string'],
    ["cast('a' as varchar(10))", 'varchar(20)'],
    ['cast(1 as decimal(10,2))', 'decimal(18,3)'],
    ['cast(1 as decimal(18,3))', 'numeric'],
    ['cast(1 as real)', 'double'],
    ['1.5', 'double'],
    ['count(*)', 'integer'],
    ['count(*)', 'bigint'],
    ['true', 'integer'],
    ['current_timestamp', 'date'],
    ['current_timestamp', 'timestamp'],
    ['current_timestamp', 'timestamptz'],
    ["cast('1' as json)", 'varchar'],
    ['[1]', 'integer[]'],
    ["{'a': 1}", 'struct(a integer)'],
    ["{'a': 1}", 'struct(b integer)', 'open'],
    ['null', 'integer', 'open'],
    ['uuid()', 'varchar', 'open'],
  ].map(([sql, type, open], index) => [
    `type_${index}`,
    `select ${sql} as x`,
    `{name: x, data_type: "${type}"}`,
    'table',
    open,
  ]),
];

const folder = mkdtempSync(path.join(realpathSync(tmpdir()), 'dbt-contracts-'));
try {
  const refused = build(folder);
  const found = await judge(folder);
  let wrong = 0;
  for (const [name, sql, columns, , open] of cases) {
    const [dbt, ours] = [refused.has(name), found.get(name)];
    const verdict = dbt === (ours !== undefined) ? 'same' : (open ?? 'OTHER');
    if (verdict === 'OTHER') wrong++;
    console.log([verdict, name, dbt ? 'refused' : 'built', sql, columns, ours ?? ''].join(' | '));
  }
  console.log(`${cases.length} contracts, ${wrong} judged otherwise than by dbt`);
  process.exitCode = wrong > 0 ? 1 : 0;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** The models that dbt refuses to build. */
function build(at) {
  mkdirSync(path.join(at, 'models'));
  const write = (file, text) => writeFileSync(path.join(at, file), text);
  write(
    'dbt_project.yml',
    'name: held\nprofile: held\nversion: "1.0"\nflags: {send_anonymous_usage_stats: false}\n',
  );
  write('profiles.yml', 'held: {target: dev, outputs: {dev: {type: duckdb, path: held.duckdb}}}\n');
  const entries = cases.map(([name, sql, columns, materialized = 'table']) => {
    write(`models/${name}.sql`, `${sql}\n`);
    const config = `{materialized: ${materialized}, contract: {enforced: true}}`;
    return `  - {name: ${name}, config: ${config}, columns: [${columns}]}\n`;
  });
  write('models/schema.yml', `models:\n${entries.join('')}`);
  const { status, stdout, stderr } = spawnSync(installDbt(), ['run', '--profiles-dir', '.'], {
    cwd: at,
    encoding: 'utf8',
  });
  // 1 says that some model isn't built.
  if (status !== 0 && status !== 1) throw new Error(`dbt failed:\n${stdout}${stderr}`);
  const { results } = JSON.parse(readFileSync(path.join(at, 'target', 'run_results.json'), 'utf8'));
  return new Set(
    results.filter((each) => each.status === 'error').map((each) => each.unique_id.split('.')[2]),
  );
}

/** What the rules say of each model's SQL, or of its name in YAML where they say nothing there. */
async function judge(at) {
  const project = await openTree(at);
  const held = rules.filter(({ name }) => /^contract-(?:missing|extra|type|refused)/.test(name));
  const found = new Map();
  for (const file of project.files.paths) {
    const source = project.files.text(file);
    if (!source) continue;
    for (const { message, range } of lint(
      { project, path: file, source, now: Date.now() },
      { rules: held },
    )) {
      // In YAML each model has a line.
      const entry = source.text.slice(source.text.lastIndexOf('\n', range.start) + 1);
      found.set(
        file.endsWith('.sql') ? path.basename(file, '.sql') : /name: (\w+)/.exec(entry)?.[1],
        message,
      );
    }
  }
  return found;
}
