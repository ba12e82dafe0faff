// The columns that the column-name rules judge in a file: those of the final select of its unsaved SQL, and those that a
// property file lists. Deliberately absent: what is wrong with them.

import type { Entry } from '../artifacts/types.ts';
import { memo } from '../memo.ts';
import type { Project } from '../project.ts';
import {
  type DescribedNode,
  hasColumnOfList,
  nodesOfEntry,
  yamlEntryOf,
} from '../semantics/describedNodes.ts';
import { finalColumnsOf } from '../semantics/finalColumns.ts';
import { extensionOf, isYaml, nodeOfFile } from '../semantics/modelFiles.ts';
import { packageNameOf, rootPackageName } from '../semantics/packages.ts';
import type { SourceText, TextRange } from '../text.ts';
import { type SchemaColumn, type SchemaEntry, schemaEntries } from '../yaml/schemaFile.ts';
import type { Vocabulary } from '../yaml/vocabulary.ts';
import type { TypedColumn } from './columnTypes.ts';
import type { RuleContext } from './rule.ts';
import { covers } from './vocabulary/scope.ts';

/** A column to judge, at the place where it is named. */
export interface JudgedColumn extends TypedColumn {
  /** Of the name without quotes. */
  readonly range: TextRange;
  /** The text in the range is the name, so that a part of it is a part of the text. */
  readonly verbatim: boolean;
  /** What it is a column of, for people: "model `orders`". */
  readonly owner: string;
}

/** The columns of a file that the project's vocabulary covers, with that vocabulary; none without one. */
export const judgedColumns: (
  ctx: RuleContext,
) => readonly { readonly column: JudgedColumn; readonly vocabulary: Vocabulary }[] = memo((ctx) => {
  const { vocabulary } = ctx.project.context;
  if (!vocabulary || packageNameOf(ctx.project, ctx.path) !== rootPackageName(ctx.project)) return [];
  const columns = isYaml(ctx.path) ? columnsInYaml(ctx, vocabulary) : columnsInSql(ctx, vocabulary);
  return columns.map((column) => ({ column, vocabulary }));
});

/** An `as` whose alias isn't typed yet: the column will get another name. */
const beforeAlias = /^\s+as\s*(?:,|\)|$|from\b)/i;

function columnsInSql(
  { project, path, source }: RuleContext,
  vocabulary: Vocabulary,
): readonly JudgedColumn[] {
  const node = nodeOfFile(project, path);
  if (!node || extensionOf(path) !== 'sql') return [];
  const entry = yamlEntryOf(project, node)?.entry;
  if (
    !covers(vocabulary.scope, {
      path,
      resourceType: node.resourceType,
      tags: tagsOf(project, node.entry, entry),
    })
  ) {
    return [];
  }
  const owner = ownerName(node.resourceType, node.name, node.entry?.version);
  return finalColumnsOf(project, source).flatMap((column): JudgedColumn[] => {
    if (column.kind !== 'column') return [];
    const { name, quoted, nameRange } = column;
    if (!column.aliased && beforeAlias.test(source.text.slice(nameRange.end, nameRange.end + 80))) return [];
    const inner = quoted ? { start: nameRange.start + 1, end: nameRange.end - 1 } : nameRange;
    return [
      {
        name,
        quoted,
        range: inner,
        verbatim: source.text.slice(inner.start, inner.end) === name,
        owner,
        entry: node.entry,
        source,
        declared: entry && declaredColumn(entry, name, node.entry?.version),
        contract: entry?.contractEnforced === true,
      },
    ];
  });
}

const columnKinds: ReadonlySet<string> = new Set(['model', 'seed', 'snapshot', 'table']);

function columnsInYaml(
  { project, path, source }: RuleContext,
  vocabulary: Vocabulary,
): readonly JudgedColumn[] {
  const entries = schemaEntries(source).flatMap((entry) => [entry, ...entry.tables]);
  return entries.flatMap((entry): readonly JudgedColumn[] => {
    if (!columnKinds.has(entry.kind)) return [];
    if (entry.columns.length === 0 && entry.versions.every(({ columns }) => columns.length === 0)) return [];
    const nodes = judgedNodes(project, entry, path);
    const resourceType = entry.kind === 'table' ? 'source' : entry.kind;
    const judged = (column: SchemaColumn, node: NodeOfEntry): readonly JudgedColumn[] => {
      const tags = tagsOf(project, node.entry, entry);
      if (!covers(vocabulary.scope, { path: node.path ?? path, resourceType, tags })) return [];
      return [
        {
          name: column.name.text.replace(/^(["`])(.*)\1$/, '$2'),
          quoted: column.quote,
          range: column.name.range,
          verbatim: column.name.verbatim && !/^["`]/.test(column.name.text),
          owner: ownerName(resourceType, entry.name.text, node.entry?.version),
          entry: node.entry,
          source: node.source,
          declared: column,
          contract: entry.contractEnforced === true,
        },
      ];
    };
    const own = entry.columns.flatMap((column) =>
      nodes
        .filter((node) => hasColumnOfList(entry, node.entry?.version, column.name.text))
        .flatMap((node) => judged(column, node)),
    );
    const ofVersions = entry.versions.flatMap(({ version, columns }) =>
      columns.flatMap((column) =>
        judged(column, nodes.find((node) => node.entry?.version === version.text) ?? nowhere),
      ),
    );
    return [...own, ...ofVersions];
  });
}

interface NodeOfEntry extends DescribedNode {
  readonly source: SourceText | undefined;
}

const nowhere: NodeOfEntry = { entry: undefined, path: undefined, source: undefined };

/** The nodes that a YAML entry describes; never none. */
function judgedNodes(project: Project, entry: SchemaEntry, path: string): readonly NodeOfEntry[] {
  const nodes = nodesOfEntry(project, entry, path).map(
    (node): NodeOfEntry => ({
      ...node,
      source: node.path === undefined ? undefined : project.files.text(node.path),
    }),
  );
  return nodes.length > 0 ? nodes : [nowhere];
}

/** The column of a model's YAML entry, of the version if that has one of its own. */
function declaredColumn(
  entry: SchemaEntry,
  name: string,
  version: string | undefined,
): SchemaColumn | undefined {
  const same = (column: SchemaColumn) => column.name.text.toLowerCase() === name.toLowerCase();
  const own = entry.versions.find((each) => each.version.text === version)?.columns.find(same);
  return own ?? (hasColumnOfList(entry, version, name) ? entry.columns.find(same) : undefined);
}

function tagsOf(project: Project, entry: Entry | undefined, yml: SchemaEntry | undefined): readonly string[] {
  const detail = entry && project.artifacts.manifest?.detail(entry);
  return [...(detail?.tags ?? []), ...(yml?.tags ?? [])];
}

function ownerName(resourceType: string, name: string, version: string | undefined): string {
  return `${resourceType} \`${name}\`${version === undefined ? '' : ` v${version}`}`;
}
