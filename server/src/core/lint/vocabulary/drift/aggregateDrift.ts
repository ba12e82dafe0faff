// An aggregate of a column whose name the vocabulary's rename rules would have otherwise: `sum(ind_x)` is `n_x`.
// Deliberately absent: aggregates of expressions, which have no one name to rename.

import { modelSql } from '../../../semantics/sql/modelSql.ts';
import type { ColumnSource } from '../../../sql/analysis.ts';
import { columnKey, type NamedColumn } from '../../../sql/columns.ts';
import { makerOf } from '../../../sql/origins.ts';
import type { RenameRule, Vocabulary } from '../../../yaml/vocabulary.ts';
import type { JudgedColumn } from '../../columns/columns.ts';
import type { Problem, RuleContext } from '../../rule.ts';
import { isCoveredNode } from '../coveredNodes.ts';
import { type NamePart, type ParsedName, parseName } from '../parseName.ts';
import { renameFixes } from '../renameFixes.ts';

/** The problem of an aggregate that is named against a rule; undefined where no rule is for it. */
export function aggregateDrift(
  { project, path }: RuleContext,
  vocabulary: Vocabulary,
  column: JudgedColumn,
): Problem | undefined {
  if (vocabulary.renames.length === 0) return undefined;
  const sql = modelSql(project, path);
  const key = sql && columnKey(column, sql.dialect);
  const made = sql?.analysis?.columns.find(
    (each): each is NamedColumn => each.kind === 'column' && columnKey(each, sql.dialect) === key,
  );
  const aggregate = made && aggregateOf(made);
  if (!made || !aggregate || !sql?.analysis) return undefined;
  const origins = sql.analysis.originsOf(made);
  if (!origins.every(({ table }) => isCoveredNode(project, vocabulary, table.id))) return undefined;
  const before = parseName(vocabulary, aggregate.name);
  const after = parseName(vocabulary, column.name);
  for (const rule of vocabulary.renames) {
    if (rule.by !== aggregate.by) continue;
    const part = before.parts.find((each) => isStub(each, rule.from));
    if (!part || after.parts.some((each) => isStub(each, rule.to))) continue;
    const expected = renamed(before, part, rule);
    return {
      range: column.range,
      message: `\`${column.name}\` of ${column.owner} is \`${rule.by}(${aggregate.name})\`, which the vocabulary calls \`${expected}\`: \`${rule.from}\` becomes \`${rule.to}\`.`,
      fixes: () => renameFixes(project, column, expected),
    };
  }
  return undefined;
}

/** The function and the name of the column that a column is the plain aggregate of, through CTEs that pass it on. */
function aggregateOf(column: NamedColumn): { readonly by: string; readonly name: string } | undefined {
  const { how, inputs, expression } = makerOf(column);
  const [input, ...more] = inputs;
  if (how !== 'aggregate' || !input || more.length > 0) return undefined;
  if (expression?.kind !== 'function' || expression.args[0]?.kind !== 'column') return undefined;
  return { by: expression.name, name: nameOf(input.source) };
}

function nameOf(source: ColumnSource): string {
  return source.kind === 'query' ? source.column.name : source.name;
}

function isStub({ stub }: NamePart, name: string): boolean {
  return stub !== undefined && stub.name.toLowerCase() === name.toLowerCase();
}

/** The name with the new word in the place of the old. */
function renamed({ name }: ParsedName, { range, text }: NamePart, { to }: RenameRule): string {
  const upper = text === text.toUpperCase() && text !== text.toLowerCase();
  return name.slice(0, range.start) + (upper ? to.toUpperCase() : to) + name.slice(range.end);
}
