// A project's nodes by id, who depends on whom and which tests judge what, from the raw manifest. Written for comparison with
// the product, so it imports nothing of it. Deliberately absent: disabled nodes.

const maps = [
  'nodes',
  'sources',
  'exposures',
  'metrics',
  'semantic_models',
  'saved_queries',
  'unit_tests',
  'functions',
];

/** Everything that is in the graph, by unique id. */
export function nodesById(manifest) {
  const found = new Map();
  for (const map of maps) {
    for (const [id, node] of Object.entries(manifest[map] ?? {})) {
      found.set(id, { ...node, unique_id: id, resource_type: node.resource_type ?? id.split('.')[0] });
    }
  }
  return found;
}

/** Ids of what depends on each id directly. */
export function childrenById(nodes) {
  const found = new Map();
  for (const [id, node] of nodes) {
    for (const parent of new Set(parentsOf(node))) {
      if (!found.has(parent)) found.set(parent, []);
      found.get(parent).push(id);
    }
  }
  return found;
}

/** Ids that a node depends on directly. */
export function parentsOf(node) {
  return node.depends_on?.nodes ?? [];
}

/** All ids that are reached from one, itself left out, in the order of their distance. */
export function reach(start, next) {
  const seen = new Set([start]);
  const queue = [start];
  for (const id of queue) {
    for (const other of next(id)) {
      if (seen.has(other)) continue;
      seen.add(other);
      queue.push(other);
    }
  }
  return queue.slice(1);
}

/** Ids of the tests that judge a node. */
export function testsOf(id, nodes, children) {
  const node = nodes.get(id);
  return (children.get(id) ?? []).filter((child) => {
    const test = nodes.get(child);
    if (test.resource_type === 'unit_test') return test.model === node.name;
    return test.resource_type === 'test' && judges(test, id, node);
  });
}

function judges(test, id, node) {
  if (test.attached_node) return test.attached_node === id;
  if (!test.test_metadata || parentsOf(test).length === 1) return true;
  // What a test of several nodes is about stands in its argument `model`: {{ get_where_subquery(ref('x')) }}.
  const names = [...(test.test_metadata.kwargs?.model ?? '').matchAll(/'([^']*)'|"([^"]*)"/g)].map(
    (match) => match[1] ?? match[2],
  );
  if (names.length === 0) return parentsOf(test).at(-1) === id;
  return names.at(-1) === node.name && (node.resource_type !== 'source' || names.at(-2) === node.source_name);
}
