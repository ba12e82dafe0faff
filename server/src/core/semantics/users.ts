// Who uses what isn't a node of the graph: the nodes that call a macro, the members of a group.
// Costs one pass over the details of all entries per manifest, when first asked for.

import type { Entry, Manifest } from '../artifacts/types.ts';
import { memo } from '../memo.ts';

const nobody: readonly Entry[] = [];

/** The enabled nodes and macros that call a macro directly, in the order of the manifest; tests last. */
export function usersOfMacro(manifest: Manifest, macro: Entry): readonly Entry[] {
  return users(manifest).macros.get(macro.uniqueId) ?? nobody;
}

/** The enabled nodes of a group, in the order of the manifest. */
export function membersOfGroup(manifest: Manifest, group: string): readonly Entry[] {
  return users(manifest).groups.get(group) ?? nobody;
}

const users = memo((manifest: Manifest) => {
  const macros = new Map<string, Entry[]>();
  const groups = new Map<string, Entry[]>();
  const tests = new Set(['test', 'unit_test']);
  const ordered = [...manifest.entries].sort(
    (a, b) => Number(tests.has(a.resourceType)) - Number(tests.has(b.resourceType)),
  );
  for (const entry of ordered) {
    if (entry.disabled) continue;
    const detail = manifest.detail(entry);
    if (!detail) continue;
    for (const macro of detail.macros) push(macros, macro, entry);
    if (detail.group !== undefined) push(groups, detail.group, entry);
  }
  return { macros, groups };
});

function push(map: Map<string, Entry[]>, key: string, entry: Entry): void {
  const list = map.get(key);
  if (list) list.push(entry);
  else map.set(key, [entry]);
}
