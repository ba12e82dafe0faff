// What a column reference means: a column of a relation in scope or of the select around it, an alias of the same select, a
// whole row, or nothing. Deliberately absent: who asks, and what the value is made of.
import type { ColumnSource } from './analysis.ts';
import type { Analyzing, Frame, FrameRelation, Resolution } from './analyzing.ts';
import type { NamedColumn } from './columns.ts';
import { nameKey } from './dialect.ts';
import { aliasesInSelect, aliasesInWhere, isPseudoColumn, isSystemName, mayBeMissing } from './names.ts';
import { findIn, openIn, sourceOf } from './relationColumns.ts';
import type { SourceRelation } from './scopes.ts';
import type { ColumnReference, Name } from './tree.ts';

/** Where a reference stands. */
export interface Place {
  readonly frame: Frame | undefined;
  readonly clause: string;
  /** How many relations of the frame are seen: a join's condition sees those up to its own. */
  readonly seen?: number;
}

type Look =
  | {
      readonly kind: 'found';
      readonly relation: FrameRelation;
      readonly source: ColumnSource;
      readonly sources: readonly ColumnSource[];
    }
  | { readonly kind: 'ambiguous'; readonly sources: readonly ColumnSource[] }
  /** It may be here; `only`: the one relation that can have it. */
  | { readonly kind: 'open'; readonly only: FrameRelation | undefined }
  | { readonly kind: 'none' };

const unknown: Resolution = { target: { kind: 'unknown' }, sources: [], inside: false };

/** Finds what a reference means and keeps it with the references of the analysis. */
export function resolveColumn(state: Analyzing, reference: ColumnReference, place: Place): Resolution {
  const known = state.resolutions.get(reference);
  if (known) return known;
  const [first] = reference.path;
  const last = reference.path[reference.path.length - 1];
  if (!first || !last) return unknown;
  const opaque = reference.path.some((name) => name.opaque);
  const found = opaque
    ? undefined
    : reference.path.length === 1
      ? resolveBare(state, first, place)
      : resolvePath(state, reference.path, place);
  const resolution = found?.resolution ?? unknown;
  state.resolutions.set(reference, resolution);
  state.references.push({
    reference,
    name: found?.name ?? last,
    qualifier: found?.qualifier ?? (found ? undefined : reference.path[reference.path.length - 2]),
    clause: place.clause,
    target: resolution.target,
  });
  return resolution;
}

interface Found {
  readonly resolution: Resolution;
  readonly name: Name;
  readonly qualifier: Name | undefined;
}

function resolveBare(state: Analyzing, name: Name, place: Place): Found {
  return { resolution: bare(state, name, place), name, qualifier: undefined };
}

function bare(state: Analyzing, name: Name, place: Place): Resolution {
  const { frame, clause } = place;
  const key = nameKey(name, state.dialect);
  const alias = frame?.aliases.get(key);
  if (alias && frame && clause === 'order') return ofAlias(frame, alias);
  let open: { only: FrameRelation | undefined } | undefined;
  for (let at = frame; at; at = at.outer) {
    const look = lookUp(state, at, key, at === frame ? place : { frame: at, clause: 'from' });
    if (look.kind === 'found' || look.kind === 'ambiguous') {
      // It may as well be a column of the relation further in.
      if (open) return unknown;
      if (look.kind === 'ambiguous') {
        return { target: look, sources: look.sources, inside: false };
      }
      const { source, sources, relation } = look;
      const inside = at === frame && at.overruled.has(key);
      return { target: { kind: 'column', source, relation: relation.source }, sources, inside };
    }
    if (look.kind === 'open') open = open ? { only: undefined } : { only: look.only };
    if (at === frame && alias) {
      const late = clause === 'group' || clause === 'having' || clause === 'qualify';
      const allowed =
        late ||
        (clause === 'select' && aliasesInSelect(state.dialect)) ||
        (clause === 'where' && aliasesInWhere(state.dialect));
      if (late || (allowed && !open)) return ofAlias(at, alias);
      if (allowed) return unknown;
    }
  }
  const row = wholeRow(state, frame, key);
  if (row) return row;
  if (open?.only) {
    const source = openIn(state, open.only, name);
    if (!source || (isSystemName(name.text, state.dialect) && !open.only.madeOf)) return unknown;
    return {
      target: { kind: 'column', source, relation: open.only.source },
      sources: [source],
      inside: false,
    };
  }
  if (open || !frame || frame.relations.length === 0) return unknown;
  // An alias that stands further on, or in a clause where this dialect may well know it.
  const declared = frame.declared.get(key);
  const isOwn = declared && declared.start <= name.range.start && name.range.end <= declared.end;
  if ((declared && !isOwn) || !mayBeMissing(state.dialect) || isPseudoColumn(name.text)) return unknown;
  const relations = state.searched.get(frame) ?? searchedFrom(frame);
  if (place.seen === undefined) state.searched.set(frame, relations);
  return { target: { kind: 'missing', relations }, sources: [], inside: false };
}

function searchedFrom(frame: Frame): readonly SourceRelation[] {
  const relations: SourceRelation[] = [];
  for (let at: Frame | undefined = frame; at; at = at.outer) {
    for (const { source } of at.relations) relations.push(source);
  }
  return relations;
}

