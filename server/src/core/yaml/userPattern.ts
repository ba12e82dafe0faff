// Regular expressions and globs that users write, matched in linear time whatever they write (RE2).
// Deliberately absent: lookaround and back-references, which no linear matcher has. The only importer of re2js.

import { RE2JS } from 're2js';

/** A pattern ready to match. */
export interface UserPattern {
  /** As written. */
  readonly source: string;
  /** What matching a letter may take at most, in steps. */
  readonly size: number;
  /** Whether the whole text matches. */
  matches(text: string): boolean;
}

/** Where a pattern was found in a text. */
export interface PatternMatch {
  readonly start: number;
  readonly end: number;
  /** The whole match, then its groups; undefined for a group that took no part. */
  readonly groups: readonly (string | undefined)[];
  /** The numbers of groups with a name. */
  readonly names: Readonly<Record<string, number>>;
}

/** How a pattern is looked for. */
export interface PatternFlags {
  readonly ignoreCase?: boolean;
  readonly multiline?: boolean;
  readonly dotAll?: boolean;
}

const longestPattern = 1000;
/** The counts of all repetitions (`{1,20}`) together: each stands for so many copies. */
const mostRepeats = 1000;
/** In steps: a pattern of this size takes a tenth of a second for a hundred letters. */
const largestPattern = 2000;

/** The first matches of a regular expression in a text, one behind the other; undefined where it can't be read. */
export function patternMatches(
  source: string,
  text: string,
  flags: PatternFlags,
  most: number,
): readonly PatternMatch[] | undefined {
  if (!('pattern' in userPattern(source))) return undefined;
  const bits =
    (flags.ignoreCase ? RE2JS.CASE_INSENSITIVE : 0) |
    (flags.multiline ? RE2JS.MULTILINE : 0) |
    (flags.dotAll ? RE2JS.DOTALL : 0);
  const matcher = RE2JS.compile(source, bits).matcher(text);
  const found: PatternMatch[] = [];
  while (found.length < most && matcher.find()) {
    const groups = Array.from(
      { length: matcher.groupCount() + 1 },
      (_, index) => matcher.group(index) ?? undefined,
    );
    found.push({ start: matcher.start(), end: matcher.end(), groups, names: { ...matcher.namedGroups } });
  }
  return found;
}

/** A regular expression that looks at parts of a text. */
export interface TextMatcher {
  /** Whether it matches from the start of the text, as far as it goes. */
  startsWith(text: string): boolean;
  /** Whether it matches anywhere. */
  occursIn(text: string): boolean;
}

/** A matcher of parts of texts; undefined where the expression can't be read. */
export function textMatcher(
  source: string,
  { ignoreCase = false }: PatternFlags = {},
): TextMatcher | undefined {
  if (!('pattern' in userPattern(source))) return undefined;
  const compiled = RE2JS.compile(source, ignoreCase ? RE2JS.CASE_INSENSITIVE : 0);
  return {
    startsWith: (text) => compiled.matcher(text).lookingAt(),
    occursIn: (text) => compiled.matcher(text).find(),
  };
}

const tooLarge = 'This pattern repeats too much: `{n}` stands for n copies of what it repeats.';

/** Reads a regular expression, or says in one sentence what is wrong with it. */
export function userPattern(
  source: string,
): { readonly pattern: UserPattern } | { readonly problem: string } {
  if (source.length > longestPattern) {
    return { problem: `This pattern is longer than ${longestPattern} characters.` };
  }
  if (/\(\?<?[=!]/.test(source)) {
    return {
      problem: 'Lookaround isn’t supported in patterns: they are matched in linear time (RE2 syntax).',
    };
  }
  if (/\\[1-9]/.test(source)) {
    return {
      problem: 'Back-references aren’t supported in patterns: they are matched in linear time (RE2 syntax).',
    };
  }
  const repeats = [...source.matchAll(/\{(\d*),?(\d*)\}/g)].reduce(
    (sum, [, least, most]) => sum + Math.max(Number(least), Number(most)),
    0,
  );
  if (repeats > mostRepeats) return { problem: tooLarge };
  try {
    const compiled = RE2JS.compile(source);
    const size = compiled.programSize();
    if (size > largestPattern) return { problem: tooLarge };
    return { pattern: { source, size, matches: (text) => compiled.matches(text) } };
  } catch (error) {
    const why =
      error instanceof Error ? error.message.replace(/^error parsing regexp: /i, '') : 'not a pattern';
    return { problem: `This isn’t a regular expression (RE2 syntax): ${why}.` };
  }
}

/**
 * Reads a glob over paths with forward slashes: `*` and `?` within a folder, `**` across folders, `{a,b}`; a name without a
 * wildcard stands for the file or everything in the folder.
 */
export function globPattern(glob: string): UserPattern {
  const path = glob.replaceAll('\\', '/').replace(/^\.?\//, '');
  let depth = 0;
  const expression = (path.endsWith('/') ? `${path}**` : path).replace(
    /\*\*\/|\*\*|\*|\?|\{|\}|,|[^\w/]/g,
    (part) => {
      switch (part) {
        case '**/':
          return '(?:[^/]+/)*';
        case '**':
          return '.*';
        case '*':
          return '[^/]*';
        case '?':
          return '[^/]';
        case '{':
          depth++;
          return '(?:';
        case '}':
          depth--;
          return depth < 0 ? '\\}' : ')';
        case ',':
          return depth > 0 ? '|' : ',';
        default:
          return /[\p{L}\p{N}]/u.test(part) || part.charCodeAt(0) > 127 ? part : `\\${part}`;
      }
    },
  );
  const folder = /[*?{]/.test(path) ? '' : '(?:/.*)?';
  const read = depth === 0 ? userPattern(`(?s)${expression}${folder}`) : undefined;
  // An unclosed brace: taken as written.
  if (read && 'pattern' in read) return { ...read.pattern, source: glob };
  return { source: glob, size: 0, matches: (text) => text === path };
}
