// column-name-vocabulary: a token of a column's name that the vocabulary doesn't have, or that stands where it mayn't.

import { didYouMean } from '../../nearest.ts';
import type { Project } from '../../project.ts';
import type { Vocabulary } from '../../yaml/vocabulary.ts';
import { type JudgedColumn, problemsOfColumns } from '../columns/columns.ts';
import { addStubFix, nameFixes, withWord } from '../mend/vocabularyFixes.ts';
import type { Problem, Rule } from '../rule.ts';
import { type NameProblem, parseName } from '../vocabulary/parseName.ts';
import { stubIndex } from '../vocabulary/stubIndex.ts';

/** See `summary`. */
export const columnNameVocabulary: Rule = {
  name: 'column-name-vocabulary',
  group: 'contracts',
  severity: 'warning',
  summary: 'A part of a column’s name isn’t in the vocabulary.',
  why: `Names that are built from the same words in every model can be searched, tested and understood without asking.
One word for one thing: \`acct\`, \`accnt\` and \`account\` side by side are three things to every reader. A token is
compared as a whole, so \`n\` is not found in \`nm_port\`. Tokens behind the last level of the vocabulary are free.`,
  bad: `# levels: [{stubs: {id: {}, n: {}}}, {stubs: {order: {}, customer: {}}}]
select count(*) as num_orders`,
  good: `# levels: [{stubs: {id: {}, n: {}}}, {stubs: {order: {}, customer: {}}}]
select count(*) as n_order`,
  check(ctx) {
    return problemsOfColumns(ctx, (column, vocabulary) => {
      const parsed = parseName(vocabulary, column.name);
      return parsed.problems.flatMap((problem) => {
        const made = describe(ctx.project, problem, column, vocabulary);
        if (!made) return [];
        if (!column.verbatim) return [{ ...made, range: column.range }];
        const from = column.range.start + parsed.offset;
        const { start, end } =
          problem.kind === 'missing' ? { start: 0, end: parsed.name.length } : problem.part.range;
        return [{ ...made, range: { start: from + start, end: from + end } }];
      });
    });
  },
};

function describe(
  project: Project,
  problem: NameProblem,
  column: JudgedColumn,
  vocabulary: Vocabulary,
): Omit<Problem, 'range'> | undefined {
  const of = `\`${column.name}\` of ${column.owner}`;
  switch (problem.kind) {
    case 'unknown': {
      // Two separators in a row or at an end: column-name-pattern says so.
      if (problem.part.text === '') return undefined;
      const level = stubIndex(vocabulary).levels[problem.level];
      const suggestions = level?.nearest(problem.part.text) ?? [];
      const nearest = suggestions.length > 0 ? didYouMean(suggestions) : `${allowed(level?.words ?? [])}.`;
      const message = `${of}: \`${problem.part.text}\` isn’t in the vocabulary at level ${problem.level + 1}${nearest}`;
      const names = suggestions.map((word) => withWord(vocabulary, column.name, problem.part, word));
      const fixes = () => [
        ...nameFixes(project, column, names),
        ...addStubFix(project, problem.level, asWord(problem.part.text, vocabulary)),
      ];
      return { message, fixes };
    }
    case 'misplaced': {
      const more = problem.after.length > 12 ? ' …' : '';
      const leaders = problem.after.slice(0, 12).map((name) => `\`${name}\``);
      return { message: `${of}: \`${problem.part.text}\` may only follow ${leaders.join(' or ')}${more}.` };
    }
    case 'missing': {
      const words = stubIndex(vocabulary).levels[problem.level]?.words ?? [];
      return {
        message: `${of} has no word of level ${problem.level + 1}, which is required${allowed(words)}.`,
      };
    }
  }
}

/** A token as a word of the vocabulary: case is no part of it where names have one. */
function asWord(token: string, vocabulary: Vocabulary): string {
  return vocabulary.case === 'any' ? token.toLowerCase() : token;
}

/** The words of a short list, for people. */
function allowed(words: readonly string[]): string {
  const few = words.slice(0, 12);
  return few.length === 0 ? '' : `: ${few.join(', ')}${words.length > few.length ? ' …' : ''}`;
}
