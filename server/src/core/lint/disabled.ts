// Nodes that are switched off, as dbt knows or as the files say since: what they read may not be there.
// Deliberately absent: dbt_project.yml, whose switches only the manifest knows.

import type { Project } from '../project.ts';
import { yamlEntryOf } from '../semantics/describedNodes.ts';
import type { FileNode } from '../semantics/modelFiles.ts';
import type { ModelSql } from '../semantics/sql/modelSql.ts';

/** Whether the node of a file is disabled. */
export function isDisabled(project: Project, node: FileNode, sql: ModelSql): boolean {
  // What the file says goes before what YAML says.
  const written = sql.rendered.config.get('enabled');
  if (node.entry?.disabled || written === false) return true;
  return written !== true && yamlEntryOf(project, node)?.entry.enabled === false;
}
