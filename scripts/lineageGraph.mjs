// Compares the lineage graph that the server answers with, for every model of some projects, with the manifest and the analysis of each
// file, computed by other code (test/harness/expectedLineage.ts):
//   node scripts/lineageGraph.mjs PROJECT… [--depth 3] [--columns 3]
// Each PROJECT is a folder with dbt_project.yml and target/manifest.json. Both directions, depths 1 to --depth; of each model so many
// columns have their whole path compared. Prints every difference and exits 1 when there is one. Texts that dbt hasn't parsed as
// they are have edges of their own and are left out.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { compareProject } from '../test/harness/compareLineage.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { depth: { type: 'string', default: '3' }, columns: { type: 'string', default: '3' } },
});
if (positionals.length === 0) {
  console.error('usage: node scripts/lineageGraph.mjs PROJECT… [--depth 3] [--columns 3]');
  process.exit(2);
}
let wrong = 0;
for (const each of positionals) {
  const folder = path.resolve(each);
  const manifest = JSON.parse(readFileSync(path.join(folder, 'target/manifest.json'), 'utf8'));
  const { counts, differences, slowest } = await compareProject(folder, manifest, {
    depth: Number(values.depth),
    columns: Number(values.columns),
  });
  wrong += differences.length;
  console.log(
    `${path.basename(folder)}: ${counts.models} models, ${counts.answers} answers, ${counts.nodes} nodes, ${counts.edges} edges, ` +
      `${counts.columnEdges} column edges, ${counts.paths} column paths: ${differences.length} differences; slowest ${slowest.toFixed(0)} ms`,
  );
  for (const line of differences.slice(0, 20)) console.log(`  ${line}`);
}
process.exit(wrong > 0 ? 1 : 0);
