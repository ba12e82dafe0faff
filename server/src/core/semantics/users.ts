// Who uses what isn't a node of the graph: the nodes that call a macro, the members of a group.
// Costs one pass over the entries per manifest, when first asked for.

import type { Entry, Manifest } from '../artifacts/types.ts';
import { memo } from '../memo.ts';

const nobody: readonly Entry[] = [];

/** The enabled nodes and macros that call a macro directly, data tests apart, in the order of the manifest. */
export function usersOfMacro(manifest: Manifest, macro: Entry): readonly Entry[] {
  return users(manifest).macros.get(macro.uniqueId) ?? nobody;
}

/** The enabled nodes of a group, data tests apart, in the order of the manifest. */
export function membersOfGroup(manifest: Manifest, group: string): readonly Entry[] {
  return users(manifest).groups.get(group) ?? nobody;
}

const users = memo((manifest: Manifest) => {
  const macros = new Map<string, Entry[]>();
  const groups = new Map<string, Entry[]>();
  const entries = manifest.entries.filter((entry) => !entry.disabled && entry.resourceType !== 'test');
  const grouped = entries.some((entry) => entry.group !== undefined);
  const inConfig = !grouped && entries.some((entry) => entry.resourceType === 'group');
  for (const entry of entries) {
    for (const macro of entry.macros) push(macros, macro, entry);
    const group = inConfig ? manifest.detail(entry)?.group : entry.group;
    if (group !== undefined) push(groups, group, entry);
  }
  return { macros, groups };
});

function push(map: Map<string, Entry[]>, key: string, entry: Entry): void {
  const list = map.get(key);
  if (list) list.push(entry);
  else map.set(key, [entry]);
}
