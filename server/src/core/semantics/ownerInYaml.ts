// The owner that an entry of a YAML file names as it stands there, saved and parsed by dbt or not.

import type { Project } from '../project.ts';
import type { SchemaEntry } from '../yaml/schemaFile.ts';
import { childOf, dbtJsonOf } from '../yaml/yamlTree.ts';
import { groupOwner, type OwnerFact, ownerInMeta } from './owner.ts';

/** The owner in the entry's `config.meta` or `meta`, else that of its group; undefined where they name nobody. */
export function ownerInYaml(project: Project, { node, group }: SchemaEntry): OwnerFact | undefined {
  for (const meta of [childOf(childOf(node, 'config'), 'meta'), childOf(node, 'meta')]) {
    const value = dbtJsonOf(meta);
    const owner =
      typeof value === 'object' && value !== null ? ownerInMeta(project, { ...value }) : undefined;
    if (owner) return owner;
  }
  return group && groupOwner(project, group.text);
}
