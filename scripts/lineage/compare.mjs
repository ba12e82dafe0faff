#!/usr/bin/env node
// Development only: column lineage of the compiled models of a folder of projects, the own analysis against sqlglot's.
// Prints F1 per adapter and a sample of differences. Deliberately absent: who is right.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { analyze } from '../../server/src/core/sql/analyze.ts';
import { dialectOf, nameKey } from '../../server/src/core/sql/dialect.ts';
import { segment } from '../../server/src/core/sql/readSql.ts';
import { rawLineage } from './rawLineage.mjs';

const [corpus, ...options] = process.argv.slice(2);
if (!corpus) {
  console.error(
    'usage: node scripts/lineage/compare.mjs FOLDER [--only PATTERN] [--every N] [--sample COUNT] [--raw]\n' +
      '--raw: the own lineage is that of the raw text, as in the editor\n' +
      'FOLDER has one folder per project with artifacts/manifest.json and artifacts/catalog.json',
  );
  process.exit(2);
}
const option = (name, fallback) => {
  const at = options.indexOf(name);
  return at < 0 ? fallback : options[at + 1];
};
const only = new RegExp(option('--only', ''));
const everyModel = Number(option('--every', '1'));
const sample = Number(option('--sample', '40'));
const raw = options.includes('--raw');

/** sqlglot's names of dialects that it has under another. */
const sqlglotDialects = {
  sqlserver: 'tsql',
  fabric: 'tsql',
  synapse: 'tsql',
  vertica: 'postgres',
  generic: '',
};

function python() {
  const folder = join(homedir(), '.cache', 'dbt-metadata-context', 'sqlglot');
  const found = join(folder, 'bin', 'python');
  if (!existsSync(found)) {
    mkdirSync(folder, { recursive: true });
    execFileSync('python3', ['-m', 'venv', folder], { stdio: 'inherit' });
    execFileSync(found, ['-m', 'pip', 'install', '--quiet', 'sqlglot'], { stdio: 'inherit' });
  }
  return found;
}

