// Rebuilds the artifacts of sample/ with a real dbt, and says when they are older than the project.
//   node scripts/sample.mjs            rebuild (needs python3 and, the first time, the network)
//   node scripts/sample.mjs --check    exit 1 when a file of the project changed since the last rebuild
// Plain JavaScript for Node 20 without dependencies. dbt runs on a copy, so a failed run leaves sample/ as it was.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { homedir, hostname, tmpdir, userInfo } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const REQUIREMENTS = ['dbt-core==1.11.16', 'dbt-duckdb==1.11.1', 'duckdb==2.0.0', 'pandas==3.1.1'];
const ARTIFACTS = [
  'manifest.json',
  'catalog.json',
  'run_results.json',
  'sources.json',
  'semantic_manifest.json',
];
const SAMPLE = join(dirname(fileURLToPath(import.meta.url)), '..', 'sample');
const HASH_FILE = 'project.sha256';
const PACKAGE = 'shipping_utils';

/** What dbt or Git leave in the project, and what dbt doesn't read. */
const IGNORED = /^(target|logs)$|\.duckdb(\.|$)|^\.|^README\.md$|^dbt-context\.yml$|^__pycache__$/;

/** Paths of the files that dbt reads, relative to the project, with `/`, in one order on every machine. */
function projectFiles(folder, prefix = '') {
  const files = [];
  for (const entry of readdirSync(join(folder, prefix), { withFileTypes: true })) {
    const path = prefix === '' ? entry.name : `${prefix}/${entry.name}`;
    if (IGNORED.test(entry.name)) continue;
    // `dbt deps` puts a link in place of the committed copy of a local package: the same files.
    if (entry.isSymbolicLink() || entry.isDirectory()) files.push(...projectFiles(folder, path));
    else files.push(path);
  }
  return files.sort();
}

/** SHA-256 over names and texts of the project, the same whatever the newlines of the checkout. */
function projectHash(folder) {
  const hash = createHash('sha256').update(REQUIREMENTS.join('\n'));
  for (const path of projectFiles(folder)) {
    hash.update(`\0${path}\0`).update(readFileSync(join(folder, path), 'utf8').replaceAll('\r\n', '\n'));
  }
  return hash.digest('hex');
}

/** What is wrong with the artifacts of the project, as a sentence; undefined when they belong to its files. */
export function checkSample(folder = SAMPLE) {
  const missing = [...ARTIFACTS, HASH_FILE].filter((name) => !existsSync(join(folder, 'target', name)));
  if (missing.length > 0) {
    return `sample/target lacks ${missing.join(', ')}. Run: node scripts/sample.mjs`;
  }
  if (readFileSync(join(folder, 'target', HASH_FILE), 'utf8').trim() !== projectHash(folder)) {
    return 'The artifacts in sample/target are older than the project. Run: node scripts/sample.mjs';
  }
  return undefined;
}

