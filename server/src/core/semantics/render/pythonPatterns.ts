// `modules.re`: Python's regular expressions as far as they can be matched in linear time.
// Deliberately absent: lookaround, back-references and functions as replacement, which give unknown values.

import { dict, integerOf, isKind, list, tuple } from '../../jinja/render/kinds.ts';
import {
  type Arguments,
  type ObjectValue,
  type Run,
  unknown,
  type Value,
} from '../../jinja/render/values.ts';
import { type PatternFlags, type PatternMatch, patternMatches } from '../../yaml/userPattern.ts';
import { argument, callable, textArgument, textOf } from './arguments.ts';

const bits: ReadonlyMap<string, number> = new Map([
  ['I', 2],
  ['IGNORECASE', 2],
  ['M', 8],
  ['MULTILINE', 8],
  ['S', 16],
  ['DOTALL', 16],
]);

/** How many matches are looked for. */
const most = 10_000;

const missing = unknown('what a pattern finds');

/** The module. */
export const pythonPatterns: ObjectValue = {
  kind: 'object',
  type: 're',
  attribute(name) {
    const flag = bits.get(name);
    if (flag !== undefined) return flag;
    if (name === 'escape') {
      return callable(name, (args, run) => {
        const text = textArgument(run, args, 0, 'pattern');
        return text === undefined ? missing : text.replace(/[^\w\s!"%',/:;<=>@`]/g, '\\$&');
      });
    }
    if (name === 'compile') {
      return callable(name, (args, run) => {
        const pattern = textArgument(run, args, 0, 'pattern');
        return pattern === undefined ? missing : compiled(pattern, flagsOf(argument(args, 1, 'flags')));
      });
    }
    if (!methods.has(name)) return undefined;
    return callable(name, (args, run) => {
      const pattern = argument(args, 0, 'pattern');
      const rest = { positional: args.positional.slice(1), named: args.named };
      if (isKind(pattern, 'object')) return run.call(pattern.attribute(name) ?? missing, rest);
      const source = textOf(run, pattern);
      return source === undefined
        ? missing
        : found(name, source, flagsOf(flagsArgument(name, args)), rest, run);
    });
  },
};

const methods = new Set(['match', 'fullmatch', 'search', 'sub', 'findall', 'split', 'finditer']);

function flagsArgument(name: string, args: Arguments): Value | undefined {
  return argument(args, name === 'sub' ? 4 : name === 'split' ? 3 : 2, 'flags');
}

function compiled(source: string, flags: PatternFlags): ObjectValue {
  return {
    kind: 'object',
    type: 'pattern',
    attribute: (name) =>
      name === 'pattern'
        ? source
        : methods.has(name)
          ? callable(name, (args, run) => found(name, source, flags, args, run))
          : undefined,
  };
}

function flagsOf(value: Value | undefined): PatternFlags {
  const flags = integerOf(value) ?? 0;
  return { ignoreCase: (flags & 2) !== 0, multiline: (flags & 8) !== 0, dotAll: (flags & 16) !== 0 };
}

function found(name: string, source: string, flags: PatternFlags, args: Arguments, run: Run): Value {
  const text = textArgument(run, args, name === 'sub' ? 1 : 0, 'string');
  if (text === undefined || !run.charge(text.length >> 3)) return missing;
  const anchored =
    name === 'match' ? `\\A(?:${source})` : name === 'fullmatch' ? `\\A(?:${source})\\z` : source;
  const one = name === 'match' || name === 'fullmatch' || name === 'search';
  const matches = patternMatches(anchored, text, flags, one ? 1 : most);
  if (!matches || matches.length === most) return missing;
  const [first] = matches;
  switch (name) {
    case 'sub': {
      const replacement = textArgument(run, args, 0, 'repl');
      const count = integerOf(argument(args, 2, 'count')) ?? 0;
      return replacement === undefined ? missing : substituted(text, matches, replacement, count);
    }
    case 'findall':
      return list(matches.map(({ groups }) => foundText(groups)));
    case 'finditer':
      return list(matches.map(matchValue));
    case 'split':
      return list(pieces(text, matches, integerOf(argument(args, 1, 'maxsplit')) ?? 0));
    default:
      return first ? matchValue(first) : null;
  }
}

/** What `findall` gives for a match: its groups where it has any. */
function foundText(groups: PatternMatch['groups']): Value {
  if (groups.length > 2) return tuple(...groups.slice(1).map((group) => group ?? ''));
  return groups[groups.length - 1] ?? '';
}

function matchValue(match: PatternMatch): ObjectValue {
  const group = (value: Value | undefined): Value => {
    const index = typeof value === 'string' ? match.names[value] : (integerOf(value) ?? 0);
    return index === undefined ? missing : (match.groups[index] ?? null);
  };
  return {
    kind: 'object',
    type: 'match',
    attribute(name) {
      switch (name) {
        case 'group':
          return callable(name, ({ positional }) =>
            positional.length > 1 ? tuple(...positional.map(group)) : group(positional[0]),
          );
        case 'groups':
          return callable(name, () => tuple(...match.groups.slice(1).map((each) => each ?? null)));
        case 'groupdict':
          return callable(name, () =>
            dict(Object.entries(match.names).map(([key, index]) => [key, match.groups[index] ?? null])),
          );
        case 'start':
        case 'end':
          return callable(name, () => match[name]);
        case 'span':
          return callable(name, () => tuple(match.start, match.end));
        default:
          return undefined;
      }
    },
    print: () => `<re.Match object; span=(${match.start}, ${match.end})>`,
  };
}

function substituted(
  text: string,
  matches: readonly PatternMatch[],
  replacement: string,
  count: number,
): string {
  let made = '';
  let from = 0;
  for (const match of count > 0 ? matches.slice(0, count) : matches) {
    made += text.slice(from, match.start);
    made += replacement.replace(/\\(?:g<(\w+)>|(\d)|(n)|(t)|(\\))/g, (_, name, digit, line, tab) => {
      if (line) return '\n';
      if (tab) return '\t';
      const index = digit ?? match.names[name] ?? name;
      return index === undefined ? '\\' : (match.groups[Number(index)] ?? '');
    });
    from = match.end;
  }
  return made + text.slice(from);
}

function pieces(text: string, matches: readonly PatternMatch[], limit: number): Value[] {
  const found: Value[] = [];
  let from = 0;
  for (const match of limit > 0 ? matches.slice(0, limit) : matches) {
    found.push(text.slice(from, match.start), ...match.groups.slice(1).map((group) => group ?? null));
    from = match.end;
  }
  return [...found, text.slice(from)];
}
