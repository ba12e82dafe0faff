// undocumented-column: a column of the final select that the YAML entry of the node doesn't list, though it lists others.

import { counted } from '../../card/format.ts';
import { toSource } from '../../jinja/render/rendered.ts';
import type { Project } from '../../project.ts';
import { columnKind, hasColumnOfList, yamlEntryOf } from '../../semantics/describedNodes.ts';
import { type FileNode, nodeOfFile } from '../../semantics/modelFiles.ts';
import type { YamlEntry } from '../../semantics/notParsedYet.ts';
import { packageNameOf, rootPackageName } from '../../semantics/packages.ts';
import { isMissing } from '../../semantics/sql/missingColumns.ts';
import { type ModelSql, modelSql } from '../../semantics/sql/modelSql.ts';
import type { NamedColumn } from '../../sql/columns.ts';
import type { TextRange } from '../../text.ts';
import type { SchemaColumn } from '../../yaml/schemaFile.ts';
import { judgedByContract } from '../contract/contractMade.ts';
import { isDisabled } from '../disabled.ts';
import { additionsFor } from '../mend/documentColumns.ts';
import type { Problem, Rule } from '../rule.ts';

/** See `summary`. */
export const undocumentedColumn: Rule = {
  name: 'undocumented-column',
  group: 'names',
  severity: 'hint',
  summary:
    'A column that the final select makes and that the YAML entry doesn’t list, though it lists others.',
  why: `A list of columns that is nearly whole is read as if it were. An entry without a list says nothing, so nothing is said
of it. The columns of a star are one finding.`,
  bad: `-- the YAML of orders lists order_id
select order_id, amount from {{ ref('stg_orders') }}`,
  good: `-- the YAML of orders lists order_id and amount
select order_id, amount from {{ ref('stg_orders') }}`,
  check(ctx) {
    const { project, path } = ctx;
    if (packageNameOf(project, path) !== rootPackageName(project)) return [];
    const node = nodeOfFile(project, path);
    const described = node && columnKind(node.resourceType) && yamlEntryOf(project, node);
    if (!node || !described) return [];
    const listed = listedColumns(described, node.entry?.version);
    const sql = listed && modelSql(project, path);
    if (!sql || isDisabled(project, node, sql)) return [];
    // A contract says it.
    if (judgedByContract(ctx, 'contract-extra-column').size > 0) return [];
    return problemsOf(project, node, described, listed, sql);
  },
};

/** The names that YAML lists for a node, in lower case; undefined where it lists none. */
function listedColumns({ entry }: YamlEntry, version: string | undefined): ReadonlySet<string> | undefined {
  const found = entry.versions.find((each) => each.version.text === version);
  const own = found?.columns ?? [];
  if (entry.columns.length === 0 && own.length === 0) return undefined;
  const shared = entry.columns.filter(({ name }) => hasColumnOfList(entry, version, name.text));
  // What a version leaves out on purpose is described, for the others.
  return new Set([...own, ...shared, ...entry.columns].map(nameInYaml));
}

function nameInYaml({ name }: SchemaColumn): string {
  return name.text.replace(/^(["`])(.*)\1$/, '$2').toLowerCase();
}

function problemsOf(
  project: Project,
  node: FileNode,
  described: YamlEntry,
  listed: ReadonlySet<string>,
  sql: ModelSql,
): readonly Problem[] {
  const places = new Map<string, { range: TextRange; columns: NamedColumn[] }>();
  for (const column of sql.analysis?.columns ?? []) {
    if (column.kind !== 'column' || listed.has(column.name.toLowerCase())) continue;
    if (isMissing(sql, column)) continue;
    const { range } = toSource(sql.rendered, column.nameRange);
    const key = `${range.start} ${range.end}`;
    const known = places.get(key);
    if (known) known.columns.push(column);
    else places.set(key, { range, columns: [column] });
  }
  const all = [...places.values()].flatMap(({ columns }) => columns);
  let additions: ReturnType<typeof additionsFor> | undefined;
  const add = (columns: readonly NamedColumn[]) => {
    additions ??= additionsFor(project, node, described, sql, all);
    return additions(columns);
  };
  return [...places.values()].map(({ range, columns }) => {
    const names = columns.slice(0, 5).map(({ name }) => `\`${name}\``);
    const more = columns.length > names.length ? ` and ${columns.length - names.length} more` : '';
    const what =
      columns.length === 1
        ? `The column ${names.join('')} isn’t`
        : `${counted(columns.length, 'column')} aren’t`;
    const which = columns.length === 1 ? '' : `: ${names.join(', ')}${more}`;
    return {
      range,
      message: `${what} in the YAML of \`${node.name}\`${which}.`,
      related: [
        {
          path: described.path,
          range: described.entry.name.range,
          message: `\`${node.name}\` is described here.`,
        },
      ],
      fixes: () => add(columns),
    };
  });
}
