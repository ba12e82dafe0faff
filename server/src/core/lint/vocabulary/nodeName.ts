// A node in messages. Deliberately absent: articles.

import type { Project } from '../../project.ts';
import { nodeOfFile } from '../../semantics/modelFiles.ts';
import { entryOf, fileOf, type NodeId } from '../../semantics/sql/nodeId.ts';

/** A node as people call it: "model `orders`". */
export function nodeName(project: Project, id: NodeId): string {
  const entry = entryOf(project, id);
  if (entry?.resourceType === 'source') return `source \`${entry.sourceName}.${entry.name}\``;
  if (entry) {
    const version = entry.version === undefined ? '' : ` v${entry.version}`;
    return `${entry.resourceType} \`${entry.name}\`${version}`;
  }
  const path = fileOf(project, id);
  const file = path === undefined ? undefined : nodeOfFile(project, path);
  return file ? `${file.resourceType} \`${file.name}\`` : `\`${id}\``;
}
