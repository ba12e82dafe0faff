// Words that many projects' column names begin or end with, and what they are commonly taken to mean. A proposal uses those that a
// project really has, with the types they have there. Deliberately absent: subjects (`customer`), which belong to a business.

import type { BaseType } from '../../../sql/baseTypes.ts';

/** A word that is commonly understood. */
export interface KnownWord {
  readonly description: string;
  /** The types that the word may stand for; columns of other types show that a project means something else by it. */
  readonly types: readonly BaseType[];
  readonly at: 'start' | 'end' | 'either';
}

type Row = readonly [words: string, at: KnownWord['at'], types: string, description: string];

const rows: readonly Row[] = [
  ['id', 'either', 'integer string', 'Identifier'],
  ['key', 'either', 'integer string', 'Key of an entity'],
  ['sk', 'either', 'integer string', 'Surrogate key'],
  ['pk', 'either', 'integer string', 'Primary key'],
  ['fk', 'either', 'integer string', 'Foreign key'],
  ['uuid guid', 'either', 'string', 'Identifier that is unique everywhere'],
  ['hash', 'end', 'string binary integer', 'Hash'],
  ['number nbr no', 'end', 'string integer', 'Number that names something'],
  ['code cd', 'either', 'string integer', 'Code'],
  ['name nm', 'either', 'string', 'Name'],
  ['type', 'end', 'string', 'Kind'],
  ['status', 'end', 'string', 'State'],
  ['state', 'end', 'string', 'State'],
  ['cat category', 'either', 'string', 'Category'],
  ['desc description', 'end', 'string', 'Description'],
  ['title', 'end', 'string', 'Title'],
  ['label', 'end', 'string', 'Label'],
  ['url', 'end', 'string', 'Address in the web'],
  ['email', 'end', 'string', 'Email address'],
  ['json', 'end', 'object string', 'JSON document'],
  ['at', 'end', 'timestamp', 'Moment'],
  ['ts tstamp timestamp datetime dttm', 'either', 'timestamp', 'Moment'],
  ['tm', 'either', 'timestamp time', 'Moment'],
  ['time', 'end', 'timestamp time', 'Moment'],
  ['date dt', 'either', 'date timestamp', 'Day'],
  ['on', 'end', 'date timestamp', 'Day'],
  ['is', 'start', 'boolean integer', 'Whether it is so'],
  ['has', 'start', 'boolean integer', 'Whether it has it'],
  ['was did can should does had', 'start', 'boolean integer', 'Yes or no'],
  ['flag ind indicator', 'either', 'boolean integer', 'Yes or no'],
  ['n num number_of count_of nb', 'start', 'integer number', 'Count'],
  ['count cnt', 'either', 'integer number', 'Count'],
  ['qty quantity', 'either', 'number integer', 'Quantity'],
  ['amount amt', 'either', 'number integer', 'Amount'],
  ['price cost fee tax balance revenue discount', 'end', 'number integer', 'Amount of money'],
  ['usd eur gbp dollars euros', 'end', 'number integer', 'Amount of money in this currency'],
  ['cents', 'end', 'number integer', 'Amount of money in cents'],
  ['pct percent percentage', 'either', 'number integer', 'Per cent'],
  ['rate ratio share prop proportion', 'end', 'number integer', 'Ratio'],
  ['score rating', 'end', 'number integer', 'Score'],
  ['total', 'end', 'number integer', 'Total'],
  ['sum', 'either', 'number integer', 'Sum'],
  ['avg average', 'either', 'number integer', 'Average'],
  ['median', 'either', 'number integer', 'Median'],
  ['lat latitude', 'end', 'number', 'Degrees of latitude'],
  ['lon lng longitude', 'end', 'number', 'Degrees of longitude'],
  [
    'seconds minutes hours days weeks months years ms milliseconds',
    'end',
    'number integer',
    'Duration in this unit',
  ],
  ['bytes', 'end', 'number integer', 'Size in bytes'],
];

/** By word and place. */
export const knownWords: ReadonlyMap<string, KnownWord> = new Map(
  rows.flatMap(([words, at, types, description]) =>
    words.split(' ').flatMap((word) => {
      const known = { description, types: types.split(' ') as BaseType[], at };
      const places = at === 'either' ? (['start', 'end'] as const) : [at];
      return places.map((place) => [`${place} ${word}`, known] as const);
    }),
  ),
);
