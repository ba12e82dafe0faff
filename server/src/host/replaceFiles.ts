// Writes texts over files of the disk, all or none: only where each still holds what it held when it was read. Each file is replaced in
// one step, so nobody reads half of it. Deliberately absent: new files.

import { randomUUID } from 'node:crypto';
import { chmod, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';

/** A file with the text that it is thought to hold, and the one that it shall hold; both without a byte order mark. */
export interface Replacement {
  /** Absolute. */
  readonly file: string;
  readonly before: string;
  readonly after: string;
}

interface Draft {
  readonly draft: string;
  readonly target: string;
}

/** See the head of this file. A sentence where nothing was written, undefined where all was. */
export async function replaceFiles(replacements: readonly Replacement[]): Promise<string | undefined> {
  const drafts: Draft[] = [];
  try {
    for (const { file, before, after } of replacements) {
      // A link stays a link.
      const target = await realpath(file);
      const bytes = await readFile(target);
      const mark =
        bytes.length >= 3 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? '\ufeff' : '';
      // Bytes that aren't UTF-8 would be lost.
      if (!Buffer.from(mark + before).equals(bytes))
        return `${file} has changed since it was read, or isn’t UTF-8: nothing was written.`;
      const draft = `${target}.${randomUUID()}.tmp`;
      drafts.push({ draft, target });
      await writeFile(draft, mark + after, { flag: 'wx' });
      await chmod(draft, (await stat(target)).mode);
    }
    for (const { draft, target } of drafts) await rename(draft, target);
    return undefined;
  } catch (error) {
    return `Files can’t be written: ${error instanceof Error ? error.message : String(error)}`;
  } finally {
    for (const { draft } of drafts) await rm(draft, { force: true }).catch(() => undefined);
  }
}
