// The column references of a file's SQL that can't exist, as far as that is certain: every relation in question is known completely,
// and neither the reference nor what it reads hangs on something that the templates leave open. Deliberately absent: messages.

import { type SourcePlace, toSource } from '../jinja/render/rendered.ts';
import type { ModelSql } from '../semantics/sql/modelSql.ts';
import type {
  QueryAnalysis,
  ResolvedReference,
  ScopeRelation,
  SelectScope,
  TableColumn,
} from '../sql/analysis.ts';
import type { OutputColumn } from '../sql/columns.ts';
import type { SourceRelation } from '../sql/scopes.ts';
import type { FromItem, Name, Query, Select } from '../sql/tree.ts';
import type { TextRange } from '../text.ts';

/** A reference to a column that none of its relations has. */
export interface MissingColumn {
  /** Of the name in the source, quotes included. */
  readonly range: TextRange;
  readonly name: Name;
  /** At least one. */
  readonly relations: readonly ScopeRelation[];
}

/** The references of a file that are surely missing, in the order of the text. A reference in a loop is missing in every turn. */
export function missingColumns(sql: ModelSql): readonly MissingColumn[] {
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
    const found = turns.flatMap((turn) => missingIn(sql, turn, scopes) ?? []);
    if (found.length < turns.length) return [];
    return [{ range: place.range, name: first.name, relations: [...new Set(found.flat())] }];
  });
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
  if (!toSource(sql.rendered, reference.range).verbatim || isOpen(sql, reference.range)) return undefined;
  const relations: ScopeRelation[] = [];
  for (const source of target.relations) {
    const scope = scopes.get(source);
    const relation = scope?.relations.find((each) => each.source === source);
    if (!scope || !relation?.complete || relation.columns.length === 0) return undefined;
    if (clause === 'from' && !qualifier && isAlias(scope, name)) return undefined;
    if (!hasNames(relation.columns) || isOpenFrom(sql, scope.select)) return undefined;
    if (source.query && isOpenQuery(sql, source.query, new Set())) return undefined;
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

/** Whether a stretch of the rendered text holds, or lies in, something that isn't known or that there may be any number of. */
function isOpen(sql: ModelSql, range: TextRange): boolean {
  const { marks } = sql.rendered;
  return marks.some((mark) => mark.kind !== 'relation' && overlap(mark.range, range)) || isChosen(sql, range);
}

/** Whether something in a FROM that no relation or condition holds may add, take away or change relations. */
function isOpenFrom(sql: ModelSql, { clauses, from }: Select): boolean {
  const clause = clauses.find(({ name }) => name === 'from');
  if (!clause) return true;
  if (isChosen(sql, clause.range)) return true;
  const inside = (item: FromItem) => [item.on?.range, isNested(item) ? item.relation.range : undefined];
  const harmless = from.flatMap(inside).filter((range) => range !== undefined);
  return sql.rendered.marks.some(
    ({ kind, range }) =>
      kind !== 'relation' &&
      overlap(range, clause.range) &&
      !harmless.some((each) => each.start <= range.start && range.end <= each.end),
  );
}

/** Whether a relation's own completeness says what is known of everything in it. */
function isNested({ relation }: FromItem): boolean {
  return relation.kind === 'query';
}

/** Whether the list of a query's columns, or of what it reads by a star, hangs on a condition that isn't known. */
function isOpenQuery(sql: ModelSql, query: Query, seen: Set<Query>): boolean {
  if (seen.has(query)) return false;
  seen.add(query);
  if (isChosen(sql, query.range)) return true;
  return (sql.analysis?.scopes ?? []).some(
    ({ select, relations }) =>
      overlap(select.range, query.range) &&
      relations.some(({ source }) => source.query && isOpenQuery(sql, source.query, seen)),
  );
}

/** Whether a choice on a condition that isn't known made, or left out, part of a stretch of the rendered text. */
function isChosen({ rendered }: ModelSql, range: TextRange): boolean {
  if (rendered.choices.length === 0) return false;
  const place = toSource(rendered, range).range;
  return rendered.choices.some(
    (choice) => overlap(choice.range, place) && !isFilter(rendered.source.text, choice.range),
  );
}

/** Whether a block can only leave out rows: another branch doesn't change which columns there are. */
function isFilter(text: string, { start, end }: TextRange): boolean {
  const sql = text.slice(start, end).replace(/\{%[^%]*%\}|\{#[^#]*#\}|--[^\n]*/g, ' ');
  return (
    /^\s*(?:where|and|or|limit|having|qualify|order\s+by)\b/i.test(sql) &&
    !/\b(?:select|from|join|union|intersect|except|with)\b/i.test(sql)
  );
}

function overlap(a: TextRange, b: TextRange): boolean {
  return a.start < b.end && b.start < a.end;
}
