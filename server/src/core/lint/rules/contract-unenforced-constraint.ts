// contract-unenforced-constraint: a constraint that the warehouse doesn't check, or that dbt doesn't put on the table at all.

import { constraintSupport } from '../../semantics/constraintSupport.ts';
import { isYaml } from '../../semantics/modelFiles.ts';
import { setKey } from '../../yaml/edit/editYaml.ts';
import { type Contract, enforcedContracts } from '../contract/contract.ts';
import { constraintsOf, type WrittenConstraint } from '../contract/contractConstraints.ts';
import { addToColumn } from '../mend/mendYaml.ts';
import type { Fix, Problem, Rule, RuleContext } from '../rule.ts';

/** See `summary`. */
export const contractUnenforcedConstraint: Rule = {
  name: 'contract-unenforced-constraint',
  group: 'dbt contract',
  severity: 'hint',
  summary: 'A constraint of a contract that the warehouse doesn’t check, or that dbt leaves out.',
  why: `Most warehouses check \`not_null\` alone: a primary key is a note for people and tools there, and rows that break it are loaded all
the same. Some constraints can’t be written at all, and dbt leaves them out; views get none. A test finds what no constraint does. The
table of adapters is that of the adapters themselves, which dbt warns by; of others nothing is said, nor of \`custom\` constraints.
\`warn_unenforced: false\` or \`warn_unsupported: false\` on the constraint says that you know, to dbt too.`,
  bad: `# on Snowflake
columns:
  - name: order_id
    data_type: integer
    constraints:
      - type: unique`,
  good: `# on Snowflake
columns:
  - name: order_id
    data_type: integer
    constraints:
      - type: unique
        warn_unenforced: false
    data_tests: [unique]`,
  check(ctx) {
    if (!isYaml(ctx.path)) return [];
    return enforcedContracts(ctx).flatMap((contract) =>
      constraintsOf(contract).flatMap((each) => problemOf(ctx, contract, each)),
    );
  },
};

function problemOf(ctx: RuleContext, contract: Contract, constraint: WrittenConstraint): readonly Problem[] {
  const { materialized, label, project } = contract;
  const { type, range, warnUnenforced, warnUnsupported } = constraint;
  const adapter = project.artifacts.manifest?.metadata.adapterType;
  const problem = (message: string, key: string): readonly Problem[] => [
    { range, message, fixes: () => [...withTest(contract, constraint), ...quiet(ctx, constraint, key)] },
  ];
  if (materialized === 'view' || materialized === 'ephemeral') {
    if (!warnUnsupported) return [];
    const what = materialized === 'view' ? 'a view' : 'ephemeral';
    return problem(
      `dbt leaves out \`${type}\`: ${label} is ${what}, and only tables have constraints.`,
      'warn_unsupported',
    );
  }
  const support = constraintSupport(adapter, type);
  if (support === 'not_enforced' && warnUnenforced)
    return problem(`\`${type}\` is written down by ${adapter}, but never checked.`, 'warn_unenforced');
  if (support === 'not_supported' && warnUnsupported)
    return problem(`dbt leaves out \`${type}\`: ${adapter} has no such constraint.`, 'warn_unsupported');
  return [];
}

/** A test in place of the constraint. */
function withTest({ project, node, columns }: Contract, { type, column }: WrittenConstraint): readonly Fix[] {
  const test = type === 'primary_key' ? 'unique' : type;
  const listed = columns.find(({ written }) => written.name.text === column);
  if (!listed || (test !== 'unique' && test !== 'not_null')) return [];
  const edits = addToColumn(project, node, listed, { test });
  return edits.length > 0 ? [{ title: `Add the test \`${test}\` to \`${listed.name}\``, edits }] : [];
}

function quiet(
  { path, source }: RuleContext,
  { node, type }: WrittenConstraint,
  key: string,
): readonly Fix[] {
  const edit = setKey(source, node, key, false);
  return edit ? [{ title: `Set \`${key}: false\` on \`${type}\``, edits: [{ ...edit, path }] }] : [];
}
