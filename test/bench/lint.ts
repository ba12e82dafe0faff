// `dbt-context lint` as CI starts it: a whole project in a new process, again in the same one, on one thread and on several; and dbt-bouncer
// doing comparable checks on the same project in the same run. `node test/bench/lint.ts [--quick] [--project DIR]`; dist/cli.cjs must have
// been built. dbt-bouncer is installed from PyPI where that is possible, for this bench alone. Deliberately absent: single rules.

import { execFileSync, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { openHost } from '../../server/src/cli/openProject.ts';
import { plainFindings } from '../../server/src/core/lint/report/plainFinding.ts';
import { nodeOfFile } from '../../server/src/core/semantics/modelFiles.ts';
import { processEnvironment } from '../../server/src/host/folders.ts';
import { isInPackages } from '../../server/src/host/listing.ts';
import { generateProject } from './generateProject.ts';
import { milliseconds, Report, times } from './report.ts';

const { values } = parseArgs({ options: { quick: { type: 'boolean' }, project: { type: 'string' } } });
const scratch = realpathSync(mkdtempSync(path.join(tmpdir(), 'bench-lint-')));
const report = new Report();
const rounds = values.quick ? 1 : 3;
const cli = path.resolve('dist/cli.cjs');
let caches = 0;

/** Milliseconds of a program from its start to its end; it may find something, but not fail. */
function timed(program: string, args: readonly string[], folder: string, cache: string): number {
  const started = performance.now();
  const { status, stderr } = spawnSync(program, args, {
    cwd: folder,
    env: { ...process.env, XDG_CACHE_HOME: cache },
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  const took = performance.now() - started;
  if (status !== 0 && status !== 1)
    throw new Error(`${program} ${args.join(' ')} ended with ${status}: ${stderr}`);
  return took;
}

const lint = (folder: string, cache: string, ...args: readonly string[]) =>
  timed(process.execPath, [cli, 'lint', '--format', 'json', ...args], folder, cache);
const newCache = () => path.join(scratch, `cache-${caches++}`);
const least = (count: number, measure: () => number): number =>
  Math.min(...Array.from({ length: count }, measure));

/** A whole project, in processes of their own and then twice in this one. */
async function wholeProject(name: string, folder: string): Promise<void> {
  const host = openHost(folder, '', { ...processEnvironment(), XDG_CACHE_HOME: newCache() }, () => undefined);
  await host.loaded;
  await host.loadSqlParser();
  const project = host.current;
  const paths = project.files.paths.filter((each) => !isInPackages(project.config, each));
  const models = paths.filter((each) => nodeOfFile(project, each)?.resourceType === 'model').length;
  const perModel = (value: number) => `${milliseconds(value)}, ${(value / models).toFixed(2)} ms a model`;
  const cold = least(rounds, () => lint(folder, newCache()));
  report.note(`${name}: ${models} models, ${paths.length} files, a new process`, perModel(cold));
  const cache = newCache();
  lint(folder, cache);
  report.note(`${name}: a new process once more`, perModel(least(rounds, () => lint(folder, cache))));
  const one = least(rounds, () => lint(folder, newCache(), '--threads', '1'));
  report.note(`${name}: one thread`, perModel(one));
  report.note(`${name}: one thread against as many as pay`, times(one / cold));
  const wish = { rules: undefined, level: 'hint', fixes: undefined } as const;
  const all = () => {
    const started = performance.now();
    for (const each of paths) {
      const source = project.files.text(each);
      if (source) plainFindings({ project, path: each, source, now: 0 }, wish, () => undefined);
    }
    return performance.now() - started;
  };
  report.note(`${name}: every rule with hints, in one process`, perModel(all()));
  report.note(`${name}: the same again`, perModel(all()));
  await host.close();
}

/** dbt-bouncer's program; undefined where it can't be installed. */
function bouncer(): string | undefined {
  const folder = path.join(homedir(), '.cache', 'dbt-metadata-context', 'dbt-bouncer');
  const program = path.join(folder, 'bin', 'dbt-bouncer');
  if (existsSync(program)) return program;
  try {
    mkdirSync(folder, { recursive: true });
    execFileSync('python3', ['-m', 'venv', folder], { stdio: 'ignore' });
    const pip = ['-m', 'pip', 'install', '--quiet', 'dbt-bouncer'];
    execFileSync(path.join(folder, 'bin', 'python'), pip, { stdio: 'ignore', timeout: 300_000 });
    return program;
  } catch {
    rmSync(folder, { recursive: true, force: true });
    return undefined;
  }
}

/** What each side is told to check: the same questions, as near as the two can ask them. */
const comparisons = [
  {
    what: 'names and types of columns',
    rules: ['column-name-type'],
    checks: `catalog_checks:
${Object.entries({ order: 'INTEGER', created: 'TIMESTAMP', amount: 'NUMBER', status: 'VARCHAR' })
  .map(
    ([stub, type]) =>
      `  - name: check_column_name_complies_to_column_type\n    column_name_pattern: ^${stub}.*\n    types: [${type}]`,
  )
  .join('\n')}
`,
  },
  {
    what: 'descriptions, keys and freshness',
    rules: ['missing-description', 'missing-primary-key-test', 'missing-source-freshness'],
    checks: `manifest_checks:
  - name: check_model_description_populated
  - name: check_model_has_unique_test
  - name: check_source_freshness_populated
`,
  },
] as const;

function compare(folder: string, program: string): void {
  for (const { what, rules, checks } of comparisons) {
    writeFileSync(path.join(folder, 'dbt-bouncer.yml'), `dbt_artifacts_dir: target\n${checks}`);
    const own = rules.flatMap((rule) => ['--rule', rule]);
    const measured = Array.from({ length: rounds }, () => ({
      ours: lint(folder, newCache(), ...own),
      theirs: timed(program, ['--config-file', 'dbt-bouncer.yml'], folder, newCache()),
    }));
    const ours = Math.min(...measured.map((round) => round.ours));
    const theirs = Math.min(...measured.map((round) => round.theirs));
    report.note(`${what}: dbt-context lint / dbt-bouncer`, `${milliseconds(ours)} / ${milliseconds(theirs)}`);
    report.note(`${what}: ratio`, times(ours / theirs));
  }
}

try {
  const generated = generateProject(path.join(scratch, 'generated'), {
    nodes: values.quick ? 1000 : 4000,
    seed: 1,
  });
  appendFileSync(path.join(generated.folder, 'dbt-context.yml'), 'governance: recommended\n');
  await wholeProject('generated', generated.folder);
  const program = bouncer();
  if (program === undefined) report.note('dbt-bouncer', 'can’t be installed here');
  else compare(generated.folder, program);
  if (values.project) await wholeProject(path.basename(values.project), path.resolve(values.project));
  report.print();
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
