// The small tree of a YAML text: maps, lists and scalars with their ranges, and the ways to read it.
// Deliberately absent: the YAML library (yamlDocument.ts translates its tree) and what any key means.

import type { TextRange } from '../text.ts';

/** Any node. A node that an alias stands for is the anchored node itself, so its range lies where the anchor is. */
export type YamlNode = YamlMap | YamlList | YamlScalar;

/** A mapping, block or flow. */
export interface YamlMap {
  readonly kind: 'map';
  readonly range: TextRange;
  /** As written, in order; a key may stand twice (the last one counts). */
  readonly pairs: readonly YamlPair[];
  /** What merge keys (`<<`) bring in, first wins; keys of `pairs` come before them. */
  readonly inherited: readonly YamlPair[];
}

/** One `key: value`. */
export interface YamlPair {
  readonly key: YamlScalar;
  /** Undefined where nothing is written behind the colon. */
  readonly value: YamlNode | undefined;
  /** From the key to the end of the value as it stands here (of the alias, where one stands). */
  readonly range: TextRange;
}

/** A sequence, block or flow. */
export interface YamlList {
  readonly kind: 'list';
  readonly range: TextRange;
  readonly items: readonly YamlNode[];
}

/** A scalar of any style. */
export interface YamlScalar {
  readonly kind: 'scalar';
  /** With quotes or block header. */
  readonly range: TextRange;
  /** Without quotes or block header. */
  readonly inner: TextRange;
  /** YAML 1.2 core: `N`, `yes` and `on` are strings. Null also where nothing is written. */
  readonly value: string | number | boolean | null;
  /** The decoded text; for numbers, booleans and null the text as written. */
  readonly text: string;
  /** The text of `inner` is `text`, so an offset in one is an offset in the other. */
  readonly verbatim: boolean;
  /** Without quotes, on one line. */
  readonly plain: boolean;
}

/** The pair of a key, the last where it stands twice, else the one that a merge key brings; undefined when there is none. */
export function pairOf(node: YamlNode | undefined, key: string): YamlPair | undefined {
  if (node?.kind !== 'map') return undefined;
  return (
    node.pairs.findLast((pair) => pair.key.text === key) ??
    node.inherited.find((pair) => pair.key.text === key)
  );
}

/** The value of a key; undefined when there is none or nothing is written. */
export function childOf(node: YamlNode | undefined, key: string): YamlNode | undefined {
  return pairOf(node, key)?.value;
}

/** The pairs that count: each key once, own ones in order of the file, then inherited ones. */
export function pairsOf(node: YamlNode | undefined): readonly YamlPair[] {
  if (node?.kind !== 'map') return [];
  if (node.inherited.length === 0 && node.pairs.length < 2) return node.pairs;
  const byKey = new Map<string, YamlPair>();
  for (const pair of node.pairs) byKey.set(pair.key.text, pair);
  for (const pair of node.inherited) if (!byKey.has(pair.key.text)) byKey.set(pair.key.text, pair);
  return [...byKey.values()];
}

/** The items of a list; none for anything else. */
export function itemsOf(node: YamlNode | undefined): readonly YamlNode[] {
  return node?.kind === 'list' ? node.items : [];
}

/** A scalar that says something; undefined for maps, lists and null. */
export function scalarOf(node: YamlNode | undefined): YamlScalar | undefined {
  return node?.kind === 'scalar' && node.value !== null ? node : undefined;
}

/** The text of a scalar that says something. */
export function textOf(node: YamlNode | undefined): string | undefined {
  return scalarOf(node)?.text;
}

/** Scalars of a list, or the one scalar that stands in its place, as dbt takes both in most keys. */
export function scalarsOf(node: YamlNode | undefined): readonly YamlScalar[] {
  if (node?.kind === 'list') return node.items.flatMap((item) => scalarOf(item) ?? []);
  const one = scalarOf(node);
  return one ? [one] : [];
}

const trueWords = /^(?:true|yes|on)$/i;
const falseWords = /^(?:false|no|off)$/i;

/** A boolean as dbt's YAML 1.1 reader takes it; undefined for anything else. */
export function booleanOf(node: YamlNode | undefined): boolean | undefined {
  if (node?.kind !== 'scalar') return undefined;
  if (typeof node.value === 'boolean') return node.value;
  if (!node.plain) return undefined;
  if (trueWords.test(node.text)) return true;
  return falseWords.test(node.text) ? false : undefined;
}

/** `yes` is true, `012` is ten, `1e3` is a text. */
function oldValue(scalar: YamlScalar): YamlScalar['value'] {
  const { text, value, plain } = scalar;
  if (!plain || value === null) return value;
  const digits = text.replaceAll('_', '');
  if (/^[-+]?0[0-7_]+$/.test(text)) return Number.parseInt(digits, 8);
  if (/^[-+]?[1-9][\d_]*$/.test(text)) return Number(digits);
  if (typeof value === 'number' && /^[-+]?(?:0o|[\d.]+e\d|\d+e)/i.test(text)) return text;
  return booleanOf(scalar) ?? value;
}

/** The plain value of a node: what JSON of it would be. Keys are own properties of objects without a prototype. */
export function jsonOf(node: YamlNode | undefined): unknown {
  return jsonWith(node, (scalar) => scalar.value);
}

/** As {@link jsonOf}, with scalars as dbt's YAML 1.1 reader takes them. */
export function dbtJsonOf(node: YamlNode | undefined): unknown {
  return jsonWith(node, oldValue);
}

function jsonWith(node: YamlNode | undefined, valueIn: (scalar: YamlScalar) => unknown): unknown {
  if (node === undefined) return null;
  if (node.kind === 'scalar') return valueIn(node);
  if (node.kind === 'list') return node.items.map((item) => jsonWith(item, valueIn));
  const object: Record<string, unknown> = Object.create(null);
  for (const pair of pairsOf(node)) object[pair.key.text] = jsonWith(pair.value, valueIn);
  return object;
}

/** Every scalar value of a tree in the order of the file, keys apart, with the keys that lead to it (`*` for a list's item). */
export function* scalarsWithin(
  node: YamlNode | undefined,
  path: readonly string[] = [],
): Generator<{ readonly scalar: YamlScalar; readonly path: readonly string[] }> {
  if (node === undefined) return;
  if (node.kind === 'scalar') yield { scalar: node, path };
  else if (node.kind === 'list') {
    const below = [...path, '*'];
    for (const item of node.items) yield* scalarsWithin(item, below);
  } else for (const pair of node.pairs) yield* scalarsWithin(pair.value, [...path, pair.key.text]);
}

/** What `look` gives first for a list or a map of a document, from the top down; undefined where it gives nothing for any. */
export function firstWithin<Found>(
  roots: readonly YamlNode[],
  look: (node: YamlMap | YamlList) => Found | undefined,
): Found | undefined {
  // An alias stands in several places, itself within itself too.
  const seen = new Set<YamlNode>();
  const find = (node: YamlNode | undefined): Found | undefined => {
    if (!node || node.kind === 'scalar' || seen.has(node)) return undefined;
    seen.add(node);
    const own = look(node);
    if (own !== undefined) return own;
    for (const child of node.kind === 'list' ? node.items : node.pairs.map(({ value }) => value)) {
      const found = find(child);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  for (const root of roots) {
    const found = find(root);
    if (found !== undefined) return found;
  }
  return undefined;
}
