// Asks something of a project as it would be with some edits, and has it be as it was afterwards. Deliberately absent: edits that make
// or move files.

import { isFresh } from '../../derived.ts';
import type { Project, ProjectFiles } from '../../project.ts';
import { type FileEdit, type SourceText, sourceText } from '../../text.ts';
import { columnsOfNode } from './cells.ts';

/** See the head of this file; `ask` must not keep the project. */
export function withEdits<Answer>(
  project: Project,
  edits: readonly FileEdit[],
  ask: (edited: Project) => Answer,
): Answer {
  const { files } = project;
  const byPath = new Map<string, FileEdit[]>();
  for (const edit of edits) byPath.set(edit.path, [...(byPath.get(edit.path) ?? []), edit]);
  const texts = new Map<string, SourceText>();
  for (const [path, own] of byPath) {
    const text = files.text(path)?.text;
    if (text !== undefined) texts.set(path, sourceText(applied(text, own)));
  }
  const paths = [...texts.keys()];
  // Derived values follow from one project to the next by what each says has changed since the one before.
  follow(project);
  const edited: ProjectFiles = {
    ...files,
    text: (path) => texts.get(path) ?? files.text(path),
    atHand: (path) => texts.get(path) ?? (files.atHand ? files.atHand(path) : files.text(path)),
    changedSince(earlier) {
      const before = restoredFrom.get(earlier) ?? earlier;
      return before === edited ? [] : before === files ? paths : undefined;
    },
  };
  const restored: ProjectFiles = {
    ...files,
    changedSince: (earlier) =>
      (restoredFrom.get(earlier) ?? earlier) === edited ? paths : files.changedSince?.(earlier),
  };
  restoredFrom.set(restored, files);
  try {
    return ask({ ...project, files: edited });
  } finally {
    follow({ ...project, files: restored });
    follow(project);
  }
}

/** Which files those that were put back say the same as. */
const restoredFrom = new WeakMap<ProjectFiles, ProjectFiles>();

/** A text with edits that don't overlap; of those that insert at one place the first comes first. */
export function applied(text: string, edits: readonly Omit<FileEdit, 'path'>[]): string {
  let result = '';
  let from = 0;
  for (const { range, newText } of [...edits].sort((a, b) => a.range.start - b.range.start)) {
    result += text.slice(from, range.start) + newText;
    from = range.end;
  }
  return result + text.slice(from);
}

function follow(project: Project): void {
  isFresh(project, columnsOfNode, '');
}
