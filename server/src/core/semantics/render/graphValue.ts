// `graph`: the nodes and sources of the manifest. https://docs.getdbt.com/reference/dbt-jinja-functions/graph.
// Deliberately absent: exposures, metrics, groups and the like.

import { dict } from '../../jinja/render/kinds.ts';
import { type ObjectValue, unknown, type Value } from '../../jinja/render/values.ts';
import { factsValue } from './facts.ts';
import type { ListedNode, RenderInputs } from './inputs.ts';
import { toValue } from './toValue.ts';

/** How many nodes of the graph one rendering may read as a whole; of further ones only what lists have is known. */
const mostRead = 500;

/** The object. What every node has is at hand; the rest of a node is read when a template asks for it. */
export function graphValue(inputs: RenderInputs): ObjectValue {
  const made = new Map<string, Value>();
  const read = new Set<string>();
  const properties = (id: string) => {
    if (read.size >= mostRead && !read.has(id)) return undefined;
    read.add(id);
    return inputs.properties(id);
  };
  return factsValue('graph', (name) => {
    if (name !== 'nodes' && name !== 'sources') return unknown(`\`graph.${name}\``, true);
    const value =
      made.get(name) ?? dict(inputs.listed(name).map((node) => [node.id, nodeValue(node, properties)]));
    made.set(name, value);
    return value;
  });
}

function nodeValue(
  node: ListedNode,
  read: (id: string) => Readonly<Record<string, unknown>> | undefined,
): Value {
  return factsValue('node', (name) => {
    switch (name) {
      case 'unique_id':
        return node.id;
      case 'name':
        return node.name;
      case 'resource_type':
        return node.resourceType;
      case 'package_name':
        return node.packageName;
      case 'original_file_path':
        return node.path;
    }
    const properties = read(node.id);
    return properties && Object.hasOwn(properties, name) ? toValue(properties[name]) : undefined;
  });
}
