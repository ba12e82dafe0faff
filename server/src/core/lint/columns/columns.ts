// The columns that the column-name rules judge in a file: those of the final select of its unsaved SQL, and those that a
// property file lists. Deliberately absent: what is wrong with them.

import type { Entry } from '../../artifacts/types.ts';
import { toSource } from '../../jinja/render/rendered.ts';
import { memo } from '../../memo.ts';
import type { Project } from '../../project.ts';
import {
  columnKind,
  type DescribedNode,
  hasColumnOfList,
  nodesOfEntry,
  yamlEntryOf,
} from '../../semantics/describedNodes.ts';
import { extensionOf, isYaml, nodeOfFile } from '../../semantics/modelFiles.ts';
import { entriesNamed, sourcesNamed } from '../../semantics/names.ts';
import type { YamlEntry } from '../../semantics/notParsedYet.ts';
import { packageNameOf, rootPackageName } from '../../semantics/packages.ts';
import { isMissing } from '../../semantics/sql/missingColumns.ts';
import { type ModelSql, modelSql } from '../../semantics/sql/modelSql.ts';
import { fileNodeId, type NodeId, nodeIdOf } from '../../semantics/sql/nodeId.ts';
import type { NamedColumn } from '../../sql/columns.ts';
import type { TextRange } from '../../text.ts';
import { type SchemaColumn, type SchemaEntry, schemaEntries } from '../../yaml/schemaFile.ts';
import type { Vocabulary } from '../../yaml/vocabulary.ts';
import { isDisabled } from '../disabled.ts';
import type { Problem, RuleContext } from '../rule.ts';
import { covers } from '../vocabulary/scope.ts';
import type { TypedColumn } from './columnTypes.ts';

/** A column to judge, at the place where it is named. */
export interface JudgedColumn extends TypedColumn {
  /** Of the name without quotes. */
  readonly range: TextRange;
  /** The text in the range is the name, so that a part of it is a part of the text. */
  readonly verbatim: boolean;
  /** What it is a column of, for people: "model `orders`". */
  readonly owner: string;
  /** The YAML entry of what it is a column of; undefined when there is none. */
  readonly described: YamlEntry | undefined;
  /** Of that entry; undefined where it isn't versioned, or isn't known. */
  readonly version: string | undefined;
}

/** The columns of a file that the project's vocabulary covers, with that vocabulary; none without one. */
const judgedColumns: (
  ctx: RuleContext,
) => readonly { readonly column: JudgedColumn; readonly vocabulary: Vocabulary }[] = memo((ctx) => {
  const { vocabulary } = ctx.project.context;
  if (!vocabulary || packageNameOf(ctx.project, ctx.path) !== rootPackageName(ctx.project)) return [];
  const columns = isYaml(ctx.path) ? columnsInYaml(ctx, vocabulary) : columnsInSql(ctx, vocabulary);
  return columns.map((column) => ({ column, vocabulary }));
});

/** The problems of the columns of a file. Where one tag makes several columns only the first is told of, since all stand there. */
export function problemsOfColumns(
  ctx: RuleContext,
  problemsOf: (column: JudgedColumn, vocabulary: Vocabulary) => readonly Problem[],
): readonly Problem[] {
  const told = new Set<number>();
  return judgedColumns(ctx).flatMap(({ column, vocabulary }) => {
    if (!column.verbatim && told.has(column.range.start)) return [];
    const problems = problemsOf(column, vocabulary);
    if (!column.verbatim && problems.length > 0) told.add(column.range.start);
    const { node, name } = column;
    return node === undefined
      ? problems
      : problems.map((problem) => ({ ...problem, about: { node, column: name } }));
  });
}

/** An `as` whose alias isn't typed yet: the column will get another name. */
const beforeAlias = /^\s+as\s*(?:,|\)|$|from\b)/i;

function columnsInSql(
  { project, path, source }: RuleContext,
  vocabulary: Vocabulary,
): readonly JudgedColumn[] {
  const node = nodeOfFile(project, path);
  if (!node || extensionOf(path) !== 'sql') return [];
  const sql = modelSql(project, path);
  if (!sql || isDisabled(project, node, sql)) return [];
  const described = yamlEntryOf(project, node);
  const entry = described?.entry;
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
  const seen = new Set<string>();
  return namedColumns(sql).flatMap(({ column, range, verbatim }): JudgedColumn[] => {
    const { name, quoted } = column;
    if (!column.aliased && beforeAlias.test(source.text.slice(range.end, range.end + 80))) return [];
    // A loop makes the same column in every turn.
    const place = `${range.start} ${range.end} ${name}`;
    if (seen.has(place)) return [];
    seen.add(place);
    return [
      {
        name,
        quoted,
        range: quoted && verbatim ? { start: range.start + 1, end: range.end - 1 } : range,
        verbatim,
        owner,
        node: nodeIdOf(node),
        declared: entry && declaredColumn(entry, name, node.entry?.version),
        contract: entry?.contractEnforced === true,
        described,
        version: node.entry?.version,
      },
    ];
  });
}

