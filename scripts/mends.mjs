// `node scripts/mends.mjs [--only VARIANT] [--rule NAME (repeatable)] [--all] [--list]`: makes the quick fixes that are offered on the
// sample (of each rule four for each file that they edit; --all: every one) on a copy of it, as it is, in other styles of YAML and with
// something broken in it (mends/variants.mjs), and has a real dbt parse the result. Prints a table (`gone`: the finding is no more) and
// exits 1 where dbt doesn't parse one or warns of what it didn't warn of before, and where edits overlap. --list prints every fix.
// Needs Node 24, python3 and, the first time, the network. Deliberately absent: whether a fix does what its title says (the tests).
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { derivedStore } from '../server/src/core/derived.ts';
import { contextOf } from '../server/src/core/lint/context.ts';
import { lint } from '../server/src/core/lint/engine.ts';
import { withEdits } from '../server/src/core/lint/mend/chooseFixes.ts';
import { sourceText } from '../server/src/core/text.ts';
import { openTree } from './blastRadius/open.mjs';
import { startParser } from './mends/dbtParser.mjs';
import { variantsOf } from './mends/variants.mjs';
import { installDbt } from './sample.mjs';

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    rule: { type: 'string', multiple: true },
    all: { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
  },
});
const sample = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', 'sample');
const folder = mkdtempSync(path.join(realpathSync(tmpdir()), 'dbt-mends-'));
cpSync(sample, folder, { recursive: true, filter: (file) => !/[\\/](logs|.*\.duckdb.*)$/.test(file) });

const project = await openTree(folder);
const textOf = (file) => project.files.text(file)?.text;
const parser = startParser(installDbt(), folder);
const columns = ['variant', 'rule', 'findings', 'fixes', 'made', 'gone', 'failed'];
const rows = [];
const failures = [];
console.log(line(columns));
try {
  const usual = new Set(findingsOf(new Map()).map(keyOf));
  for (const variant of variantsOf(project.files.paths, textOf)) {
    if (values.only === undefined || variant.name.includes(values.only)) await tryVariant(variant, usual);
  }
} finally {
  parser.stop();
  rmSync(folder, { recursive: true, force: true });
}
const sum = (column) => rows.reduce((total, row) => total + row[column], 0);
console.log(line(['', 'in all', ...columns.slice(2).map(sum)]));
for (const failure of failures) console.error(`\n${failure}`);
process.exitCode = failures.length > 0 ? 1 : 0;

/** The sample with other texts, as the editor has it. */
function withTexts(texts) {
  const paths = [...new Set([...project.files.paths, ...texts.keys()])].sort();
  const sources = new Map([...texts].map(([file, text]) => [file, sourceText(text)]));
  const files = { paths, text: (file) => sources.get(file) ?? project.files.text(file) };
  return { ...project, files, context: contextOf(files), derived: derivedStore() };
}

function findingsOf(texts, only) {
  const changed = withTexts(texts);
  return (only ?? changed.files.paths).flatMap((file) => {
    const source = changed.files.text(file);
    const onError = (rule, error) => failures.push(`${rule} fails in ${file}: ${error.stack}`);
    const found = source ? lint({ project: changed, path: file, source, now: Date.now() }, { onError }) : [];
    return found.map((finding) => ({ ...finding, file }));
  });
}

function keyOf({ rule, file, message }) {
  return `${rule} ${file} ${message}`;
}

/** What a finding offers, a plain replacement for each name that is near. */
function fixesOf({ suggestions = [], fixes, range, file }) {
  const replaced = suggestions.map((newText) => ({
    title: `Change to “${newText}”`,
    edits: [{ path: file, range, newText }],
  }));
  return [...replaced, ...(fixes?.() ?? [])];
}

async function tryVariant(variant, usual) {
  const before = await parsed(variant.texts);
  const offers = [];
  for (const [rule, findings] of Map.groupBy(findingsOf(variant.texts), (each) => each.rule)) {
    if (values.rule && !values.rule.includes(rule)) continue;
    const judged = findings.filter((finding) => variant.all || !usual.has(keyOf(finding)));
    if (judged.length === 0) continue;
    const offered = offersOf(judged);
    const row = {
      variant: variant.name,
      rule,
      findings: judged.length,
      fixes: offered.length,
      made: 0,
      gone: 0,
      failed: 0,
    };
    rows.push(row);
    offers.push(...(values.all ? offered : someOf(offered)).map((offer) => ({ ...offer, row })));
  }
  for (let left = offers; left.length > 0; ) {
    const batch = before.error === null ? inOtherFiles(left) : left.slice(0, 1);
    left = left.filter((offer) => !batch.includes(offer));
    await tryBatch(variant, batch, before);
  }
  for (const row of rows)
    if (row.variant === variant.name) console.log(line(columns.map((column) => row[column])));
}

