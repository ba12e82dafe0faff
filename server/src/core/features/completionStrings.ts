// Columns in strings of Jinja: what a macro is given (`generate_surrogate_key(['…'])`, `star(ref('x'), except=['…'])`) and what settings
// name (`unique_key='…'`). Deliberately absent: columns in SQL (completionColumns.ts).

import type { JinjaOutput, JinjaStatement } from '../jinja/ast.ts';
import { collectCalls } from '../jinja/calls.ts';
import { expressionsOf } from '../jinja/tree.ts';
import { resolve } from '../semantics/resolve.ts';
import { spotsOfCalls } from '../semantics/spotsOfCalls.ts';
import { draftSql } from '../semantics/sql/draftSql.ts';
import { nodeColumns } from '../semantics/sql/nodeColumns.ts';
import { fileNodeId, type NodeId, nodeIdOfFile } from '../semantics/sql/nodeId.ts';
import { scopeColumnItems } from './completionColumns.ts';
import type { CompletionItem } from './completionItem.ts';
import type { CompletionPlace } from './completionNames.ts';

/** Settings that name columns of the model itself. */
const ofColumns = new Set(
  `unique_key cluster_by clustered_by partition_by partitioned_by liquid_clustered_by updated_at check_cols event_time order_by
  primary_key merge_update_columns merge_exclude_columns dist sort bucketed_by field sharding_key`.split(
    /\s+/,
  ),
);

/** Columns of the file's own node, where a setting names some. */
export function settingColumnItems(
  { project, path }: CompletionPlace,
  key: string,
): readonly CompletionItem[] {
  const own = ofColumns.has(key) ? nodeIdOfFile(project, path) : undefined;
  return own === undefined ? [] : nodeColumnItems(project, own, 0);
}

/** Columns that a macro's argument may name: of the relations that the tag names, else of what is in scope around it. */
export function argumentColumnItems(
  place: CompletionPlace,
  tag: JinjaOutput | JinjaStatement,
): readonly CompletionItem[] {
  const named = relationsIn(place, tag).flatMap((node) => nodeColumnItems(place.project, node, 0));
  if (named.length > 0) return named;
  const draft = tag.kind === 'output' ? draftSql(place.project, place.path, tag.range) : undefined;
  return draft ? scopeColumnItems(draft) : [];
}

function relationsIn(
  { project, path, source }: CompletionPlace,
  tag: JinjaOutput | JinjaStatement,
): readonly NodeId[] {
  const calls = expressionsOf(tag).flatMap((expression) => {
    const found: Parameters<typeof collectCalls>[1] = [];
    collectCalls(expression, found);
    return found;
  });
  return spotsOfCalls(source.text, calls, () => false).flatMap(({ symbol }) => {
    if (symbol.kind !== 'ref' && symbol.kind !== 'source') return [];
    const found = resolve(project, symbol, path);
    if (found.kind === 'found') return [found.entry.uniqueId];
    return found.kind === 'file' ? [fileNodeId(found.path)] : [];
  });
}

function nodeColumnItems(
  project: CompletionPlace['project'],
  node: NodeId,
  rank: number,
): readonly CompletionItem[] {
  return nodeColumns(project, node).columns.map(({ name, type }) => ({
    label: name,
    kind: 'column',
    detail: type?.text.toLowerCase(),
    rank,
    subject: { kind: 'column', node, column: name },
  }));
}
