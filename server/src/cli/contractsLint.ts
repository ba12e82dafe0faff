// What the rules on names of columns find in a whole project. Deliberately absent: threads (the command `lint` has them).

import { lint } from '../core/lint/engine.ts';
import { countOnce, type PlacedFinding } from '../core/lint/report/countOnce.ts';
import type { Finding } from '../core/lint/rule.ts';
import { rules } from '../core/lint/rules/index.ts';
import type { Project } from '../core/project.ts';
import { contextFile } from '../core/yaml/contextConfig.ts';

const columnRules = rules.filter(({ name }) => name.startsWith('column-'));

/** The project's own files, the vocabulary's among them. */
export function ownFiles({ config, files }: Project): readonly string[] {
  const own = files.paths.filter((path) => !path.startsWith(`${config.packagesInstallPath}/`));
  return [...new Set([...own, contextFile])];
}

/** The findings of the column-name rules in some files, each once. `only`: the names of the rules; by default all of them. */
export function columnFindings(
  project: Project,
  paths: readonly string[],
  now: number,
  only?: readonly string[],
): readonly (Finding & PlacedFinding)[] {
  const run = only ? columnRules.filter(({ name }) => only.includes(name)) : columnRules;
  const found = paths.flatMap((path) => {
    const source = project.files.text(path);
    const findings = source ? lint({ project, path, source, now }, { rules: run }) : [];
    return findings.map((finding) => ({ ...finding, path }));
  });
  return countOnce(found);
}
