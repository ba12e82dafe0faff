// contract-missing-column: an enforced contract lists a column that the model's SQL doesn't make.

import { didYouMean, nearestNames } from '../../nearest.ts';
import { isYaml } from '../../semantics/modelFiles.ts';
import { type Contract, type ContractColumn, enforcedContracts } from '../contract/contract.ts';
import { removeFromContract, renameInSql } from '../contract/contractFixes.ts';
import { type Comparison, comparisonOf, explained } from '../contract/contractMade.ts';
import type { Problem, Rule, RuleContext } from '../rule.ts';

/** See `summary`. */
export const contractMissingColumn: Rule = {
  name: 'contract-missing-column',
  group: 'dbt contract',
  severity: 'error',
  summary: 'An enforced contract lists a column that the model’s SQL doesn’t make.',
  why: `dbt compares the columns of the query with those of the contract before it builds a table, view or incremental model, and
refuses the model. The finding stands at the YAML column and at the last \`select\` of the SQL, both as they are in the editor. Names
are compared as the warehouse compares them: DuckDB keeps the letters of an alias, and there \`ID\` isn’t \`id\`. Of a versioned model
the columns that \`include\` and \`exclude\` leave it count. Nothing is said where not all columns of the SQL are known, and of
materializations for which dbt compares nothing.`,
  bad: `models:
  - name: orders # select order_id from …
    config: { contract: { enforced: true } }
    columns:
      - { name: order_id, data_type: integer }
      - { name: amount, data_type: integer }`,
  good: `models:
  - name: orders # select order_id, amount from …
    config: { contract: { enforced: true } }
    columns:
      - { name: order_id, data_type: integer }
      - { name: amount, data_type: integer }`,
  check(ctx) {
    return enforcedContracts(ctx).flatMap((contract) => {
      const found = comparisonOf(contract);
      if (!found) return [];
      return [
        ...found.missing.map((column, index) => missing(ctx, contract, found, column, index < explained)),
        ...found.otherCase.map((pair) => otherCase(ctx, contract, found, pair)),
      ];
    });
  },
};

function missing(
  { path }: RuleContext,
  contract: Contract,
  found: Comparison,
  listed: ContractColumn,
  withNear: boolean,
): Problem {
  const { described, label, id, node } = contract;
  const names = new Map(withNear ? found.extra.map((each) => [each.column.name, each] as const) : []);
  const near = nearestNames(listed.name, names.keys()).slice(0, 3);
  const inYaml = isYaml(path);
  return {
    range: inYaml ? listed.written.name.range : found.select,
    message: `The contract of ${label} lists \`${listed.name}\`, but its SQL doesn’t make it${didYouMean(near) || '.'}`,
    related: [
      inYaml
        ? { path: node.path, range: found.select, message: `${label} is made here.` }
        : {
            path: described?.path ?? path,
            range: listed.written.name.range,
            message: `\`${listed.name}\` is listed here.`,
          },
    ],
    fixes: () => [
      ...near.flatMap((name) => {
        const made = names.get(name);
        return made ? renameInSql(found.sql, made.column, listed) : [];
      }),
      ...removeFromContract(contract, listed.written.name.text),
    ],
    about: { node: id, column: listed.name },
  };
}

function otherCase(
  { path }: RuleContext,
  contract: Contract,
  found: Comparison,
  { listed, made }: Comparison['otherCase'][number],
): Problem {
  const { label, id, described, node } = contract;
  const inYaml = isYaml(path);
  return {
    range: inYaml ? listed.written.name.range : made.range,
    message: `The contract of ${label} lists \`${listed.name}\`, but its SQL makes \`${made.column.name}\`: dbt compares names of DuckDB letter by letter.`,
    related: [
      inYaml
        ? { path: node.path, range: made.range, message: `\`${made.column.name}\` is made here.` }
        : {
            path: described?.path ?? path,
            range: listed.written.name.range,
            message: `\`${listed.name}\` is listed here.`,
          },
    ],
    fixes: () => renameInSql(found.sql, made.column, listed),
    about: { node: id, column: listed.name },
  };
}
