// Generic tests in property files and their arguments. Deliberately absent: what an argument can be (completionYamlNames.ts).

import { listMacros } from '../semantics/listed.ts';
import { macroParameters, signatureText } from '../semantics/macroSignature.ts';
import { packageNameOf } from '../semantics/packages.ts';
import type { YamlCursor } from '../yaml/yamlAt.ts';
import type { CompletionItem } from './completionItem.ts';
import { type CompletionPlace, packageRank } from './completionNames.ts';

/** The generic tests that a file can name. */
export function testItems(place: CompletionPlace, cursor: YamlCursor): readonly CompletionItem[] {
  const own = packageNameOf(place.project, place.path);
  const onColumn = cursor.path.includes('columns');
  const found = new Map<string, CompletionItem>();
  for (const [packageName, macros] of listMacros(place.project)) {
    for (const macro of macros) {
      const test = /^test_(.+)$/.exec(macro.name)?.[1];
      if (test === undefined) continue;
      const parameters = macroParameters(place.project, macro) ?? [];
      const needsColumn = parameters.some(
        ({ name, default: value }) => name === 'column_name' && value === undefined,
      );
      if (needsColumn && !onColumn && cursor.path.includes('data_tests')) continue;
      const rank = packageRank(place, packageName);
      const label = packageName === own || rank === 1 || rank === 3 ? test : `${packageName}.${test}`;
      const rest = parameters.filter(({ name }) => name !== 'model' && name !== 'column_name');
      const needed = rest.filter(({ default: value }) => value === undefined);
      const flow =
        cursor.value.start > 0 && place.source.text.slice(0, cursor.typed.start).trimEnd().endsWith(',');
      const filled = needed.map(({ name }, index) => `\n    ${name}: $${index + 1}`).join('');
      if (found.has(label)) continue;
      found.set(label, {
        label,
        kind: 'test',
        signature: rest.length > 0 ? signatureText(rest) : undefined,
        from: packageName,
        insert: needed.length > 0 && !flow ? `${label}:` : label,
        snippet: needed.length > 0 && !flow ? `${label}:${filled}` : undefined,
        rank: rank === 3 ? 1 : rank * 2,
        subject: macro.entry && { kind: 'entry', uniqueId: macro.entry.uniqueId },
      });
    }
  }
  for (const [label, parameters] of dbtTests)
    if (!found.has(label) && (onColumn || cursor.path.includes('tests')))
      found.set(label, {
        label,
        kind: 'test',
        signature: parameters.length > 0 ? `(${parameters.join(', ')})` : undefined,
        from: 'dbt',
        insert: parameters.length > 0 ? `${label}:` : label,
        rank: 1,
      });
  return [...found.values()];
}

/** dbt's own tests, where no manifest has them. */
const dbtTests: ReadonlyMap<string, readonly string[]> = new Map([
  ['unique', []],
  ['not_null', []],
  ['accepted_values', ['values']],
  ['relationships', ['to', 'field']],
]);

/** Arguments of a generic test that it can still be given. */
export function testArgumentItems(
  place: CompletionPlace,
  test: string,
  cursor: YamlCursor,
): readonly CompletionItem[] {
  const dot = test.lastIndexOf('.');
  const name = `test_${test.slice(dot + 1)}`;
  for (const [packageName, macros] of listMacros(place.project)) {
    if (dot >= 0 && packageName !== test.slice(0, dot)) continue;
    const macro = macros.find((each) => each.name === name);
    if (!macro) continue;
    const skipped = cursor.path.includes('columns') ? /^(?:model|column_name)$/ : /^model$/;
    return (macroParameters(place.project, macro) ?? [])
      .filter((parameter) => !skipped.test(parameter.name))
      .map((parameter, rank) => ({
        label: parameter.name,
        kind: 'key',
        detail: parameter.default === undefined ? 'argument' : `argument, else ${parameter.default}`,
        insert: `${parameter.name}: `,
        rank: rank - 20,
      }));
  }
  return (dbtTests.get(test) ?? []).map((label, rank) => ({
    label,
    kind: 'key',
    detail: 'argument',
    insert: `${label}: `,
    rank: rank - 20,
  }));
}
