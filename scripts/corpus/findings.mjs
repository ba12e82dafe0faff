// What lint finds in a project that dbt accepted, with every rule that is on by default: each finding with its line, so that a
// person can judge it. Deliberately absent: judging, and the built server (the rules are run from their sources).
import { createHash } from 'node:crypto';
import { lint } from '../../server/src/core/lint/engine.ts';
import { rules as allRules } from '../../server/src/core/lint/rules/index.ts';
import { packageNameOf, rootPackageName } from '../../server/src/core/semantics/packages.ts';
import { positionAt } from '../../server/src/core/text.ts';
import { ProjectHost } from '../../server/src/host/projectHost.ts';
import { defaultSettings } from '../../server/src/host/settings.ts';

/** What came of a project: how many models and files it has, and its findings. `names` are the rules asked for; all where empty. */
export async function findingsOf(project, cache, names = []) {
  const result = { name: project.name, models: 0, files: 0, ms: 0, findings: [], errors: [] };
  const host = new ProjectHost(project.folder, {
    environment: { ...process.env, XDG_CACHE_HOME: cache, ...targetOf(project) },
    watch: false,
    watchSources: false,
    settings: async () => defaultSettings,
    log: (message) => result.errors.push(message),
  });
  try {
    await host.loaded;
    const started = performance.now();
    lintProject(host.current, result, names);
    result.ms = Math.round(performance.now() - started);
  } finally {
    await host.close();
  }
  const nodes = Object.values(project.manifest.nodes ?? {});
  result.models = nodes.filter(
    (node) => node.resource_type === 'model' && node.package_name === project.root,
  ).length;
  return result;
}

/** Artifacts may lie beside the tree that was made of them. */
function targetOf({ folder, target }) {
  return target === undefined || target.startsWith(folder) ? {} : { DBT_TARGET_PATH: target };
}

function lintProject(project, result, names) {
  const rules = names.length === 0 ? allRules : allRules.filter(({ name }) => names.includes(name));
  const now = Date.now();
  for (const path of project.files.paths) {
    const source = project.files.text(path);
    if (!source || packageNameOf(project, path) !== rootPackageName(project)) continue;
    result.files++;
    const onError = (rule, error) => result.errors.push(`${rule}: ${path}: ${error?.stack ?? error}`);
    for (const { rule, severity, message, range } of lint({ project, path, source, now }, { rules, onError }))
      result.findings.push({ rule, severity, path, ...placeOf(source, range), message });
  }
}

function placeOf(source, range) {
  const { line, character } = positionAt(source, range.start);
  const from = source.text.lastIndexOf('\n', range.start - 1) + 1;
  const end = source.text.indexOf('\n', range.start);
  return {
    line: line + 1,
    column: character + 1,
    text: source.text
      .slice(from, end < 0 ? undefined : end)
      .trim()
      .slice(0, 200),
  };
}

/** The table of projects and rules, and per 1,000 models. */
export function findingsTable(results) {
  const found = results.flatMap(({ findings }) => findings);
  const rules = allRules.map(({ name }) => name).filter((name) => found.some(({ rule }) => rule === name));
  const models = results.reduce((sum, each) => sum + each.models, 0);
  const count = (findings, name) => findings.filter(({ rule }) => rule === name).length;
  const row = (name, cells) =>
    [name.slice(0, 34).padEnd(34), ...cells.map((cell, at) => String(cell).padStart(heads[at].length))].join(
      ' ',
    );
  const heads = ['models', ' files', '    ms', 'errors', ...rules];
  const line = (name, list) =>
    row(name, [
      ...['models', 'files', 'ms'].map((key) => list.reduce((sum, each) => sum + each[key], 0)),
      list.reduce((sum, { errors }) => sum + errors.length, 0),
      ...rules.map((rule) => list.reduce((sum, { findings }) => sum + count(findings, rule), 0)),
    ]);
  return [
    row('project', heads),
    ...results.map((result) => line(result.name, [result])),
    line(`${results.length} projects`, results),
    row('per 1,000 models', [
      ...['', '', '', ''],
      ...rules.map((rule) => ((count(found, rule) / Math.max(models, 1)) * 1000).toFixed(1)),
    ]),
  ].join('\n');
}

/** Findings to look at, `size` of each rule, the same at every call. */
export function sampleOf(results, size) {
  const all = results.flatMap(({ name, findings }) => findings.map((each) => ({ project: name, ...each })));
  const key = (each) => createHash('sha1').update(JSON.stringify(each)).digest('hex');
  return Object.values(Object.groupBy(all, ({ rule }) => rule)).flatMap((group) =>
    group
      .map((each) => [key(each), each])
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .slice(0, size)
      .map(([, each]) => each)
      .sort((a, b) => (`${a.project}\n${a.path}` < `${b.project}\n${b.path}` ? -1 : 1) || a.line - b.line),
  );
}

/** The sample as text: where, what, and the line of the file. */
export function sampleText(sample) {
  return sample
    .map(
      ({ rule, project, path, line, column, message, text }) =>
        `${rule} ${project} ${path}:${line}:${column}\n    ${message}\n    ${text}`,
    )
    .join('\n');
}
