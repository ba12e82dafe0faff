// A finding that stands at the SQL of a column and at its YAML, counted once: at the SQL. The editor draws both, since either
// file may be the one that is open.

import { isYaml } from '../../semantics/modelFiles.ts';
import type { Finding } from '../rule.ts';

/** What {@link countOnce} looks at. */
export interface PlacedFinding extends Pick<Finding, 'rule' | 'about'> {
  readonly path: string;
}

/** The findings of a project's files without those in YAML whose column has a finding of the same rule in SQL. */
export function countOnce<Each extends PlacedFinding>(findings: readonly Each[]): readonly Each[] {
  const inSql = new Set<string>();
  for (const each of findings) if (each.about && !isYaml(each.path)) inSql.add(keyOf(each));
  return findings.filter((each) => !each.about || !isYaml(each.path) || !inSql.has(keyOf(each)));
}

function keyOf({ rule, about }: PlacedFinding): string {
  return `${rule}\n${about?.node}\n${about?.column.toLowerCase()}`;
}
