// Which columns of tables a query may read though nobody can say whether it does: behind stars of tables whose columns aren't all
// known, by what a template makes, by names that may be those of several tables. Deliberately absent: what it surely reads (origins.ts).
import type { QueryAnalysis, ResolvedReference, ScopeRelation, SelectScope } from './analysis.ts';
import { columnParts } from './columnParts.ts';
import { columnKey, type OutputColumn, type StarColumn } from './columns.ts';
import { type Dialect, nameKey } from './dialect.ts';
import type { Relation } from './tree.ts';

/** See the head of this file; tables by the caller's keys. */
export interface MayRead {
  /** Tables of which it may read any column. */
  readonly any: ReadonlySet<string>;
  /** By table: single columns, their names as the dialect compares them. */
  readonly named: ReadonlyMap<string, ReadonlySet<string>>;
  /** Whether it may read what no name in its text says. */
  readonly blind: boolean;
}

/** No text of a person has so many names that may be of so many relations; of one that has, any column may be read. */
const mostWanted = 50_000;

/** What a query may read. `tables` are all that it reads: where nobody knows which is meant each may be. */
export function mayRead(analysis: QueryAnalysis, dialect: Dialect, tables: readonly string[]): MayRead {
  const any = new Set<string>();
  const named = new Map<string, Set<string>>();
  let blind = false;
  const steps = unknownSteps(analysis.columns);
  const references = unknownReferences(analysis);
  if (steps.length === 0 && references.length === 0) return { any, named, blind };
  const { scopes: scopeOf, united } = columnParts(analysis);
  const relations = new Map<Relation, ScopeRelation>();
  for (const scope of analysis.scopes)
    for (const each of scope.relations) relations.set(each.source.relation, each);
  const indexes = new Map<ScopeRelation['columns'], Index>();
  const entries = new Set<OutputColumn>();
  const open = new Set<SelectScope>();
  const wanted = new Map<ScopeRelation, Set<string | undefined>>();
  const waiting: Wanted[] = [];
  let left = mostWanted;

  const nameOf = (table: string, name: string) => {
    const names = named.get(table) ?? new Set();
    named.set(table, names.add(name));
  };
  /** Nobody knows of which table; any column where no name is given. */
  const ofAnyTable = (name?: string) => {
    for (const table of tables) {
      if (name === undefined) any.add(table);
      else nameOf(table, name);
    }
  };
  /** A column of a relation may be read, by a name or any of them. */
  const want = (relation: ScopeRelation, name?: string) => {
    const names = wanted.get(relation) ?? new Set();
    if (names.has(name)) return;
    if (left === 0) return;
    if (--left === 0) ofAnyTable();
    wanted.set(relation, names.add(name));
    waiting.push({ relation, name });
  };
  const wantBehind = (relation: Relation, name?: string) => {
    const known = relations.get(relation);
    if (known) want(known, name);
    else if (!isOutside(relation)) ofAnyTable(name);
  };
  /** An entry may be read: all that it is made of. */
  const read = (entry: OutputColumn) => {
    if (entries.has(entry)) return;
    entries.add(entry);
    const branches = united.get(entry);
    if (branches && (entry.kind === 'star' || !entry.traced)) for (const each of branches) read(each);
    if (entry.kind === 'star') {
      for (const relation of entry.relations) wantBehind(relation);
      return;
    }
    for (const { source } of entry.inputs) {
      if (source.kind === 'query') read(source.column);
      else
        nameOf(
          source.table.id,
          nameKey({ text: source.name, quoted: source.column?.quoted ?? false }, dialect),
        );
    }
    if (!entry.traced && !branches) readBlindly(entry);
  };
  /** What makes an entry isn't known: it may be anything that can be named there. */
  const readBlindly = (entry: Exclude<OutputColumn, StarColumn>) => {
    if (analysis.namedOnly.has(entry)) return;
    blind = true;
    const scope = scopeOf.get(entry);
    if (!scope) {
      ofAnyTable();
      return;
    }
    for (let at: SelectScope | undefined = scope; at && !open.has(at); at = at.outer) {
      open.add(at);
      for (const relation of at.relations) want(relation);
    }
    const { start, end } = entry.range;
    for (let i = firstFrom(analysis.scopes, start); i < analysis.scopes.length; i++) {
      const inner = analysis.scopes[i];
      if (!inner || inner.select.range.start >= end) break;
      for (const relation of inner.relations) want(relation);
    }
  };
  const follow = ({ relation, name }: Wanted) => {
    const { table, source, columns, complete } = relation;
    const index = indexes.get(columns) ?? indexOf(columns, dialect);
    indexes.set(columns, index);
    if (table) {
      // Names that the text gives to columns say nothing of their own.
      if (name === undefined || source.columns.length > 0) any.add(table.id);
      else if (!complete || index.ofTable.has(name)) nameOf(table.id, name);
      return;
    }
    const { byKey, unnamed } = index;
    for (const entry of name === undefined ? index.all : (byKey.get(name) ?? [])) read(entry);
    if (!complete && unnamed.length === 0 && !isOutside(source.relation)) ofAnyTable(name);
    if (name === undefined) return;
    for (const entry of unnamed) {
      const branches = united.get(entry);
      if (entry.kind !== 'star' || branches) read(entry);
      else for (const each of entry.relations) wantBehind(each, nameBehind(entry, name, dialect));
    }
  };

  for (const entry of steps) {
    const branches = united.get(entry);
    for (const each of branches ?? []) read(each);
    if (entry.kind === 'star') for (const relation of entry.relations) wantBehind(relation);
    else if (!branches) readBlindly(entry);
  }
  // A whole row goes on where nobody can follow it, with columns that aren't known.
  for (const { target } of steps.length > 0 ? analysis.references : [])
    if (target.kind === 'relation' && relations.get(target.relation.relation)?.complete === false)
      wantBehind(target.relation.relation);
  for (const { reference, scope } of references) {
    const { relations: around, names } = placeOf(reference, scope, dialect);
    for (const name of names) {
      if (!scope) ofAnyTable(name);
      for (const relation of around) want(relation, name);
    }
  }
  for (let next = waiting.pop(); next; next = waiting.pop()) follow(next);
  return { any, named, blind };
}

