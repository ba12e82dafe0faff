// How well the server understands the SQL of a project: what it renders against dbt's compiled SQL, and columns and types against the
// warehouse's catalog, of which the server sees sources and seeds alone. Deliberately absent: column lineage (scripts/lineage).
import { cpSync, existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { baseType } from '../../server/src/core/sql/baseTypes.ts';
import { dialectOf } from '../../server/src/core/sql/dialect.ts';
import { Client } from './client.mjs';
import { placeOf } from './materialise.mjs';

const atOnce = 40;
const withSql = ['model', 'snapshot'];
/** What dbt compiles in place of a list of columns where no warehouse is there to ask. */
const standIn = '"a_column"';

/** What came of a project: counts, and a list of differences. `server` is the built server's path. */
export async function checkSql(project, server, cache) {
  const adapter = project.manifest.metadata?.adapter_type ?? '';
  const result = {
    name: project.name,
    adapter,
    models: 0,
    read: 0,
    static: 0,
    equal: 0,
    ephemeral: 0,
    standIns: 0,
    placeholders: 0,
    catalogued: 0,
    columnsEqual: 0,
    open: 0,
    otherSql: 0,
    types: 0,
    typesRight: 0,
    typesWrong: 0,
    medianMs: 0,
    differences: [],
    errors: [],
  };
  const target = mkdtempSync(path.join(path.dirname(cache), 'target-'));
  cpSync(path.join(project.target), target, {
    recursive: true,
    filter: (file) => !file.endsWith('catalog.json'),
  });
  if (project.catalog)
    writeFileSync(path.join(target, 'catalog.json'), JSON.stringify(withoutModels(project)));
  const env = { XDG_CACHE_HOME: cache, DBT_TARGET_PATH: target };
  const client = new Client(process.execPath, [server, '--stdio'], env);
  result.errors = client.errors;
  try {
    await run(client, project, result);
  } finally {
    await client.stop();
  }
  return result;
}

/** The catalog of what is there before dbt builds anything. */
function withoutModels({ catalog, manifest }) {
  const nodes = Object.entries(catalog.nodes ?? {}).filter(
    ([id]) => manifest.nodes?.[id]?.resource_type === 'seed',
  );
  return { ...catalog, nodes: Object.fromEntries(nodes) };
}

async function run(client, project, result) {
  const uri = pathToFileURL(project.folder).href;
  await client.request('initialize', {
    processId: process.pid,
    rootUri: uri,
    workspaceFolders: [{ uri, name: project.name }],
    capabilities: {},
  });
  client.notify('initialized', {});
  const files = filesOf(project);
  const times = [];
  for (let from = 0; from < files.length; from += atOnce) {
    const batch = files.slice(from, from + atOnce);
    await Promise.all(
      batch.map(async ({ node, file, place }) => {
        const started = performance.now();
        const found = await client.request('dbtContext/columns', { uri: pathToFileURL(file).href });
        times.push(performance.now() - started);
        if (found) compare(project, node, place, found, result);
        else result.errors.push(`columns: none for ${place}`);
      }),
    );
  }
  for (const { node, file, place } of files) await explainColumns(client, project, node, file, place, result);
  result.medianMs = Math.round(times.sort((a, b) => a - b)[times.length >> 1] ?? 0);
}

/** Tells columns that the compiled SQL makes neither: a table that was built from other SQL says nothing of this one. */
async function explainColumns(client, project, node, file, place, result) {
  const differs = result.differences.find((each) => each.kind === 'columns' && each.file === place);
  const text = node.compiled_code ?? node.compiled_sql;
  if (!differs || typeof text !== 'string') return;
  const compiled = await columnsOfText(client, file, text);
  if (names(compiled) === names(inOrder(project.catalog.nodes[node.unique_id]))) return;
  differs.kind = 'columns of other SQL';
  result.otherSql++;
}

/** The columns of a file were its text another. */
async function columnsOfText(client, file, text) {
  const uri = pathToFileURL(file).href;
  client.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'sql', version: 1, text } });
  const found = await client.request('dbtContext/columns', { uri });
  client.notify('textDocument/didClose', { textDocument: { uri } });
  return found?.columns ?? [];
}

