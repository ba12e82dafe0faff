// Checks the governance rules against dbt-project-evaluator's definitions, computed from the manifest alone and by other code:
//   node scripts/governance.mjs PROJECT…
// Each PROJECT is a folder with dbt_project.yml and target/manifest.json, which must be of these files. Prints every difference and
// exits 1 when there is one. Deliberately absent: missing-owner, which dbt-project-evaluator doesn't have.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { lint } from '../server/src/core/lint/engine.ts';
import { rules } from '../server/src/core/lint/rules/index.ts';
import { ProjectHost } from '../server/src/host/projectHost.ts';
import { defaultSettings } from '../server/src/host/settings.ts';

const judged = rules
  .filter(({ name, group }) => group === 'governance' && name !== 'missing-owner')
  .map((rule) => ({ ...rule, severity: rule.recommended }));

/** By rule: names of what the evaluator would list, of the project's own package. */
function byDefinition(manifest) {
  const own = manifest.metadata.project_name;
  const mine = (node) => own === undefined || node.package_name === own;
  const nodes = Object.values(manifest.nodes);
  const tests = nodes.filter(({ resource_type }) => resource_type === 'test');
  const models = nodes.filter((node) => node.resource_type === 'model' && mine(node));
  const sources = Object.values(manifest.sources).filter(mine);
  const described = ({ description }) => (description ?? '').trim() !== '';
  const table = ({ source_name, name }) => `${source_name}.${name}`;
  const read = new Set(
    [...nodes.filter(({ resource_type }) => !['test', 'unit_test'].includes(resource_type))]
      .concat(
        ...['exposures', 'metrics', 'semantic_models', 'saved_queries'].map((map) =>
          Object.values(manifest[map] ?? {}),
        ),
      )
      .flatMap((node) => node.depends_on?.nodes ?? []),
  );
  const limited = ({ freshness }) =>
    [freshness?.warn_after, freshness?.error_after].some(
      (limit) => limit?.count !== null && limit?.count !== undefined,
    );
  return {
    'missing-description': [
      ...models.filter((node) => !described(node)).map(({ name }) => name),
      ...sources.filter((node) => !described(node)).map(table),
      ...sources
        .filter(({ source_description }) => (source_description ?? '').trim() === '')
        .map(({ source_name }) => source_name),
    ],
    'missing-primary-key-test': models.filter((node) => !isKeyed(node, tests)).map(({ name }) => name),
    'missing-source-freshness': sources.filter((node) => !limited(node)).map(table),
    'unused-source': sources.filter(({ unique_id }) => !read.has(unique_id)).map(table),
  };
}

/** `unique` and `not_null` (as test or constraint) of one column, or a combination of columns. */
function isKeyed(model, tests) {
  const own = tests.filter(({ attached_node, depends_on, test_metadata }) =>
    attached_node
      ? attached_node === model.unique_id
      : test_metadata && depends_on.nodes.at(-1) === model.unique_id,
  );
  if (own.some(({ test_metadata }) => test_metadata?.name === 'unique_combination_of_columns')) return true;
  const columns = new Map();
  const add = (column, what) => columns.set(column, (columns.get(column) ?? new Set()).add(what));
  for (const { test_metadata: test, column_name } of own)
    if (test) add(column_name ?? test.kwargs?.column_name, test.name);
  for (const column of Object.values(model.columns ?? {}))
    for (const { type } of column.constraints ?? []) if (type === 'not_null') add(column.name, 'not_null');
  return [...columns.values()].some((kinds) => kinds.has('unique') && kinds.has('not_null'));
}

async function byRules(folder) {
  const host = new ProjectHost(folder, {
    environment: {},
    watch: false,
    watchSources: false,
    settings: async () => defaultSettings,
    log: (message) => console.error(message),
  });
  await host.loaded;
  const found = Object.fromEntries(judged.map(({ name }) => [name, []]));
  const project = host.current;
  for (const file of project.files.paths) {
    const source = project.files.text(file);
    if (!source) continue;
    const onError = (rule, error) => console.error(rule, file, error);
    for (const { rule, message } of lint(
      { project, path: file, source, now: Date.now() },
      { rules: judged, onError },
    ))
      found[rule].push(/`([^`]+)`/.exec(message.replace('`unique` and `not_null`', ''))?.[1]);
  }
  await host.close();
  return found;
}

let different = 0;
for (const folder of process.argv.slice(2)) {
  const manifest = JSON.parse(readFileSync(path.join(folder, 'target/manifest.json'), 'utf8'));
  const expected = byDefinition(manifest);
  const found = await byRules(path.resolve(folder));
  console.log(path.basename(path.resolve(folder)));
  for (const [rule, names] of Object.entries(expected)) {
    const wanted = new Set(names);
    const told = new Set(found[rule]);
    const missing = [...wanted].filter((name) => !told.has(name));
    const more = [...told].filter((name) => !wanted.has(name));
    different += missing.length + more.length;
    console.log(`  ${rule.padEnd(26)} by definition ${wanted.size}, found ${told.size}`);
    if (missing.length > 0) console.log(`    only by definition: ${missing.slice(0, 20).join(', ')}`);
    if (more.length > 0) console.log(`    only found: ${more.slice(0, 20).join(', ')}`);
  }
}
process.exitCode = different === 0 ? 0 : 1;
