// Reads a file into shared memory, and makes sure that it is one state of the file. Runs in the worker.
// Deliberately absent: what the file means.

import { open, stat } from 'node:fs/promises';
import type { Bytes } from '../../core/artifacts/bytes.ts';
import { countShared } from './countShared.ts';
import type { FileStamp, Outcome } from './jobs.ts';

/** A file's bytes, or why there are none. */
export type SharedRead =
  | { readonly status: 'read'; readonly bytes: Bytes; readonly stamp: FileStamp }
  | Exclude<Outcome, { status: 'read' }>;

const chunkSize = 8 << 20;
/** Offsets are kept in 32 bits. */
const maxSize = 2 ** 32 - 1;

/** Follows a file while it is read: `bytes` is all of it, filled up to `available`. */
export interface ReadFollower {
  start(bytes: Bytes): void;
  advance(available: number): void;
}

/** Reads `file`; `follower` sees every chunk while the next one is being read. */
export async function readShared(file: string, follower?: ReadFollower): Promise<SharedRead> {
  try {
    const before = await stat(file);
    // A pipe would never end, and a folder can't be read.
    if (!before.isFile()) return { status: 'unreadable', why: 'it is not a file' };
    if (before.size > maxSize) return { status: 'unreadable', why: 'it is larger than 4 GB' };
    const bytes = new Uint8Array(new SharedArrayBuffer(before.size));
    countShared(bytes, before.size);
    if (!(await fill(file, bytes, follower))) return { status: 'torn' };
    const after = await stat(file);
    const same = after.size === before.size && after.mtimeMs === before.mtimeMs && after.ino === before.ino;
    if (!same) return { status: 'torn' };
    const stamp: FileStamp = { size: after.size, modifiedAt: after.mtimeMs, inode: after.ino };
    return { status: 'read', bytes, stamp };
  } catch (error) {
    return unread(error);
  }
}

/** Reads as many bytes as there is room for; false where the file has fewer, or bytes that no JSON has. */
async function fill(file: string, bytes: Bytes, follower: ReadFollower | undefined): Promise<boolean> {
  const handle = await open(file, 'r');
  try {
    follower?.start(bytes);
    const read = async (at: number): Promise<number> => {
      const length = Math.min(chunkSize, bytes.length - at);
      return length === 0 ? 0 : (await handle.read(bytes, at, length, at)).bytesRead;
    };
    let at = 0;
    let next = read(0);
    while (at < bytes.length) {
      const length = await next;
      if (length === 0) return false;
      const chunk = bytes.subarray(at, at + length);
      at += length;
      next = read(at);
      // A file that is written in pieces can have holes.
      if (Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length).includes(0)) {
        await next;
        return false;
      }
      follower?.advance(at);
    }
    return true;
  } finally {
    await handle.close();
  }
}

function unread(error: unknown): SharedRead {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return { status: 'missing' };
    case 'EACCES':
    case 'EPERM':
      return { status: 'unreadable', why: 'permission is refused' };
    case 'EISDIR':
      return { status: 'unreadable', why: 'it is not a file' };
    default:
      return { status: 'unreadable', why: error instanceof Error ? error.message : String(error) };
  }
}
