// Which node a relation of rendered SQL is: the one whose name the template printed there, or the one whose relation has the name
// that is written. Deliberately absent: CTEs, which the analysis knows.

import type { Entry, Manifest } from '../../artifacts/types.ts';
import type { Reader } from '../../derived.ts';
import type { Mark } from '../../jinja/render/marks.ts';
import type { PlaceholderRelation, TableRelation } from '../../sql/tree.ts';
import type { TextRange } from '../../text.ts';
import { entriesNamed, refableTypes } from '../names.ts';
import type { NodeId } from './nodeId.ts';

type RelationMark = Mark & { readonly kind: 'relation' };

/** Finds the nodes of the relations of a text by its marks. */
export function relationNodes(
  reader: Reader,
  marks: readonly Mark[],
): (relation: TableRelation | PlaceholderRelation) => NodeId | undefined {
  const printed = marks.filter((mark): mark is RelationMark => mark.kind === 'relation');
  const starts = new Map<number, RelationMark>();
  // The outer of two that start at the same place comes first, and is the whole.
  for (const mark of printed) if (!starts.has(mark.range.start)) starts.set(mark.range.start, mark);
  return (relation) => {
    const range = nameRange(relation);
    const found = range && starts.get(range.start);
    if (found && found.range.end === range.end) return found.relation.id;
    if (!range || relation.kind !== 'table') return undefined;
    const around = printed.find((mark) => mark.range.start <= range.start && range.end <= mark.range.end);
    if (around) return around.relation.id;
    if (printed.some((mark) => mark.range.start < range.end && range.start < mark.range.end))
      return undefined;
    return hardCoded(reader, relation);
  };
}

/** Of the name alone, without an alias. */
function nameRange(relation: TableRelation | PlaceholderRelation): TextRange | undefined {
  if (relation.kind === 'placeholder') return relation.placeholder;
  const [first] = relation.path;
  const last = relation.path.at(-1);
  return first && last && { start: first.range.start, end: last.range.end };
}

function hardCoded(reader: Reader, { path }: TableRelation): NodeId | undefined {
  if (path.length < 2 || path.some(({ opaque }) => opaque)) return undefined;
  // BigQuery takes dots inside of quotes.
  const parts = path.flatMap(({ text }) => text.toLowerCase().split('.'));
  return reader.ask(
    `relation ${JSON.stringify(parts)}`,
    ({ artifacts: { manifest } }) => manifest && nodeNamed(manifest, parts),
  );
}

/** The one node whose relation has that name, in lower case; names of two parts are those of any database. */
function nodeNamed(manifest: Manifest, parts: readonly string[]): NodeId | undefined {
  const identifier = parts.at(-1) ?? '';
  const names = new Set([identifier, identifier.toUpperCase(), identifier.replace(/_v[^_]+$/, '')]);
  const entries = [...names].flatMap((name) =>
    [...refableTypes, 'source' as const].flatMap((type) => entriesNamed(manifest, type, name)),
  );
  const found = entries.filter((entry) => !entry.disabled && isNamed(manifest, entry, parts));
  return found.length === 1 ? found[0]?.uniqueId : undefined;
}

function isNamed(manifest: Manifest, entry: Entry, parts: readonly string[]): boolean {
  const detail = manifest.detail(entry);
  if (!detail || detail.relationName === undefined) return false;
  const own = [detail.database, detail.schema, detail.identifier ?? entry.name].map((part) =>
    part?.toLowerCase(),
  );
  return parts.length <= 3 && parts.every((part, index) => part === own[own.length - parts.length + index]);
}
