// The JSON schema of dbt-context.yml, for completion and hints in editors. scripts/generate.mjs writes it to schemas/.
// Deliberately absent: checking (core/yaml reads the file and says what is wrong at its place).

import { severities } from '../yaml/severity.ts';
import { baseTypeNames } from '../yaml/vocabulary.ts';
import type { Rule } from './rule.ts';
import { presets } from './vocabulary/presets/index.ts';

type Schema = Readonly<Record<string, unknown>>;

const text = (description: string): Schema => ({ type: 'string', description });
const flag = (description: string): Schema => ({ type: 'boolean', description });
const texts = (description: string): Schema => ({
  description,
  oneOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }],
});
const keys = (description: string, properties: Schema, required?: readonly string[]): Schema => ({
  type: 'object',
  description,
  properties,
  additionalProperties: false,
  ...(required ? { required } : {}),
});

const types: Schema = { type: 'array', items: { enum: baseTypeNames } };
const stubParts: Schema = {
  description: text('What the word means; shown on hover.'),
  types: {
    description:
      'Types that a column with this word may have; by adapter where they differ (`default` for the others).',
    oneOf: [types, { type: 'object', additionalProperties: types }],
  },
  promises: {
    type: 'array',
    description: 'What the word promises about values.',
    items: {
      oneOf: [
        { enum: ['not_null', 'unique'] },
        {
          type: 'object',
          properties: {
            not_null: { type: 'boolean' },
            unique: { type: 'boolean' },
            accepted_values: { type: 'array' },
            range: keys('Least and greatest value.', { min: { type: 'number' }, max: { type: 'number' } }),
            pattern: text('Regular expression (RE2) that the whole value matches.'),
            fulfilled_by: texts('Tests that fulfil the promise besides dbt’s own.'),
          },
          additionalProperties: false,
        },
      ],
    },
  },
  synonyms: texts('Words that mean the same.'),
  pattern: text('Regular expression (RE2) over one whole token, for a stub that is no fixed word.'),
};

const levelStub = keys('A word of the vocabulary.', {
  ...stubParts,
  // biome-ignore lint/suspicious/noThenProperty: the key's name in the file
  then: texts('Stubs that may follow this one, and nothing else.'),
});
const suffix = keys('A word at the end of names.', {
  ...stubParts,
  demanded: flag('Every column of its types must end in it.'),
});
const stubsOf = (stub: Schema, description: string): Schema => ({
  type: 'object',
  description,
  additionalProperties: { oneOf: [stub, { type: 'null' }, { const: false }, { type: 'array', maxItems: 0 }] },
});

function contracts(severityByRule: Schema): Schema {
  return keys('The vocabulary of column names.', {
    extends: {
      type: 'array',
      items: { enum: Object.keys(presets) },
      description: 'Presets that this vocabulary goes on top of.',
    },
    convo: text('Path of a convo file, relative to the project.'),
    case: { enum: ['lower', 'upper', 'any'], description: 'How letters are written.' },
    separator: { type: 'string', minLength: 1, description: 'What stands between the words of a name.' },
    max_length: { type: 'integer', minimum: 1, description: 'The most characters that a name may have.' },
    applies_to: keys('The nodes whose columns are judged.', {
      paths: texts('Globs of which one must match the path of the node’s file.'),
      exclude: texts('Globs of paths that aren’t judged.'),
      resource_types: { type: 'array', items: { enum: ['model', 'seed', 'snapshot', 'source'] } },
      tags: texts('Tags of which the node must have one.'),
      layers: texts('Names of folders of which one must be in the path.'),
    }),
    levels: {
      type: 'array',
      description: 'Words by position: the first entry is for the first token of a name.',
      items: keys('One position.', {
        required: flag('Every name must have a word here.'),
        open: flag('Words that aren’t stubs are allowed here too.'),
        stubs: stubsOf(levelStub, 'The words, or regular expressions, of this position.'),
      }),
    },
    suffixes: stubsOf(suffix, 'Words at the end of names.'),
    renames: {
      type: 'array',
      description: 'Words that an aggregate changes: the sum of `ind_x` is `n_x`.',
      items: keys(
        'One change.',
        { from: text('Word before.'), by: text('Aggregate.'), to: text('Word after.') },
        ['from', 'by', 'to'],
      ),
    },
    reserved_words: texts('Words that are no names here, besides those reserved in SQL.'),
    base_types: {
      type: 'object',
      description:
        'Warehouse types that the product doesn’t know; below the name of an adapter for that alone.',
      additionalProperties: {
        oneOf: [{ enum: baseTypeNames }, { type: 'object', additionalProperties: { enum: baseTypeNames } }],
      },
    },
    severity: severityByRule,
  });
}

/** The schema, with a severity for each of the rules. */
export function contextSchema(rules: readonly Rule[]): Schema {
  const severityByRule = keys(
    'How bad the findings of a rule are; `off` shows none.',
    Object.fromEntries(
      rules.map(({ name, summary, severity }) => [
        name,
        { enum: severities, description: `${summary} Default: ${severity}.` },
      ]),
    ),
  );
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'dbt-context.yml',
    ...keys('Configuration of Metadata Context for dbt, beside dbt_project.yml.', {
      contracts: contracts(severityByRule),
      rules: severityByRule,
      owner_keys: texts('Keys of `meta` that name an owner, in order of precedence.'),
      target: {
        type: 'string',
        description: 'The name of the target whose branches templates take (`target.name`).',
      },
      environments: { type: 'object', description: 'Other places of artifacts, by name.' },
      governance: { enum: ['recommended'], description: 'A set of governance rules to turn on.' },
    }),
  };
}
