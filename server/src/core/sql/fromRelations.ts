// The relations of a FROM clause with their columns, and what joins merge. Deliberately absent: stars and the select list.
import { type Analyzing, type Frame, type FrameRelation, isRepeated, type RowReads } from './analyzing.ts';
import { isComplete } from './columns.ts';
import { nameKey } from './dialect.ts';
import { expressionInputs } from './expressionInputs.ts';
import { fromFunction, fromPath, isPathOfColumn } from './functionRelations.ts';
import { merge, mergeCommon } from './merges.ts';
import { pivotColumns } from './pivots.ts';
import { copies, withNames } from './relationCopies.ts';
import { findCte, tableName } from './scopes.ts';
import type { FromItem, JoinedRelation, Name, PivotRelation, Relation, TableRelation } from './tree.ts';

/** Adds the relations of FROM to a frame, in their order. */
export function addFrom(state: Analyzing, frame: Frame, items: readonly FromItem[], reads: RowReads): void {
  for (const item of items) {
    const before = frame.relations.length;
    const hidden = /semi|anti/.test(item.join);
    addRelation(state, frame, item.relation, hidden, reads);
    if (isRepeated(state, item.range)) frame.open = true;
    if (item.using.length > 0) merge(state, frame, item.using, before, reads);
    else if (item.join.includes('natural')) mergeCommon(state, frame, before);
    if (!item.on) continue;
    const place = { frame, clause: 'from', seen: frame.relations.length };
    const { inputs } = expressionInputs(state, item.on, place, reads.queries);
    for (const { source } of inputs) {
      reads.influences.push({ source, clause: 'from', range: item.on.range });
    }
  }
}

function addRelation(
  state: Analyzing,
  frame: Frame,
  relation: Relation,
  hidden: boolean,
  reads: RowReads,
): void {
  const add = (
    name: Name | undefined,
    rest: Partial<FrameRelation> & Pick<FrameRelation, 'columns' | 'complete'>,
    columns: readonly Name[] = relation.columns,
    query?: FrameRelation['source']['query'],
  ) =>
    frame.relations.push({
      table: undefined,
      owner: undefined,
      madeOf: undefined,
      ...rest,
      hidden,
      key: name && nameKey(name, state.dialect),
      source: { name, relation, columns, query },
    });
  switch (relation.kind) {
    case 'table': {
      const name = tableName(relation, state.dialect);
      const found = findCte(relation, frame.scope, state.dialect);
      if (!found && isPathOfColumn(state, frame, relation)) {
        add(name, fromPath(state, frame, relation, reads));
        return;
      }
      if (!found) {
        const table = state.findTable(relation);
        state.tables.set(relation, table);
        add(name, outside(state, relation, table));
        return;
      }
      const { query, columns } = found.cte;
      if (!query) {
        add(name, { columns: [], complete: false }, columns);
        return;
      }
      reads.queries.push(query);
      const output = state.outputs.get(query) ?? state.query(query, found.scope, frame.outer);
      const names = relation.columns.length > 0 ? relation.columns : columns;
      let given =
        names.length === 0 ? output : relation.columns.length === 0 ? state.named.get(found.cte) : undefined;
      given ??= withNames(state, output, names, query);
      if (names === columns && !state.inProgress.has(query)) state.named.set(found.cte, given);
      add(name, { columns: given, complete: isComplete(given), owner: query }, names, query);
      return;
    }
    case 'placeholder': {
      const table = state.findTable(relation);
      state.tables.set(relation, table);
      add(relation.alias, outside(state, relation, table));
      return;
    }
    case 'query': {
      const { query } = relation;
      reads.queries.push(query);
      const lateral =
        relation.lateral || /^(?:sqlserver|fabric|synapse|duckdb|oracle)$/.test(state.dialect.id);
      const output = state.query(query, frame.scope, lateral ? frame : frame.outer);
      const columns =
        relation.columns.length > 0 ? withNames(state, output, relation.columns, query) : output;
      add(relation.alias, { columns, complete: isComplete(columns), owner: query }, relation.columns, query);
      return;
    }
    case 'function':
      add(relation.alias, fromFunction(state, frame, relation, reads));
      return;
    case 'joined': {
      if (!relation.alias) {
        addJoined(state, frame, relation, hidden, reads);
        return;
      }
      const inner = innerFrame(frame);
      addFrom(state, inner, relation.from, reads);
      const entries = inner.relations.flatMap((each) => copies(each, relation.range));
      const columns =
        relation.columns.length > 0 ? withNames(state, entries, relation.columns, relation) : entries;
      const complete =
        !inner.open && inner.merged.size === 0 && inner.relations.every((each) => each.complete);
      add(relation.alias, { columns, complete, owner: relation });
      return;
    }
    case 'pivot':
    case 'unpivot':
      add(relation.alias ?? nameOf(state, relation.source), fromPivot(state, frame, relation, reads));
      return;
  }
}

function addJoined(
  state: Analyzing,
  frame: Frame,
  relation: JoinedRelation,
  hidden: boolean,
  reads: RowReads,
): void {
  const before = frame.relations.length;
  addFrom(state, frame, relation.from, reads);
  if (!hidden) return;
  for (let i = before; i < frame.relations.length; i++) {
    const inner = frame.relations[i];
    if (inner) frame.relations[i] = { ...inner, hidden };
  }
}

function innerFrame(frame: Frame): Frame {
  return { ...frame, relations: [], merged: new Map(), open: false, aliases: new Map(), windows: new Map() };
}

function nameOf(state: Analyzing, relation: Relation): Name | undefined {
  return relation.kind === 'table' ? tableName(relation, state.dialect) : relation.alias;
}

/** The columns of a table as it is, or under the names that the text gives them. */
function outside(
  state: Analyzing,
  relation: TableRelation | (Relation & { kind: 'placeholder' }),
  table: FrameRelation['table'],
): Pick<FrameRelation, 'columns' | 'complete' | 'owner' | 'table'> {
  if (relation.columns.length === 0) {
    return { columns: table?.columns ?? [], complete: table?.complete ?? false, owner: undefined, table };
  }
  const own: FrameRelation = {
    source: { name: undefined, relation, columns: [], query: undefined },
    key: undefined,
    columns: table?.complete ? table.columns : [],
    complete: table?.complete ?? false,
    table,
    owner: undefined,
    hidden: false,
    madeOf: undefined,
  };
  const columns = withNames(state, copies(own, relation.range), relation.columns, relation);
  return { columns, complete: isComplete(columns), owner: relation, table };
}

function fromPivot(
  state: Analyzing,
  frame: Frame,
  relation: PivotRelation,
  reads: RowReads,
): Pick<FrameRelation, 'columns' | 'complete' | 'owner' | 'madeOf'> {
  const inner = innerFrame(frame);
  addRelation(state, inner, relation.source, false, reads);
  const columns = pivotColumns(state, inner, relation, reads);
  const named =
    columns && relation.columns.length > 0 ? withNames(state, columns, relation.columns, relation) : columns;
  return {
    columns: named ?? [],
    complete: named !== undefined && isComplete(named),
    owner: relation,
    madeOf: undefined,
  };
}
