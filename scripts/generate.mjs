// Writes what is generated from the rule objects: docs/rules/*.md, the table of rules in README.md, and the JSON schema of
// dbt-context.yml. `--check` writes nothing and fails when something differs.

import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { contextSchema } from '../server/src/core/lint/contextSchema.ts';
import { rules } from '../server/src/core/lint/rules/index.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const check = process.argv.includes('--check');
const stale = [];

function write(path, content) {
  const file = `${root}${path}`;
  if (existsSync(file) && readFileSync(file, 'utf8') === content) return;
  stale.push(path);
  if (!check) writeFileSync(file, content);
}

/** Rows whose cells may hold pipes. */
const row = (cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;

function language(code) {
  if (/^(?:#|\w+:)/.test(code)) return 'yaml';
  return 'sql';
}

const fence = (code) => `\`\`\`${language(code)}\n${code}\n\`\`\``;

/** Where a rule is on, as the end of its severity. */
function whenOn({ group, recommended }) {
  if (group === 'contracts') return ', when `dbt-context.yml` has `contracts:`';
  return recommended === undefined ? '' : `; \`${recommended}\` with \`governance: recommended\``;
}

function page(rule) {
  const when = `\`${rule.severity}\`${whenOn(rule)}`;
  return `# ${rule.name}

${rule.summary}

Group: ${rule.group}. Severity: ${when}. Change it in \`dbt-context.yml\`:

\`\`\`yaml
rules:
  ${rule.name}: ${rule.severity === 'error' ? 'warning' : 'error'} # error | warning | information | hint | off
\`\`\`

## Why

${rule.why}

## Bad

${fence(rule.bad)}

## Good

${fence(rule.good)}

## Silence it

\`-- dbt-context-ignore ${rule.name}: reason\` on the line of the finding, or \`-- dbt-context-ignore-next-line
${rule.name}: reason\` on the line above; \`#\` in place of \`--\` in YAML and Python.
`;
}

function table() {
  const lines = rules.map((rule) =>
    row([`[\`${rule.name}\`](docs/rules/${rule.name}.md)`, rule.severity, rule.summary]),
  );
  return [row(['Rule', 'Severity', 'Finds']), row(['---', '---', '---']), ...lines].join('\n');
}

/** Replaces what stands between the marks of a generated block; a file without the marks is left alone. */
function block(path, name, content) {
  const file = `${root}${path}`;
  if (!existsSync(file)) return;
  const before = readFileSync(file, 'utf8');
  const marks = new RegExp(`(<!-- generated: ${name} -->\\n)[\\s\\S]*?(<!-- /generated: ${name} -->)`);
  if (!marks.test(before)) {
    console.error(`${path} has no marks for the block "${name}".`);
    process.exitCode = 1;
    return;
  }
  write(
    path,
    before.replace(marks, (_, open, close) => `${open}${content}\n${close}`),
  );
}

/** JSON as the formatter of this repository writes it: lists of plain values on one line where they fit. */
function json(value, indent, room) {
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    const line = `[${value.map((each) => JSON.stringify(each)).join(', ')}]`;
    if (value.every((each) => Object(each) !== each) && line.length <= room) return line;
    return `[\n${value.map((each) => inner + json(each, inner, 0)).join(',\n')}\n${indent}]`;
  }
  if (Object(value) !== value) return JSON.stringify(value);
  const entries = Object.entries(value).map(([key, each]) => {
    const start = `${inner}${JSON.stringify(key)}: `;
    return start + json(each, inner, 110 - start.length - 1);
  });
  return entries.length === 0 ? '{}' : `{\n${entries.join(',\n')}\n${indent}}`;
}

const folder = 'docs/rules/';
if (!check) mkdirSync(`${root}${folder}`, { recursive: true });
for (const rule of rules) write(`${folder}${rule.name}.md`, page(rule));
const names = new Set(rules.map(({ name }) => `${name}.md`));
for (const file of existsSync(`${root}${folder}`) ? readdirSync(`${root}${folder}`) : []) {
  if (names.has(file)) continue;
  stale.push(`${folder}${file}`);
  if (!check) rmSync(`${root}${folder}${file}`);
}
if (!check) mkdirSync(`${root}schemas`, { recursive: true });
write('schemas/dbt-context.schema.json', `${json(contextSchema(rules), '', 0)}\n`);
block('README.md', 'rules', table());

if (check && stale.length > 0) {
  console.error(`Not current: ${stale.join(', ')}. Run node scripts/generate.mjs.`);
  process.exitCode = 1;
} else if (stale.length > 0) console.log(`Written: ${stale.join(', ')}`);
