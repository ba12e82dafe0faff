// unknown-yaml-column: a column in YAML that the node it describes doesn't make.

import { didYouMean, nearestNames } from '../../nearest.ts';
import type { Project } from '../../project.ts';
import { type DescribedNode, hasColumnOfList, nodesOfEntry } from '../../semantics/describedNodes.ts';
import { isYaml } from '../../semantics/modelFiles.ts';
import { packageNameOf, rootPackageName } from '../../semantics/packages.ts';
import { type NodeColumns, nodeColumns } from '../../semantics/sql/nodeColumns.ts';
import { fileNodeId, type NodeId } from '../../semantics/sql/nodeId.ts';
import { columnKey } from '../../sql/columns.ts';
import { type Dialect, dialectOf } from '../../sql/dialect.ts';
import { renameColumn } from '../../yaml/edit/editColumns.ts';
import { type SchemaColumn, type SchemaEntry, schemaEntries } from '../../yaml/schemaFile.ts';
import { catalogAge, certaintyOf, columnNodes } from '../columns/columnSources.ts';
import { judgedByContract } from '../contract/contractMade.ts';
import type { Fix, Problem, Rule, RuleContext } from '../rule.ts';

/** See `summary`. */
export const unknownYamlColumn: Rule = {
  name: 'unknown-yaml-column',
  group: 'names',
  severity: 'warning',
  summary: 'A column in YAML that the model, snapshot or seed doesn’t make.',
  why: `dbt takes any name: a description of a column that isn’t there is shown nowhere, and its tests fail only when they are
run. A column of a versioned model is judged by the versions that it is for. Names are compared as the warehouse compares unquoted
ones, with \`quote: true\` as they are written. Nothing is said where not all columns of the node are known.`,
  bad: `models:
  - name: orders # select order_id, amount from …
    columns:
      - name: amout`,
  good: `models:
  - name: orders
    columns:
      - name: amount`,
  check(ctx) {
    const { project, path, source } = ctx;
    if (!isYaml(path) || packageNameOf(project, path) !== rootPackageName(project)) return [];
    const held = judgedByContract(ctx, 'contract-missing-column');
    return schemaEntries(source).flatMap((entry) => {
      if (entry.enabled === false) return [];
      const nodes = nodesOfEntry(project, entry, path);
      if (nodes.length === 0 || !everyVersionIsKnown(entry, nodes)) return [];
      // A contract says it, of each version by itself.
      if (nodes.some((node) => held.has(idOf(node) ?? ''))) return [];
      const own = entry.columns.flatMap((column) => {
        const judged = nodes.filter(({ entry: node }) =>
          hasColumnOfList(entry, node?.version, column.name.text),
        );
        return problemOf(ctx, entry, column, judged);
      });
      const ofVersions = entry.versions.flatMap(({ version, columns }) => {
        const judged = nodes.filter(({ entry: node }) => node?.version === version.text);
        return columns.flatMap((column) => problemOf(ctx, entry, column, judged));
      });
      return [...own, ...ofVersions];
    });
  },
};

function idOf({ entry, path }: DescribedNode): NodeId | undefined {
  return entry?.uniqueId ?? (path === undefined ? undefined : fileNodeId(path));
}

/** A version that dbt hasn't parsed yet may be the one that makes a column. */
function everyVersionIsKnown({ versions }: SchemaEntry, nodes: readonly DescribedNode[]): boolean {
  return versions.every(({ version }) => nodes.some(({ entry }) => entry?.version === version.text));
}

function problemOf(
  ctx: RuleContext,
  { kind, name: owner }: SchemaEntry,
  column: SchemaColumn,
  nodes: readonly DescribedNode[],
): readonly Problem[] {
  const { project, path, source, now } = ctx;
  const written = writtenName(column);
  if (nodes.length === 0 || written === undefined) return [];
  const dialect = dialectOf(project.artifacts.manifest?.metadata.adapterType);
  const known = nodes.map((node) => allColumns(project, node));
  if (!known.every((each) => each !== undefined && !makes(each, written, dialect))) return [];
  const made = known.flatMap((each) => each?.columns.map(({ name }) => name) ?? []);
  const listed = new Set(namesBeside(source, column));
  const near = nearestNames(
    written.name,
    made.filter((each) => !listed.has(each.toLowerCase())),
  );
  const rests = known.flatMap((each) => (each ? columnNodes(project, each.id) : []));
  const certainty = certaintyOf(project, rests, written.name);
  if (certainty === 'open') return [];
  const age = certainty === 'catalog' ? catalogAge(project, now) : '';
  const what =
    nodes.length > 1
      ? `No version of the ${kind} \`${owner.text}\` has`
      : `The ${kind} \`${owner.text}\` has no`;
  const message = `${what}${nodes.length > 1 ? ' a' : ''} column \`${written.name}\`${age}${didYouMean(near) || '.'}`;
  const fixes = () =>
    near.flatMap((name): readonly Fix[] => {
      const edit = renameColumn(source, column, name);
      return edit
        ? [{ title: `Change to “${name}”`, edits: [{ ...edit, path }], preferred: near.length === 1 }]
        : [];
    });
  const related = nodes.flatMap((node) =>
    node.path === undefined
      ? []
      : [{ path: node.path, range: { start: 0, end: 0 }, message: `\`${owner.text}\` is made here.` }],
  );
  return [{ range: column.name.range, message, related, fixes }];
}

interface WrittenColumn {
  readonly name: string;
  /** Taken as written. */
  readonly quoted: boolean;
}

/** The column that a name in YAML stands for: of a field (`address.city`) the column that it is in. Undefined for what is no name. */
function writtenName({ name, quote }: SchemaColumn): WrittenColumn | undefined {
  // People give expressions as columns too, to test them.
  if (/[()|+]|\{\{|^\s*$/.test(name.text)) return undefined;
  const inQuotes = /^(["`[])(.*)["`\]]$/.exec(name.text);
  if (inQuotes) return { name: inQuotes[2] ?? '', quoted: true };
  return { name: name.text, quoted: quote };
}

/** Every column of a node as its own SQL, its seed or the catalog has them; undefined where they aren't all known. */
function allColumns(project: Project, node: DescribedNode): NodeColumns | undefined {
  const id = node.path === undefined ? undefined : idOf(node);
  if (id === undefined) return undefined;
  const known = nodeColumns(project, id);
  // A contract is this very list.
  const fromElsewhere = known.from === 'sql' || known.from === 'seed' || known.from === 'catalog';
  return known.complete && fromElsewhere && known.columns.length > 0 ? known : undefined;
}

function makes({ columns }: NodeColumns, written: WrittenColumn, dialect: Dialect): boolean {
  const names = [written.name, written.name.split('.')[0] ?? ''];
  return columns.some((column) =>
    names.some((name) => {
      // Without `quote: true` case alone is no reason: documentation is matched without it.
      if (!written.quoted) return column.name.toLowerCase() === name.toLowerCase();
      return columnKey(column, dialect) === columnKey({ name, quoted: true }, dialect);
    }),
  );
}

/** The names of a file's other columns of the same entry, in lower case. */
function namesBeside(source: RuleContext['source'], column: SchemaColumn): readonly string[] {
  return schemaEntries(source)
    .flatMap((entry) => [entry.columns, ...entry.versions.map(({ columns }) => columns)])
    .filter((columns) => columns.includes(column))
    .flatMap((columns) => columns.map(({ name }) => name.text.toLowerCase()));
}