/** Files that make one model or snapshot. */
function filesOf(project) {
  const files = new Map();
  for (const node of Object.values(project.manifest.nodes ?? {})) {
    if (!withSql.includes(node.resource_type)) continue;
    const place = placeOf(project.root, node.package_name, node.original_file_path);
    const file = place === undefined ? undefined : path.resolve(project.folder, place);
    if (file === undefined || !/\.sql$/i.test(file) || !existsSync(file)) continue;
    files.set(file, files.has(file) ? undefined : { node, file, place });
  }
  return [...files.values()].filter((entry) => entry !== undefined);
}

function compare(project, node, place, found, result) {
  const differ = (kind, key, note) => result.differences.push({ kind, file: place, key, note });
  result.models++;
  if ((found.query || isEmpty(node)) && !found.cut && found.unread.length === 0) result.read++;
  else
    differ(
      'unread',
      found.cut ?? (found.query ? 'not understood' : 'no query'),
      brief(found.unread.join(' … ')),
    );
  compareText(node, found, result, differ);
  const relation = project.catalog?.nodes?.[node.unique_id];
  if (relation && Object.keys(relation.columns ?? {}).length > 0)
    compareColumns(relation, found, result, differ);
}

/** Whether dbt compiled nothing that a warehouse could answer: comments, names of relations. */
function isEmpty(node) {
  const compiled = node.compiled_code ?? node.compiled_sql;
  return (
    typeof compiled === 'string' &&
    !/\b(?:select|from|values|show|with)\b/i.test(compiled.replaceAll(/--[^\n]*/g, ''))
  );
}

function compareText(node, found, result, differ) {
  const compiled = node.compiled_code ?? node.compiled_sql;
  if (typeof compiled !== 'string') return;
  const [unknown] = [...found.placeholders, ...found.choices];
  if (unknown !== undefined) {
    result.placeholders++;
    differ('placeholder', unknown, '');
  } else if (/\bwith\s+__dbt__cte__/i.test(compiled)) {
    result.ephemeral++;
  } else if (compiled.includes(standIn) && !found.variants[0]?.includes(standIn)) {
    result.standIns++;
  } else {
    result.static++;
    const expected = squeezed(compiled);
    if (found.variants.some((text) => squeezed(text) === expected)) result.equal++;
    else differ('text', '', firstDifference(expected, squeezed(found.variants[0] ?? '')));
  }
}

const names = (list) => list.map(({ name }) => name.toLowerCase()).join(', ');

function inOrder(relation) {
  return Object.values(relation.columns).sort((a, b) => a.index - b.index);
}

function compareColumns(relation, found, result, differ) {
  const wanted = inOrder(relation);
  result.catalogued++;
  if (!found.complete || found.from !== 'sql') {
    result.open++;
    differ('open', found.from, found.placeholders[0] ?? '');
  } else {
    if (names(wanted) === names(found.columns)) result.columnsEqual++;
    else differ('columns', '', firstDifference(names(wanted), names(found.columns)));
  }
  const byName = new Map(found.columns.map((column) => [column.name.toLowerCase(), column]));
  for (const column of wanted) {
    const type = byName.get(column.name.toLowerCase())?.type;
    const base = baseType(
      column.type,
      dialectOf(result.adapter).id === 'generic' ? undefined : result.adapter,
    );
    if (base === undefined) continue;
    result.types++;
    if (!type?.base || type.from === 'contract' || type.from === 'YAML') continue;
    if (type.base === base) result.typesRight++;
    else {
      result.typesWrong++;
      differ('type', column.name, `${column.type} found ${type.text} (${type.from})`);
    }
  }
}

