// `node scripts/blastRadius.mjs DIR`: takes columns out of models of the dbt projects in a folder, or gives them another name, and
// compares the readers that `breaking-column` names with those whose lineage or references are others when the whole project is
// understood anew. Options: --changes N (200), --each N (most of one project, 8), --seed N, --project NAME (repeatable), --most N
// (projects with more models are left out), --all (whole lists).
import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { changesOf } from './blastRadius/changes.mjs';
import { compare, factsOf } from './blastRadius/compare.mjs';
import { openTree } from './blastRadius/open.mjs';
import { findProjects } from './corpus/projects.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    changes: { type: 'string', default: '200' },
    each: { type: 'string', default: '8' },
    seed: { type: 'string', default: '1' },
    most: { type: 'string', default: '3000' },
    project: { type: 'string', multiple: true },
    all: { type: 'boolean', default: false },
  },
});
const [folder] = positionals;
if (folder === undefined || !existsSync(folder)) {
  console.error(
    'usage: node scripts/blastRadius.mjs DIR [--changes N] [--each N] [--seed N] [--project NAME] [--all]',
  );
  process.exit(2);
}

const wanted = Number(values.changes);
const totals = { changes: 0, readers: 0, same: 0, missed: 0, added: 0, perhaps: 0, silent: 0 };
const differences = [];
console.log(
  row('project', ['models', 'changes', 'readers', 'same', 'missed', 'added', 'perhaps', 'silent', 'ms/rule']),
);
for (const found of findProjects(path.resolve(folder))) {
  if (totals.changes >= wanted) break;
  if (!found.folder || (values.project && !values.project.includes(found.name))) continue;
  const project = await openTree(found.folder);
  const models = project?.artifacts.manifest?.entries.filter(
    ({ resourceType, disabled }) => resourceType === 'model' && !disabled,
  );
  if (!project || !models || models.length < 2 || models.length > Number(values.most)) continue;
  const sum = { changes: 0, readers: 0, same: 0, missed: 0, added: 0, perhaps: 0, silent: 0, ms: 0 };
  const before = factsOf(project);
  const most = Math.min(Number(values.each), wanted - totals.changes);
  for (const change of changesOf(project, models, Number(values.seed), most)) {
    const result = compare(project, before, change);
    sum.changes++;
    sum.ms += result.ms;
    for (const key of ['readers', 'same', 'perhaps']) sum[key] += result[key].length;
    sum.missed += result.missed.length;
    sum.added += result.added.length;
    if (result.silent) sum.silent++;
    if (result.silent || result.missed.length + result.added.length > 0)
      differences.push({ project: found.name, change, ...result });
  }
  if (sum.changes === 0) continue;
  for (const key of Object.keys(totals)) totals[key] += sum[key];
  console.log(line(found.name, models.length, sum));
}
console.log(row('all', ['', ...Object.values(totals), '']));
for (const { project, change, missed, added, silent } of values.all
  ? differences
  : differences.slice(0, 20)) {
  console.log(
    `\n${project}: ${change.kind} ${change.node} ${change.column}${silent ? `: silent (${silent})` : ''}`,
  );
  for (const id of missed) console.log(`  reads it, but isn't named: ${id}`);
  for (const id of added) console.log(`  is named, but doesn't read it: ${id}`);
}
if (!values.all && differences.length > 20) console.log(`\n… and ${differences.length - 20} more (--all)`);
process.exit(differences.length > 0 ? 1 : 0);

function line(name, models, sum) {
  const { changes, readers, same, missed, added, perhaps, silent, ms } = sum;
  return row(name, [
    models,
    changes,
    readers,
    same,
    missed,
    added,
    perhaps,
    silent,
    Math.round(ms / changes),
  ]);
}

function row(name, cells) {
  return name.slice(0, 44).padEnd(46) + cells.map((cell) => String(cell).padStart(8)).join('');
}
