// Completion inside Jinja: names in strings, functions, macros, members, filters, tests and statements.
// Deliberately absent: SQL (completionSql.ts) and the settings of config (completionConfigItems.ts).

import type { JinjaOutput, JinjaStatement } from '../jinja/ast.ts';
import type { JinjaCursor, OpenBracket } from '../jinja/jinjaAt.ts';
import { localNames } from '../jinja/localNames.ts';
import { contextNames, type DbtName, filters, jinjaTests, members } from '../semantics/dbtNames.ts';
import { packagesWithin } from '../semantics/packages.ts';
import { configKeyItems, configValueItems } from './completionConfigItems.ts';
import type { CompletionItem } from './completionItem.ts';
import { dispatchItems, macroItems, macroPackageItems, macrosOfPackage } from './completionMacros.ts';
import {
  type CompletionPlace,
  docItems,
  environmentItems,
  refItems,
  refPackageItems,
  sourceItems,
  tableItems,
  valueItems,
  varItems,
  versionItems,
} from './completionNames.ts';
import { statementItems } from './completionStatements.ts';
import { argumentColumnItems, settingColumnItems } from './completionStrings.ts';

/** What is asked for besides the place. */
export interface JinjaRequest {
  /** The tag that the cursor is in; undefined in a bare expression. */
  readonly tag?: JinjaOutput | JinjaStatement | undefined;
  /** The character that asked, where nobody did. */
  readonly trigger?: string | undefined;
}

/** What may be typed at a place inside Jinja. */
export function jinjaItems(
  place: CompletionPlace,
  cursor: JinjaCursor,
  { tag, trigger }: JinjaRequest = {},
): readonly CompletionItem[] {
  if (isBinding(cursor)) return [];
  if (trigger === '(' && !takesNames.test(cursor.brackets.at(-1)?.callee ?? '')) return [];
  switch (cursor.slot) {
    case 'keyword':
      return statementItems(place);
    case 'string':
      return stringItems(place, cursor, tag);
    case 'name':
      return nameItems(place, cursor);
    case 'member':
      return memberItems(place, cursor.path);
    case 'filter':
      return filters.map((label, rank) => ({ label, kind: 'filter', detail: 'filter', rank }));
    case 'test':
      return ['not', ...jinjaTests].map((label, rank) => ({ label, kind: 'keyword', detail: 'test', rank }));
    case 'none':
      return [];
  }
}

const noExpressions = /^(?:end\w*|else|raw|docs|snapshot|block|import|from|include|extends|materialization)$/;

/** Whether the name at the cursor is being made, or nothing known may stand there. */
function isBinding({ statement, before, brackets, slot }: JinjaCursor): boolean {
  if (statement === undefined || slot === 'keyword') return false;
  if (noExpressions.test(statement)) return true;
  if (statement === 'set') return !before.includes('=') && !before.includes('|');
  if (statement === 'for') return !before.includes('in');
  if (/^(?:macro|test|data_test)$/.test(statement))
    return brackets.length === 0 || brackets.at(-1)?.keyword === undefined;
  return false;
}

/** The call whose argument the cursor is in, through lists and dicts. */
function callAt(cursor: JinjaCursor): OpenBracket | undefined {
  return cursor.brackets.findLast(({ callee }) => callee !== '');
}

/** Whether only a bracketed list stands between the call and the string: `tags=['…']`. */
function isListed(cursor: JinjaCursor): boolean {
  return cursor.brackets.at(-1)?.bracket === '[';
}

