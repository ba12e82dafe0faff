// YAML text to a tree with ranges, tolerant of half-typed files and bounded for hostile ones; YAML 1.2 core.
// Deliberately absent: what keys mean, and writing YAML. The only importer of the YAML library.

import { isAlias, isMap, isScalar, isSeq, type Node, parseAllDocuments, type Scalar } from 'yaml';
import { memo } from '../memo.ts';
import { type SourceText, slice, type TextRange } from '../text.ts';
import type { YamlMap, YamlNode, YamlPair, YamlScalar } from './yamlTree.ts';

/** A syntax problem, in the words of the YAML library. */
export interface YamlProblem {
  readonly range: TextRange;
  readonly message: string;
}

/** What a YAML text holds. There always is one, however broken the text. */
export interface YamlDocument {
  /** The first document; undefined when the text is empty or nothing of it can be read. */
  readonly root: YamlNode | undefined;
  /** Every document of the text: dbt takes only files with one. */
  readonly roots: readonly YamlNode[];
  readonly problems: readonly YamlProblem[];
}

/** Nodes that aliases may add to a document before they are taken as empty. */
const aliasBudget = 100_000;
const deepest = 200;
/** In characters: reading costs about a second then. */
const longest = 5_000_000;

/** Reads a text; the same text object gives the same document. */
export const yamlDocument = memo((source: SourceText): YamlDocument => {
  const refused = (message: string): YamlDocument => ({
    root: undefined,
    roots: [],
    problems: [{ range: { start: 0, end: source.text.length }, message }],
  });
  if (source.text.length > longest) return refused('This file is too long to be read.');
  try {
    return read(source);
  } catch {
    // The library's recursion gives up on thousands of open brackets.
    return refused('This file is nested too deeply.');
  }
});

function read(source: SourceText): YamlDocument {
  const masked = maskValues(source.text);
  const restore = masked === source.text ? asIs : unmask;
  const parsed = parseAllDocuments(masked, {
    uniqueKeys: false,
    strict: false,
    logLevel: 'silent',
    prettyErrors: false,
  });
  const documents = Array.isArray(parsed) ? parsed : [];
  const problems = documents.flatMap((document) =>
    document.errors.map((error) => ({
      range: errorRange(error.pos, source.text.length),
      message: restore(error.message),
    })),
  );
  const roots = documents.flatMap((document) => {
    const root =
      document.contents === null ? undefined : translator(source, restore)(document.contents as Node, 0);
    return root === undefined ? [] : [root];
  });
  return { root: roots[0], roots, problems };
}

/** The library puts what is missing behind the end of the text. */
function errorRange([from, to]: readonly [number, number], length: number): TextRange {
  const start = Math.min(from, length);
  return { start, end: Math.min(Math.max(start, to), length) };
}

/** What makes YAML of a Jinja expression, each with a stand-in of the same length that means nothing to YAML. */
const special = '{}[],:#%';
const firstStandIn = 0xf8a0;
const standIns = /[\uf8a0-\uf8a7]/g;

/**
 * Hides Jinja that opens an unquoted value (`name: {{ x }}`): YAML would take it for a map. dbt refuses such files, but
 * people type them. Offsets stay.
 */
