// The project's invariants. Each check prints the rule and its reason when it is broken.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { test } from 'node:test';

const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file !== '' && existsSync(file));
const read = (file: string): string => readFileSync(file, 'utf8');
const readCode = (file: string): string => read(file).replace(/^\s*(\/\/|\/?\*).*$/gm, '');
const generated = (file: string): boolean => file.includes('.generated.');
const code = files.filter(
  (file) => /\.(ts|tsx|mjs)$/.test(file) && !generated(file) && !file.startsWith('sample/'),
);
const server = code.filter((file) => file.startsWith('server/src/'));

/** Every `from '…'`, `import('…')` of a file. */
function imports(file: string): readonly string[] {
  return [
    ...read(file).matchAll(
      /^\s*(?:import|export)\b[^'"`;]*?from '([^']+)'|\bimport\('([^']+)'\)|^import '([^']+)'/gm,
    ),
  ].map((match) => match[1] ?? match[2] ?? match[3] ?? '');
}

function none(rule: string, broken: readonly string[]): void {
  assert.deepEqual(broken, [], rule);
}

test('no file is longer than 400 lines, and the median is at most 120: one idea per file', () => {
  const lengths = code.map((file) => [file, read(file).split('\n').length - 1] as const);
  none(
    'Split the file by idea; 400 lines is the most a reader holds in mind.',
    lengths.filter(([, lines]) => lines > 400).map(([file, lines]) => `${file}: ${lines}`),
  );
  const ordered = server.map((file) => read(file).split('\n').length - 1).sort((a, b) => a - b);
  const median = ordered[ordered.length >> 1] ?? 0;
  assert.ok(median <= 120, `The median of server files is ${median} lines; small files are found faster.`);
});

test('every file says at its top what it is for', () => {
  none(
    'Start the file with 1–3 lines of comment: what it is for and what is deliberately absent.',
    code.filter((file) => !/^(#!.*\n)?\/\/ /.test(read(file))),
  );
});

const layers = ['text', 'base', 'semantics', 'features'] as const;
type Layer = (typeof layers)[number];

/** The layer of a file of core: a file may import from its own layer and those before it. */
function layerOf(path: string): Layer {
  const inCore = path.replace('server/src/core/', '');
  if (/^(features|lint)\//.test(inCore)) return 'features';
  if (inCore.startsWith('semantics/') || inCore === 'project.ts') return 'semantics';
  if (/^(sql|jinja|yaml|artifacts)\//.test(inCore)) return 'base';
  return 'text';
}

test('imports follow the layers: lsp, cli → host → core; features, lint → semantics → sql, jinja, yaml, artifacts → text', () => {
  const broken: string[] = [];
  for (const file of server) {
    for (const target of imports(file)) {
      if (!target.startsWith('.')) continue;
      const to = posix.normalize(posix.join(posix.dirname(file), target));
      const from = file.split('/')[2] ?? '';
      const into = to.split('/')[2] ?? '';
      if (from === 'core') {
        if (into !== 'core') {
          // What is said to a client is spelled once; core names its types and makes them.
          if (!(/^server\/src\/\w*[pP]rotocol\.ts$/.test(to) && typeOnly(file, target)))
            broken.push(`${file} → ${to}: core is pure`);
        } else if (layers.indexOf(layerOf(to)) > layers.indexOf(layerOf(file)) && !typeOnly(file, target)) {
          broken.push(`${file} → ${to}: against the layers`);
        }
        if (/\/features\//.test(file) && /\/features\//.test(to) && !sameFeature(file, to)) {
          broken.push(`${file} → ${to}: features never import features`);
        }
      }
      if (from === 'host' && (into === 'lsp' || into === 'cli'))
        broken.push(`${file} → ${to}: host knows no protocol`);
      if (from === 'lsp' && into === 'cli') broken.push(`${file} → ${to}: the server knows no command line`);
    }
  }
  none('See ARCHITECTURE.md, "Layers".', broken);
});

/** Types cost nothing at run time; a layer may name what it is handed. */
function typeOnly(file: string, target: string): boolean {
  const statements = [...read(file).matchAll(/^import\s+(type\s+)?[^;]*?from '([^']+)'/gm)];
  return statements.filter((match) => match[2] === target).every((match) => match[1] !== undefined);
}

/** A feature of several files shares its first word: hover.ts, hoverVar.ts. */
function sameFeature(a: string, b: string): boolean {
  const word = (path: string) => /^[a-z]+/.exec(posix.basename(path))?.[0];
  return word(a) === word(b);
}

test('the client takes only the protocol from the server', () => {
  const broken = code
    .filter((file) => file.startsWith('client/'))
    .flatMap((file) =>
      imports(file)
        .filter((target) => target.includes('server/') && !/server\/src\/\w*[pP]rotocol\.ts$/.test(target))
        .map((target) => `${file} → ${target}`),
    );
  none('The extension host side stays thin: everything else is the server’s.', broken);
});

/** Where each dependency may be imported: one file or one folder. */
const homes: Readonly<Record<string, RegExp>> = {
  '@lezer/common': /^server\/src\/core\/jinja\//,
  '@lezer/lr': /^server\/src\/core\/jinja\//,
  marked: /^server\/src\/core\/markdown[./]/,
  yaml: /^server\/src\/core\/yaml\/yamlDocument\.ts$/,
  re2js: /^server\/src\/core\/yaml\/userPattern\.ts$/,
  'fastest-levenshtein': /^server\/src\/core\/nearest\.ts$/,
  chokidar: /^server\/src\/host\/artifacts\/watchPaths\.ts$/,
  'sql-parser-cst': /^server\/src\/host\/sql/,
  '@polyglot-sql/sdk': /^server\/src\/host\/sql/,
  'vscode-languageserver': /^server\/src\/lsp\//,
  'vscode-languageclient': /^client\/src\//,
  preact: /^client\/webview\//,
  '@vscode/codicons': /^client\/webview\/icons\.ts$/,
  vscode: /^(client\/src|test\/vscode)\//,
};

test('every dependency has one home and a reason in ARCHITECTURE.md', () => {
  const broken: string[] = [];
  const seen = new Map<string, Set<string>>();
  for (const file of code.filter((path) => /^(server|client)\//.test(path))) {
    for (const target of imports(file)) {
      if (target.startsWith('.') || target.startsWith('node:')) continue;
      const name = target.startsWith('@')
        ? target.split('/').slice(0, 2).join('/')
        : (target.split('/')[0] ?? '');
      const home = homes[name];
      if (!home?.test(file)) broken.push(`${file} imports ${name}`);
      if (!seen.has(name)) seen.set(name, new Set());
      seen.get(name)?.add(file);
    }
  }
  const architecture = read('ARCHITECTURE.md');
  for (const name of seen.keys()) {
    if (!architecture.includes(`\`${name}\``)) broken.push(`ARCHITECTURE.md gives no reason for ${name}`);
  }
  none('A dependency is replaced in one place when it has one.', broken);
});

test('core has no clock, no randomness and no Node', () => {
  const core = server.filter((file) => file.startsWith('server/src/core/'));
  none(
    'Core is a function of its arguments: time is an argument, and nothing is read or written.',
    core.filter((file) =>
      /\bDate\.now\(|new Date\(\)|Math\.random\(|performance\.now|from 'node:|\bprocess\.|setTimeout\(/.test(
        read(file),
      ),
    ),
  );
});

test('no `any`, no enum, no default export in the product', () => {
  none(
    'Types say what is known; names are the same everywhere.',
    code.filter(
      (file) =>
        /^(server|client)\//.test(file) &&
        /(:|<|\bas) any\b|^\s*(export )?(const )?enum |^export default/m.test(readCode(file)),
    ),
  );
});

test('tests can fail: none is focused, none sleeps', () => {
  const tests = code.filter((file) => file.startsWith('test/') && file !== 'test/tidy.test.ts');
  none(
    'A focused test hides the others; a sleeping one is slow or wrong.',
    tests.filter((file) => /\b(test|describe|it)\.only\(|\bsleep\(/.test(read(file))),
  );
});

test('every rule is registered, documented and tested', () => {
  const rules = files.filter(
    (file) => /^server\/src\/core\/lint\/rules\/[a-z-]+\.ts$/.test(file) && !file.endsWith('/index.ts'),
  );
  const registry = read('server/src/core/lint/rules/index.ts');
  const broken = rules.flatMap((file) => {
    const name = posix.basename(file, '.ts');
    return [
      registry.includes(`./${name}.ts`) ? [] : [`${name} is not in rules/index.ts`],
      existsSync(`test/lint/${name}.test.ts`) ? [] : [`${name} has no test/lint/${name}.test.ts`],
      existsSync(`docs/rules/${name}.md`) ? [] : [`${name} has no page: npm run generate`],
    ].flat();
  });
  assert.ok(rules.length > 0);
  none('A rule is its file, its line in the registry, its test and its page.', broken);
});

test('every path that a document names exists', () => {
  const documents = files.filter((file) => /^[A-Z]+\.md$/.test(file));
  const broken = documents.flatMap((document) =>
    [
      ...read(document).matchAll(
        /`((?:client|server|test|scripts|syntaxes|sample|docs|media|schemas)\/[\w./-]*)`|\]\((?!https?:|#)([^)\s]+)\)/g,
      ),
    ]
      .map((match) => (match[1] ?? match[2] ?? '').replace(/#.*$/, ''))
      .filter((path) => path !== '' && !existsSync(path))
      .map((path) => `${document}: ${path}`),
  );
  none('A document that names what is gone sends its reader astray.', broken);
});

test('every custom request stands in ARCHITECTURE.md', () => {
  const methods = [...read('server/src/protocol.ts').matchAll(/'(dbtContext\/\w+)'/g)].map(
    (match) => match[1] ?? '',
  );
  const architecture = read('ARCHITECTURE.md');
  none(
    'Other clients read there what the server offers.',
    methods.filter((method) => !architecture.includes(method)),
  );
});

test('the repository speaks of the project alone', () => {
  const texts = files.filter(
    (file) => !/\.(png|wasm|duckdb|ico)$/.test(file) && file !== 'package-lock.json',
  );
  const machine = new RegExp(['/wor', 'k/|/hom', 'e/\\w+/|/roo', 't/|[A-Z]:\\\\Users'].join(''));
  none(
    'No paths of a machine in what is committed.',
    texts.filter((file) => machine.test(read(file))),
  );
});