/** Fixes of which no two edit one file: dbt may parse them together. */
function inOtherFiles(offers) {
  const taken = new Set();
  return offers.filter(({ fix }) => {
    const files = new Set(fix.edits.map((edit) => edit.path));
    if (!taken.isDisjointFrom(files)) return false;
    for (const file of files) taken.add(file);
    return true;
  });
}

async function tryBatch(variant, batch, before) {
  const { problem, texts } = await tryFixes(variant, batch, before);
  if (problem !== undefined && batch.length > 1) {
    for (const offer of batch) await tryBatch(variant, [offer], before);
    return;
  }
  const left = new Set(findingsOf(texts, [...new Set(batch.map(({ finding }) => finding.file))]).map(keyOf));
  for (const { finding, fix, row } of batch) {
    const shown = `${variant.name} · ${finding.rule} · ${finding.file} · ${fix.title}`;
    const stays = left.has(keyOf(finding));
    row.made++;
    if (!stays) row.gone++;
    if (values.list) console.log(stays ? `${shown} (the finding stays)` : shown);
    if (problem === undefined) continue;
    row.failed++;
    failures.push(`${shown}\n  ${problem}\n  ${JSON.stringify(fix.edits)}`);
  }
}

/** Each fix with a finding that offers it. */
function offersOf(findings) {
  const offers = new Map();
  for (const finding of findings) {
    for (const fix of fixesOf(finding)) {
      const key = JSON.stringify(fix.edits);
      if (!offers.has(key)) offers.set(key, { finding, fix });
    }
  }
  return [...offers.values()];
}

/** Four for each file that is edited, from its first to its last. */
function someOf(offers) {
  const byFile = Map.groupBy(offers, ({ fix }) => fix.edits[0]?.path);
  return [...byFile.values()].flatMap((group) =>
    group.filter(
      (_, index) =>
        index === 0 ||
        Math.floor((index * 3) / (group.length - 1)) > Math.floor(((index - 1) * 3) / (group.length - 1)),
    ),
  );
}

async function tryFixes(variant, offers, before) {
  const texts = new Map(variant.texts);
  for (const { fix } of offers) {
    if (fix.edits.length === 0) return { problem: 'It changes nothing.', texts };
    for (const file of new Set(fix.edits.map((edit) => edit.path))) {
      const edits = fix.edits
        .filter((edit) => edit.path === file)
        .toSorted((one, other) => one.range.start - other.range.start);
      if (edits.some(({ range }, index) => range.start < (edits[index - 1]?.range.end ?? 0)))
        return { problem: 'Its edits overlap.', texts };
      texts.set(file, withEdits(texts.get(file) ?? textOf(file) ?? '', edits));
    }
  }
  const { error, warnings } = await parsed(texts);
  if (error !== null) return { problem: before.error === null ? error : `Still: ${error}`, texts };
  const known = new Set(before.warnings.map(kindOf));
  const news = warnings.filter((warning) => !known.has(kindOf(warning)));
  const worse = before.error === null && news.length > 0;
  return { problem: worse ? `dbt warns: ${news.join('\n  ')}` : undefined, texts };
}

/** `[WARNING][NameOfDeprecation]` without what it counts. */
function kindOf(warning) {
  return /^(?:\[[^\]]*\])+/.exec(warning)?.[0] ?? warning;
}

/** What dbt says of the sample with other texts. */
async function parsed(texts) {
  for (const [file, text] of texts) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  }
  const answer = await parser.parse();
  for (const file of texts.keys()) {
    const text = textOf(file);
    if (text === undefined) rmSync(path.join(folder, file));
    else writeFileSync(path.join(folder, file), text);
  }
  return answer;
}

function line(cells) {
  return cells
    .map((cell, index) => String(cell).padEnd(index < 2 ? 32 : 8))
    .join(' ')
    .trimEnd();
}
