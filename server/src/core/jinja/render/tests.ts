// Jinja's tests (`is …`) by name. Deliberately absent: `in` and comparisons as operators (operators.ts).

import { integerOf, isKind, numberOf } from './kinds.ts';
import { compare } from './operators.ts';
import type { JinjaFunction, Rendering } from './rendering.ts';
import { type Arguments, unknown, type Value } from './values.ts';

type Question = (
  value: Exclude<Value, { kind: 'unknown' }>,
  args: Arguments,
  run: Rendering,
) => boolean | undefined;

const comparisons = [
  ['eq', '=='],
  ['equalto', '=='],
  ['==', '=='],
  ['ne', '!='],
  ['!=', '!='],
  ['lt', '<'],
  ['lessthan', '<'],
  ['<', '<'],
  ['le', '<='],
  ['<=', '<='],
  ['gt', '>'],
  ['greaterthan', '>'],
  ['>', '>'],
  ['ge', '>='],
  ['>=', '>='],
  ['in', 'in'],
] as const;

const questions: readonly (readonly [string, Question])[] = [
  ['boolean', (value) => typeof value === 'boolean'],
  [
    'callable',
    (value) =>
      isKind(value, 'object') ? undefined : isKind(value, 'callable') || isKind(value, 'undefined'),
  ],
  ['defined', (value) => !isKind(value, 'undefined')],
  ['divisibleby', (value, args) => remainder(value, args.positional[0] ?? args.named.get('num'), 0)],
  ['even', (value) => remainder(value, 2, 0)],
  ['odd', (value) => remainder(value, 2, 1)],
  ['escaped', () => false],
  ['false', (value) => value === false],
  ['true', (value) => value === true],
  ['none', (value) => value === null],
  ['float', (value) => isKind(value, 'float')],
  ['integer', (value) => typeof value === 'number'],
  ['number', (value) => numberOf(value) !== undefined],
  ['string', (value) => typeof value === 'string'],
  [
    'mapping',
    // A relation of dbt is one, which macros tell relations by.
    (value) => (isKind(value, 'object') ? value.type === 'relation' || undefined : isKind(value, 'dict')),
  ],
  [
    'iterable',
    (value) =>
      isKind(value, 'object')
        ? undefined
        : typeof value === 'string' ||
          isKind(value, 'list') ||
          isKind(value, 'dict') ||
          isKind(value, 'undefined'),
  ],
  [
    'sequence',
    (value) =>
      isKind(value, 'object')
        ? undefined
        : typeof value === 'string' ||
          (isKind(value, 'list') && value.type !== 'set') ||
          isKind(value, 'dict') ||
          isKind(value, 'undefined'),
  ],
  [
    'lower',
    (value, _args, run) =>
      ofCase(
        value,
        run,
        (text) => text.toLowerCase(),
        (text) => text.toUpperCase(),
      ),
  ],
  [
    'upper',
    (value, _args, run) =>
      ofCase(
        value,
        run,
        (text) => text.toUpperCase(),
        (text) => text.toLowerCase(),
      ),
  ],
  [
    'sameas',
    (value, args, run) => {
      const other = args.positional[0] ?? null;
      if (isKind(other, 'unknown')) return undefined;
      if (typeof value === 'object' || typeof other === 'object') return value === other;
      return typeof value === typeof other && compare('==', value, other, run);
    },
  ],
  ['undefined', (value) => isKind(value, 'undefined')],
  ['filter', (value, _args, run) => typeof value === 'string' && run.library.filters.has(value)],
  ['test', (value, _args, run) => typeof value === 'string' && run.library.tests.has(value)],
];

/** See the head of this file. */
export const jinjaTests: ReadonlyMap<string, JinjaFunction> = new Map<string, JinjaFunction>([
  ...questions.map(([name, ask]): [string, JinjaFunction] => [
    name,
    (value, args, run) =>
      isKind(value, 'unknown') ? value : (ask(value, args, run) ?? unknown(`whether something is ${name}`)),
  ]),
  ...comparisons.map(([name, operator]): [string, JinjaFunction] => [
    name,
    (value, args, run) =>
      compare(operator, value, args.positional[0] ?? null, run) ?? unknown(`whether something is ${name}`),
  ]),
]);

function remainder(value: Value, by: Value | undefined, wanted: number): boolean | undefined {
  const [a, b] = [numberOf(value), integerOf(by)];
  return a === undefined || !b ? undefined : ((a % b) + b) % b === wanted;
}

/** Python asks `str(value).islower()`: a text without letters is of neither case. */
function ofCase(
  value: Value,
  run: Rendering,
  wanted: (text: string) => string,
  other: (text: string) => string,
): boolean | undefined {
  const plain = run.plain(run.print(value));
  return plain === undefined ? undefined : plain === wanted(plain) && plain !== other(plain);
}
