// What differs between two moments of a project, as far as derived values care. Deliberately absent: the values (derived.ts).

import type { Project } from './project.ts';
import type { ProjectConfig } from './yaml/projectConfig.ts';

/** See the head of this file. */
export interface Change {
  /** Whether something other than the SQL of models changed: files came or went, artifacts, configuration, macros, YAML. */
  readonly facts: boolean;
  /** Whether something other than the texts of files changed. */
  readonly others: boolean;
  /** The files whose text may be another; undefined where that can be any. */
  readonly texts: readonly string[] | undefined;
}

const everything: Change = { facts: true, others: true, texts: undefined };

/** What may have changed from `before` to `after`; never too little. */
export function changeBetween(before: Project | undefined, after: Project): Change {
  if (!before) return everything;
  const same =
    before.config === after.config &&
    before.artifacts === after.artifacts &&
    before.context === after.context &&
    before.settings === after.settings &&
    before.sqlParser === after.sqlParser &&
    before.files.paths === after.files.paths;
  if (before.files === after.files) return { facts: !same, others: !same, texts: [] };
  const texts = after.files.changedSince?.(before.files);
  if (!texts) return everything;
  const facts = !same || !texts.every((path) => isModelText(after.config, path));
  return { facts, others: !same, texts };
}

/** Whether a file's text says nothing to other files: the SQL of a model of the project itself, or of an analysis. */
function isModelText(config: ProjectConfig, path: string): boolean {
  const within = (folders: readonly string[]) => folders.some((folder) => path.startsWith(`${folder}/`));
  return (
    path.endsWith('.sql') &&
    within([...config.modelPaths, ...config.analysisPaths]) &&
    !within([...config.macroPaths, ...config.snapshotPaths, ...config.testPaths])
  );
}
