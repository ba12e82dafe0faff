// Comments that silence findings: `dbt-context-ignore [rule, rule][: reason]` for their own line and
// `dbt-context-ignore-next-line …` for the line below. Deliberately absent: whole files and blocks (dbt-context.yml has severities).

import { memo } from '../memo.ts';
import { positionAt, type SourceText } from '../text.ts';

/** Which rules are silenced on which line; `*` stands for all. */
export type Suppressions = ReadonlyMap<number, ReadonlySet<string>>;

const comment = /(?:--+|\{#-?|#|\/\*|\/\/|<!--)[ \t]*dbt-context-ignore(-next-line)?(?![\w-])([^\r\n]*)/g;

/** The suppressions of a text of any language, by zero-based line. */
export const suppressionsIn = memo((source: SourceText): Suppressions => {
  const found = new Map<number, Set<string>>();
  if (!source.text.includes('dbt-context-ignore')) return found;
  for (const match of source.text.matchAll(comment)) {
    const line = positionAt(source, match.index).line + (match[1] === undefined ? 0 : 1);
    const names = (match[2] ?? '')
      .replace(/(?:-?#\}|\*\/|-->).*$/, '')
      .replace(/:.*$/, '')
      .split(/[,\s]+/)
      .filter((name) => name !== '');
    const silenced = found.get(line) ?? new Set<string>();
    for (const name of names.length > 0 ? names : ['*']) silenced.add(name);
    found.set(line, silenced);
  }
  return found;
});

/** Whether a finding of that rule that starts at `offset` is silenced. */
export function isSuppressed(source: SourceText, rule: string, offset: number): boolean {
  const silenced = suppressionsIn(source).get(positionAt(source, offset).line);
  return silenced !== undefined && (silenced.has(rule) || silenced.has('*'));
}
