// Compares the names that the server finds in a file with those that the manifest gives as written, and says of each difference
// whose it is. Deliberately absent: asking the server (check.mjs).
import { branchAt, literalCalls, readJinja, readPython, refKey, sourceKey } from './jinjaText.mjs';

/** What the manifest says that a node names, as keys. */
export function namesOf(node) {
  const refs = (node.refs ?? []).map((ref) =>
    Array.isArray(ref)
      ? refKey(ref.at(-1), ref.length > 1 ? ref[0] : undefined)
      : refKey(ref.name, ref.package, ref.version),
  );
  const sources = (node.sources ?? []).map(([source, table]) => sourceKey(source, table));
  return new Set([...refs, ...sources]);
}

/** The key of a name of the server. */
export function keyOf(name) {
  return name.kind === 'source'
    ? sourceKey(name.source, name.table)
    : refKey(name.name, name.package, name.version);
}

/**
 * The differences of one file. `names` are the server's, each with `offset`. Kinds: `made` (a macro, variable or expression
 * makes the name), `hook` (it stands in a string that dbt renders later), `branch` (only in a branch that dbt didn't take),
 * `missing`, `extra`, `resolved` (errors of the server's own).
 */
export function compareNames(node, nodesById, names, text, python) {
  const expected = namesOf(node);
  const jinja = python ? { code: readPython(text), strings: '', branches: [] } : readJinja(text);
  const literal = literalCalls(jinja.code, jinja.strings);
  const quoted = literalCalls(jinja.strings);
  const found = new Map();
  for (const name of names) {
    const key = keyOf(name);
    found.set(key, [...(found.get(key) ?? []), name]);
  }
  const parents = new Set(
    (node.depends_on?.nodes ?? []).filter((id) => /^(model|seed|snapshot|source)\./.test(id)),
  );
  const differences = [];
  const explained = new Set();
  let equal = 0;
  let made = false;
  for (const key of expected) {
    const same = found.get(key);
    if (same) {
      const ids = new Set(same.map((name) => name.uniqueId));
      const [id] = ids;
      if (ids.size === 1 && parents.has(id) && isNamed(key, nodesById.get(id))) {
        equal++;
        explained.add(id);
      } else differences.push({ kind: 'resolved', key, note: `resolved to ${[...ids].join(', ')}` });
    } else if (literal.has(key)) differences.push({ kind: 'missing', key, note: 'it stands in the file' });
    else {
      made = true;
      const kind = quoted.has(key) ? 'hook' : 'made';
      differences.push({ kind, key, note: quoted.has(key) ? 'in a string' : '' });
    }
  }
  for (const [key, same] of found) {
    if (expected.has(key)) continue;
    const outside = same.map((name) => branchAt(jinja, name.offset));
    const kind = outside.every(Boolean) ? 'branch' : 'extra';
    differences.push({ kind, key, note: outside.map((branch) => branch?.why ?? 'in no branch').join(', ') });
  }
  const left = [...parents].filter((id) => !explained.has(id));
  if (!made && differences.every(({ kind }) => kind !== 'resolved' && kind !== 'missing')) {
    for (const id of left) differences.push({ kind: 'resolved', key: id, note: 'no name resolves to it' });
  }
  return { expected: expected.size, equal, differences };
}

/** Whether a node bears the name that the manifest gives as written: a package may be left out, a version may not be wrong. */
function isNamed(key, node) {
  if (!node) return true;
  if (node.resource_type === 'source') return key === sourceKey(node.source_name, node.name);
  const versions = [undefined, node.version];
  return versions.some((version) =>
    [undefined, node.package_name].some((packageName) => key === refKey(node.name, packageName, version)),
  );
}
