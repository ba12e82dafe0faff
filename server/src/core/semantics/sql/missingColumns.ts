// The column references of a file's SQL that can't exist, as far as that is certain: every relation in question is known completely,
// and neither the reference nor what it reads hangs on something that the templates leave open. Deliberately absent: messages.

import { type SourcePlace, toSource } from '../../jinja/render/rendered.ts';
import { memo } from '../../memo.ts';
import type {
  QueryAnalysis,
  ResolvedReference,
  ScopeRelation,
  SelectScope,
  TableColumn,
} from '../../sql/analysis.ts';
import type { NamedColumn, OutputColumn } from '../../sql/columns.ts';
import type { SourceRelation } from '../../sql/scopes.ts';
import type { Name } from '../../sql/tree.ts';
import type { TextRange } from '../../text.ts';
import type { ModelSql } from './modelSql.ts';
import { openPartsOf } from './openParts.ts';
import { standsAlone } from './standsAlone.ts';

/** A reference to a column that none of its relations has. */
export interface MissingColumn {
  /** Of the name in the source, quotes included. */
  readonly range: TextRange;
  readonly name: Name;
  /** At least one. */
  readonly relations: readonly ScopeRelation[];
}

/** The references of a file that are surely missing, in the order of the text. A reference in a loop is missing in every turn. */
export const missingColumns: (sql: ModelSql) => readonly MissingColumn[] = memo((sql) => {
  const { analysis, rendered } = sql;
  if (!analysis || rendered.cut !== undefined) return [];
  if (!analysis.references.some(({ target }) => target.kind === 'missing')) return [];
  const scopes = scopesByRelation(analysis);
  const places = new Map<string, { place: SourcePlace; turns: ResolvedReference[] }>();
  for (const reference of analysis.references) {
    const place = toSource(rendered, reference.name.range);
    const key = `${place.range.start} ${place.range.end}`;
    const known = places.get(key);
    if (known) known.turns.push(reference);
    else places.set(key, { place, turns: [reference] });
  }
  return [...places.values()].flatMap(({ place, turns }): MissingColumn[] => {
    const [first] = turns;
    if (!first || !place.verbatim) return [];
    const relations = new Set<ScopeRelation>();
    for (const turn of turns) {
      const found = missingIn(sql, turn, scopes);
      if (!found) return [];
      for (const relation of found) relations.add(relation);
    }
    return [{ range: place.range, name: first.name, relations: [...relations] }];
  });
});

/** Whether a column has its name of a reference that is missing: the name is wrong, and nothing else is to be said of it. */
export function isMissing(sql: ModelSql, { aliased, nameRange }: NamedColumn): boolean {
  return !aliased && missingColumns(sql).some(({ name }) => name.range.start === nameRange.start);
}

type Scopes = ReadonlyMap<SourceRelation, SelectScope>;

function scopesByRelation(analysis: QueryAnalysis): Scopes {
  const found = new Map<SourceRelation, SelectScope>();
  for (const scope of analysis.scopes) for (const { source } of scope.relations) found.set(source, scope);
  return found;
}

/** The relations that lack the column; undefined where that isn't certain. */
function missingIn(
  sql: ModelSql,
  { reference, name, qualifier, clause, target }: ResolvedReference,
  scopes: Scopes,
): readonly ScopeRelation[] | undefined {
  if (target.kind !== 'missing' || target.relations.length === 0) return undefined;
  if (name.text === '') return undefined;
  if (reference.path.some(({ opaque }) => opaque)) return undefined;
  // A parser that doesn't tell where a name stands gives the place of something around it.
  if (!sql.rendered.text.slice(name.range.start, name.range.end).includes(name.text)) return undefined;
  if (name.range.end - name.range.start > name.text.length + 2) return undefined;
  if (sql.analysis && !standsAlone(sql.rendered.text, sql.analysis, reference.range)) return undefined;
  const parts = openPartsOf(sql);
  if (!toSource(sql.rendered, reference.range).verbatim || parts.isOpen(reference.range)) return undefined;
  const relations: ScopeRelation[] = [];
  for (const source of target.relations) {
    const scope = scopes.get(source);
    const relation = scope?.relations.find((each) => each.source === source);
    if (!scope || !relation?.complete || relation.columns.length === 0) return undefined;
    if (clause === 'from' && !qualifier && isAlias(scope, name)) return undefined;
    if (!hasNames(relation.columns) || parts.isOpenFrom(scope.select)) return undefined;
    if (source.query && parts.isOpenQuery(source.query)) return undefined;
    relations.push(relation);
  }
  return relations;
}

/** Some warehouses know the aliases of a select in the conditions of its joins too. */
function isAlias({ output }: SelectScope, name: Name): boolean {
  const folded = name.text.toLowerCase();
  return output.some(
    (column) => column.kind === 'column' && column.aliased && column.name.toLowerCase() === folded,
  );
}

function hasNames(columns: readonly (OutputColumn | TableColumn)[]): boolean {
  return columns.every((column) => !('kind' in column) || column.kind === 'column');
}
