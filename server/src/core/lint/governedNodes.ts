// The nodes that governance rules judge, each at one place: its entry in YAML, or the start of its own file where it has none.
// Deliberately absent: what they ought to have (the rules).

import type { Entry } from '../artifacts/types.ts';
import { memo } from '../memo.ts';
import type { Project } from '../project.ts';
import { nodesOfEntry, yamlEntryOf } from '../semantics/describedNodes.ts';
import { isYaml, nodeOfFile } from '../semantics/modelFiles.ts';
import { packageNameOf, rootPackageName } from '../semantics/packages.ts';
import { resolveSource } from '../semantics/resolveNamed.ts';
import type { SourceText, TextRange } from '../text.ts';
import { type SchemaEntry, schemaEntries } from '../yaml/schemaFile.ts';
import type { RuleContext } from './rule.ts';

/** A node of the project itself that isn't disabled. */
export interface GovernedNode {
  readonly kind: 'model' | 'snapshot' | 'seed' | 'table';
  /** For people: `orders`, `shop.orders` for a table of a source. */
  readonly name: string;
  /** Where a problem of it is drawn. */
  readonly range: TextRange;
  /** What dbt knows of it, every version; empty while dbt hasn't parsed it. */
  readonly entries: readonly Entry[];
  /** Its entry as the YAML file stands; undefined where there is none. */
  readonly described: SchemaEntry | undefined;
  /** Tables: the entry of their source. */
  readonly source: SchemaEntry | undefined;
}

/** The nodes whose place is in a file. */
export const governedNodes: (ctx: RuleContext) => readonly GovernedNode[] = memo(
  ({ project, path, source }) => {
    if (!project.artifacts.manifest || packageNameOf(project, path) !== rootPackageName(project)) return [];
    if (!isYaml(path)) return undescribed(project, path, source);
    return schemaEntries(source).flatMap((entry): readonly GovernedNode[] => {
      if (entry.enabled === false) return [];
      if (entry.kind === 'source')
        return entry.tables.flatMap((table) => tableOf(project, entry, table, path));
      if (entry.kind !== 'model' && entry.kind !== 'snapshot' && entry.kind !== 'seed') return [];
      const nodes = nodesOfEntry(project, entry, path);
      // An entry without its node is the matter of unknown-model.
      if (nodes.length === 0) return [];
      const entries = nodes.flatMap((node) => node.entry ?? []);
      const { name, range } = { name: entry.name.text, range: entry.name.range };
      return [{ kind: entry.kind, name, range, entries, described: entry, source: undefined }];
    });
  },
);

function undescribed(project: Project, path: string, source: SourceText): readonly GovernedNode[] {
  const node = nodeOfFile(project, path);
  if (!node || node.entry?.disabled) return [];
  const { resourceType: kind, name } = node;
  if (kind !== 'model' && kind !== 'snapshot' && kind !== 'seed') return [];
  if (yamlEntryOf(project, node)) return [];
  const start = Math.max(0, source.text.search(/\S/));
  const line = /^[^\r\n]*/.exec(source.text.slice(start, start + 200))?.[0] ?? '';
  const range = { start, end: start + line.trimEnd().length };
  const entries = node.entry ? [node.entry] : [];
  return [{ kind, name, range, entries, described: undefined, source: undefined }];
}

function tableOf(
  project: Project,
  source: SchemaEntry,
  table: SchemaEntry,
  path: string,
): readonly GovernedNode[] {
  const found = resolveSource(project, source.name.text, table.name.text, path);
  if (found.kind === 'disabled' || table.enabled === false) return [];
  return [
    {
      kind: 'table',
      name: `${source.name.text}.${table.name.text}`,
      range: table.name.range,
      entries: found.kind === 'found' ? [found.entry] : [],
      described: table,
      source,
    },
  ];
}
