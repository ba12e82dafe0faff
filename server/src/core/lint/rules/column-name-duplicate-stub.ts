// column-name-duplicate-stub: words of the vocabulary that are one word twice, and words that no column uses.

import { memo2 } from '../../memo.ts';
import { contextFile } from '../../yaml/contextConfig.ts';
import type { Stub, Vocabulary } from '../../yaml/vocabulary.ts';
import type { Problem, RelatedPlace, Rule } from '../rule.ts';
import { type NamesInUse, namesInUse } from '../vocabulary/use/namesInUse.ts';
import { isPlural, nearWords } from '../vocabulary/use/nearWords.ts';
import { type WordsInUse, wordsInUse } from '../vocabulary/use/wordsInUse.ts';

/** See `summary`. */
export const columnNameDuplicateStub: Rule = {
  name: 'column-name-duplicate-stub',
  group: 'contracts',
  severity: 'information',
  summary:
    'Two words of the vocabulary for one thing, one word at two levels, or a word that no column uses.',
  why: `A vocabulary helps while there is one word for one thing and one thing for one word. Words that differ by a letter
(\`acct\`, \`accnt\`) are told where both are used in names; make one a synonym of the other, or rename. A word at two levels means
something else by its place. A word that no column has is told only where the catalog knows every covered model.`,
  bad: `# dbt-context.yml
levels:
  - stubs: {acct: {}, accnt: {}}`,
  good: `# dbt-context.yml
levels:
  - stubs: {acct: {synonyms: [accnt]}}`,
  check({ project, path }) {
    const { vocabulary } = project.context;
    if (!vocabulary || !(path === contextFile || isOfVocabulary(vocabulary, path))) return [];
    return problemsOf(vocabulary, namesInUse(project, vocabulary))
      .filter(({ stub }) => stub.place?.path === path)
      .slice(0, most)
      .map(({ stub: _, ...problem }) => problem);
  },
};

/** More of them help nobody. */
const most = 200;
const nowhere = { start: 0, end: 0 };

function isOfVocabulary({ levels, suffixes }: Vocabulary, path: string): boolean {
  return [...levels.flatMap(({ stubs }) => stubs), ...suffixes].some(({ place }) => place?.path === path);
}

const problemsOf = memo2((vocabulary: Vocabulary, names: NamesInUse): Found => {
  const used = wordsInUse(vocabulary, names.counts);
  return [
    ...twoMeanings(vocabulary),
    ...nearDuplicates(vocabulary, used),
    ...(names.whole ? unused(vocabulary, used) : []),
  ];
});

type Found = readonly (Problem & { readonly stub: Stub })[];

function problemAt(stub: Stub, message: string, other?: Stub): Problem & { readonly stub: Stub } {
  const related: readonly RelatedPlace[] = other?.place
    ? [{ ...other.place, message: `\`${other.name}\` is defined here.` }]
    : [];
  return { stub, range: stub.place?.range ?? nowhere, message, related };
}

/** A word at two levels, or of two stubs of one level. */
function twoMeanings({ levels }: Vocabulary): Found {
  const known = new Map<string, { readonly stub: Stub; readonly level: number }>();
  return levels.flatMap(({ stubs }, level) =>
    stubs.flatMap((stub) =>
      (stub.pattern ? stub.synonyms : [stub.name, ...stub.synonyms]).flatMap((word) => {
        const first = known.get(word.toLowerCase());
        if (!first) known.set(word.toLowerCase(), { stub, level });
        if (!first || first.stub === stub) return [];
        const message =
          first.level === level
            ? `\`${word}\` stands for \`${first.stub.name}\` and for \`${stub.name}\`.`
            : `\`${word}\` is a word of level ${first.level + 1} too: by its place it means something else.`;
        return [problemAt(stub, message, first.stub)];
      }),
    ),
  );
}

/** Words that are nearly the same and both stand in names. */
function nearDuplicates({ levels, suffixes }: Vocabulary, used: WordsInUse): Found {
  const sets = [
    ...levels.map(({ stubs, open }, level) => ({
      stubs,
      free: open ? used.free(level) : new Map<string, number>(),
    })),
    { stubs: suffixes, free: used.free('suffix') },
  ];
  return sets.flatMap(({ stubs, free }) => {
    const byWord = new Map(
      stubs.filter(({ pattern }) => !pattern).map((stub) => [stub.name.toLowerCase(), stub]),
    );
    const inUse = [...byWord].filter(([, stub]) => used.of(stub) > 0).map(([word]) => word);
    const synonyms = new Set(stubs.flatMap((stub) => stub.synonyms.map((word) => word.toLowerCase())));
    const others = [...free.keys()].filter((word) => !byWord.has(word) && !synonyms.has(word));
    return nearWords(inUse, others).flatMap(([a, b]) => {
      const [first, second] = [byWord.get(a), byWord.get(b)];
      if (first && second) {
        const message = `\`${second.name}\` (${columns(used.of(second))}) and \`${first.name}\` (${columns(used.of(first))}) are nearly the same word; one could be a synonym of the other.`;
        return [problemAt(second, message, first)];
      }
      const stub = first ?? second;
      const word = first ? b : a;
      // A plural beside the vocabulary is many of it.
      if (!stub || isPlural(stub.name.toLowerCase(), word)) return [];
      return [
        problemAt(
          stub,
          `\`${word}\` (${columns(free.get(word) ?? 0)}) is nearly \`${stub.name}\` (${columns(used.of(stub))}); it could be a synonym.`,
        ),
      ];
    });
  });
}

function columns(count: number): string {
  return count === 1 ? '1 column' : `${count.toLocaleString('en-US')} columns`;
}

function unused(vocabulary: Vocabulary, used: WordsInUse): Found {
  const stubs = [...vocabulary.levels.flatMap((level) => level.stubs), ...vocabulary.suffixes];
  return stubs
    .filter((stub) => used.of(stub) === 0)
    .map((stub) => problemAt(stub, `No column that the vocabulary covers has \`${stub.name}\` in its name.`));
}
