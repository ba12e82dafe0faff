// What a model's SQL, saved or not, makes beside what its contract lists. Deliberately absent: types (contractTypes.ts), messages.

import { toSource } from '../../jinja/render/rendered.ts';
import { memo } from '../../memo.ts';
import { missingColumns } from '../../semantics/sql/missingColumns.ts';
import type { ModelSql } from '../../semantics/sql/modelSql.ts';
import { nodeColumns } from '../../semantics/sql/nodeColumns.ts';
import type { NodeId } from '../../semantics/sql/nodeId.ts';
import { columnKey, type NamedColumn } from '../../sql/columns.ts';
import type { QueryBody } from '../../sql/tree.ts';
import type { TextRange } from '../../text.ts';
import type { RuleContext } from '../rule.ts';
import {
  type Contract,
  type ContractColumn,
  comparesColumns,
  enforcedContracts,
  sqlOfContract,
} from './contract.ts';

/** A column of the SQL. */
export interface MadeHere {
  readonly column: NamedColumn;
  /** In the source: of the name, quotes included, of the star, or of the tag that makes it. */
  readonly range: TextRange;
  /** The text in the range is the column's name, or a star. */
  readonly verbatim: boolean;
}

/** A contract beside what the SQL makes. */
export interface Comparison {
  readonly sql: ModelSql;
  /** The `select` of the last query, in the source. */
  readonly select: TextRange;
  readonly missing: readonly ContractColumn[];
  readonly extra: readonly MadeHere[];
  /** In both; fields of structs left out. */
  readonly both: readonly { readonly listed: ContractColumn; readonly made: MadeHere }[];
  /** Listed and made with other letters, where the warehouse tells names apart by them. */
  readonly otherCase: readonly { readonly listed: ContractColumn; readonly made: MadeHere }[];
}

/**
 * What the SQL of an enforced contract's model makes beside it; undefined where dbt compares nothing or not all columns are known.
 */
export const comparisonOf: (contract: Contract) => Comparison | undefined = memo((contract) => {
  const { project, id, columns } = contract;
  if (contract.enforced !== true || columns.length === 0 || !comparesColumns(contract)) return undefined;
  const sql = sqlOfContract(contract);
  const known = sql && nodeColumns(project, id);
  if (!sql?.analysis || sql.unread.length > 0 || !known?.complete || known.from !== 'sql') return undefined;
  // A name that doesn't exist is another finding; perhaps it is being typed.
  if (missingColumns(sql).length > 0) return undefined;
  const made = new Map<string, MadeHere>();
  for (const column of sql.analysis.columns) {
    if (column.kind !== 'column' || isBeforeAlias(sql, column)) return undefined;
    const place = toSource(sql.rendered, column.nameRange);
    made.set(columnKey(column, sql.dialect), { column, ...place });
  }
  const listedKeys = new Set(columns.map(({ key }) => key));
  const pairs = columns.flatMap((listed) => {
    const found = made.get(listed.key);
    return found && !listed.nested ? [{ listed, made: found }] : [];
  });
  const otherCase = pairs.filter(({ listed, made: { column } }) => hasOtherCase(contract, listed, column));
  return {
    sql,
    select: selectOf(sql, sql.analysis.query.body),
    missing: onePerKey(columns.filter(({ key }) => !made.has(key))),
    extra: [...made].flatMap(([key, each]) => (listedKeys.has(key) ? [] : [each])),
    both: pairs,
    otherCase,
  };
});

const clauses = /^(?:from|where|join|left|right|inner|cross|full|group|order|union|limit)$/i;

/** An `as` whose alias isn't typed yet, or a qualifier whose column isn't, so that the next word is read in its place. */
function isBeforeAlias({ rendered }: ModelSql, { aliased, nameRange, expression }: NamedColumn): boolean {
  const name = expression?.kind === 'column' ? expression.path.at(-1) : undefined;
  if (name && !name.quoted && clauses.test(name.text)) return true;
  const behind = rendered.text.slice(nameRange.end, nameRange.end + 80);
  return !aliased && /^\s*\.|^\s+as\s*(?:,|\)|$|from\b)/i.test(behind);
}

/** The nodes of a file whose columns a rule about contracts judges, so that others need not say the same of them. */
export function judgedByContract(ctx: RuleContext, rule: string): ReadonlySet<NodeId> {
  if (ctx.project.context.severities.get(rule) === 'off') return new Set();
  const held = enforcedContracts(ctx).filter((contract) => comparisonOf(contract) !== undefined);
  return new Set(held.map(({ id }) => id));
}

/** DuckDB keeps the letters of an alias, and dbt compares the names that it gets, letter by letter. */
function hasOtherCase({ dialect }: Contract, listed: ContractColumn, column: NamedColumn): boolean {
  return dialect.id === 'duckdb' && column.aliased && column.name !== listed.name;
}

/** Fields of one struct are one column. */
function onePerKey(columns: readonly ContractColumn[]): readonly ContractColumn[] {
  const seen = new Set<string>();
  return columns.filter(({ key }) => !seen.has(key) && seen.add(key));
}

function selectOf(sql: ModelSql, body: QueryBody | undefined): TextRange {
  let first = body;
  while (first && first.kind !== 'select' && first.kind !== 'values')
    first = first.kind === 'query' ? first.body : first.left;
  const start = first?.range.start ?? 0;
  const word = /^\w+/.exec(sql.rendered.text.slice(start, start + 20))?.[0] ?? '';
  return toSource(sql.rendered, { start, end: start + Math.max(1, word.length) }).range;
}

/** How many columns of a contract come with the nearest names: they cost the more the more columns there are. */
export const explained = 50;
