// contract-breaking-change: a contract promises less than when dbt parsed the model last.

import type { Constraint, Detail } from '../../artifacts/types.ts';
import { constraintSupport } from '../../semantics/constraintSupport.ts';
import { isYaml } from '../../semantics/modelFiles.ts';
import { nameKey } from '../../sql/dialect.ts';
import type { TextRange } from '../../text.ts';
import { type Contract, contractsIn } from '../contract/contract.ts';
import { constraintsOf, type WrittenConstraint } from '../contract/contractConstraints.ts';
import { contractPlace } from '../contract/contractPlace.ts';
import type { Problem, Rule, RuleContext } from '../rule.ts';

/** See `summary`. */
export const contractBreakingChange: Rule = {
  name: 'contract-breaking-change',
  group: 'dbt contract',
  severity: 'warning',
  summary:
    'A contract promises less than in the last manifest: a column, type or constraint is gone, or the contract itself.',
  why: `Whoever reads a model with a contract relies on it. dbt compares contracts when it is given an earlier state
(\`state:modified\`): of a versioned model such a change is an error, of another a warning. Breaking is what dbt calls so: the contract is
enforced no more; a column is gone; its type has another name, lengths and case apart (\`int\` for \`integer\` too); a constraint is gone, or
another, that the warehouse enforces; a table that had constraints has become a view. New columns and new constraints break nothing.
Other letters of the same name, and what a constraint warns of, are no change here. A removed model isn’t found by this rule, nor an entry
taken out of YAML as a whole.`,
  bad: `# the last manifest: order_id integer, amount integer
columns:
  - { name: order_id, data_type: varchar }`,
  good: `# a new version of the model
versions:
  - v: 1
  - v: 2
    columns: [{ include: all, exclude: [amount] }]`,
  check(ctx) {
    return contractsIn(ctx).flatMap((contract): readonly Problem[] => {
      const { node, project, described, enforced } = contract;
      const before = node.entry && project.artifacts.manifest?.detail(node.entry);
      if (!before?.contractEnforced || !described || enforced === undefined) return [];
      if (!enforced)
        return at(
          ctx,
          contract,
          ['contract'],
          `The contract of ${contract.label} was enforced in the last manifest and isn’t any more${byDbt(contract)}`,
        );
      return [
        ...materialization(ctx, contract, before),
        ...(isYaml(ctx.path) ? [...columns(contract, before), ...constraints(contract, before)] : []),
      ];
    });
  },
};

function at(
  { path }: RuleContext,
  contract: Contract,
  keys: readonly string[],
  message: string,
): readonly Problem[] {
  const range = contractPlace(contract, path, keys);
  return range ? [{ range, message }] : [];
}

/** How dbt takes it. */
function byDbt({ node }: Contract): string {
  return node.entry?.version === undefined
    ? ': dbt calls that a breaking change.'
    : ': dbt refuses that of a version; a new version may have it.';
}

function columns(contract: Contract, before: Detail): readonly Problem[] {
  const { label, id } = contract;
  const now = new Map(
    contract.columns.map((each) => [fullKey(contract, each.written.name.text, each.quoted), each]),
  );
  const gone: string[] = [];
  const problems: Problem[] = [];
  for (const old of before.columns) {
    const found = now.get(fullKey(contract, old.name, old.quote));
    const type = found?.written.dataType;
    if (!found) gone.push(old.name);
    else if (
      type &&
      old.dataType !== undefined &&
      !type.text.includes('{{') &&
      bare(type.text) !== bare(old.dataType)
    )
      problems.push({
        range: type.range,
        message: `\`${old.name}\` of ${label} was declared as \`${old.dataType}\` in the last manifest${byDbt(contract)}`,
        about: { node: id, column: old.name },
      });
  }
  if (gone.length === 0) return problems;
  const names = gone
    .slice(0, 5)
    .map((name) => `\`${name}\``)
    .join(', ');
  const more = gone.length > 5 ? ` and ${gone.length - 5} more` : '';
  const message = `The contract of ${label} had ${names}${more} in the last manifest${byDbt(contract)}`;
  return [{ range: nameRange(contract), message }, ...problems];
}

/** The key of a whole name, that of a field with the column that it is in. */
function fullKey({ dialect }: Contract, text: string, quoted: boolean): string {
  const inQuotes = /^(["`])(.*)\1$/.exec(text);
  return nameKey({ text: inQuotes?.[2] ?? text, quoted: quoted || inQuotes !== null }, dialect);
}

/** A type as dbt compares it here: without lengths, in lower case, under no other name. */
function bare(type: string): string {
  return (type.split('(')[0] ?? '').trim().toLowerCase();
}

function constraints(contract: Contract, before: Detail): readonly Problem[] {
  if (before.materialized !== 'table' && before.materialized !== 'incremental') return [];
  const { label, project, columns: listed } = contract;
  const adapter = project.artifacts.manifest?.metadata.adapterType;
  const now = new Map<string | undefined, WrittenConstraint[]>();
  for (const each of constraintsOf(contract)) {
    const key = each.column?.toLowerCase();
    const known = now.get(key);
    if (known) known.push(each);
    else now.set(key, [each]);
  }
  const byName = new Map(listed.map((each) => [each.written.name.text.toLowerCase(), each]));
  const isGone = (old: Constraint, column: string | undefined): boolean =>
    constraintSupport(adapter, old.type) === 'enforced' &&
    !now
      .get(column?.toLowerCase())
      ?.some(
        (each) =>
          each.type === old.type &&
          (column !== undefined || each.columns.join() === old.columns.join()) &&
          (each.name === old.name || isTemplate(each.name)) &&
          (each.expression?.trim() === old.expression?.trim() || isTemplate(each.expression)),
      );
  const told = (old: Constraint, whose: string, range: TextRange): Problem => ({
    range,
    message: `${whose} of ${label} had the constraint \`${old.name ?? old.type}\`${old.expression === undefined ? '' : ` (\`${old.expression.trim()}\`)`} in the last manifest${byDbt(contract)}`,
  });
  return [
    ...before.constraints.flatMap((old) =>
      isGone(old, undefined) ? [told(old, 'The contract', nameRange(contract))] : [],
    ),
    ...before.columns.flatMap((column) => {
      const place = byName.get(column.name.toLowerCase());
      if (!place) return [];
      return column.constraints.flatMap((old) =>
        isGone(old, place.written.name.text)
          ? [told(old, `\`${column.name}\``, place.written.name.range)]
          : [],
      );
    }),
  ];
}

function isTemplate(text: string | undefined): boolean {
  return text?.includes('{{') === true;
}

function materialization(ctx: RuleContext, contract: Contract, before: Detail): readonly Problem[] {
  const { materialized, label } = contract;
  if (before.materialized !== 'table' && before.materialized !== 'incremental') return [];
  if (materialized === undefined || materialized === 'table' || materialized === 'incremental') return [];
  if (before.constraints.length === 0 && before.columns.every((each) => each.constraints.length === 0))
    return [];
  return at(
    ctx,
    contract,
    ['materialized'],
    `${label} was materialized as \`${before.materialized}\` in the last manifest, with constraints that \`${materialized}\` doesn’t have${byDbt(contract)}`,
  );
}

function nameRange({ described, node }: Contract): TextRange {
  const version = described?.entry.versions.find((each) => each.version.text === node.entry?.version);
  return (version?.version ?? described?.entry.name)?.range ?? { start: 0, end: 0 };
}