const readJson = (path) => (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined);
const plain = (name) => name.replace(/["`[\]]/g, '').toLowerCase();

/** The models of a project with their own lineage, upstream first. */
function* modelsOf(project) {
  const manifest = readJson(join(corpus, project, 'artifacts', 'manifest.json'));
  if (!manifest) return;
  const catalog = readJson(join(corpus, project, 'artifacts', 'catalog.json'));
  const adapter = manifest.metadata?.adapter_type ?? 'generic';
  const dialect = dialectOf(adapter);
  const nodes = { ...manifest.nodes, ...manifest.sources };
  const tables = new Map();
  const byPath = new Map();
  for (const [id, node] of Object.entries(nodes)) {
    const parts = [node.database, node.schema, node.alias ?? node.identifier ?? node.name].filter(Boolean);
    const name = node.relation_name ? plain(node.relation_name) : parts.join('.').toLowerCase();
    for (const key of [name.split('.').slice(-2).join('.'), name]) byPath.set(key, id);
  }
  const known = (id) => {
    const entry = catalog?.nodes[id] ?? catalog?.sources[id];
    if (!entry) return undefined;
    const columns = Object.values(entry.columns).sort((left, right) => left.index - right.index);
    return { id, complete: true, columns: columns.map(({ name }) => tableColumn(name, dialect)) };
  };
  for (const id of upstreamFirst(nodes)) {
    const node = nodes[id];
    const sql = node.compiled_code ?? node.compiled_sql;
    const started = performance.now();
    const query =
      node.resource_type === 'model' && node.language !== 'python' && sql
        ? segment(sql, dialect).query
        : undefined;
    if (!query) {
      tables.set(id, known(id));
      continue;
    }
    const read = new Map();
    const ids = new Map();
    let whole = true;
    const analysis = analyze(query, dialect, (relation) => {
      const path =
        relation.kind === 'table'
          ? relation.path
              .map(({ text }) => text)
              .join('.')
              .toLowerCase()
          : '';
      const found = byPath.get(path) ?? byPath.get(path.split('.').slice(-2).join('.'));
      const table = found === id ? undefined : tables.get(found);
      if (!table?.complete) whole = false;
      else read.set(path, table);
      ids.set(path, found);
      return table && { ...table, id: path };
    });
    const made = {
      id,
      complete: true,
      columns: analysis.columns.map(({ name, quoted }) => ({ name, quoted })),
    };
    // Compiled without a warehouse, a list of columns that it knows is a stand-in.
    const standIn = /"a_column"/.test(sql);
    tables.set(id, analysis.complete && !standIn ? made : known(id));
    if (!whole || !analysis.complete || standIn) continue;
    const pairs = analysis.columns.flatMap((column) =>
      analysis
        .originsOf(column)
        .map(({ table, name }) => [column.name.toLowerCase(), table.id, name.toLowerCase()]),
    );
    const columns = ({ columns: all }) => all.map(({ name, quoted }) => (quoted ? `"${name}"` : name));
    const ms = performance.now() - started;
    yield {
      adapter,
      ms,
      id,
      ids,
      pairs,
      request: {
        key: `${project} ${id}`,
        dialect: sqlglotDialects[adapter] ?? adapter,
        sql,
        tables: Object.fromEntries([...read].map(([path, table]) => [path, columns(table)])),
      },
    };
  }
}

/** Oracle's catalog has names in lower case whatever they are. */
function tableColumn(name, dialect) {
  if (dialect.id === 'oracle') return { name, quoted: false };
  const folded = nameKey({ text: name, quoted: false }, dialect);
  return { name, quoted: /^(?:upper|lower)$/.test(dialect.folding) && folded !== name };
}

function upstreamFirst(nodes) {
  const seen = new Set();
  const order = [];
  const visit = (id) => {
    if (seen.has(id) || !nodes[id]) return;
    seen.add(id);
    for (const upstream of nodes[id].depends_on?.nodes ?? []) visit(upstream);
    order.push(id);
  };
  for (const id of Object.keys(nodes)) visit(id);
  return order;
}

const child = spawn(python(), [join(import.meta.dirname, 'sqlglotPairs.py')], {
  stdio: ['pipe', 'pipe', 'inherit'],
});
const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
const counts = new Map();
let shown = 0;
const problems = [];
let theirTime = 0;
let ownTime = 0;
let asked = 0;
let unknown = 0;
const temporary = mkdtempSync(join(tmpdir(), 'dbt-context-lineage-'));
for (const project of readdirSync(corpus)) {
  if (!only.test(project)) continue;
  const rawPairs = raw ? await rawLineage(corpus, project, temporary) : undefined;
  for (const { adapter, ms, id, ids, pairs: compiled, request } of modelsOf(project)) {
    if (asked++ % everyModel > 0) continue;
    const pairs = rawPairs ? rawPairs(id) : compiled;
    if (!pairs) {
      unknown++;
      continue;
    }
    child.stdin.write(`${JSON.stringify(request)}\n`);
    const answer = JSON.parse((await answers.next()).value);
    theirTime += answer.ms;
    ownTime += ms;
    const count = counts.get(adapter) ?? { models: 0, both: 0, own: 0, theirs: 0, failed: 0 };
    counts.set(adapter, count);
    if (answer.error) {
      count.failed++;
      problems.push(`${request.key}: ${answer.error}`);
      continue;
    }
    const own = new Set(pairs.map((pair) => pair.join(' ')));
    const nodeOf = (path) => (raw ? ids.get(path) : path);
    const theirs = new Set(
      answer.pairs.map(([output, path, column]) => [output, nodeOf(path), column].join(' ')),
    );
    count.models++;
    const ownOnly = [...own].filter((pair) => !theirs.has(pair));
    const theirsOnly = [...theirs].filter((pair) => !own.has(pair));
    count.both += own.size - ownOnly.length;
    count.own += ownOnly.length;
    count.theirs += theirsOnly.length;
    const differences = [
      ...ownOnly.slice(0, 3).map((pair) => `own only     ${request.key}: ${pair}`),
      ...theirsOnly.slice(0, 3).map((pair) => `sqlglot only ${request.key}: ${pair}`),
    ];
    for (const difference of differences) if (shown++ < sample) console.log(difference);
  }
}
child.stdin.end();
rmSync(temporary, { recursive: true, force: true });
if (raw) console.log(`${unknown} models have something that only a run knows and are not compared`);
const f1 = ({ both, own, theirs }) => (both === 0 ? 1 : (2 * both) / (2 * both + own + theirs));
const all = { models: 0, both: 0, own: 0, theirs: 0, failed: 0 };
for (const [adapter, count] of [...counts].sort()) {
  for (const key of Object.keys(all)) all[key] += count[key];
  console.log(adapter.padEnd(12), `F1 ${f1(count).toFixed(4)}`, JSON.stringify(count));
}
console.log(
  'all'.padEnd(12),
  `F1 ${f1(all).toFixed(4)}`,
  JSON.stringify(all),
  `sqlglot took ${(theirTime / 1000).toFixed(0)} s, ${(theirTime / ownTime).toFixed(0)} times as long`,
);
for (const problem of problems.slice(0, sample)) console.log('sqlglot failed', problem);
