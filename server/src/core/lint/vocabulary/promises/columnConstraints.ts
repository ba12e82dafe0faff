// The constraints on a column as YAML lists them at this moment, and why one isn't held. Deliberately absent: which adapter holds
// which (semantics/constraintSupport.ts), and which promises they keep (kept.ts).

import type { Project } from '../../../project.ts';
import { constraintSupport } from '../../../semantics/constraintSupport.ts';
import { nodeOfFile } from '../../../semantics/modelFiles.ts';
import { entryOf, fileOf } from '../../../semantics/sql/nodeId.ts';
import { childOf, itemsOf, scalarsOf, textOf, type YamlNode } from '../../../yaml/yamlTree.ts';
import { contractOf } from '../../contract/contract.ts';
import type { DescribedColumn } from './describedColumn.ts';
import { bareName, type Holds, holdsByCondition } from './testMeanings.ts';

/** A constraint on a column, or on several columns of which it is one. */
export interface ColumnConstraint {
  readonly type: string;
  /** What holds of the column where the warehouse enforces it. */
  readonly holds: readonly Holds[];
  /** Why it isn't enforced, as the end of a sentence that begins with it; undefined where it is, or where nobody knows. */
  readonly gap: string | undefined;
}

interface WrittenConstraint {
  readonly type: string;
  readonly expression: string | undefined;
  /** Undefined for a constraint of the column itself. */
  readonly columns: readonly string[] | undefined;
}

/** The constraints that concern a column. */
export function columnConstraints(project: Project, column: DescribedColumn): readonly ColumnConstraint[] {
  const written = writtenConstraints(project, column);
  if (written.length === 0) return [];
  const obstacle = obstacleTo(project, column);
  return written.map((each) => ({
    type: each.type,
    holds: holdsOf(each, column.name),
    gap: obstacle ?? gapOf(project, each.type),
  }));
}

/** Why no constraint of a node is made, as the end of a sentence about one; undefined where the contract makes them, or may. */
export function obstacleTo(project: Project, { node: id, described }: DescribedColumn): string | undefined {
  const entry = id === undefined ? undefined : entryOf(project, id);
  const path = id === undefined ? undefined : fileOf(project, id);
  const node = path === undefined ? undefined : nodeOfFile(project, path);
  const type = node?.resourceType ?? entry?.resourceType ?? 'model';
  if (type !== 'model') return `isn’t made for a ${type}`;
  const contract = node && described ? contractOf(project, node) : undefined;
  const detail = entry && project.artifacts.manifest?.detail(entry);
  const enforced = contract
    ? contract.enforced
    : (described?.entry.contractEnforced ?? detail?.contractEnforced);
  if (enforced === false || (enforced === undefined && !contract))
    return 'isn’t made, since the contract isn’t enforced';
  const materialized = contract ? contract.materialized : detail?.materialized;
  return materialized === 'view' || materialized === 'ephemeral'
    ? `isn’t made, since the model is ${materialized === 'view' ? 'a view' : 'ephemeral'}`
    : undefined;
}

function gapOf(project: Project, type: string): string | undefined {
  const adapter = project.artifacts.manifest?.metadata.adapterType;
  const support = constraintSupport(adapter, type);
  return support === undefined || support === 'enforced' ? undefined : `isn’t enforced by ${adapter}`;
}

function writtenConstraints(
  project: Project,
  { described, declared, version, node, name }: DescribedColumn,
): readonly WrittenConstraint[] {
  const isMine = (columns: readonly string[]) =>
    columns.some((each) => bareName(each).toLowerCase() === name.toLowerCase());
  if (described) {
    const { entry } = described;
    const own = entry.versions.find((each) => each.version.text === version)?.node;
    const ofNode = childOf(own, 'constraints') ?? childOf(entry.node, 'constraints');
    return [
      ...itemsOf(childOf(declared?.node, 'constraints')).flatMap((each) => readConstraint(each, undefined)),
      ...itemsOf(ofNode)
        .flatMap((each) => readConstraint(each, scalarsOf(childOf(each, 'columns'))))
        .filter(({ columns, type }) => type === 'check' || isMine(columns ?? [])),
    ];
  }
  const entry = node === undefined ? undefined : entryOf(project, node);
  const detail = entry && project.artifacts.manifest?.detail(entry);
  const column = detail?.columns.find((each) => each.name.toLowerCase() === name.toLowerCase());
  return [
    ...(column?.constraints ?? []).map((each) => ({ ...each, columns: undefined })),
    ...(detail?.constraints ?? []).filter(({ columns, type }) => type === 'check' || isMine(columns)),
  ];
}

function readConstraint(
  node: YamlNode,
  columns: readonly { readonly text: string }[] | undefined,
): readonly WrittenConstraint[] {
  const type = textOf(childOf(node, 'type'));
  if (type === undefined) return [];
  return [
    { type, expression: textOf(childOf(node, 'expression')), columns: columns?.map(({ text }) => text) },
  ];
}

function holdsOf({ type, expression, columns }: WrittenConstraint, column: string): readonly Holds[] {
  const alone = columns === undefined || columns.length === 1;
  switch (type) {
    case 'not_null':
      return [{ kind: 'not_null' }];
    case 'unique':
      return alone ? [{ kind: 'unique' }] : [];
    case 'primary_key':
      return alone ? [{ kind: 'not_null' }, { kind: 'unique' }] : [{ kind: 'not_null' }];
    case 'check':
      return expression === undefined ? [] : holdsByCondition(expression, column);
    default:
      return [];
  }
}
