// column-name-pattern: letter case, separators, length and reserved words in the names of columns, as they are written.

import type { Vocabulary } from '../../yaml/vocabulary.ts';
import { problemsOfColumns } from '../columns/columns.ts';
import { nameFixes } from '../mend/vocabularyFixes.ts';
import type { Rule } from '../rule.ts';

/** See `summary`. */
export const columnNamePattern: Rule = {
  name: 'column-name-pattern',
  group: 'contracts',
  severity: 'warning',
  summary: 'A column’s name breaks the vocabulary’s policy on case, separators, length or reserved words.',
  why: `A name that has to be quoted, or that differs from another in case alone, is mistyped sooner or later. The name is
judged as it is written in the SQL or YAML, not as the warehouse folds it.`,
  bad: `select order_date as "Order Date"`,
  good: `select order_date as dt_order`,
  check(ctx) {
    return problemsOfColumns(ctx, (column, vocabulary) => {
      const name = column.name.slice(column.name.lastIndexOf('.') + 1);
      const wrong = faults(name, vocabulary);
      if (wrong.length === 0) return [];
      const message = `\`${column.name}\` of ${column.owner} ${wrong.join(', and ')}.`;
      const start = column.verbatim ? column.range.end - name.length : column.range.start;
      const fixes = () => {
        const better = mended(name, vocabulary);
        return better === name || faults(better, vocabulary).length > 0
          ? []
          : nameFixes(ctx.project, column, [better]);
      };
      return [{ range: { start, end: column.range.end }, message, fixes }];
    });
  },
};

/** What is wrong with a name, as the end of a sentence; nothing when it is well. */
function faults(name: string, vocabulary: Vocabulary): readonly string[] {
  const { separator, maxLength } = vocabulary;
  const found: string[] = [];
  if (vocabulary.case !== 'any' && name !== toCase(name, vocabulary.case)) {
    found.push(`isn’t in ${vocabulary.case} case: \`${toCase(name, vocabulary.case)}\``);
  }
  const tokens = name.split(separator);
  const foreign = /[^\p{L}\p{M}\p{N}]/u.exec(tokens.join(''))?.[0];
  if (foreign !== undefined)
    found.push(`contains \`${foreign}\`, and words are separated by \`${separator}\``);
  if (tokens.length > 1 && tokens[0] === '') found.push(`starts with \`${separator}\``);
  else if (tokens.length > 1 && tokens.at(-1) === '') found.push(`ends with \`${separator}\``);
  else if (tokens.includes('')) found.push(`has \`${separator}\` twice in a row`);
  const length = [...name].length;
  if (maxLength !== undefined && length > maxLength) {
    found.push(`has ${length} characters, and the vocabulary allows ${maxLength}`);
  }
  const folded = name.toLowerCase();
  if (reserved.has(folded) || vocabulary.reservedWords.includes(folded)) found.push('is a reserved word');
  return found;
}

/** The name in the case and with the separators of the vocabulary. */
function mended(name: string, { case: policy, separator }: Vocabulary): string {
  const words = name.split(/[^\p{L}\p{M}\p{N}]+/u).filter((word) => word !== '');
  const joined = words.join(separator);
  return policy === 'any' ? joined : toCase(joined, policy);
}

function toCase(name: string, policy: 'lower' | 'upper'): string {
  return policy === 'lower' ? name.toLowerCase() : name.toUpperCase();
}

/** Words that practically every dialect reserves; those that are common column names and reserved in few are left out. */
const reserved: ReadonlySet<string> = new Set(
  `all and any as asc between by case cast check column constraint create cross default delete desc distinct drop else end
except exists false for foreign from full grant group having in inner insert intersect into is join left like limit natural not
null on or order outer primary references right select set some table then to true union unique update using values when
where with`.split(/\s+/),
);