interface Wanted {
  readonly relation: ScopeRelation;
  /** Undefined for any column. */
  readonly name: string | undefined;
}

interface Index {
  readonly all: readonly OutputColumn[];
  readonly byKey: ReadonlyMap<string, readonly OutputColumn[]>;
  readonly unnamed: readonly OutputColumn[];
  /** The names of a table's columns. */
  readonly ofTable: ReadonlySet<string>;
}

/** The columns of a relation, by name. */
function indexOf(columns: ScopeRelation['columns'], dialect: Dialect): Index {
  const all = columns.filter((column): column is OutputColumn => 'kind' in column);
  const byKey = new Map<string, OutputColumn[]>();
  for (const column of all) {
    if (column.kind !== 'column') continue;
    const key = columnKey(column, dialect);
    const same = byKey.get(key);
    if (same) same.push(column);
    else byKey.set(key, [column]);
  }
  const ofTable = columns.flatMap((column) => ('kind' in column ? [] : columnKey(column, dialect)));
  const unnamed = all.filter(({ kind }) => kind !== 'column');
  return { all, byKey, unnamed, ofTable: new Set(ofTable) };
}

/** Whether a relation is none of the caller's: it would know a table by its written name, and a function makes all of its arguments. */
function isOutside(relation: Relation): boolean {
  return (
    relation.kind === 'function' || (relation.kind === 'table' && !relation.path.some(({ opaque }) => opaque))
  );
}

/** What a name behind a star is before it. */
function nameBehind({ renamed }: StarColumn, name: string, dialect: Dialect): string {
  const from = renamed.findLast(({ to }) => nameKey(to, dialect) === name)?.from;
  return from ? nameKey(from, dialect) : name;
}

/** The stars of an output, and the steps at which it isn't known what a column of it is made of. */
function unknownSteps(columns: readonly OutputColumn[]): readonly OutputColumn[] {
  const steps = new Set(columns);
  for (const step of steps)
    if (step.kind !== 'star')
      for (const { source } of step.inputs) if (source.kind === 'query') steps.add(source.column);
  return [...steps].filter((step) => step.kind === 'star' || !step.traced);
}

interface UnknownReference {
  readonly reference: ResolvedReference;
  /** The innermost around it; undefined behind a query. */
  readonly scope: SelectScope | undefined;
}

/** References that mean something nobody can tell. What a template makes part of is no name. */
function unknownReferences({ references, scopes }: QueryAnalysis): readonly UnknownReference[] {
  const found: UnknownReference[] = [];
  const around: SelectScope[] = [];
  let next = 0;
  for (const reference of references) {
    const { start } = reference.reference.range;
    for (let scope = scopes[next]; scope && scope.select.range.start <= start; scope = scopes[++next])
      around.push(scope);
    while (around.length > 0 && (around.at(-1)?.select.range.end ?? 0) <= start) around.pop();
    if (reference.target.kind === 'unknown' && !reference.reference.path.some(({ opaque }) => opaque))
      found.push({ reference, scope: around.at(-1) });
  }
  return found;
}

/** The relations that a reference may name a column of, nearest first, and the names of which one is the column's. */
function placeOf(
  { reference, name, qualifier }: ResolvedReference,
  scope: SelectScope | undefined,
  dialect: Dialect,
): { readonly relations: readonly ScopeRelation[]; readonly names: readonly string[] } {
  const key = qualifier && nameKey(qualifier, dialect);
  const relations: ScopeRelation[] = [];
  for (let at = scope; at; at = at.outer) {
    const own = at.relations.filter(
      ({ source }) => key !== undefined && source.name && nameKey(source.name, dialect) === key,
    );
    if (own.length > 0) return { relations: own, names: [nameKey(name, dialect)] };
    relations.push(...at.relations);
  }
  return { relations, names: reference.path.map((part) => nameKey(part, dialect)) };
}

/** The first of the scopes that start at a place or behind it. */
function firstFrom(scopes: readonly SelectScope[], start: number): number {
  let low = 0;
  let high = scopes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((scopes[middle]?.select.range.start ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  return low;
}
