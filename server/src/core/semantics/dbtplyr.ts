// Which columns the selectors of the package dbtplyr pick (`dbtplyr.starts_with('n_', ref('orders'))`), as its macros do: names are
// compared by Python's `re.match`, ignoring case. Deliberately absent: what is wrong with a selector (lint), and lists that a loop
// or a condition makes, which aren't known.

import type { JinjaArgument, JinjaCall, JinjaExpression, JinjaString } from '../jinja/ast.ts';
import { jinjaCalls } from '../jinja/calls.ts';
import { jinjaNames } from '../jinja/names.ts';
import { parseJinja, walkNodes } from '../jinja/tree.ts';
import { memo } from '../memo.ts';
import type { Project } from '../project.ts';
import type { BaseType } from '../sql/baseTypes.ts';
import { dialectOf } from '../sql/dialect.ts';
import type { SourceText } from '../text.ts';
import { type TextMatcher, textMatcher } from '../yaml/userPattern.ts';
import { resolve } from './resolve.ts';
import { spotsOfCalls } from './spotsOfCalls.ts';
import { columnFacts } from './sql/columnFacts.ts';
import { nodeColumns } from './sql/nodeColumns.ts';
import { fileNodeId, type NodeId } from './sql/nodeId.ts';

/** A call of a selector and what it picks. */
export interface Selection {
  readonly call: JinjaCall;
  /** The macro's name: `starts_with`. */
  readonly selector: string;
  /** The text, or texts, that it selects by; none for `everything`, and where an expression makes them. */
  readonly words: readonly JinjaString[];
  /** The columns that it picks from, as the warehouse spells them; undefined where they aren't known. */
  readonly from: readonly string[] | undefined;
  /** Those that it picks; undefined where they aren't known. */
  readonly picked: readonly string[] | undefined;
  /** Whose columns they are; undefined where that isn't known, or they are of a list. */
  readonly node: NodeId | undefined;
}

/** What `where` takes. */
export const whereTypes: readonly string[] = ['is_character', 'is_number', 'is_float', 'is_numeric'];

const selectors: ReadonlySet<string> = new Set([
  'get_column_names',
  'starts_with',
  'ends_with',
  'contains',
  'not_contains',
  'one_of',
  'not_one_of',
  'matches',
  'everything',
  'where',
]);
/** Files with more calls are written by a machine. */
const mostCalls = 500;
/** Variables that stand for selections of variables … */
const deepest = 20;

/** The macro of the package that a call calls; undefined for any other call. */
export function dbtplyrMacro({ callee }: JinjaCall): string | undefined {
  const [head, name, ...more] = callee;
  return head?.text === 'dbtplyr' && more.length === 0 ? name?.text : undefined;
}

/** The argument of a call by its name or position. */
export function argumentOf(call: JinjaCall, position: number, name: string): JinjaArgument | undefined {
  const named = call.args.find((each) => each.name?.text === name);
  const positional = call.args.filter((each) => each.name === undefined && !each.spread);
  return named ?? positional[position];
}

/** The selectors in a file, in its order. */
export function selectionsIn(project: Project, path: string): readonly Selection[] {
  const source = project.files.text(path);
  if (!source?.text.includes('dbtplyr.')) return [];
  const calls = jinjaCalls(source).filter((call) => selectors.has(dbtplyrMacro(call) ?? ''));
  return calls.slice(0, mostCalls).map((call) => selectionOf({ project, path, source, depth: 0 }, call));
}

interface Place {
  readonly project: Project;
  readonly path: string;
  readonly source: SourceText;
  readonly depth: number;
}

/** Columns that an expression stands for. */
interface Columns {
  readonly names: readonly string[];
  readonly types: ReadonlyMap<string, BaseType | undefined>;
  readonly node: NodeId | undefined;
}

function selectionOf(place: Place, call: JinjaCall): Selection {
  const selector = dbtplyrMacro(call) ?? '';
  const takesWords = selector !== 'everything' && selector !== 'get_column_names';
  const first = argumentOf(
    call,
    0,
    selector === 'where' ? 'fn' : selector.endsWith('one_of') ? 'strings' : 'string',
  );
  const words = takesWords ? stringsOf(first?.value) : [];
  const from = columnsOf(place, argumentOf(call, takesWords ? 1 : 0, 'relation')?.value);
  const picked = from && (takesWords && !words ? undefined : pick(selector, words ?? [], from));
  return { call, selector, words: words ?? [], from: from?.names, picked, node: from?.node };
}

