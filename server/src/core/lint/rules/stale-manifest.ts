// stale-manifest: dbt parsed a file when it had another text.

import { ago } from '../../card/format.ts';
import { nodeOfFile } from '../../semantics/modelFiles.ts';
import { packageNameOf, rootPackageName } from '../../semantics/packages.ts';
import { isParsedAsIs } from '../../semantics/sql/changedColumns.ts';
import { nodeIdOf } from '../../semantics/sql/nodeId.ts';
import type { Rule } from '../rule.ts';

/** See `summary`. */
export const staleManifest: Rule = {
  name: 'stale-manifest',
  group: 'health',
  severity: 'off',
  summary: 'A file that dbt parsed when it had another text.',
  why: `What is shown of a node, its tests, owners and readers, is what dbt wrote into its manifest when it last parsed the project. Off by
default, since every key makes a file newer than the manifest: for CI, and for those who want to be told.`,
  bad: `# orders.sql was edited after the last dbt parse`,
  good: `dbt parse`,
  check({ project, path, source, now }) {
    const node = nodeOfFile(project, path);
    if (!node?.entry || node.entry.disabled || !texts.has(node.resourceType)) return [];
    if (packageNameOf(project, path) !== rootPackageName(project)) return [];
    if (isParsedAsIs(project, nodeIdOf(node), source) !== false) return [];
    const { manifest, files } = project.artifacts;
    const moment = manifest?.metadata.generatedAt ?? files.manifest?.modifiedAt;
    const when = moment === undefined ? '' : ` ${ago(moment, now)}`;
    const message = `dbt parsed \`${node.name}\`${when}, when it had another text: \`dbt parse\` brings the manifest up to date.`;
    return [{ range: { start: 0, end: 0 }, message }];
  },
};

/** Seeds are told by a digest that large ones don't have. */
const texts: ReadonlySet<string> = new Set(['model', 'snapshot', 'analysis', 'test']);