function run(command, args, { cwd, allowFailure = false, env = process.env } = {}) {
  const result = spawnSync(command, args, {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  if (result.error) throw new Error(`${command} can't be started: ${result.error.message}`);
  // dbt ends with 1 where a model, test or source failed, as some of the sample do, and with 2 where it couldn't run.
  if (result.status !== 0 && !(allowFailure && result.status === 1)) {
    throw new Error(`${basename(command)} ${args.join(' ')} failed:\n${result.stdout}${result.stderr}`);
  }
  return result.stdout;
}

/** The dbt of a virtual environment outside the repository, made at the first use. */
export function installDbt() {
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
  const folder = join(cache, 'dbt-metadata-context', 'dbt-1.11.16');
  const bin = join(folder, process.platform === 'win32' ? 'Scripts' : 'bin');
  const stamp = join(folder, 'requirements.txt');
  const wanted = `${REQUIREMENTS.join('\n')}\n`;
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
    console.log('Installing dbt into a virtual environment in the cache folder (once, about a minute) ...');
    mkdirSync(folder, { recursive: true });
    run(process.platform === 'win32' ? 'python' : 'python3', ['-m', 'venv', folder]);
    run(join(bin, 'python'), [
      '-m',
      'pip',
      'install',
      '--quiet',
      '--disable-pip-version-check',
      ...REQUIREMENTS,
    ]);
    writeFileSync(stamp, wanted);
  }
  return join(bin, 'dbt');
}

/** The text of an artifact without the folder it was built in. */
function scrub(text, folder) {
  for (const path of new Set([folder, realpathSync(folder)])) {
    const written = JSON.stringify(path).slice(1, -1);
    text = text.replaceAll(`${written}/`, '').replaceAll(`${written}\\\\`, '').replaceAll(written, '.');
  }
  return text;
}

/** Throws when an artifact still says where or by whom it was built. */
function assertAnonymous(name, text) {
  const personal = [homedir(), tmpdir(), hostname(), 'site-packages', '/home/', '/Users/', '/root', 'C:\\\\'];
  const { username } = userInfo();
  if (username.length > 4) personal.push(username);
  const found = personal.find((word) => word.length > 3 && text.includes(word));
  if (found !== undefined) throw new Error(`${name} names this machine: "${found}"`);
  if (JSON.parse(text).metadata?.user_id) throw new Error(`${name} holds a user id`);
}

function rebuild() {
  const dbt = installDbt();
  const work = mkdtempSync(join(realpathSync(tmpdir()), 'dbt-sample-'));
  const env = Object.fromEntries(Object.entries(process.env).filter(([key]) => !/^(DBT|TERN)_/.test(key)));
  env.TZ = 'UTC';
  env.PYTHONUTF8 = '1';
  const step = (title, args, options = {}) => {
    console.log(`${title}: dbt ${args.join(' ')}`);
    return run(dbt, args, { cwd: work, env, ...options });
  };
  const read = (name) => scrub(readFileSync(join(work, 'target', name), 'utf8'), work);
  try {
    cpSync(SAMPLE, work, {
      recursive: true,
      filter: (path) => path === SAMPLE || !/^(target|logs|dbt_packages)$|\.duckdb/.test(basename(path)),
    });
    step('Packages', ['deps']);
    step('Source tables', ['run-operation', 'load_raw']);
    // A first run without tests, so that the incremental model and the model that is skipped below have a table.
    step('Seeds', ['seed']);
    step('First run', ['run'], { allowFailure: true });
    const log = step('Build with tests, some fail on purpose', ['build'], { allowFailure: true });
    const totals = log.trim().split('\n').at(-1) ?? '';
    console.log(`  ${totals.replace(/^\S+\s+/, '')}`);
    // The commands below overwrite run_results.json.
    const texts = { 'run_results.json': read('run_results.json') };
    step('Freshness, some sources are late on purpose', ['source', 'freshness'], { allowFailure: true });
    step('Catalog', ['docs', 'generate']);
    for (const name of ARTIFACTS) texts[name] ??= read(name);
    for (const name of ARTIFACTS) assertAnonymous(name, texts[name]);

    // `dbt deps` makes a link; the repository holds a copy, since not every system can check out links.
    const installed = join(SAMPLE, 'dbt_packages', PACKAGE);
    rmSync(installed, { recursive: true, force: true });
    cpSync(join(SAMPLE, 'local_packages', PACKAGE), installed, { recursive: true });
    cpSync(join(work, 'package-lock.yml'), join(SAMPLE, 'package-lock.yml'));
    mkdirSync(join(SAMPLE, 'target'), { recursive: true });
    for (const name of ARTIFACTS) writeFileSync(join(SAMPLE, 'target', name), texts[name]);
    writeFileSync(join(SAMPLE, 'target', HASH_FILE), `${projectHash(SAMPLE)}\n`);
    console.log(`Wrote ${ARTIFACTS.join(', ')} to sample/target.`);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

if (
  process.argv[1] !== undefined &&
  realpathSync(process.argv[1]) === realpathSync(fileURLToPath(import.meta.url))
) {
  try {
    if (process.argv.includes('--check')) {
      const problem = checkSample();
      console.log(problem ?? 'The artifacts in sample/target belong to the project.');
      process.exitCode = problem === undefined ? 0 : 1;
    } else {
      rebuild();
    }
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
