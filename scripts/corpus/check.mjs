// One project on the built server: opens every file that makes nodes, asks what the server finds and knows, and compares it with
// the artifacts. Deliberately absent: how differences are printed (report.mjs).
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { missingOnCard } from './card.mjs';
import { Client } from './client.mjs';
import { compareFacts, factBase, factsOf, shapeOf } from './facts.mjs';
import { placeOf } from './materialise.mjs';
import { compareNames } from './names.mjs';

const atOnce = 40;
const diagnosticPatience = 20_000;
const suspect = ['unknown-ref', 'disabled-ref', 'unknown-source'];
const withFile = ['model', 'snapshot', 'analysis', 'test'];
const withFacts = ['model', 'source', 'seed', 'snapshot', 'exposure'];

/** What came of a project: counts, and a list of differences. `server` is the built server's path. */
export async function checkProject(project, server, cache) {
  const base = factBase(project);
  const result = {
    name: project.name,
    adapter: project.manifest.metadata?.adapter_type ?? '',
    schema: /v(\d+)\.json$/.exec(project.manifest.metadata?.dbt_schema_version ?? '')?.[1] ?? '',
    files: 0,
    models: 0,
    modelsEqual: 0,
    modelsMade: 0,
    unopened: 0,
    names: 0,
    namesEqual: 0,
    made: 0,
    hook: 0,
    branch: 0,
    own: 0,
    facts: 0,
    factsDiffering: 0,
    hovers: 0,
    hoversPoor: 0,
    findings: 0,
    loadMs: 0,
    rss: undefined,
    peak: undefined,
    differences: [],
    errors: [],
    warnings: [],
  };
  const client = new Client(process.execPath, [server, '--stdio'], { XDG_CACHE_HOME: cache });
  result.errors = client.errors;
  result.warnings = client.warnings;
  try {
    await run(client, project, base, result);
  } finally {
    const memory = client.memory();
    result.rss = memory.now;
    result.peak = memory.peak;
    await client.stop();
  }
  return result;
}

async function run(client, project, base, result) {
  const started = performance.now();
  const uri = pathToFileURL(project.folder).href;
  await client.request('initialize', {
    processId: process.pid,
    rootUri: uri,
    workspaceFolders: [{ uri, name: project.name }],
    capabilities: {
      textDocument: { hover: { contentFormat: ['markdown'] }, definition: { linkSupport: true } },
      workspace: { didChangeWatchedFiles: { dynamicRegistration: true }, workspaceFolders: true },
    },
  });
  client.notify('initialized', {});
  const folder = { uri: pathToFileURL(path.join(project.folder, 'dbt_project.yml')).href };
  const ids = [...base.nodes].filter(([, node]) => withFacts.includes(node.resource_type)).map(([id]) => id);
  await client.request('dbtContext/facts', { ...folder, uniqueId: ids[0] ?? '' });
  result.loadMs = Math.round(performance.now() - started);

  const known = new Map();
  const expectedFacts = (id) => {
    if (!known.has(id)) known.set(id, factsOf(base, id, Date.now()));
    return known.get(id);
  };
  const placeFile = (node) => {
    const place = placeOf(project.root, node.package_name, node.original_file_path);
    const file = place === undefined ? undefined : path.resolve(project.folder, place);
    return file?.startsWith(project.folder + path.sep) && existsSync(file)
      ? pathToFileURL(file).href
      : undefined;
  };
  for (const batch of batches(filesOf(project, base, result))) {
    await Promise.all(batch.map((file) => checkFile(client, base, file, result, expectedFacts, placeFile)));
    for (const file of batch) client.notify('textDocument/didClose', { textDocument: { uri: file.uri } });
  }
  for (const batch of batches(ids)) {
    await Promise.all(
      batch.map(async (id) => {
        const facts = await client.request('dbtContext/facts', { ...folder, uniqueId: id });
        result.facts++;
        const differing = facts
          ? compareFacts(expectedFacts(id), shapeOf(facts))
          : [{ key: 'node', expected: id, found: null }];
        if (differing.length > 0) result.factsDiffering++;
        for (const { key, expected, found } of differing) {
          result.differences.push({
            kind: 'fact',
            file: id,
            key,
            note: `expected ${brief(expected)} found ${brief(found)}`,
          });
        }
      }),
    );
  }
}

