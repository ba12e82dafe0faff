// The constraints that the YAML of a contract declares, of the model and of its columns. Deliberately absent: what becomes of them
// (semantics/constraintSupport.ts).

import type { TextRange } from '../../text.ts';
import {
  booleanOf,
  childOf,
  itemsOf,
  scalarOf,
  scalarsOf,
  textOf,
  type YamlMap,
  type YamlNode,
} from '../../yaml/yamlTree.ts';
import type { Contract } from './contract.ts';

/** A constraint as written. */
export interface WrittenConstraint {
  readonly type: string;
  /** Of the type. */
  readonly range: TextRange;
  readonly name: string | undefined;
  readonly expression: string | undefined;
  /** Of a constraint of the model: the columns that it is on. */
  readonly columns: readonly string[];
  /** The column that declares it; undefined for one of the model. */
  readonly column: string | undefined;
  readonly warnUnenforced: boolean;
  readonly warnUnsupported: boolean;
  readonly node: YamlMap;
}

/** The constraints of a contract, those of the model first. */
export function constraintsOf({ described, node, columns }: Contract): readonly WrittenConstraint[] {
  if (!described) return [];
  const { entry } = described;
  const version = entry.versions.find((each) => each.version.text === node.entry?.version);
  const own = version && itemsOf(childOf(version.node, 'constraints'));
  const ofModel = own && own.length > 0 ? own : itemsOf(childOf(entry.node, 'constraints'));
  return [
    ...ofModel.flatMap((item) => read(item, undefined)),
    ...columns.flatMap(({ written }) =>
      itemsOf(childOf(written.node, 'constraints')).flatMap((item) => read(item, written.name.text)),
    ),
  ];
}

function read(node: YamlNode, column: string | undefined): readonly WrittenConstraint[] {
  const type = scalarOf(childOf(node, 'type'));
  if (node.kind !== 'map' || !type) return [];
  return [
    {
      type: type.text,
      range: type.inner,
      name: textOf(childOf(node, 'name')),
      expression: textOf(childOf(node, 'expression')),
      columns: scalarsOf(childOf(node, 'columns')).map(({ text }) => text),
      column,
      warnUnenforced: booleanOf(childOf(node, 'warn_unenforced')) !== false,
      warnUnsupported: booleanOf(childOf(node, 'warn_unsupported')) !== false,
      node,
    },
  ];
}
