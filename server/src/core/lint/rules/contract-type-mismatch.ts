// contract-type-mismatch: a column of an enforced contract has no type there, or the SQL gives it another.

import { isYaml } from '../../semantics/modelFiles.ts';
import {
  type Contract,
  type ContractColumn,
  comparesColumns,
  enforcedContracts,
} from '../contract/contract.ts';
import { castTo, declareType } from '../contract/contractFixes.ts';
import { type Comparison, comparisonOf, type MadeHere } from '../contract/contractMade.ts';
import { isOtherType, type SqlType, sqlType } from '../contract/contractTypes.ts';
import type { Problem, Rule, RuleContext } from '../rule.ts';

/** See `summary`. */
export const contractTypeMismatch: Rule = {
  name: 'contract-type-mismatch',
  group: 'dbt contract',
  severity: 'error',
  summary: 'A column of an enforced contract has no `data_type`, or the SQL gives it another type.',
  why: `Before it builds the model, dbt asks the warehouse for the types of the query and of the contract and compares what it is told.
Names of one type are the same to it (\`int\` and \`integer\`), and lengths are, as a rule; DuckDB compares the digits of decimals too,
Postgres takes \`smallint\` for \`integer\` but not \`bigint\`, and Snowflake all whole and decimal numbers for one type. A type is judged
where a cast, a literal, a function, an aggregate, the catalog or the contract of what is read says it; otherwise nothing is said.
A column without \`data_type\` is refused as well.`,
  bad: `-- the contract of orders declares amount as integer
select cast(amount as varchar) as amount from {{ ref('stg_orders') }}`,
  good: `-- the contract of orders declares amount as integer
select cast(amount as integer) as amount from {{ ref('stg_orders') }}`,
  check(ctx) {
    return enforcedContracts(ctx).flatMap((contract) => {
      const found = comparisonOf(contract);
      return [
        ...(isYaml(ctx.path) && comparesColumns(contract) ? withoutType(contract, found) : []),
        ...(found?.both.flatMap((pair) => mismatch(ctx, contract, found, pair)) ?? []),
      ];
    });
  },
};

function withoutType(contract: Contract, found: Comparison | undefined): readonly Problem[] {
  const { label, project, id } = contract;
  const withFields = new Set(contract.columns.flatMap(({ nested, key }) => (nested ? [key] : [])));
  return contract.columns.flatMap((listed): readonly Problem[] => {
    const { written, name, nested, key } = listed;
    // What a field is in may be given without a type of its own.
    if (written.dataType || (withFields.has(key) && !nested)) return [];
    const fixes = () => {
      const made = found?.both.find((pair) => pair.listed === listed)?.made;
      const text = found && made && sqlType(project, found.sql, made.column)?.text;
      return text === undefined ? [] : declareType(contract, listed, text);
    };
    return [
      {
        range: written.name.range,
        message: `\`${written.name.text}\` has no \`data_type\`, and the contract of ${label} needs one for every column.`,
        fixes,
        about: { node: id, column: name },
      },
    ];
  });
}

function mismatch(
  { path }: RuleContext,
  contract: Contract,
  { sql }: Comparison,
  { listed, made }: { readonly listed: ContractColumn; readonly made: MadeHere },
): readonly Problem[] {
  const { project, label, id, described, node } = contract;
  const declared = listed.written.dataType;
  if (!declared || declared.text.includes('{{')) return [];
  const adapter = project.artifacts.manifest?.metadata.adapterType;
  const type = sqlType(project, sql, made.column);
  if (!type || !isOtherType(adapter, declared.text, type)) return [];
  const inYaml = isYaml(path);
  return [
    {
      range: inYaml ? declared.range : made.range,
      message: `\`${listed.name}\` of ${label} is ${inWords(type)}, but the contract declares it as \`${declared.text}\`.`,
      related: [
        inYaml
          ? { path: node.path, range: made.range, message: `\`${listed.name}\` is made here.` }
          : {
              path: described?.path ?? path,
              range: declared.range,
              message: `It is declared as \`${declared.text}\` here.`,
            },
      ],
      fixes: () => [
        ...castTo(sql, made.column, declared.text),
        ...(type.text === undefined ? [] : declareType(contract, listed, type.text)),
      ],
      about: { node: id, column: listed.name },
    },
  ];
}

function inWords({ text, base, from }: SqlType): string {
  return `\`${text ?? base}\` ${from}`;
}
