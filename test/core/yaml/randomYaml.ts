// YAML documents of any style, made from a seed: block and flow, both dash styles, quotes, comments, blank lines, block scalars,
// anchors and aliases. Deliberately absent: what is wrong YAML.

import type { Random } from '../../harness/random.ts';

/** A random text, and the places in it that an edit may be tried at. */
export interface RandomYaml {
  readonly text: string;
  /** Paths of maps in the first document. */
  readonly maps: readonly string[];
  /** Paths of keys with lists of one item or more. */
  readonly lists: readonly { readonly at: string; readonly key: string; readonly items: number }[];
  /** Whether nothing in it makes an edit uncertain: no anchors, no empty items. */
  readonly tame: boolean;
}

const words = [
  'id',
  'a_b',
  'Ünï',
  'x y',
  "it's",
  'say "x"',
  'numeric(10, 2)',
  'no',
  '12',
  '',
  'a: b',
  '日本',
  '{{ x }}',
  'null',
];
const keys = ['name', 'columns', 'tests', 'data_tests', 'config', 'meta', 'description', 'k 1', 'no', 'ключ'];

/** Makes a text. */
export function randomYaml(random: Random, tame: boolean): RandomYaml {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const chance = (of: number) => random() < of;
  const step = pick([2, 2, 3, 4]);
  const offset = pick([0, 2, 2, 4]);
  const dash = pick(['- ', '- ', '-   ']);
  const spaced = chance(0.3);
  const flowiness = pick([0, 0.2, 0.6]);
  const gaps = chance(0.3);
  const maps: string[] = [];
  const lists: { at: string; key: string; items: number }[] = [];
  let comments = 0;
  let anchors = 0;

  const comment = () => `# c${comments++} ${pick(words)}`;
  const trailing = () => (chance(0.15) ? ` ${comment()}` : '');
  const scalar = (): string => {
    if (chance(0.2)) return String(pick([1, 2.5, true, false]));
    const word = pick(words);
    const quote = pick(["'", '"', '']);
    if (quote === "'") return `'${word.replaceAll("'", "''")}'`;
    return quote === '' && /^[a-z_]+$/i.test(word) && word !== 'no' && word !== 'null'
      ? word
      : JSON.stringify(word);
  };
  const anchored = (text: string): string => {
    if (tame || !chance(0.15)) return text;
    if (anchors > 0 && chance(0.5)) return `*a${Math.floor(random() * anchors)}`;
    return `&a${anchors++} ${text}`;
  };
  const keyText = (key: string) => (key === 'no' || chance(0.1) ? JSON.stringify(key) : key);
  const someKeys = (): readonly string[] => [
    ...new Set(Array.from({ length: 1 + Math.floor(random() * 4) }, () => pick(keys))),
  ];

  const flow = (path: string, depth: number, list: { at: string; key: string } | undefined): string => {
    if (depth <= 0 || chance(0.4)) return anchored(scalar());
    if (chance(0.5)) {
      const count = Math.floor(random() * 4);
      if (list) lists.push({ ...list, items: count });
      const items = Array.from({ length: count }, (_, index) =>
        flow(`${path}.${index}`, depth - 1, undefined),
      );
      return spaced && count > 0 ? `[ ${items.join(', ')} ]` : `[${items.join(', ')}]`;
    }
    maps.push(path);
    const pairs = someKeys().map(
      (key) => `${keyText(key)}: ${flow(`${path}.${key}`, depth - 1, { at: path, key })}`,
    );
    return spaced ? `{ ${pairs.join(', ')} }` : `{${pairs.join(', ')}}`;
  };

  /** Lines of own comments and blank lines before something. */
  const before = (column: number): readonly string[] => [
    ...(chance(0.1) ? [''] : []),
    ...(chance(0.12) ? [' '.repeat(column) + comment()] : []),
  ];

  /** What follows a key's colon, and the lines below. */
  const value = (path: string, column: number, depth: number, at: string, key: string): readonly string[] => {
    if (chance(flowiness)) return [` ${flow(path, depth, { at, key })}${trailing()}`];
    const kind = random();
    if (depth <= 0 || kind < 0.35) return [` ${anchored(scalar())}${trailing()}`];
    if (kind < 0.42) return [trailing()];
    if (kind < 0.5) {
      const inner = ' '.repeat(column + step);
      return [
        ` ${pick(['|', '>', '|-'])}`,
        `${inner}text # no comment`,
        ...(chance(0.3) ? [''] : []),
        `${inner}more: x`,
      ];
    }
    const head = anchorOf() + trailing();
    if (kind < 0.75) {
      const below = column + offset;
      const count = 1 + Math.floor(random() * 3);
      lists.push({ at, key, items: count });
      const lines = Array.from({ length: count }, (_, index) => [
        ...(gaps && index > 0 ? [''] : []),
        ...before(below),
        ...item(`${path}.${index}`, below, depth - 1),
      ]);
      return [head, ...lines.flat()];
    }
    return [head, ...block(path, column + step, depth - 1)];
  };
  const anchorOf = () => (tame || !chance(0.1) ? '' : ` &a${anchors++}`);
  const item = (path: string, column: number, depth: number): readonly string[] => {
    const start = ' '.repeat(column) + dash;
    if (depth <= 0 || chance(0.4)) return [`${start}${flow(path, depth, undefined)}${trailing()}`];
    const lines = block(path, column + dash.length, depth, true);
    return [start + (lines[0] ?? '').trimStart(), ...lines.slice(1)];
  };
  const block = (path: string, column: number, depth: number, inItem = false): readonly string[] => {
    maps.push(path);
    const blanks = ' '.repeat(column);
    return someKeys().flatMap((key, index) => {
      const below = path === '' ? key : `${path}.${key}`;
      const [first = '', ...rest] = value(below, column, depth, path, key);
      const above = inItem && index === 0 ? [] : before(column);
      return [...above, `${blanks}${keyText(key)}:${first}`, ...rest];
    });
  };

  const body = block('', 0, 4);
  const lines = [...(chance(0.2) ? ['---'] : []), ...body, ...(chance(0.2) ? ['', comment()] : [])];
  if (chance(0.15)) lines.push('---', 'other: [1, 2] # last');
  const eol = chance(0.25) ? '\r\n' : '\n';
  return { text: lines.join(eol) + (chance(0.7) ? eol : ''), maps, lists, tame };
}
