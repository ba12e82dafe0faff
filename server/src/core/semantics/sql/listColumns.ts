// Which columns a node has, by whatever tells it best. Deliberately absent: their types.

import type { CatalogColumn, DeclaredColumn } from '../../artifacts/types.ts';
import { toSource } from '../../jinja/render/rendered.ts';
import { columnKey, type NamedColumn } from '../../sql/columns.ts';
import { type Dialect, dialectOf, nameKey } from '../../sql/dialect.ts';
import type { ModelSql } from './modelSql.ts';
import type { ColumnsFrom } from './nodeColumns.ts';
import type { NodeFacts } from './nodeFacts.ts';
import { hasOpenColumns } from './openParts.ts';
import { seedColumns } from './seedColumns.ts';
import { snapshotColumns } from './snapshotColumns.ts';

/** A column with what each source has of it. */
export interface ListedColumn {
  readonly name: string;
  readonly quoted: boolean;
  readonly made: NamedColumn | undefined;
  readonly declared: DeclaredColumn | undefined;
  readonly built: CatalogColumn | undefined;
}

/** The columns of a node in their order. */
export interface ColumnList {
  readonly listed: readonly ListedColumn[];
  readonly complete: boolean;
  readonly from: ColumnsFrom;
}

interface Spelled {
  readonly name: string;
  readonly quoted: boolean;
}

/** See the head of this file. `sql` is undefined where the node has none. */
export function listColumns(facts: NodeFacts, sql: ModelSql | undefined): ColumnList {
  const dialect = dialectOf(facts.adapterType);
  const made = new Map<string, NamedColumn>();
  for (const column of sql?.analysis?.columns ?? []) {
    if (column.kind !== 'column') continue;
    const key = columnKey(column, dialect);
    if (!made.has(key)) made.set(key, column);
  }
  const inSql: readonly (Spelled | NamedColumn)[] = [...made.values(), ...snapshotColumns(facts, sql)];
  const { catalog } = facts;
  const built = builtNames(catalog ?? [], dialect);
  const declared = facts.declared.map(({ name, quote }) => ({ name, quoted: quote }));
  const { names, complete, from } = best();

  function best(): { names: readonly Spelled[]; complete: boolean; from: ColumnsFrom } {
    const whole =
      sql?.analysis?.complete === true &&
      sql.rendered.cut === undefined &&
      !hasOpenColumns(sql) &&
      !contradicted();
    // A name that stands twice is another in the warehouse, or none.
    if (whole && made.size === sql.analysis.columns.length)
      return { names: inSql, complete: true, from: 'sql' };
    if (facts.contractEnforced && declared.length > 0)
      return { names: declared, complete: true, from: 'contract' };
    const seed = seedColumns(facts, dialect);
    if (seed) return { ...seed, from: 'seed' };
    // What was typed since isn't in the catalog.
    if (catalog) {
      const typed = inSql.filter((column) => !('nameRange' in column) || isWritten(sql, column));
      return { names: [...built, ...typed], complete: facts.asBuilt, from: 'catalog' };
    }
    if (made.size > 0) return { names: [...inSql, ...declared], complete: false, from: 'sql' };
    return { names: declared, complete: false, from: declared.length > 0 ? 'YAML' : 'nothing' };
  }

  /**
   * The text is as it was built, macros or conditions that aren't known make its columns, and the warehouse has others: they saw there
   * what nobody sees here.
   */
  function contradicted(): boolean {
    if (!facts.asBuilt || !catalog || !sql) return false;
    const plain =
      sql.rendered.choices.length === 0 && [...made.values()].every((each) => isWritten(sql, each));
    if (plain) return false;
    const keys = new Set(
      [...inSql, ...built].map(({ name, quoted }) => nameKey({ text: name, quoted }, dialect)),
    );
    return keys.size !== built.length || keys.size !== inSql.length;
  }

  const builtBy = new Map(
    catalog?.map((column, index) => [columnKey(built[index] ?? asWritten(column.name), dialect), column]),
  );
  const declaredBy = new Map(facts.declared.map((column) => [column.name.toLowerCase(), column]));
  const listed = new Map<string, ListedColumn>();
  for (const { name, quoted } of names) {
    const key = nameKey({ text: name, quoted }, dialect);
    if (listed.has(key)) continue;
    const own = made.get(key);
    const yml = declaredBy.get(name.toLowerCase());
    const spelled = spelling(key, yml, own ?? { name, quoted }, dialect);
    listed.set(key, { ...spelled, made: own, declared: yml, built: builtBy.get(key) });
  }
  return { listed: [...listed.values()], complete, from };
}

/** Whether the text itself names a column, or passes all of a relation on. */
function isWritten(sql: ModelSql | undefined, column: Pick<NamedColumn, 'nameRange'>): boolean {
  return sql !== undefined && toSource(sql.rendered, column.nameRange).verbatim;
}

/** The name as YAML has it where that is the same name without quotes. */
function spelling(key: string, yml: DeclaredColumn | undefined, own: Spelled, dialect: Dialect): Spelled {
  if (yml && nameKey({ text: yml.name, quoted: yml.quote }, dialect) === key)
    return { name: yml.name, quoted: yml.quote };
  return { name: own.name, quoted: own.quoted };
}

/** The names of the warehouse, in quotes where they aren't what they would be without. */
function builtNames(catalog: readonly CatalogColumn[], dialect: Dialect): readonly Spelled[] {
  // The catalog of Oracle has all names in lower case, which there none has without quotes.
  const lowered = dialect.folding === 'upper' && catalog.every(({ name }) => name === name.toLowerCase());
  return catalog.map(({ name }) => {
    const plain = { name, quoted: false };
    return lowered || columnKey(plain, dialect) === columnKey(asWritten(name), dialect)
      ? plain
      : asWritten(name);
  });
}

function asWritten(name: string): Spelled {
  return { name, quoted: true };
}
