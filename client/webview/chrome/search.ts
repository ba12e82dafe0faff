// Finds nodes, folds and listed columns of the graph by words in any order. Pure, and linear in the graph. Deliberately absent: nodes
// that the graph doesn't show.

import type { GraphColumn, GraphFold, GraphNode, LineageGraph } from '../../../server/src/lineageProtocol.ts';

export interface SearchHit {
  readonly kind: 'node' | 'fold' | 'column';
  /** Id of the node, or of the fold. */
  readonly node: string;
  readonly column: string | undefined;
  /** Of a column `node.column`. */
  readonly label: string;
  readonly context: string;
  /** Name of a codicon. */
  readonly icon: string;
  /** What matched in the label: from, to; in order, none overlaps. */
  readonly marks: readonly (readonly [number, number])[];
}

interface Candidate extends Omit<SearchHit, 'marks'> {
  /** Where in the label the name begins that a hit begins with. */
  readonly start: number;
}

/**
 * Best first: what begins with the words, then what has them at a word's beginning, then inside, then beside the name; nodes before
 * columns, the nearest first.
 */
export function search(graph: LineageGraph, query: string): readonly SearchHit[] {
  const words = lowered(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  return candidates(graph)
    .flatMap((candidate) => matchOf(candidate, words) ?? [])
    .sort((a, b) => a.rank - b.rank)
    .map(({ hit }) => hit);
}

function candidates({ nodes, folds }: LineageGraph): readonly Candidate[] {
  const columns = nodes.flatMap((node) =>
    (node.columns?.shown ?? []).map((column) => ofColumn(node, column)),
  );
  return [...nodes.map(ofNode), ...folds.map(ofFold), ...columns];
}

function ofNode({ id, label, icon, kind, context, owner }: GraphNode): Candidate {
  const around = [kind, context, owner].filter(Boolean).join(' · ');
  return { kind: 'node', node: id, column: undefined, label, context: around, icon, start: 0 };
}

function ofFold({ id, label, count, direction }: GraphFold): Candidate {
  const context = `${count} folded, ${direction}`;
  return { kind: 'fold', node: id, column: undefined, label, context, icon: 'unfold', start: 0 };
}

function ofColumn(node: GraphNode, { name, type }: GraphColumn): Candidate {
  return {
    kind: 'column',
    node: node.id,
    column: name,
    label: `${node.label}.${name}`,
    context: type ?? 'column',
    icon: 'symbol-field',
    start: node.label.length + 1,
  };
}

const ranks = { prefix: 0, wordStart: 1, inside: 2, beside: 3 };

function matchOf(
  candidate: Candidate,
  words: readonly string[],
): { hit: SearchHit; rank: number } | undefined {
  const { start, ...rest } = candidate;
  const label = lowered(candidate.label);
  const context = lowered(candidate.context);
  const marks: [number, number][] = [];
  let rank = 0;
  for (const word of words) {
    const at = bestPlace(label, word, start, candidate.label);
    if (at < 0 && !context.includes(word)) return undefined;
    if (at >= 0) marks.push([at, at + word.length]);
    rank += rankOf(candidate.label, at, start);
  }
  // Words that are all in the node's name find the node, not each of its columns.
  if (candidate.kind === 'column' && !marks.some(([, to]) => to > start)) return undefined;
  return {
    hit: { ...rest, marks: merged(marks) },
    rank: rank / words.length + (candidate.kind === 'column' ? 1 : 0),
  };
}

/** Where the word is found in the best way, in the name before what stands in front of it; -1 where it isn't. */
function bestPlace(label: string, word: string, start: number, original: string): number {
  if (label.startsWith(word, start)) return start;
  const inName = label.indexOf(word, start);
  for (let at = inName < 0 ? label.indexOf(word) : inName; at >= 0; at = label.indexOf(word, at + 1)) {
    if (isWordStart(original, at)) return at;
  }
  return inName < 0 ? label.indexOf(word) : inName;
}

function rankOf(label: string, at: number, start: number): number {
  if (at < 0) return ranks.beside;
  if (at === start) return ranks.prefix;
  return isWordStart(label, at) ? ranks.wordStart : ranks.inside;
}

/** After a separator, or where small letters become large ones. */
function isWordStart(label: string, at: number): boolean {
  if (at === 0) return true;
  const before = label.charAt(at - 1);
  if (!/[\p{L}\p{N}]/u.test(before)) return true;
  return /\p{Ll}/u.test(before) && /\p{Lu}/u.test(label.charAt(at));
}

function merged(marks: readonly [number, number][]): readonly (readonly [number, number])[] {
  const whole: [number, number][] = [];
  for (const [from, to] of marks.toSorted((a, b) => a[0] - b[0])) {
    const last = whole.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else whole.push([from, to]);
  }
  return whole;
}

/** In small letters, each as long as it was, so that places stay the same. */
function lowered(text: string): string {
  const lower = text.toLowerCase();
  if (lower.length === text.length) return lower;
  return Array.from(text, (sign) => {
    const small = sign.toLowerCase();
    return small.length === sign.length ? small : sign;
  }).join('');
}