/** Files that make nodes, each with what the manifest says of all its nodes together. */
function filesOf(project, base, result) {
  const files = new Map();
  for (const node of base.nodes.values()) {
    if (!withFile.includes(node.resource_type) || node.test_metadata) continue;
    const place = placeOf(project.root, node.package_name, node.original_file_path);
    if (place === undefined || !/\.(sql|py)$/i.test(place)) {
      if (node.original_file_path && node.resource_type === 'model') result.unopened++;
      continue;
    }
    const file = path.resolve(project.folder, place);
    if (!existsSync(file)) {
      result.unopened++;
      continue;
    }
    if (!files.has(file)) files.set(file, { place, uri: pathToFileURL(file).href, file, nodes: [] });
    files.get(file).nodes.push(node);
  }
  return [...files.values()].map((file) => ({
    ...file,
    isModel: file.nodes.some((node) => node.resource_type === 'model'),
    node: {
      refs: file.nodes.flatMap((node) => node.refs ?? []),
      sources: file.nodes.flatMap((node) => node.sources ?? []),
      depends_on: { nodes: file.nodes.flatMap((node) => node.depends_on?.nodes ?? []) },
    },
  }));
}

async function checkFile(client, base, file, result, expectedFacts, placeFile) {
  const text = readFileSync(file.file, 'utf8');
  const python = file.file.endsWith('.py');
  const textDocument = { uri: file.uri, languageId: python ? 'python' : 'sql', version: 1, text };
  client.notify('textDocument/didOpen', { textDocument });
  const found = (await client.request('dbtContext/names', { uri: file.uri })) ?? [];
  const lines = lineStarts(text);
  const names = found
    .filter(({ kind }) => kind === 'ref' || kind === 'source')
    .map((name) => ({ ...name, offset: lines[name.range.start.line] + name.range.start.character }));
  const { expected, equal, differences } = compareNames(file.node, base.nodes, names, text, python);
  result.files++;
  result.names += expected;
  result.namesEqual += equal;
  const ownErrors = differences.filter(({ kind }) => !['made', 'hook', 'branch'].includes(kind)).length;
  result.own += ownErrors;
  if (file.isModel) {
    result.models++;
    if (differences.some(({ kind }) => kind === 'made' || kind === 'hook')) result.modelsMade++;
    else if (ownErrors === 0) result.modelsEqual++;
  }
  for (const difference of differences) {
    if (difference.kind in result) result[difference.kind]++;
    result.differences.push({ ...difference, file: file.place });
  }
  const hovered = names.find(({ uniqueId }) => base.nodes.has(uniqueId));
  if (hovered) await checkName(client, base, file, hovered, result, expectedFacts, placeFile);
  const diagnostics = await client.diagnosticsOf(file.uri, diagnosticPatience);
  if (!diagnostics)
    client.errors.push(`diagnostics: none for ${file.place} in ${diagnosticPatience / 1000} s`);
  for (const { code, message, range } of diagnostics ?? []) {
    if (!suspect.includes(code)) continue;
    result.findings++;
    result.differences.push({
      kind: 'finding',
      file: `${file.place}:${range.start.line + 1}`,
      key: code,
      note: message,
    });
  }
}

/** Hover and definition at one name: what the card must say, and the file that makes the node. */
async function checkName(client, base, file, { uniqueId, range }, result, expectedFacts, placeFile) {
  const at = { textDocument: { uri: file.uri }, position: range.start };
  const [hover, definition] = await Promise.all([
    client.request('textDocument/hover', at),
    client.request('textDocument/definition', at),
  ]);
  result.hovers++;
  const node = base.nodes.get(uniqueId);
  const markdown = hover?.contents?.value ?? '';
  const missing = missingOnCard(markdown, node, expectedFacts(uniqueId));
  const wanted = placeFile(node);
  const targets = [definition ?? []].flat().map((place) => place.targetUri ?? place.uri);
  const notes = [
    markdown === ''
      ? 'the hover is empty'
      : missing.length > 0
        ? `the hover lacks ${missing.join(' · ')}`
        : '',
    wanted && !targets.includes(wanted) ? `definition goes to ${targets.join(', ') || 'nowhere'}` : '',
  ].filter(Boolean);
  if (notes.length === 0) return;
  result.hoversPoor++;
  result.differences.push({ kind: 'hover', file: file.place, key: uniqueId, note: notes.join('; ') });
}

function batches(list) {
  return Array.from({ length: Math.ceil(list.length / atOnce) }, (_, index) =>
    list.slice(index * atOnce, (index + 1) * atOnce),
  );
}

function lineStarts(text) {
  return [0, ...Array.from(text.matchAll(/\r\n|\n|\r/g), (match) => match.index + match[0].length)];
}

function brief(value) {
  const text = JSON.stringify(value);
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}
