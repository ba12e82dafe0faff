// What a column that is taken away does to others, in words, and the places of them. Deliberately absent: what is taken away.

import type { Entry } from '../../artifacts/types.ts';
import { labelOf } from '../../card/entryWords.ts';
import { counted } from '../../card/format.ts';
import type { Project } from '../../project.ts';
import { ownerOf, ownersToText } from '../../semantics/owner.ts';
import { entryOf, fileOf, type NodeId } from '../../semantics/sql/nodeId.ts';
import type { ReaderOfColumn } from '../../semantics/sql/readersBefore.ts';
import type { RelatedPlace } from '../rule.ts';
import { type ColumnUses, placeOfEntry, typeOfReader } from './breakingUses.ts';
import type { YamlUse } from './breakingYaml.ts';

/** How many are named; the others are counted. */
const named = 3;

/** The places are as many as people look at. */
const mostPlaces = 60;

const plurals: Readonly<Record<string, string>> = { analysis: 'analyses' };

/** "2 models (`a`, `b`), 1 test (`not_null`) and the contract", those that surely use the column; empty where nobody does. */
export function usersInWords(project: Project, { readers, inYaml, whole }: ColumnUses): string {
  const parts: string[] = [];
  for (const type of ['model', 'snapshot', 'seed', 'analysis', 'function']) {
    const names = readers.flatMap((reader) =>
      typeOfReader(project, reader) === type ? [nameOfNode(project, reader.node)] : [],
    );
    if (names.length === 0) continue;
    parts.push((whole ? '' : 'at least ') + list(names, type, plurals[type]));
  }
  const singular = readers.flatMap((reader) =>
    typeOfReader(project, reader) === 'test' ? [nameOfNode(project, reader.node)] : [],
  );
  for (const kind of ['semantic model', 'metric', 'test', 'unit test'] as const) {
    const names = inYaml.flatMap((use) => (use.kind === kind ? [use.name] : []));
    const all = kind === 'test' ? [...names, ...singular] : names;
    if (all.length > 0) parts.push(list(all, kind));
  }
  if (inYaml.some(({ kind }) => kind === 'contract')) parts.push('the contract');
  const last = parts.pop();
  return parts.length === 0 ? (last ?? '') : `${parts.join(', ')} and ${last}`;
}

/** Whether what {@link usersInWords} says takes a verb of the plural. */
export function areMany({ readers, inYaml }: ColumnUses): boolean {
  return readers.length + inYaml.length > 1;
}

/** Sentences on who may be concerned too, each with a space in front: exposures, and readers of which nobody knows what they read. */
export function othersInWords(project: Project, uses: ColumnUses): string {
  const { exposures, exposuresBehind, unknown } = uses;
  const sentences: string[] = [];
  const built = (entries: readonly Entry[], on: string) => {
    if (entries.length === 0) return;
    const names = entries.map((entry) => withOwner(project, entry));
    sentences.push(`${listed(names, 'exposure')} ${entries.length === 1 ? 'is' : 'are'} built on ${on}.`);
  };
  built(exposures, 'it');
  built(exposuresBehind, 'what reads it');
  if (unknown.length > 0) {
    const names = unknown.map((id) => `\`${nameOfNode(project, id)}\``);
    sentences.push(
      `${listed(names, 'more', 'more')} may read it: what ${unknown.length === 1 ? 'it reads' : 'they read'} isn’t known.`,
    );
  }
  return sentences.map((sentence) => ` ${sentence}`).join('');
}

/** Where a column is used. */
export function placesOfUses(project: Project, column: string, uses: ColumnUses): readonly RelatedPlace[] {
  const { readers, inYaml, exposures, exposuresBehind, unknown } = uses;
  const inSql = readers.flatMap((reader) => placesOfReader(project, column, reader));
  const yml = inYaml.map((use) => placeOfUse(project, column, use));
  const built = [...exposures, ...exposuresBehind].flatMap((entry): readonly RelatedPlace[] => {
    const place = placeOfEntry(project, entry);
    const on = exposures.includes(entry) ? 'it' : 'what reads it';
    const message = `The exposure ${withOwner(project, entry, ',')} is built on ${on}.`;
    return place ? [{ path: place.path, range: place.nameRange, message }] : [];
  });
  const perhaps = unknown.flatMap((id): readonly RelatedPlace[] => {
    const path = fileOf(project, id);
    const message = `\`${nameOfNode(project, id)}\` may read \`${column}\`.`;
    return path === undefined ? [] : [{ path, range: { start: 0, end: 0 }, message }];
  });
  return [...inSql, ...built, ...yml, ...perhaps].slice(0, mostPlaces);
}

function placesOfReader(
  project: Project,
  column: string,
  { node, path, places }: ReaderOfColumn,
): readonly RelatedPlace[] {
  if (path === undefined) return [];
  const name = nameOfNode(project, node);
  const text = project.files.text(path)?.text ?? '';
  const found = places.slice(0, 3).map((range): RelatedPlace => {
    const star = /\*\s*$/.test(text.slice(range.start, range.end));
    return {
      path,
      range,
      message: star
        ? `\`${name}\` passes \`${column}\` on by this star.`
        : `\`${name}\` reads \`${column}\` here.`,
    };
  });
  return found.length > 0
    ? found
    : [{ path, range: { start: 0, end: 0 }, message: `\`${name}\` reads \`${column}\`.` }];
}

function placeOfUse(
  project: Project,
  column: string,
  { kind, name, path, range, entry }: YamlUse,
): RelatedPlace {
  const owner = entry && ownerInWords(project, entry);
  const message =
    kind === 'contract'
      ? `The contract of \`${name}\` lists \`${column}\`.`
      : `The ${kind} \`${name}\`${owner ? ` (owner ${owner})` : ''} reads \`${column}\`.`;
  return { path, range, message };
}

/** A node as people call it. */
export function nameOfNode(project: Project, id: NodeId): string {
  const entry = entryOf(project, id);
  if (entry) return labelOf(entry);
  const path = fileOf(project, id) ?? id;
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.\w+$/, '');
}

function list(names: readonly string[], word: string, plural = `${word}s`): string {
  return listed(
    names.map((name) => `\`${name}\``),
    word,
    plural,
  );
}

/** "2 models (`a`, `b`)", "5 models (`a`, `b`, `c` …)". */
function listed(names: readonly string[], word: string, plural = `${word}s`): string {
  const each = [...new Set(names)];
  const rest = each.length > named ? ' …' : '';
  return `${counted(names.length, word, plural)} (${each.slice(0, named).join(', ')}${rest})`;
}

/** `after` follows the owner where there is one: the comma within a sentence. */
function withOwner(project: Project, entry: Entry, after = ''): string {
  const owner = ownerInWords(project, entry);
  const name = project.artifacts.manifest?.detail(entry)?.label ?? labelOf(entry);
  return `\`${name}\`${owner ? `, owner ${owner}${after}` : ''}`;
}

function ownerInWords(project: Project, entry: Entry): string | undefined {
  const owner = ownerOf(project, entry);
  return owner && ownersToText(owner);
}
