// `npm run corpus -- DIR`: runs the built server on every dbt project of a folder and compares what it finds with what dbt wrote
// into the artifacts. Options: --project NAME (repeatable), --all (whole lists), --json FILE, --keep (the temporary folder),
// --only names|sql (one of the two comparisons), --only findings [--rule NAME (repeatable)] [--sample N]: what lint finds there.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { checkProject } from './corpus/check.mjs';
import { findingsOf, findingsTable, sampleOf, sampleText } from './corpus/findings.mjs';
import { findProjects, openProject } from './corpus/projects.mjs';
import { failuresOf, head, line, lists, total } from './corpus/report.mjs';
import { checkSql, sqlHead, sqlLine, sqlLists, sqlTotal } from './corpus/sql.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    project: { type: 'string', multiple: true },
    all: { type: 'boolean', default: false },
    json: { type: 'string' },
    keep: { type: 'boolean', default: false },
    built: { type: 'boolean', default: false },
    only: { type: 'string' },
    rule: { type: 'string', multiple: true },
    sample: { type: 'string' },
  },
});
const [folder] = positionals;
if (folder === undefined || !existsSync(folder)) {
  console.error(
    'usage: npm run corpus -- DIR [--project NAME] [--all] [--json FILE] [--keep] [--built]\n' +
      '  [--only names|sql|findings] [--rule NAME] [--sample N]',
  );
  process.exit(2);
}

if (!values.built && values.only !== 'findings')
  execFileSync(process.execPath, ['esbuild.mjs', '--production'], { cwd: root, stdio: 'inherit' });
const server = path.join(root, 'dist/server.cjs');
const temporary = mkdtempSync(path.join(tmpdir(), 'dbt-context-corpus-'));
const results = [];
const sql = [];
const linted = [];
const left = [];
try {
  const found = findProjects(path.resolve(folder)).filter(
    ({ name }) => !values.project || values.project.includes(name),
  );
  if (values.only !== 'findings') console.log(values.only === 'sql' ? sqlHead() : head());
  for (const entry of found) {
    const project = openProject(entry, temporary);
    if (project.reason) {
      left.push(`${project.name}: ${project.reason}`);
      continue;
    }
    const cache = path.join(temporary, 'cache');
    if (values.only === 'findings') {
      linted.push(await findingsOf(project, cache, values.rule));
      console.error(`${project.name}: ${linted.at(-1).findings.length} in ${linted.at(-1).ms} ms`);
      continue;
    }
    if (values.only !== 'names') sql.push(await checkSql(project, server, cache));
    if (values.only === 'sql') {
      console.log(sqlLine(sql.at(-1)));
      continue;
    }
    results.push(await checkProject(project, server, cache));
    console.log(line(results.at(-1)));
  }
} finally {
  if (values.keep) console.log(`kept: ${temporary}`);
  else rmSync(temporary, { recursive: true, force: true });
}

const cap = values.all ? Number.POSITIVE_INFINITY : 12;
if (results.length > 0) console.log(line(total(results)));
for (const { name, unopened } of results) {
  if (unopened > 0) left.push(`${name}: ${unopened} models without a file`);
}
for (const reason of left) console.log(`not checked: ${reason}`);
if (results.length > 0) console.log(lists(results, cap));
if (sql.length > 0) {
  const read = sql.filter(({ models }) => models > 0);
  console.log(`\n${sqlHead()}`);
  if (values.only !== 'sql') for (const result of read) console.log(sqlLine(result));
  const adapters = Object.entries(Object.groupBy(read, ({ adapter }) => adapter));
  for (const [adapter, group] of adapters) console.log(sqlLine(sqlTotal(`all of ${adapter}`, group)));
  console.log(sqlLine(sqlTotal(`${read.length} projects`, read)));
  console.log(sqlLists(sql, cap));
}
if (linted.length > 0) {
  const sample = sampleOf(linted, Number(values.sample ?? 0));
  console.log([findingsTable(linted), sampleText(sample)].join('\n'));
  for (const { name, errors } of linted) for (const error of errors) console.log(`${name}: ${error}`);
}
if (values.json)
  writeFileSync(values.json, `${JSON.stringify({ results, sql, linted, left }, undefined, 1)}\n`);
const wrong =
  results.some((result) => failuresOf(result) > 0) ||
  [...sql, ...linted].some(({ errors }) => errors.length > 0);
process.exitCode = wrong || results.length + sql.length + linted.length === 0 ? 1 : 0;
