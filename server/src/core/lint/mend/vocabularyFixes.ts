// Mends of names that a vocabulary doesn't allow: another name of the column, or another word in the vocabulary.
// Deliberately absent: what is wrong with a name (the rules).

import type { Project } from '../../project.ts';
import type { BaseType } from '../../sql/baseTypes.ts';
import { contextFile } from '../../yaml/contextConfig.ts';
import { setKey } from '../../yaml/edit/editYaml.ts';
import type { Stub, Vocabulary } from '../../yaml/vocabulary.ts';
import { yamlDocument } from '../../yaml/yamlDocument.ts';
import { childOf, itemsOf } from '../../yaml/yamlTree.ts';
import type { JudgedColumn } from '../columns/columns.ts';
import type { Fix } from '../rule.ts';
import { type NamePart, parseName } from '../vocabulary/parseName.ts';
import { allows, typesFor } from '../vocabulary/promises/promises.ts';
import { renameFixes } from '../vocabulary/renameFixes.ts';

/** More names than this aren't offered for one column. */
const mostNames = 3;

/** Renames to each of some names, best first; the only one is what most people would do. */
export function nameFixes(project: Project, column: JudgedColumn, names: readonly string[]): readonly Fix[] {
  return names.slice(0, mostNames).flatMap((name) => renameFixes(project, column, name, names.length === 1));
}

/** A column's name with another word in place of a part of it, in the case of that part. */
export function withWord(vocabulary: Vocabulary, name: string, part: NamePart, word: string): string {
  const from = parseName(vocabulary, name).offset;
  const { text, range } = part;
  const isUpper = text === text.toUpperCase() && text !== text.toLowerCase();
  const written =
    vocabulary.case === 'upper' || (vocabulary.case === 'any' && isUpper) ? word.toUpperCase() : word;
  return name.slice(0, from + range.start) + written + name.slice(from + range.end);
}

/** The words of a part's level that allow a type. */
export function wordsOfType(
  vocabulary: Vocabulary,
  part: NamePart,
  type: BaseType,
  adapterType: string | undefined,
): readonly string[] {
  const stubs: readonly Stub[] =
    part.level === 'suffix'
      ? vocabulary.suffixes
      : part.level === undefined
        ? []
        : (vocabulary.levels[part.level]?.stubs ?? []);
  return stubs.flatMap((stub) => {
    const types = stub.types && typesFor(stub.types, adapterType);
    return !stub.pattern && types && allows(types, type) ? [stub.name] : [];
  });
}

/** The mend that makes a word part of the vocabulary; none where the project's own file doesn't have the level. */
export function addStubFix(project: Project, level: number, word: string): readonly Fix[] {
  const source = project.files.text(contextFile);
  const contracts = source && childOf(yamlDocument(source).root, 'contracts');
  const written = itemsOf(childOf(contracts, 'levels'))[level];
  if (!source || written?.kind !== 'map') return [];
  const stubs = childOf(written, 'stubs');
  const edit =
    stubs?.kind === 'map'
      ? setKey(source, stubs, word, {})
      : stubs === undefined
        ? setKey(source, written, 'stubs', { [word]: {} })
        : undefined;
  return edit
    ? [{ title: `Add “${word}” to the vocabulary`, edits: [{ path: contextFile, ...edit }], byHand: true }]
    : [];
}
