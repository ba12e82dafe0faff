// Files that differ from a git revision, asked of git itself: a child process that only reads. Deliberately absent: what changed in
// them.

import { execFile } from 'node:child_process';
import path from 'node:path';
import { processEnvironment } from './folders.ts';

/** Absolute paths of the files that changed, or in a sentence why they can't be known. */
export type ChangedFiles = { readonly files: readonly string[] } | { readonly problem: string };

/**
 * The files of the repository around a folder that differ from where `ref` and HEAD part: committed, staged, unsaved to git and
 * untracked ones alike; those that are gone aren't among them.
 */
export async function changedFiles(folder: string, ref: string): Promise<ChangedFiles> {
  const run = (...args: readonly string[]) => git(folder, args);
  // Relative, since an absolute one would have links resolved.
  const top = await run('rev-parse', '--show-cdup');
  if ('missing' in top) return { problem: 'git can’t be started; is it installed?' };
  if ('error' in top)
    return { problem: `${folder} isn’t in a git repository that can be read: ${top.error}` };
  const root = path.resolve(folder, top.out.replace(/\r?\n$/, ''));
  // What begins with a dash would be an option.
  const commit = ref.startsWith('-')
    ? undefined
    : await run('rev-parse', '--verify', '--quiet', `${ref}^{commit}`);
  if (!commit || !('out' in commit))
    return { problem: `git knows no revision ${ref} here; in CI, fetch it first (a shallow clone has few).` };
  const base = await run('merge-base', commit.out.trim(), 'HEAD');
  if (!('out' in base))
    return {
      problem: `${ref} and HEAD have no commit in common here; in CI, fetch more history (fetch-depth: 0).`,
    };
  const inRoot = (...args: readonly string[]) => git(root, args);
  const lists = [
    await inRoot(
      'diff',
      '--name-only',
      '-z',
      '--no-renames',
      '--no-ext-diff',
      '--diff-filter=d',
      base.out.trim(),
      '--',
    ),
    await inRoot('ls-files', '--others', '--exclude-standard', '-z'),
  ];
  const files: string[] = [];
  for (const list of lists) {
    if (!('out' in list))
      return { problem: `git can’t list what changed: ${'error' in list ? list.error : ''}` };
    for (const name of list.out.split('\0')) if (name !== '') files.push(path.join(root, name));
  }
  return { files: [...new Set(files)] };
}

type Answer = { readonly out: string } | { readonly error: string } | { readonly missing: true };

function git(folder: string, args: readonly string[]): Promise<Answer> {
  // A hook's environment names the repository by paths that hold only in the folder where git started it.
  const { GIT_DIR, GIT_WORK_TREE, GIT_INDEX_FILE, GIT_PREFIX, ...environment } = processEnvironment();
  const safe = ['-c', 'core.fsmonitor=false', '-c', 'core.quotePath=false', '-C', folder];
  const env = { ...environment, GIT_OPTIONAL_LOCKS: '0', LC_ALL: 'C' };
  return new Promise((resolve) => {
    execFile('git', [...safe, ...args], { env, maxBuffer: 256 * 1024 * 1024 }, (error, out, words) => {
      if (!error) resolve({ out });
      else if (error.code === 'ENOENT') resolve({ missing: true });
      else resolve({ error: words.trim().split('\n')[0] ?? '' });
    });
  });
}
