// contract-refused: an enforced contract that dbt refuses before it looks at any column.

import { isYaml } from '../../semantics/modelFiles.ts';
import { type Contract, comparesColumns, enforcedContracts } from '../contract/contract.ts';
import { configured } from '../contract/contractConfig.ts';
import { contractPlace } from '../contract/contractPlace.ts';
import type { Problem, Rule } from '../rule.ts';

/** See `summary`. */
export const contractRefused: Rule = {
  name: 'contract-refused',
  group: 'dbt contract',
  severity: 'error',
  summary:
    'An enforced contract that dbt refuses as such: without columns, on a Python model, or on an incremental model that takes on any columns.',
  why: `dbt can hold no contract of a Python model, and a contract without columns is none. An incremental model keeps its contract only
where \`on_schema_change\` is \`append_new_columns\` or \`fail\`: dbt refuses the others, the default \`ignore\` too. In the first and the
last case dbt stops while it parses, so that nothing else runs either.`,
  bad: `models:
  - name: orders
    config:
      materialized: incremental
      contract: { enforced: true }`,
  good: `models:
  - name: orders
    config:
      materialized: incremental
      on_schema_change: append_new_columns
      contract: { enforced: true }`,
  check(ctx) {
    return enforcedContracts(ctx).flatMap((contract): readonly Problem[] => {
      const found = reasonOf(contract);
      const range = found && contractPlace(contract, ctx.path, found.keys);
      return range ? [{ range, message: found.message }] : [];
    });
  },
};

interface Reason {
  readonly message: string;
  /** Of the configuration, where the finding is drawn. */
  readonly keys: readonly string[];
}

function reasonOf(contract: Contract): Reason | undefined {
  const { python, label, columns, described, project, texts } = contract;
  if (python) return { message: `dbt refuses a contract of a Python model: ${label}.`, keys: ['contract'] };
  if (columns.length === 0 && (described || comparesColumns(contract))) {
    const where =
      described && isYaml(described.path) ? 'lists no columns' : 'has no YAML that lists its columns';
    return { message: `dbt refuses the contract of ${label}, which ${where}.`, keys: ['contract'] };
  }
  const materialized = configured(project, texts, 'materialized');
  const onChange = configured(project, texts, 'on_schema_change');
  if (materialized === 'unknown' || materialized?.value !== 'incremental' || onChange === 'unknown')
    return undefined;
  const value = onChange ? onChange.value : 'ignore';
  if (value === 'append_new_columns' || value === 'fail') return undefined;
  return {
    message: `dbt refuses the contract of ${label}: an incremental model needs \`on_schema_change\` to be \`append_new_columns\` or \`fail\`, and it is \`${String(value)}\`.`,
    keys: ['on_schema_change', 'contract'],
  };
}