function ofAlias(frame: Frame, column: NamedColumn): Resolution {
  const source: ColumnSource = { kind: 'query', query: frame.owner, column };
  return { target: { kind: 'alias', column }, sources: [source], inside: false };
}

function lookUp(state: Analyzing, frame: Frame, key: string, { clause, seen }: Place): Look {
  const hits: { relation: FrameRelation; source: ColumnSource }[] = [];
  const open: FrameRelation[] = [];
  const count = seen ?? frame.relations.length;
  for (let i = 0; i < count; i++) {
    const relation = frame.relations[i];
    if (!relation || (relation.hidden && clause !== 'from')) continue;
    for (const source of findIn(state, relation, key)) hits.push({ relation, source });
    if (!relation.complete) open.push(relation);
  }
  const [first] = hits;
  const merged = frame.merged.get(key);
  if (first && (hits.length === 1 || hits.every(({ relation }) => merged?.members.has(relation)))) {
    return { kind: 'found', ...first, sources: hits.map(({ source }) => source) };
  }
  if (first) return { kind: 'ambiguous', sources: hits.map(({ source }) => source) };
  if (open.length === 0 && !frame.open) return { kind: 'none' };
  return { kind: 'open', only: open.length === 1 && !frame.open ? open[0] : undefined };
}

function wholeRow(state: Analyzing, frame: Frame | undefined, key: string): Resolution | undefined {
  for (let at = frame; at; at = at.outer) {
    for (const relation of at.relations) {
      const { name } = relation.source;
      if (!name || relation.key !== key) continue;
      const sources = relation.columns.flatMap((column) => sourceOf(relation, column) ?? []);
      const value = relation.madeOf ? openIn(state, relation, name) : undefined;
      return {
        target: { kind: 'relation', relation: relation.source },
        sources: value ? [value] : sources,
        inside: true,
      };
    }
  }
  return undefined;
}

/** `t.a`, `schema.t.a`, `t.a.field` or `a.field`, in this order. */
function resolvePath(state: Analyzing, path: readonly Name[], place: Place): Found | undefined {
  const [first, second] = path;
  if (!first || !second) return undefined;
  const key = nameKey(first, state.dialect);
  for (let at = place.frame; at; at = at.outer) {
    const inner = at === place.frame;
    const seen = inner ? (place.seen ?? at.relations.length) : at.relations.length;
    const hiddenToo = !inner || place.clause === 'from';
    for (let i = 0; i < seen; i++) {
      const relation = at.relations[i];
      if (!relation || (relation.hidden && !hiddenToo)) continue;
      const used = qualifies(state, relation, path, key);
      const name = path[used];
      if (used === 0 || !name) continue;
      const resolution = inRelation(state, relation, name, path.length > used + 1);
      if (resolution.target.kind === 'missing') {
        // The relation may be named as one of the columns whose field is meant.
        const field = lookUp(state, at, key, inner ? place : { frame: at, clause: 'from' });
        if (field.kind === 'found' && used === 1) return fieldOf(field, first);
      }
      return { resolution, name, qualifier: path[used - 1] };
    }
    const look = lookUp(state, at, key, inner ? place : { frame: at, clause: 'from' });
    if (look.kind === 'found') return fieldOf(look, first);
    if (look.kind === 'ambiguous') return undefined;
  }
  return undefined;
}

function fieldOf({ source, sources, relation }: Look & { kind: 'found' }, name: Name): Found {
  const target = { kind: 'column', source, relation: relation.source } as const;
  return { resolution: { target, sources, inside: true }, name, qualifier: undefined };
}

/** How many parts of a path name the relation; 0 where they don't. */
function qualifies(
  state: Analyzing,
  { source, key }: FrameRelation,
  path: readonly Name[],
  first: string,
): number {
  const { relation } = source;
  if (relation.kind === 'table' && !relation.alias && relation.path.length > 1) {
    const written = relation.path;
    for (let used = Math.min(written.length, path.length - 1); used > 1; used--) {
      const tail = written.slice(-used);
      if (tail.every((part, index) => sameName(state, part, path[index]))) return used;
    }
  }
  return key === first ? 1 : 0;
}

function sameName(state: Analyzing, left: Name, right: Name | undefined): boolean {
  return right !== undefined && nameKey(left, state.dialect) === nameKey(right, state.dialect);
}

function inRelation(state: Analyzing, relation: FrameRelation, name: Name, inside: boolean): Resolution {
  const sources = findIn(state, relation, nameKey(name, state.dialect));
  const [source] = sources;
  if (sources.length > 1) return { target: { kind: 'ambiguous', sources }, sources, inside };
  if (source) return { target: { kind: 'column', source, relation: relation.source }, sources, inside };
  if (isSystemName(name.text, state.dialect) && !relation.madeOf) return unknown;
  if (relation.complete) {
    if (!mayBeMissing(state.dialect) || isPseudoColumn(name.text)) return unknown;
    return { target: { kind: 'missing', relations: [relation.source] }, sources: [], inside };
  }
  const open = openIn(state, relation, name);
  if (!open) return unknown;
  return {
    target: { kind: 'column', source: open, relation: relation.source },
    sources: [open],
    inside,
  };
}