function stringItems(
  place: CompletionPlace,
  cursor: JinjaCursor,
  tag: JinjaRequest['tag'],
): readonly CompletionItem[] {
  const string = cursor.string ?? { quote: "'", closed: true };
  return stringNames(place, cursor, tag).map((item) => {
    const text = item.insert ?? item.label;
    const bare = /^(['"])(.*)\1$/.exec(text)?.[2] ?? text;
    return { ...item, insert: string.closed ? bare : bare + string.quote, snippet: undefined };
  });
}

/** What the string at the cursor can be. */
function stringNames(
  place: CompletionPlace,
  cursor: JinjaCursor,
  tag: JinjaRequest['tag'],
): readonly CompletionItem[] {
  const call = callAt(cursor);
  if (!call) return [];
  const direct = cursor.brackets.at(-1) === call;
  if (call.callee === 'config') {
    const key = (direct ? undefined : cursor.brackets.at(-1)?.keyword) ?? call.keyword ?? '';
    return [
      ...(direct || isListed(cursor) ? argumentItems(place, call, cursor) : []),
      ...settingColumnItems(place, key),
    ];
  }
  if (takesNames.test(call.callee)) return direct ? argumentItems(place, call, cursor) : [];
  if (/\b(?:dateadd|datediff|date_trunc|last_day)$/.test(call.callee))
    return valueItems(
      ['day', 'week', 'month', 'quarter', 'year', 'hour', 'minute', 'second'],
      'part of a date',
    );
  const known = direct ? argumentItems(place, call, cursor) : [];
  return known.length > 0 || !tag || dbtOwn.test(call.callee) ? known : argumentColumnItems(place, tag);
}

/** Functions of dbt whose arguments are no columns. */
const dbtOwn =
  /^(?:log|print|return|run_query|statement|load_result|metric|exceptions|adapter|api|target|modules|graph|config)\b/;

/** What the argument at the cursor can be, without quotes. */
function argumentItems(
  place: CompletionPlace,
  call: OpenBracket,
  cursor: JinjaCursor,
): readonly CompletionItem[] {
  const [first] = call.args;
  const count = call.args.length;
  const name = call.callee.replace(/^(?:builtins|dbt)\./, '').replace(/^\w+\.(ref|source)$/, '$1');
  if (name === 'config') {
    return call.keyword === undefined ? [] : configValueItems(place, call.keyword, isListed(cursor));
  }
  if (call.keyword !== undefined) {
    return name === 'ref' && /^(?:v|version)$/.test(call.keyword)
      ? versionItems(place, call.args.at(-1) ?? '')
      : [];
  }
  switch (name) {
    case 'ref':
      if (count === 0) return [...refItems(place), ...refPackageItems(place)];
      return count === 1 && first !== undefined ? refItems(place, first) : [];
    case 'source':
      if (count === 0) return sourceItems(place);
      return count === 1 && first !== undefined ? tableItems(place, first) : [];
    case 'var':
    case 'var.has_var':
      return count === 0 ? varItems(place) : [];
    case 'env_var':
      return count === 0 ? environmentItems(place) : [];
    case 'doc':
      if (count === 0) return docItems(place);
      return count === 1 && first !== undefined ? docItems(place, first) : [];
    case 'config.get':
    case 'config.require':
      return count === 0 ? configKeyItems(place, []).map((item) => ({ ...item, insert: item.label })) : [];
    case 'adapter.dispatch':
      if (count === 0) return dispatchItems(place);
      return count === 1 ? valueItems(packagesWithin(place.project), 'package') : [];
    default:
      return [];
  }
}

/** Calls whose arguments are names in quotes: typed without, they get them. */
const takesNames =
  /^(?:builtins\.|dbt\.)?(?:ref|source|var|env_var|doc|config\.get|config\.require|adapter\.dispatch)$/;

function nameItems(place: CompletionPlace, cursor: JinjaCursor): readonly CompletionItem[] {
  const inner = cursor.brackets.at(-1);
  const call = inner && inner.callee !== '' && !inner.begun ? inner : undefined;
  if (call?.callee === 'config') {
    if (call.keyword === undefined) return configKeyItems(place, call.keywords);
    return [...configValueItems(place, call.keyword, false), ...expressionItems(place, 10)];
  }
  if (call && takesNames.test(call.callee)) {
    const named = argumentItems(place, call, cursor).map((item): CompletionItem => {
      const text = item.insert ?? item.label;
      const quoted = call.keyword === undefined ? `'${text}'` : text;
      return { ...item, insert: quoted, snippet: undefined };
    });
    return [...named, ...localItems(place, 10)];
  }
  return expressionItems(place, 0);
}

/** Whatever an expression can start with. */
function expressionItems(place: CompletionPlace, rank: number): readonly CompletionItem[] {
  const context = contextNames.map((name) => dbtItem(name, 'function', rank + 3));
  const own = [...localItems(place, rank), ...macroItems(place), ...macroPackageItems(place)];
  const seen = new Set(own.map(({ label }) => label));
  return [
    ...own.map((item) => ({ ...item, rank: item.rank + rank })),
    ...context.filter(({ label }) => !seen.has(label)),
  ];
}

function localItems(place: CompletionPlace, rank: number): readonly CompletionItem[] {
  return localNames(place.source, place.offset).map(({ name, kind }) => ({
    label: name,
    kind: 'variable',
    detail: kind,
    rank,
  }));
}

function memberItems(place: CompletionPlace, path: readonly string[]): readonly CompletionItem[] {
  const [head = ''] = path;
  if (path.length !== 1) return [];
  if (localNames(place.source, place.offset).some(({ name }) => name === head) && head !== 'loop') return [];
  const known = Object.hasOwn(members, head) ? members[head] : undefined;
  if (known) return known.map((name, rank) => dbtItem(name, 'function', rank));
  return macrosOfPackage(place, head);
}

/** A function or value of dbt as an item. */
function dbtItem(
  { name, signature, about }: DbtName,
  kind: CompletionItem['kind'],
  rank: number,
): CompletionItem {
  const strings = /^(?:ref|source|var|env_var|doc)$/.test(name);
  const empty = signature === '()';
  return {
    label: name,
    kind: signature === '' ? 'variable' : kind,
    signature,
    from: 'dbt',
    insert: empty ? `${name}()` : name,
    snippet: signature === '' || empty ? undefined : strings ? `${name}('$1')` : `${name}($1)`,
    rank,
    subject: { kind: 'text', text: about },
  };
}
