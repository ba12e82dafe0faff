// The names that calls in Jinja and Python give: ref, source, var and their kin, and macros. A name that an expression makes is
// none. Deliberately absent: where the calls come from, and whether anything bears the name.

import type { JinjaArgument, JinjaCall, JinjaExpression, JinjaString } from '../jinja/ast.ts';
import type { TextRange } from '../text.ts';
import { builtins } from './builtins.ts';
import { type Spot, spotAt } from './spot.ts';

/** The names that calls give. `isLocal` says whether what is called is bound in the text itself (`set`, `for`, parameters). */
export function spotsOfCalls(
  text: string,
  calls: readonly JinjaCall[],
  isLocal: (call: JinjaCall) => boolean,
): readonly Spot[] {
  return calls.flatMap((call) => spotsOfCall(text, call, isLocal));
}

function spotsOfCall(text: string, call: JinjaCall, isLocal: (call: JinjaCall) => boolean): readonly Spot[] {
  if (isLocal(call)) return [];
  const path = call.callee.map((name) => name.text);
  const [head] = path;
  if (head === undefined) return [];
  const known = path.length === 2 && (head === 'builtins' || head === 'dbt') ? path[1] : path.join('.');
  switch (known) {
    case 'ref':
      return refSpots(call);
    case 'source':
      return sourceSpots(call);
    case 'var':
    case 'env_var':
      return variableSpots(text, call, known);
    case 'doc':
    case 'metric':
    case 'function':
      return packagedSpots(call, known);
    case 'Metric': {
      const name = literal(positional(call)[0]);
      return name ? [spotAt({ kind: 'metric', name: name.value, range: name.inner }, name.range)] : [];
    }
    case 'config':
      return [...groupSpots(call), ...macroSpots(call, undefined)];
    case 'adapter.dispatch':
      return dispatchSpots(call);
  }
  if (path.length === 1) return macroSpots(call, undefined);
  if (path.length !== 2 || builtins.has(head)) return [];
  // Packages that wrap `ref` and `source` keep their arguments: `dbt_unit_testing.ref('orders')`.
  const wrapped = path[1] === 'ref' ? refSpots(call) : path[1] === 'source' ? sourceSpots(call) : [];
  return [...macroSpots(call, head), ...wrapped];
}

function refSpots(call: JinjaCall): Spot[] {
  const names = positional(call);
  const [first, second] = names.map(literal);
  const name = names.length === 2 ? second : first;
  if (!name || (names.length === 2 && !first) || names.length > 2) return [];
  const version = keyword(call, 'version') ?? keyword(call, 'v');
  const zones = [calleeRange(call), ...names.map(({ range }) => range), ...(version ? [version.range] : [])];
  const symbol = {
    kind: 'ref',
    name: name.value,
    package: names.length === 2 ? first?.value : undefined,
    version: version && versionText(version.value),
    range: name.inner,
  } as const;
  return [spotAt(symbol, ...zones)];
}

function sourceSpots(call: JinjaCall): Spot[] {
  const names = positional(call);
  const [source, table] = names.map(literal);
  if (!source || !table || names.length !== 2) return [];
  const symbol = { kind: 'source', source: source.value, table: table.value, range: table.inner } as const;
  return [spotAt(symbol, calleeRange(call), source.range, table.range)];
}

function variableSpots(text: string, call: JinjaCall, kind: 'var' | 'env_var'): Spot[] {
  const [first, second] = positional(call);
  const name = literal(first);
  if (!name) return [];
  const fallback = (keyword(call, 'default') ?? second)?.value;
  const written = fallback && text.slice(fallback.range.start, fallback.range.end);
  const symbol = {
    kind,
    name: name.value,
    default: fallback?.kind === 'string' ? fallback.value : written,
    range: name.inner,
  };
  return [spotAt(symbol, calleeRange(call), name.range)];
}

function packagedSpots(call: JinjaCall, kind: 'doc' | 'metric' | 'function'): Spot[] {
  const names = positional(call);
  const [first, second] = names.map(literal);
  const name = names.length === 2 ? second : first;
  if (!name || (names.length === 2 && !first) || names.length > 2) return [];
  const packageName = names.length === 2 ? first?.value : undefined;
  const symbol = { kind, name: name.value, package: packageName, range: name.inner };
  return [spotAt(symbol, calleeRange(call), ...names.map(({ range }) => range))];
}

function groupSpots(call: JinjaCall): Spot[] {
  const group = literal(keyword(call, 'group'));
  return group ? [spotAt({ kind: 'group', name: group.value, range: group.inner }, group.range)] : [];
}

function dispatchSpots(call: JinjaCall): Spot[] {
  const [first, second] = positional(call);
  const name = literal(first ?? keyword(call, 'macro_name'));
  const namespace = second ?? keyword(call, 'macro_namespace');
  if (!name) return [];
  const symbol = {
    kind: 'macro',
    name: name.value,
    package: literal(namespace)?.value,
    dispatch: true,
    range: name.inner,
  } as const;
  return [spotAt(symbol, name.range, ...(namespace ? [namespace.range] : []))];
}

function macroSpots(call: JinjaCall, packageName: string | undefined): Spot[] {
  const name = call.callee.at(-1);
  if (!name || name.text === '') return [];
  const symbol = { kind: 'macro', name: name.text, package: packageName, range: name.range } as const;
  const builtin = packageName === undefined && builtins.has(name.text);
  return [{ symbol, zones: [calleeRange(call)], builtin }];
}

/** What a version is compared as: numbers as Python writes them. Undefined where an expression makes it. */
function versionText(value: JinjaExpression): string | undefined {
  if (value.kind === 'string') return value.value || undefined;
  if (value.kind !== 'number' || value.value === 0) return undefined;
  return value.integer || !Number.isInteger(value.value) ? String(value.value) : `${value.value}.0`;
}

function positional(call: JinjaCall): readonly JinjaArgument[] {
  return call.args.filter((argument) => argument.name === undefined);
}

function keyword(call: JinjaCall, name: string): JinjaArgument | undefined {
  return call.args.find((argument) => argument.name?.text === name);
}

function literal(argument: JinjaArgument | undefined): JinjaString | undefined {
  const value = argument?.value;
  return value?.kind === 'string' && argument?.spread === undefined && value.value !== '' ? value : undefined;
}

function calleeRange(call: JinjaCall): TextRange {
  return call.target.range;
}
