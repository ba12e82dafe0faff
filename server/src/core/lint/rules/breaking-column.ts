// breaking-column: a column that the model had when dbt parsed it last is gone, renamed or of another type, and somebody reads it.

import type { Project } from '../../project.ts';
import { type FileNode, nodeOfFile } from '../../semantics/modelFiles.ts';
import { packageNameOf, rootPackageName } from '../../semantics/packages.ts';
import { type ChangedColumn, changedColumns, isParsedAsIs } from '../../semantics/sql/changedColumns.ts';
import { type ModelSql, modelSql } from '../../semantics/sql/modelSql.ts';
import { nodeColumn, nodeColumns } from '../../semantics/sql/nodeColumns.ts';
import { nodeIdOf } from '../../semantics/sql/nodeId.ts';
import { type ColumnRename, renameReaders } from '../../semantics/sql/rename/renameColumn.ts';
import { readersInVain } from '../breaking/breakingLost.ts';
import { placeOfChange, placeOfSelect } from '../breaking/breakingPlaces.ts';
import { type ColumnUses, isUsed, mostChanges, usesOfColumn } from '../breaking/breakingUses.ts';
import { areMany, nameOfNode, othersInWords, placesOfUses, usersInWords } from '../breaking/breakingWords.ts';
import { isDisabled } from '../disabled.ts';
import type { Fix, Problem, Rule } from '../rule.ts';

/** See `summary`. */
export const breakingColumn: Rule = {
  name: 'breaking-column',
  group: 'impact',
  severity: 'warning',
  summary: 'A column that is gone, renamed or of another type, though somebody reads it.',
  why: `What reads the column breaks, but only when it is run, and maybe in another team. The columns are compared with those that dbt
parsed last; readers are found by the lineage of every model as it stands, saved or not, \`select *\` too, and in tests, metrics and
exposures. After dbt has parsed the change it is said for as long as a reader names the old column. A model that reads the whole table in
ways nobody can follow (Python) is counted apart. Nothing is said while a list of columns is half-typed or not all known, nor of new
models.`,
  bad: `-- stg_orders had the column amount, which fct_orders reads
select order_id, amount as total from {{ source('shop', 'orders') }}`,
  good: `-- both names until nobody reads the old one
select order_id, amount, amount as total from {{ source('shop', 'orders') }}`,
  check({ project, path, source }) {
    if (packageNameOf(project, path) !== rootPackageName(project)) return [];
    const node = nodeOfFile(project, path);
    if (!node?.entry || !(node.resourceType === 'model' || node.resourceType === 'snapshot')) return [];
    const sql = modelSql(project, path);
    if (!sql || isDisabled(project, node, sql)) return [];
    const changes = changedColumns(project, nodeIdOf(node), source);
    const told = changes.slice(0, mostChanges);
    const found = told.flatMap((change) => problemOf(project, node, sql, change));
    const known = new Set(changes.map(({ column }) => column.name.toLowerCase()));
    return [...found, ...lostBefore(project, node, sql, known)];
  },
};

/** How many nodes may be analysed for one column beyond those that are. */
const mostAnalysed = 8;

function problemOf(
  project: Project,
  node: FileNode,
  sql: ModelSql,
  change: ChangedColumn,
): readonly Problem[] {
  const { column } = change;
  const uses = usesOfColumn(project, node, column.name, mostAnalysed);
  if (!isUsed(uses)) return [];
  return [
    {
      range: placeOfChange(sql, change),
      message: messageOf(project, node, change, uses),
      related: placesOfUses(project, column.name, uses),
      fixes: () => fixesFor(project, node, change),
    },
  ];
}

function messageOf(project: Project, node: FileNode, change: ChangedColumn, uses: ColumnUses): string {
  const model = `\`${nameOfNode(project, nodeIdOf(node))}\``;
  const column = `\`${change.column.name}\``;
  const users = usersInWords(project, uses);
  const read = areMany(uses) ? 'read' : 'reads';
  const rest = othersInWords(project, uses);
  switch (change.kind) {
    case 'gone':
      return `${model} no longer has ${column}${users === '' ? '.' : `, which ${users} ${read}.`}${rest}`;
    case 'renamed':
      return `${column} of ${model} is renamed to \`${change.now.name}\`${users === '' ? '.' : `, but ${users} ${read} it by its old name.`}${rest}`;
    case 'type':
      return `${column} of ${model} is ${change.to} now and was ${change.from}${users === '' ? '.' : `; ${users} ${read} it.`}${rest}`;
  }
}

function fixesFor(project: Project, node: FileNode, change: ChangedColumn): readonly Fix[] {
  if (change.kind !== 'renamed') return [];
  const from = { node: nodeIdOf(node), column: change.column.name };
  const newName = change.now.name;
  let found: ColumnRename | undefined;
  const renamed = () => {
    found ??= renameReaders(project, from, newName);
    return found;
  };
  return [
    {
      title: `Rename \`${from.column}\` to \`${newName}\` downstream`,
      get edits() {
        return renamed().edits;
      },
      get left() {
        return renamed().left;
      },
      preferred: true,
      confirm: true,
      byHand: true,
    },
  ];
}

/** Columns that dbt doesn't know any more and that readers still name. */
function lostBefore(
  project: Project,
  node: FileNode,
  sql: ModelSql,
  told: ReadonlySet<string>,
): readonly Problem[] {
  const id = nodeIdOf(node);
  const known = nodeColumns(project, id);
  if (!known.complete || known.from !== 'sql') return [];
  const parsed = isParsedAsIs(project, id, sql.source) === true;
  return readersInVain(project, id, parsed).flatMap(({ name, uses }): readonly Problem[] => {
    if (told.has(name.toLowerCase()) || nodeColumn(project, id, name)) return [];
    const read = areMany(uses) ? 'read' : 'reads';
    return [
      {
        range: placeOfSelect(sql),
        message: `\`${nameOfNode(project, id)}\` has no \`${name}\`, which ${usersInWords(project, uses)} ${read}.`,
        related: placesOfUses(project, name, uses),
      },
    ];
  });
}