function squeezed(text) {
  return text.replaceAll(/\s+/g, ' ').trim();
}

/** A piece of both texts from where they part. */
function firstDifference(expected, found) {
  let at = 0;
  while (at < expected.length && expected[at] === found[at]) at++;
  const from = Math.max(0, at - 30);
  return `expected ${brief(expected.slice(from, from + 110))} found ${brief(found.slice(from, from + 110))}`;
}

function brief(text) {
  return text.length > 160 ? `${text.slice(0, 160)}…` : text;
}

const columns = [
  ['models', ({ models }) => models],
  ['read', ({ read, models }) => percent(read, models)],
  ['static', (row) => row.static],
  ['equal', (row) => percent(row.equal, row.static)],
  ['unknown', ({ placeholders }) => placeholders],
  ['aside', ({ ephemeral, standIns }) => ephemeral + standIns],
  ['in catalog', ({ catalogued }) => catalogued],
  ['closed', ({ catalogued, open }) => catalogued - open],
  ['columns equal', ({ columnsEqual, catalogued, open }) => percent(columnsEqual, catalogued - open)],
  [
    'of its SQL',
    ({ columnsEqual, catalogued, open, otherSql }) => percent(columnsEqual, catalogued - open - otherSql),
  ],
  ['types', ({ types }) => types],
  ['right', ({ typesRight, types }) => percent(typesRight, types)],
  ['wrong', ({ typesWrong, types }) => percent(typesWrong, types)],
  ['errors', ({ errors }) => errors.length],
  ['ms', ({ medianMs }) => medianMs],
];

/** The table's head. */
export function sqlHead() {
  return row(
    'project',
    'adapter',
    columns.map(([name]) => name),
  );
}

/** The line of one project. */
export function sqlLine(result) {
  return row(
    result.name,
    result.adapter,
    columns.map(([, cell]) => String(cell(result))),
  );
}

function row(name, adapter, cells) {
  const padded = cells.map((cell, index) => cell.padStart(Math.max(columns[index][0].length, 6)));
  return [name.slice(0, 34).padEnd(34), adapter.slice(0, 10).padEnd(10), ...padded].join(' ');
}

/** The sum of results, under a name. */
export function sqlTotal(name, results) {
  const sum = { ...results[0], name, adapter: '' };
  for (const key of Object.keys(sum)) {
    if (typeof sum[key] === 'number') sum[key] = results.reduce((all, result) => all + result[key], 0);
  }
  sum.medianMs = Math.max(...results.map(({ medianMs }) => medianMs));
  sum.errors = results.flatMap(({ errors }) => errors);
  return sum;
}

const kinds = {
  unread: 'models that are not understood completely',
  text: 'models without unknowns whose text is another than dbt compiled',
  columns: 'models whose columns are others than the catalog has',
  type: 'columns whose type is another than the catalog has',
  open: 'models in the catalog whose columns are not all known from their SQL',
  placeholder: 'models with something that only a run knows',
};

/** The lists of differences, each with its count, cut after `cap` lines. */
export function sqlLists(results, cap) {
  const lines = [];
  for (const [kind, title] of Object.entries(kinds)) {
    const all = results.flatMap(({ name, differences }) =>
      differences
        .filter((difference) => difference.kind === kind)
        .map(({ file, key, note }) => `  ${name}: ${file}: ${[key, note].filter(Boolean).join(' — ')}`),
    );
    if (all.length === 0) continue;
    lines.push('', `${all.length} ${title}`, ...all.slice(0, cap));
    if (all.length > cap) lines.push(`  … and ${all.length - cap} more (--all)`);
  }
  for (const { name, errors } of results)
    for (const error of errors) lines.push(`  ${name}: ${error.slice(0, 400)}`);
  return lines.join('\n');
}

function percent(part, whole) {
  return whole === 0 ? '–' : `${(Math.floor((part / whole) * 1000) / 10).toFixed(1)}%`;
}
