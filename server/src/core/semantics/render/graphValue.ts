// `graph`: the nodes and sources of the manifest. https://docs.getdbt.com/reference/dbt-jinja-functions/graph.
// Deliberately absent: exposures, metrics, groups and the like.

import { dict } from '../../jinja/render/kinds.ts';
import { type ObjectValue, unknown, type Value } from '../../jinja/render/values.ts';
import { factsValue } from './facts.ts';
import type { ListedNode, RenderInputs } from './inputs.ts';
import { toValue } from './toValue.ts';

/** The object. What every node has is at hand; the rest of a node is read when a template asks for it. */
export function graphValue(inputs: RenderInputs): ObjectValue {
  const made = new Map<string, Value>();
  return factsValue('graph', (name) => {
    if (name !== 'nodes' && name !== 'sources') return unknown(`\`graph.${name}\``, true);
    const value =
      made.get(name) ?? dict(inputs.listed(name).map((node) => [node.id, nodeValue(inputs, node)]));
    made.set(name, value);
    return value;
  });
}

function nodeValue(inputs: RenderInputs, node: ListedNode): Value {
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
    const properties = inputs.properties(node.id);
    return properties && Object.hasOwn(properties, name) ? toValue(properties[name]) : undefined;
  });
}
