// A project's files as core sees them: listed once, each text read when it is first asked for, open documents over the disk.
// A change makes a new value that shares every text it didn't touch. Deliberately absent: watching, and which files are listed.

import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { continueJinja } from '../core/jinja/tree.ts';
import type { ProjectFiles } from '../core/project.ts';
import { type SourceText, sourceText } from '../core/text.ts';
import { absoluteIn } from './paths.ts';

/** Longer files aren't source text that somebody edits; seeds are read up to here. */
const longestText = 16 * 1024 * 1024;
const longestSeed = 256 * 1024;

/** A text on disk, read on first use. `earlier` lends its identity when the text turns out to be the same. */
interface Slot {
  read: boolean;
  text: SourceText | undefined;
  earlier: SourceText | undefined;
}

/** See the head of this file. Only this file looks at what a value of it holds. */
export interface HostFiles extends ProjectFiles {
  readonly folder: string;
  readonly listed: ReadonlySet<string>;
  readonly open: ReadonlyMap<string, SourceText>;
  readonly slots: Map<string, Slot>;
}

/** A file that another program made, wrote or removed. */
export interface FileChange {
  readonly path: string;
  readonly kind: 'created' | 'changed' | 'deleted';
}

/** No files yet. */
export function noFiles(folder: string): HostFiles {
  return make(folder, new Set(), [], new Map(), new Map());
}

/** The same with another list of what is on disk. */
export function withListing(files: HostFiles, paths: readonly string[]): HostFiles {
  const listed = new Set(paths);
  const same = listed.size === files.listed.size && paths.every((path) => files.listed.has(path));
  if (same) return files;
  return make(files.folder, listed, sorted(listed, files.open), files.open, files.slots);
}

/** The same with a document opened or changed (`source`), or closed (undefined). */
export function withOpen(files: HostFiles, path: string, source: SourceText | undefined): HostFiles {
  const open = new Map(files.open);
  if (source === undefined) {
    const closed = open.get(path);
    open.delete(path);
    const slots = new Map(files.slots).set(path, { read: false, text: undefined, earlier: closed });
    return make(files.folder, files.listed, samePaths(files, open), open, slots);
  }
  const known = files.open.get(path) ?? files.slots.get(path)?.text;
  const same = known?.text === source.text;
  if (known && !same) continueJinja(known, source);
  open.set(path, same ? known : source);
  return make(files.folder, files.listed, samePaths(files, open), open, files.slots);
}

/** The same after changes on disk. Only files that dbt would read are to be passed as created. */
export function withChanges(files: HostFiles, changes: readonly FileChange[]): HostFiles {
  const listed = new Set(files.listed);
  const slots = new Map(files.slots);
  for (const { path, kind } of changes) {
    if (kind === 'created') listed.add(path);
    if (kind === 'deleted') listed.delete(path);
    const slot = slots.get(path);
    slots.set(path, { read: false, text: undefined, earlier: slot?.text ?? slot?.earlier });
  }
  const paths = sameMembers(listed, files.listed) ? files.paths : sorted(listed, files.open);
  return make(files.folder, listed, paths, files.open, slots);
}

/** The text on disk, also where an unsaved document lies over it. */
export function savedText(files: HostFiles, path: string): SourceText | undefined {
  return onDisk(files.folder, files.slots, path);
}

function make(
  folder: string,
  listed: ReadonlySet<string>,
  paths: readonly string[],
  open: ReadonlyMap<string, SourceText>,
  slots: Map<string, Slot>,
): HostFiles {
  return {
    folder,
    listed,
    paths,
    open,
    slots,
    text: (path) => open.get(path) ?? onDisk(folder, slots, path),
    atHand: (path) => open.get(path) ?? slots.get(path)?.text,
    changedSince: (earlier) => changedPaths(open, slots, earlier as HostFiles),
  };
}

function changedPaths(
  open: ReadonlyMap<string, SourceText>,
  slots: ReadonlyMap<string, Slot>,
  earlier: HostFiles,
): readonly string[] {
  const before = earlier.open;
  const changed = [...new Set([...before.keys(), ...open.keys()])].filter(
    (path) => open.get(path) !== before.get(path),
  );
  if (slots === earlier.slots) return changed;
  // A path without a slot there wasn't read then.
  for (const [path, slot] of slots) {
    const known = earlier.slots.get(path);
    if (known && known !== slot) changed.push(path);
  }
  return changed;
}

function onDisk(folder: string, slots: Map<string, Slot>, path: string): SourceText | undefined {
  let slot = slots.get(path);
  if (!slot) {
    slot = { read: false, text: undefined, earlier: undefined };
    slots.set(path, slot);
  }
  if (!slot.read) {
    const absolute = absoluteIn(folder, path);
    const text = absolute === undefined ? undefined : readText(absolute);
    slot.text =
      text === undefined ? undefined : text === slot.earlier?.text ? slot.earlier : sourceText(text);
    slot.read = true;
    slot.earlier = undefined;
  }
  return slot.text;
}

/** The text of a file as UTF-8 without BOM; undefined when it can't be read or is too long. */
export function readText(file: string): string | undefined {
  try {
    const status = statSync(file);
    // Opening a pipe would wait for a writer.
    if (!status.isFile()) return undefined;
    const { size } = status;
    const seed = /\.csv$/i.test(file);
    if (size > longestText && !seed) return undefined;
    const bytes = readStart(file, seed ? Math.min(size, longestSeed) : size);
    const text = bytes.toString('utf8').replace(/^\ufeff/, '');
    return bytes.length < size ? text.slice(0, text.lastIndexOf('\n') + 1) : text;
  } catch {
    return undefined;
  }
}

function readStart(file: string, length: number): Buffer {
  const descriptor = openSync(file, 'r');
  try {
    const bytes = Buffer.allocUnsafe(length);
    let filled = 0;
    while (filled < length) {
      const got = readSync(descriptor, bytes, filled, length - filled, filled);
      if (got === 0) break;
      filled += got;
    }
    return bytes.subarray(0, filled);
  } finally {
    closeSync(descriptor);
  }
}

/** The list of paths keeps its identity while its content is the same, since values are memoised on it. */
function samePaths(files: HostFiles, open: ReadonlyMap<string, SourceText>): readonly string[] {
  return sameMembers(unlisted(files.listed, open), unlisted(files.listed, files.open))
    ? files.paths
    : sorted(files.listed, open);
}

function unlisted(listed: ReadonlySet<string>, open: ReadonlyMap<string, SourceText>): ReadonlySet<string> {
  return new Set([...open.keys()].filter((path) => !listed.has(path)));
}

function sorted(listed: ReadonlySet<string>, open: ReadonlyMap<string, SourceText>): readonly string[] {
  return [...new Set([...listed, ...open.keys()])].sort();
}

function sameMembers(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((member) => b.has(member));
}
