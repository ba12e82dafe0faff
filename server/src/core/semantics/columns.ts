// The columns that are known of a node without reading its SQL: what the warehouse has (catalog) and what YAML declares,
// merged. Deliberately absent: columns of unsaved SQL.

import type { Constraint, DeclaredColumn, Entry } from '../artifacts/types.ts';
import type { Project } from '../project.ts';

/** A column and where its type is known from. */
export interface KnownColumn {
  readonly name: string;
  readonly type: string | undefined;
  readonly typeFrom: 'catalog' | 'contract' | 'YAML' | undefined;
  readonly declared: DeclaredColumn | undefined;
}

/**
 * Columns in the order of the warehouse, then those only declared. Names are compared without case: a catalog spells them as
 * its warehouse folds them, and the declared spelling is shown.
 */
export function knownColumns(project: Project, entry: Entry): readonly KnownColumn[] {
  const detail = project.artifacts.manifest?.detail(entry);
  const relation = project.artifacts.catalog?.relation(entry.uniqueId);
  const declared = new Map(detail?.columns.map((column) => [column.name.toLowerCase(), column]));
  const built = (relation?.columns ?? []).map((column): KnownColumn => {
    const yml = declared.get(column.name.toLowerCase());
    declared.delete(column.name.toLowerCase());
    return { name: yml?.name ?? column.name, type: column.type, typeFrom: 'catalog', declared: yml };
  });
  const rest = [...declared.values()].map((column): KnownColumn => {
    const typeFrom = detail?.contractEnforced ? 'contract' : 'YAML';
    return {
      name: column.name,
      type: column.dataType,
      typeFrom: column.dataType === undefined ? undefined : typeFrom,
      declared: column,
    };
  });
  return [...built, ...rest];
}

/**
 * Which constraints each adapter enforces, of check, not_null, unique, primary_key and foreign_key; the rest is metadata or not
 * supported. Source: `CONSTRAINT_SUPPORT` of each adapter. An adapter that isn't here isn't judged.
 */
const enforced: ReadonlyMap<string, readonly string[]> = new Map([
  ['postgres', ['check', 'not_null', 'unique', 'primary_key', 'foreign_key']],
  ['duckdb', ['check', 'not_null', 'unique', 'primary_key', 'foreign_key']],
  ['redshift', ['not_null']],
  ['snowflake', ['not_null']],
  ['bigquery', ['not_null']],
  ['databricks', ['check', 'not_null']],
  ['spark', []],
  ['athena', []],
]);

/** Whether the adapter enforces a constraint; undefined when that isn't known. */
export function isEnforced(adapter: string | undefined, constraint: Constraint): boolean | undefined {
  const list = enforced.get(adapter ?? '');
  return constraint.type === 'custom' ? undefined : list?.includes(constraint.type);
}
