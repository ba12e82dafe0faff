// contract-extra-column: the SQL of a model makes a column that its enforced contract doesn't list.

import { didYouMean, nearestNames } from '../../nearest.ts';
import { isYaml } from '../../semantics/modelFiles.ts';
import { type Contract, enforcedContracts } from '../contract/contract.ts';
import { addToContract, renameInSql } from '../contract/contractFixes.ts';
import { type Comparison, comparisonOf, explained, type MadeHere } from '../contract/contractMade.ts';
import { sqlType } from '../contract/contractTypes.ts';
import type { Problem, RelatedPlace, Rule, RuleContext } from '../rule.ts';

/** See `summary`. */
export const contractExtraColumn: Rule = {
  name: 'contract-extra-column',
  group: 'dbt contract',
  severity: 'error',
  summary: 'The SQL of a model makes a column that its enforced contract doesn’t list.',
  why: `dbt refuses a model whose query has other columns than its contract, more of them too. The finding stands at the column in the
SQL, or at the star that brings it, and once for all of them at the name of the model in YAML. \`contract-missing-column\` tells when
names are the same and when nothing is said.`,
  bad: `-- the contract of orders lists order_id
select order_id, amount from {{ ref('stg_orders') }}`,
  good: `-- the contract of orders lists order_id
select order_id from {{ ref('stg_orders') }}`,
  check(ctx) {
    return enforcedContracts(ctx).flatMap((contract) => {
      const found = comparisonOf(contract);
      if (!found || found.extra.length === 0) return [];
      return isYaml(ctx.path) ? inYaml(contract, found) : inSql(ctx, contract, found);
    });
  },
};

function inSql({ path }: RuleContext, contract: Contract, found: Comparison): readonly Problem[] {
  const { label, id, described } = contract;
  const byPlace = new Map<number, MadeHere[]>();
  for (const each of found.extra) {
    const known = byPlace.get(each.range.start);
    if (known) known.push(each);
    else byPlace.set(each.range.start, [each]);
  }
  const related: readonly RelatedPlace[] = described
    ? [{ path: described.path, range: described.entry.name.range, message: `The contract of ${label}.` }]
    : [];
  return [...byPlace.values()].flatMap((columns, index): readonly Problem[] => {
    const [first] = columns;
    if (!first) return [];
    const { name } = first.column;
    const near = columns.length > 1 || index >= explained ? [] : nearMissing(found, name);
    const message = `${listOf(columns)} in the contract of ${label}${didYouMean(near) || '.'}`;
    return [
      {
        range: first.range,
        message,
        related: path === described?.path ? [] : related,
        fixes: () => [
          ...found.missing.flatMap((listed) =>
            near.includes(listed.name) ? renameInSql(found.sql, first.column, listed) : [],
          ),
          ...columns.flatMap((each) => add(contract, found, each)),
        ],
        ...(columns.length === 1 ? { about: { node: id, column: name } } : {}),
      },
    ];
  });
}

function inYaml(contract: Contract, found: Comparison): readonly Problem[] {
  const { described, label, id, node } = contract;
  const [first] = found.extra;
  if (!described || !first) return [];
  const version = described.entry.versions.find((each) => each.version.text === node.entry?.version);
  return [
    {
      range: (version?.version ?? described.entry.name).range,
      message: `${listOf(found.extra)} in the contract of ${label}, but its SQL makes ${found.extra.length > 1 ? 'them' : 'it'}.`,
      related: found.extra.slice(0, 5).map(({ range, column }) => ({
        path: node.path,
        range,
        message: `\`${column.name}\` is made here.`,
      })),
      fixes: () => found.extra.flatMap((each) => add(contract, found, each)),
      about: { node: id, column: first.column.name },
    },
  ];
}

function add(contract: Contract, { sql }: Comparison, { column }: MadeHere) {
  return addToContract(contract, column, sqlType(contract.project, sql, column)?.text);
}

function nearMissing(found: Comparison, name: string): readonly string[] {
  return nearestNames(
    name,
    found.missing.map((each) => each.name),
  ).slice(0, 3);
}

function listOf(columns: readonly MadeHere[]): string {
  const names = columns.slice(0, 5).map(({ column }) => `\`${column.name}\``);
  const more = columns.length > names.length ? ` and ${columns.length - names.length} more` : '';
  return columns.length === 1 ? `The column ${names.join('')} isn’t` : `${names.join(', ')}${more} aren’t`;
}
