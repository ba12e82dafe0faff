// What the rules on names of columns find in a whole project. Deliberately absent: threads (the command `lint` has them).

import { countOnce, type PlacedFinding } from '../core/lint/countOnce.ts';
import { lint } from '../core/lint/engine.ts';
import type { Finding } from '../core/lint/rule.ts';
import { rules } from '../core/lint/rules/index.ts';
import type { Project } from '../core/project.ts';

const columnRules = rules.filter(({ name }) => name.startsWith('column-'));

/** The findings of the column-name rules in the project's own files, each once. */
export function columnFindings(project: Project, now: number): readonly (Finding & PlacedFinding)[] {
  const found = project.files.paths.flatMap((path) => {
    if (path.startsWith(`${project.config.packagesInstallPath}/`)) return [];
    const source = project.files.text(path);
    const findings = source ? lint({ project, path, source, now }, { rules: columnRules }) : [];
    return findings.map((finding) => ({ ...finding, path }));
  });
  return countOnce(found);
}
