// Reads values of a configuration file and reports what is wrong at its place; what is right still counts.
// Deliberately absent: which keys there are.

import { didYouMean, nearestNames } from '../nearest.ts';
import type { TextRange } from '../text.ts';
import type { ConfigProblem } from './projectConfig.ts';
import { pairsOf, scalarOf, type YamlMap, type YamlNode, type YamlPair } from './yamlTree.ts';

/** A reader of one file. Every method returns undefined, or nothing, where the value isn't as it should be. */
export interface ConfigReader {
  readonly path: string;
  report(range: TextRange, message: string, suggestions?: readonly string[]): void;
  /** The pairs of a map, those with another key than `known` reported; `known` undefined: any key. */
  pairs(pair: YamlPair | undefined, known: readonly string[] | undefined): readonly YamlPair[];
  text(pair: YamlPair | undefined): string | undefined;
  boolean(pair: YamlPair | undefined): boolean | undefined;
  /** A whole number of at least 1. */
  count(pair: YamlPair | undefined): number | undefined;
  number(pair: YamlPair | undefined): number | undefined;
  /** A text, or a list of texts. */
  texts(pair: YamlPair | undefined): readonly string[] | undefined;
  oneOf<Value extends string>(pair: YamlPair | undefined, values: readonly Value[]): Value | undefined;
  /** The texts of a list that are among `values`; others are reported. */
  someOf<Value extends string>(
    pair: YamlPair | undefined,
    values: readonly Value[],
    what: string,
  ): readonly Value[] | undefined;
}

/** What stands at a node, for people. */
function kindOf(node: YamlNode | undefined): string {
  if (node === undefined) return 'nothing';
  if (node.kind === 'map') return 'a mapping';
  if (node.kind === 'list') return 'a list';
  if (node.value === null) return 'nothing';
  return typeof node.value === 'string' ? 'a text' : `a ${typeof node.value}`;
}

/** Makes a reader that appends to `problems`. */
export function configReader(path: string, problems: ConfigProblem[]): ConfigReader {
  const report: ConfigReader['report'] = (range, message, suggestions) => {
    problems.push({ path, range, message, ...(suggestions?.length ? { suggestions } : {}) });
  };
  const expected = (pair: YamlPair, what: string) =>
    report(
      pair.value?.range ?? pair.key.range,
      `\`${pair.key.text}\` takes ${what}, and this is ${kindOf(pair.value)}.`,
    );
  const unknown = (range: TextRange, text: string, what: string, values: readonly string[]) => {
    const near = nearestNames(text, values);
    const list = values.length <= 10 ? ` (${values.join(', ')})` : '';
    report(range, `\`${text}\` is no ${what}${near.length ? didYouMean(near) : `${list}.`}`, near);
  };
  return {
    path,
    report,
    pairs(pair, known) {
      if (pair?.value === undefined) return [];
      if (pair.value.kind !== 'map') {
        if (kindOf(pair.value) !== 'nothing') expected(pair, 'a mapping');
        return [];
      }
      checkKeys(pair.value, known, unknown, report);
      return pairsOf(pair.value).filter(
        ({ key }) => key.text !== '<<' && (known?.includes(key.text) ?? true),
      );
    },
    text(pair) {
      if (pair === undefined) return undefined;
      const scalar = scalarOf(pair.value);
      if (scalar) return scalar.text;
      expected(pair, 'a text');
      return undefined;
    },
    boolean(pair) {
      if (pair === undefined) return undefined;
      const value = scalarOf(pair.value)?.value;
      if (typeof value === 'boolean') return value;
      expected(pair, 'true or false');
      return undefined;
    },
    count(pair) {
      if (pair === undefined) return undefined;
      const value = scalarOf(pair.value)?.value;
      if (typeof value === 'number' && Number.isSafeInteger(value) && value > 0) return value;
      expected(pair, 'a whole number above 0');
      return undefined;
    },
    number(pair) {
      if (pair === undefined) return undefined;
      const value = scalarOf(pair.value)?.value;
      if (typeof value === 'number' && Number.isFinite(value)) return value;
      expected(pair, 'a number');
      return undefined;
    },
    texts(pair) {
      if (pair === undefined) return undefined;
      if (pair.value?.kind === 'list') {
        return pair.value.items.flatMap((item) => {
          const scalar = scalarOf(item);
          if (!scalar) {
            report(item.range, `\`${pair.key.text}\` takes a list of texts, and this is ${kindOf(item)}.`);
          }
          return scalar?.text ?? [];
        });
      }
      const scalar = scalarOf(pair.value);
      if (scalar) return [scalar.text];
      expected(pair, 'a list of texts');
      return undefined;
    },
    oneOf(pair, values) {
      if (pair === undefined) return undefined;
      const scalar = scalarOf(pair.value);
      const value = values.find((each) => each === scalar?.text);
      if (value === undefined) {
        if (scalar) unknown(scalar.range, scalar.text, `value of \`${pair.key.text}\``, values);
        else expected(pair, `one of ${values.join(', ')}`);
      }
      return value;
    },
    someOf(pair, values, what) {
      if (pair === undefined) return undefined;
      const items = pair.value?.kind === 'list' ? pair.value.items : pair.value ? [pair.value] : [];
      if (items.length === 0 && pair.value === undefined) expected(pair, 'a list of texts');
      return items.flatMap((item) => {
        const scalar = scalarOf(item);
        const value = values.find((each) => each === scalar?.text);
        if (value !== undefined) return [value];
        if (scalar) unknown(scalar.range, scalar.text, what, values);
        else report(item.range, `\`${pair.key.text}\` takes a list of texts, and this is ${kindOf(item)}.`);
        return [];
      });
    },
  };
}

function checkKeys(
  map: YamlMap,
  known: readonly string[] | undefined,
  unknown: (range: TextRange, text: string, what: string, values: readonly string[]) => void,
  report: ConfigReader['report'],
): void {
  const seen = new Set<string>();
  for (const { key } of map.pairs) {
    if (key.text === '<<') continue;
    if (seen.has(key.text)) report(key.range, `\`${key.text}\` stands here twice; the last one counts.`);
    seen.add(key.text);
    if (known && !known.includes(key.text)) unknown(key.range, key.text, 'key here', known);
  }
}

/** The pair of a key among pairs already read. */
export function pick(pairs: readonly YamlPair[], key: string): YamlPair | undefined {
  return pairs.find((pair) => pair.key.text === key);
}