function maskValues(text: string): string {
  if (!/\{[{%]/.test(text) || text.search(standIns) >= 0) return text;
  return text.replace(/[^\r\n]+/g, maskLine);
}

const valueOpens = /(?:(?:^|[:\-?])[ \t]+|[[,][ \t]*)(?=\{[{%])/;

function maskLine(line: string): string {
  const opened = valueOpens.exec(line);
  if (!opened || !/[}%]\}/.test(line)) return line;
  let masked = '';
  let done = 0;
  // Where one kind of tag has no end, none behind it has.
  const endless = new Set<string>();
  for (let at = line.indexOf('{', opened.index); at >= 0; at = line.indexOf('{', Math.max(at + 1, done))) {
    const close = line[at + 1] === '{' ? '}}' : line[at + 1] === '%' ? '%}' : '';
    const end = close === '' || endless.has(close) ? -1 : line.indexOf(close, at + 2);
    if (end < 0) {
      endless.add(close);
      continue;
    }
    masked += line.slice(done, at) + line.slice(at, end + 2).replace(/[{}[\],:#%]/g, toStandIn);
    done = end + 2;
  }
  return masked + line.slice(done);
}

function toStandIn(char: string): string {
  return String.fromCharCode(firstStandIn + special.indexOf(char));
}

function asIs(text: string): string {
  return text;
}

function unmask(text: string): string {
  return text.replace(standIns, (char) => special[char.charCodeAt(0) - firstStandIn] ?? char);
}

/** Translates one document; the closure holds its anchors and what is left of the budget. */
function translator(
  source: SourceText,
  restore: (text: string) => string,
): (node: Node, depth: number) => YamlNode | undefined {
  const anchors = new Map<string, YamlNode>();
  const sizes = new Map<YamlNode, number>();
  let budget = aliasBudget;

  const sizeOf = (node: YamlNode | undefined): number => (node === undefined ? 0 : (sizes.get(node) ?? 1));
  const translate = (node: Node, depth: number): YamlNode | undefined => {
    if (depth > deepest) return undefined;
    if (isAlias(node)) {
      const target = anchors.get(node.source);
      budget -= sizeOf(target);
      return budget < 0 ? undefined : target;
    }
    const made = isScalar(node)
      ? scalar(source, node, restore)
      : isMap(node)
        ? map(node, depth)
        : isSeq(node)
          ? list(node, depth)
          : undefined;
    const anchor = isScalar(node) || isMap(node) || isSeq(node) ? node.anchor : undefined;
    if (anchor !== undefined && made !== undefined) anchors.set(anchor, made);
    return made;
  };

  const list = (node: Node & { items: unknown[] }, depth: number): YamlNode => {
    const start = node.range?.[0] ?? 0;
    let end = start;
    let size = 1;
    const items = node.items.map((item) => {
      const made = item === null ? undefined : translate(item as Node, depth + 1);
      size += sizeOf(made);
      const at = writtenEnd(source, item as Node | null, made, end);
      end = Math.max(end, at);
      return made ?? emptyScalar(at);
    });
    const made: YamlNode = { kind: 'list', range: { start, end: flowEnd(source, node, end) }, items };
    sizes.set(made, size);
    return made;
  };

  const map = (
    node: Node & { items: readonly { key: unknown; value: unknown }[] },
    depth: number,
  ): YamlNode => {
    const start = node.range?.[0] ?? 0;
    let end = start;
    let size = 1;
    const pairs: YamlPair[] = [];
    const inherited: YamlPair[] = [];
    for (const item of node.items) {
      const key = isScalar(item.key) ? scalar(source, item.key, restore) : undefined;
      const value = item.value === null || item.value === undefined ? undefined : (item.value as Node);
      // A key that is a map or a list: what stands in it can still be a name.
      const made = value
        ? translate(value, depth + 1)
        : item.key && !key
          ? translate(item.key as Node, depth + 1)
          : undefined;
      end = Math.max(end, endOf(source, item.key as Node | null, end), endOf(source, value ?? null, end));
      if (!key) continue;
      size += 1 + sizeOf(made);
      const written = made?.kind === 'scalar' && made.value === null && made.text === '' ? undefined : made;
      const pairEnd = Math.max(
        key.range.end,
        writtenEnd(source, value ?? null, written, 0),
        openEnd(source, key, written),
      );
      end = Math.max(end, pairEnd);
      if (key.text === '<<' && key.plain) {
        for (const from of made?.kind === 'list' ? made.items : [made]) {
          if (from?.kind !== 'map') continue;
          inherited.push(...from.pairs, ...from.inherited);
          budget -= from.pairs.length + from.inherited.length;
          if (budget < 0) break;
        }
      } else pairs.push({ key, value: written, range: { start: key.range.start, end: pairEnd } });
    }
    const made: YamlMap = {
      kind: 'map',
      range: { start, end: flowEnd(source, node, end) },
      pairs,
      inherited: budget < 0 ? [] : inherited,
    };
    sizes.set(made, size);
    return made;
  };
  return translate;
}

/** Block collections end in the library's tree behind the blank lines that follow; ours end with their last item. */
function flowEnd(source: SourceText, node: Node, end: number): number {
  const valueEnd = node.range?.[1] ?? end;
  const flow = '[{'.includes(source.text[node.range?.[0] ?? 0] ?? ' ');
  return flow ? Math.max(valueEnd, end) : end;
}

/** Where a node ends as it stands here: an alias at its own end, not at that of what it stands for. */
function writtenEnd(
  source: SourceText,
  node: Node | null,
  made: YamlNode | undefined,
  otherwise: number,
): number {
  return made && node && !isAlias(node) ? made.range.end : endOf(source, node, otherwise);
}

function endOf(source: SourceText, node: Node | null, otherwise: number): number {
  if (!node?.range) return otherwise;
  let end = node.range[1];
  if (isMap(node) || isSeq(node) || (isScalar(node) && String(node.type).startsWith('BLOCK'))) {
    while (end > node.range[0] && /\s/.test(source.text[end - 1] ?? '')) end--;
  }
  return end;
}

/** Behind the colon and blanks of a key without a value, where the value will be typed. */
function openEnd(source: SourceText, key: YamlScalar, value: YamlNode | undefined): number {
  if (value) return 0;
  const colon = /[ \t]*:[ \t]*/y;
  colon.lastIndex = key.range.end;
  return colon.test(source.text) ? colon.lastIndex : 0;
}

function emptyScalar(at: number): YamlScalar {
  const range = { start: at, end: at };
  return { kind: 'scalar', range, inner: range, value: null, text: '', verbatim: true, plain: true };
}

function scalar(source: SourceText, node: Scalar, restore: (text: string) => string): YamlScalar {
  const start = node.range?.[0] ?? 0;
  const range = { start, end: endOf(source, node, start) };
  const block = node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED';
  const quote = node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE';
  const written = slice(source, range);
  let inner = range;
  if (quote) {
    const closed = written.length > 1 && written.at(-1) === written[0];
    inner = { start: start + 1, end: Math.max(start + 1, range.end - (closed ? 1 : 0)) };
  } else if (block) {
    const header = written.search(/[\r\n]/);
    inner = { start: header < 0 ? range.end : Math.min(range.end, start + header + 1), end: range.end };
  }
  const { value } = node;
  const decoded = typeof value === 'string' ? restore(value) : undefined;
  const known = typeof value === 'number' || typeof value === 'boolean' ? value : null;
  const text = decoded ?? written;
  return {
    kind: 'scalar',
    range,
    inner,
    value: decoded ?? (typeof value === 'bigint' ? Number(value) : known),
    text,
    verbatim: slice(source, inner) === text,
    plain: !quote && !block,
  };
}
