// dbtplyr-selector: selectors of the package dbtplyr that pick more or less than they seem to, and scripts that it leaves as they are.

import type { JinjaCall, JinjaString } from '../../jinja/ast.ts';
import { jinjaCalls } from '../../jinja/calls.ts';
import { didYouMean, nearestNames } from '../../nearest.ts';
import type { Project } from '../../project.ts';
import {
  argumentOf,
  dbtplyrMacro,
  type Selection,
  selectionsIn,
  whereTypes,
} from '../../semantics/dbtplyr.ts';
import { packageNameOf, rootPackageName } from '../../semantics/packages.ts';
import { itemsOfNode } from '../../semantics/sql/columnPlaces.ts';
import type { TextRange } from '../../text.ts';
import type { Problem, RelatedPlace, Rule } from '../rule.ts';
import { nodeName } from '../vocabulary/nodeName.ts';
import { stubIndex } from '../vocabulary/stubIndex.ts';

/** See `summary`. */
export const dbtplyrSelector: Rule = {
  name: 'dbtplyr-selector',
  group: 'contracts',
  severity: 'warning',
  summary:
    'A selector of dbtplyr that picks more than its stub, or nothing, or by a type that it doesn’t know.',
  why: `Selectors are regular expressions without a boundary: \`starts_with('n', …)\` picks \`nm_port\` too. One that picks nothing leaves
\`across\` empty and a comma behind it. \`where\` passes over types that it doesn’t know, and in the text that \`across\` repeats only
\`{{var}}\` is replaced, without blanks. What a selector picks is told where all columns of what it picks from are known.`,
  bad: `{% set counts = dbtplyr.starts_with('n', ref('stg_trips')) %}
select {{ dbtplyr.across(counts, "sum({{ var }})") }}`,
  good: `{% set counts = dbtplyr.starts_with('n_', ref('stg_trips')) %}
select {{ dbtplyr.across(counts, "sum({{var}})") }}`,
  check({ project, path, source }) {
    if (!source.text.includes('dbtplyr.')) return [];
    if (packageNameOf(project, path) !== rootPackageName(project)) return [];
    return [
      ...selectionsIn(project, path).flatMap((selection) => problemsOfSelection(project, selection)),
      ...jinjaCalls(source).flatMap(scriptProblems),
    ];
  },
};

function problemsOfSelection(project: Project, selection: Selection): readonly Problem[] {
  const { selector, words, picked, from, node, call } = selection;
  const [word] = words;
  if (selector === 'where') {
    const unknown = unknownType(word);
    if (unknown) return [unknown];
  }
  if (!picked || !from) return [];
  if (picked.length === 0 && from.length > 0) {
    const where =
      node === undefined
        ? `these ${from.length} columns`
        : `the ${from.length} columns of ${nodeName(project, node)}`;
    const near = word && words.length === 1 && selector !== 'where' ? nearestNames(word.value, from) : [];
    return [
      {
        range: word ? textOf(word) : (call.callee.at(-1)?.range ?? call.range),
        message: `\`${selector}\` picks none of ${where}${didYouMean(near) || '.'}`,
      },
    ];
  }
  const beyond = word && words.length === 1 ? beyondWord(project, selection, word) : undefined;
  return beyond ? [beyond] : [];
}

function unknownType(word: JinjaString | undefined): Problem | undefined {
  if (!word || whereTypes.includes(word.value)) return undefined;
  const near = nearestNames(word.value, whereTypes);
  const known = near.length > 0 ? didYouMean(near) : ` (${whereTypes.join(', ')}).`;
  return {
    range: textOf(word),
    message: `\`where\` knows no type \`${word.value}\` and picks nothing${known}`,
    ...(word.verbatim && near.length > 0 ? { suggestions: near } : {}),
  };
}

/** The problem of a prefix or suffix that ends within words. */
function beyondWord(
  project: Project,
  { selector, picked = [], node }: Selection,
  word: JinjaString,
): Problem | undefined {
  const atStart = selector === 'starts_with';
  if (!(atStart || selector === 'ends_with') || !/^\w+$/.test(word.value)) return undefined;
  const { vocabulary } = project.context;
  const separator = vocabulary?.separator ?? '_';
  const stub = word.value.toLowerCase();
  if (atStart ? stub.endsWith(separator) : stub.startsWith(separator)) return undefined;
  const isOwn = (name: string) => {
    const folded = name.toLowerCase();
    return (
      folded === stub || (atStart ? folded.startsWith(stub + separator) : folded.endsWith(separator + stub))
    );
  };
  const others = picked.filter((name) => !isOwn(name));
  const [first] = others;
  const index = vocabulary && stubIndex(vocabulary);
  const isStub = ((atStart ? index?.levels[0] : index?.suffixes)?.words ?? []).includes(stub);
  // Where no name has it as a word, it is meant as the beginning of words.
  if (first === undefined || (others.length === picked.length && !isStub)) return undefined;
  const whole = atStart ? word.value + separator : separator + word.value;
  const more = others.length > 1 ? ` and ${others.length - 1} more` : '';
  return {
    range: textOf(word),
    message: `\`${selector}('${word.value}')\` picks \`${first}\`${more} besides the columns of \`${whole}\`.`,
    related: node === undefined ? [] : others.slice(0, 5).flatMap((name) => placeOf(project, node, name)),
    ...(word.verbatim ? { suggestions: [whole] } : {}),
  };
}

function placeOf(project: Project, node: string, name: string): readonly RelatedPlace[] {
  return itemsOfNode(project, node, name)
    .slice(0, 1)
    .map(({ path, nameRange }) => ({ path, range: nameRange, message: `\`${name}\` is picked too.` }));
}

const withScript: ReadonlySet<string> = new Set(['across', 'c_across', 'if_any', 'if_all']);
const variable = /\{\{(?!var\}\})-?[ \t]*var[ \t]*-?\}\}/gi;

/** Where a script names its variable otherwise than it is replaced. */
function scriptProblems(call: JinjaCall): readonly Problem[] {
  const macro = dbtplyrMacro(call) ?? '';
  const script = withScript.has(macro) ? argumentOf(call, 1, 'script_string')?.value : undefined;
  if (script?.kind !== 'string') return [];
  return [...script.value.matchAll(variable)].map(({ 0: written, index }) => {
    const start = script.inner.start + index;
    return {
      range: script.verbatim ? { start, end: start + written.length } : script.inner,
      message: `\`${macro}\` replaces \`{{var}}\` alone: \`${written}\` stays as it is.`,
      ...(script.verbatim ? { suggestions: ['{{var}}'] } : {}),
    };
  });
}

function textOf({ inner, range }: JinjaString): TextRange {
  return inner.end > inner.start ? inner : range;
}
