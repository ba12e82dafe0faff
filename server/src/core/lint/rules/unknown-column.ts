// unknown-column: a column that none of the relations it is read from has.

import { didYouMean, nearestNames } from '../../nearest.ts';
import type { Project } from '../../project.ts';
import { nodeOfFile } from '../../semantics/modelFiles.ts';
import { packageNameOf, rootPackageName } from '../../semantics/packages.ts';
import { type MissingColumn, missingColumns } from '../../semantics/sql/missingColumns.ts';
import { type ModelSql, modelSql } from '../../semantics/sql/modelSql.ts';
import type { NodeId } from '../../semantics/sql/nodeId.ts';
import type { ScopeRelation } from '../../sql/analysis.ts';
import {
  catalogAge,
  certaintyOf,
  columnNodesOf,
  relationName,
  relationPlace,
} from '../columns/columnSources.ts';
import { quotedName, spelledAs } from '../columns/quoted.ts';
import { isDisabled } from '../disabled.ts';
import type { Problem, RelatedPlace, Rule } from '../rule.ts';

/** See `summary`. */
export const unknownColumn: Rule = {
  name: 'unknown-column',
  group: 'names',
  severity: 'warning',
  summary: 'A column that none of the models, sources, CTEs or subqueries it is read from has.',
  why: `The warehouse refuses the query, but only when it is run. A relation is judged only where all its columns are known: by
its own SQL, saved or not, with every star resolved, by an enforced contract, by a seed’s header or by the catalog, whose age
the message then gives. Columns that only YAML lists never suffice. Nothing is said of names that a template makes, nor where a
condition or loop that isn’t known without running dbt decides what there is.`,
  bad: `-- stg_orders has amount
select order_id, amout from {{ ref('stg_orders') }}`,
  good: `select order_id, amount from {{ ref('stg_orders') }}`,
  check({ project, path, now }) {
    if (packageNameOf(project, path) !== rootPackageName(project)) return [];
    const node = nodeOfFile(project, path);
    const sql = node && modelSql(project, path);
    if (!sql || isDisabled(project, node, sql)) return [];
    const nodesByRelation = new Map<ScopeRelation, readonly NodeId[]>();
    const nodesOf = (relation: ScopeRelation): readonly NodeId[] => {
      const nodes = nodesByRelation.get(relation) ?? columnNodesOf(project, sql, relation);
      nodesByRelation.set(relation, nodes);
      return nodes;
    };
    return missingColumns(sql).flatMap((missing, index) => {
      const nodes = missing.relations.flatMap(nodesOf);
      return problemOf(project, sql, missing, { nodes, brief: index >= explained, now });
    });
  },
};

/** How many problems of a file come with all there is to say: the nearest names cost the more the more columns there are. */
const explained = 50;

interface Known {
  /** That decide which columns the relations have. */
  readonly nodes: readonly NodeId[];
  /** Without the nearest names and places. */
  readonly brief: boolean;
  readonly now: number;
}

function problemOf(
  project: Project,
  sql: ModelSql,
  missing: MissingColumn,
  { nodes, brief, now }: Known,
): readonly Problem[] {
  const { range, relations } = missing;
  const certainty = certaintyOf(project, nodes, missing.name.text);
  if (certainty === 'open') return [];
  const suggestions = brief ? [] : suggestionsFor(sql, missing);
  const places = brief ? [] : relations.slice(0, 3);
  const names = [...new Set(relations.map((relation) => relationName(project, relation)))];
  const lacks = lackOf(names, missing.name.text) + (certainty === 'catalog' ? catalogAge(project, now) : '');
  const problem: Problem = {
    range,
    message: `${lacks}${didYouMean(suggestions) || '.'}`,
    related: places.flatMap((relation) => related(project, sql, relation)),
    suggestions,
  };
  return [problem];
}

function lackOf(names: readonly string[], column: string): string {
  const [first = '', second = ''] = names;
  const capital = first.slice(0, 1).toUpperCase() + first.slice(1);
  if (names.length === 1) return `${capital} has no column \`${column}\``;
  if (names.length === 2) return `Neither ${first} nor ${second} has a column \`${column}\``;
  return `None of the ${names.length} relations read here has a column \`${column}\``;
}

/** The nearest columns of the relations, written as the SQL needs them. */
function suggestionsFor({ dialect }: ModelSql, { name, relations }: MissingColumn): readonly string[] {
  const written = new Map<string, string>();
  for (const { columns } of relations) {
    for (const column of columns) {
      if ('kind' in column && column.kind !== 'column') continue;
      const spelled = spelledAs(column, name.text, dialect);
      written.set(spelled, quotedName({ name: spelled, quoted: column.quoted }, dialect));
    }
  }
  return nearestNames(name.text, written.keys()).map((near) => written.get(near) ?? near);
}

function related(project: Project, sql: ModelSql, relation: ScopeRelation): readonly RelatedPlace[] {
  const place = relationPlace(project, sql, relation);
  if (!place) return [];
  const name = relationName(project, relation);
  return [{ ...place, message: `${name.slice(0, 1).toUpperCase()}${name.slice(1)} is defined here.` }];
}