interface PlacedColumn {
  readonly column: NamedColumn;
  /** In the source: of the name, quotes included, or of the tag that makes it. */
  readonly range: TextRange;
  readonly verbatim: boolean;
}

/** The columns of a file's SQL that the file names, by its text or by a template; what it passes on as it is called is named elsewhere. */
function namedColumns(sql: ModelSql): readonly PlacedColumn[] {
  return (sql.analysis?.columns ?? []).flatMap((column): PlacedColumn[] => {
    if (column.kind !== 'column' || isMissing(sql, column)) return [];
    const { nameRange, name, quoted } = column;
    const { range, verbatim } = toSource(sql.rendered, nameRange);
    const inner = quoted ? { start: nameRange.start + 1, end: nameRange.end - 1 } : nameRange;
    if (sql.rendered.text.slice(inner.start, inner.end) !== name) return [];
    if (!verbatim && (column.how === 'passthrough' || column.star)) return [];
    return [{ column, range, verbatim }];
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
    const judged = (column: SchemaColumn, node: DescribedNode): readonly JudgedColumn[] => {
      const tags = tagsOf(project, node.entry, entry);
      if (!covers(vocabulary.scope, { path: node.path ?? path, resourceType, tags })) return [];
      return [
        {
          name: column.name.text.replace(/^(["`])(.*)\1$/, '$2'),
          quoted: column.quote,
          range: column.name.range,
          verbatim: column.name.verbatim && !/^["`]/.test(column.name.text),
          owner: ownerName(resourceType, entry.name.text, node.entry?.version),
          node: idOf(node),
          declared: column,
          contract: entry.contractEnforced === true,
          described: { path, entry },
          version: node.entry?.version,
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

const nowhere: DescribedNode = { entry: undefined, path: undefined };

/** The nodes that a YAML entry describes; one of which nothing is known where there is none; none where it is disabled. */
function judgedNodes(project: Project, entry: SchemaEntry, path: string): readonly DescribedNode[] {
  if (entry.enabled === false) return [];
  const { manifest } = project.artifacts;
  const packageName = packageNameOf(project, path);
  const isOwn = (each: Entry) => each.packageName === packageName;
  if (entry.kind === 'table') {
    const known = manifest
      ? sourcesNamed(manifest, entry.source?.text ?? '', entry.name.text).filter(isOwn)
      : [];
    return known.length === 0
      ? [nowhere]
      : known.filter(({ disabled }) => !disabled).map((each) => ({ entry: each, path: undefined }));
  }
  const nodes = nodesOfEntry(project, entry, path);
  if (nodes.length > 0) return nodes;
  const kind = columnKind(entry.kind);
  const disabled = manifest && kind ? entriesNamed(manifest, kind, entry.name.text).some(isOwn) : false;
  return disabled ? [] : [nowhere];
}

function idOf({ entry, path }: DescribedNode): NodeId | undefined {
  return entry ? entry.uniqueId : path === undefined ? undefined : fileNodeId(path);
}

/** The column of a model's YAML entry, of the version if that has one of its own. */
function declaredColumn(
  entry: SchemaEntry,
  name: string,
  version: string | undefined,
): SchemaColumn | undefined {
  const key = name.toLowerCase();
  const ofVersion = entry.versions.find((each) => each.version.text === version);
  const own = ofVersion && columnsByName(ofVersion.columns).get(key);
  return own ?? (hasColumnOfList(entry, version, name) ? columnsByName(entry.columns).get(key) : undefined);
}

/** By names in lower case; of several the first. */
const columnsByName = memo(
  (columns: readonly SchemaColumn[]): ReadonlyMap<string, SchemaColumn> =>
    new Map(columns.toReversed().map((column) => [column.name.text.toLowerCase(), column])),
);

function tagsOf(project: Project, entry: Entry | undefined, yml: SchemaEntry | undefined): readonly string[] {
  const detail = entry && project.artifacts.manifest?.detail(entry);
  return [...(detail?.tags ?? []), ...(yml?.tags ?? [])];
}

function ownerName(resourceType: string, name: string, version: string | undefined): string {
  return `${resourceType} \`${name}\`${version === undefined ? '' : ` v${version}`}`;
}