function pick(selector: string, words: readonly JinjaString[], from: Columns): readonly string[] | undefined {
  const { names } = from;
  const texts = words.map(({ value }) => value);
  const [word = ''] = texts;
  const by = (pattern: string) => {
    const matcher = textMatcher(pattern, { ignoreCase: true });
    return matcher && names.filter((name) => matcher.startsWith(name));
  };
  switch (selector) {
    case 'starts_with':
      return by(`^${word}.*`);
    case 'ends_with':
      return by(`^.*${word}$`);
    case 'contains':
      return by(`^.*${word}.*$`);
    case 'not_contains': {
      const matcher: TextMatcher | undefined = textMatcher(word, { ignoreCase: true });
      return matcher && names.filter((name) => !matcher.occursIn(name));
    }
    case 'one_of':
      return by(`^(${texts.join('|')})$`);
    case 'not_one_of':
      return names.filter((name) => !texts.includes(name));
    case 'matches':
      return by(word);
    case 'where':
      return ofType(word, from);
    default:
      return names;
  }
}

/** Which types are floats or decimals is a matter of the adapter's own names. */
function ofType(test: string, { names, types }: Columns): readonly string[] | undefined {
  if (!whereTypes.includes(test)) return [];
  const wanted: readonly BaseType[] | undefined =
    test === 'is_character' ? ['string'] : test === 'is_number' ? ['integer', 'number'] : undefined;
  if (!wanted || names.some((name) => types.get(name) === undefined)) return undefined;
  return names.filter((name) => wanted.some((type) => type === types.get(name)));
}

/** The columns that an expression stands for: a relation's, a selector's, a list of names, a variable that was set to them. */
function columnsOf(place: Place, expression: JinjaExpression | undefined): Columns | undefined {
  if (!expression || place.depth > deepest) return undefined;
  const deeper = { ...place, depth: place.depth + 1 };
  switch (expression.kind) {
    case 'list': {
      const words = stringsOf(expression);
      return words && { names: words.map(({ value }) => value), types: new Map(), node: undefined };
    }
    case 'name': {
      const value = valueOfName(place.source, expression);
      return value && columnsOf(deeper, value);
    }
    case 'call': {
      if (!selectors.has(dbtplyrMacro(expression) ?? '')) return columnsOfRelation(place, expression);
      const { picked, node } = selectionOf(deeper, expression);
      return picked && { names: picked, types: new Map(), node };
    }
    case 'filter':
      return expression.filter.name.text === 'list' ? columnsOf(deeper, expression.value) : undefined;
    default:
      return undefined;
  }
}

function columnsOfRelation({ project, path, source }: Place, call: JinjaCall): Columns | undefined {
  const [spot] = spotsOfCalls(source.text, [call], () => false);
  if (spot?.symbol.kind !== 'ref' && spot?.symbol.kind !== 'source') return undefined;
  const found = resolve(project, spot.symbol, path);
  if (found.kind !== 'found' && found.kind !== 'file') return undefined;
  const node = found.kind === 'found' ? found.entry.uniqueId : fileNodeId(found.path);
  const known = nodeColumns(project, node);
  const facts = columnFacts(known, dialectOf(project.artifacts.manifest?.metadata.adapterType));
  if (!facts || facts.length === 0) return undefined;
  const names = facts.map(({ name }) => name);
  return { names, types: new Map(known.columns.map(({ type }, at) => [names[at] ?? '', type?.base])), node };
}

/** The strings of a string or of a list of them; undefined where anything else is among them. */
function stringsOf(expression: JinjaExpression | undefined): readonly JinjaString[] | undefined {
  if (expression?.kind === 'string') return [expression];
  if (expression?.kind !== 'list' && expression?.kind !== 'tuple') return undefined;
  const strings = expression.items.filter((item) => item.kind === 'string');
  return strings.length === expression.items.length ? strings : undefined;
}

/** The value of a local name that is set once. */
function valueOfName(source: SourceText, name: JinjaExpression): JinjaExpression | undefined {
  const start = bindingsOf(source).get(name.range.start);
  return start === undefined ? undefined : valuesSet(source).get(start);
}

/** By where a name is read: where it is bound. */
const bindingsOf = memo(
  (source: SourceText): ReadonlyMap<number, number> =>
    new Map(
      jinjaNames(source).flatMap(({ range, binding }) =>
        binding ? [[range.start, binding.start] as const] : [],
      ),
    ),
);

/** By where a name is bound: the value that it is set to, of names that nothing else sets. */
const valuesSet = memo((source: SourceText): ReadonlyMap<number, JinjaExpression> => {
  const found = new Map<number, JinjaExpression>();
  const times = new Map<string, number>();
  const starts = new Map<number, string>();
  walkNodes(parseJinja(source), (node) => {
    if (node.kind !== 'statement' || node.detail.form !== 'set') return undefined;
    const { targets, value } = node.detail;
    const [target] = targets;
    for (const each of targets)
      if (each.kind === 'name') times.set(each.name, (times.get(each.name) ?? 0) + 1);
    if (target?.kind === 'name' && targets.length === 1 && value) {
      found.set(target.range.start, value);
      starts.set(target.range.start, target.name);
    }
    return undefined;
  });
  for (const [start, name] of starts) if ((times.get(name) ?? 0) > 1) found.delete(start);
  return found;
});
