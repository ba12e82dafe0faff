// What is proven of the values of a node's columns: by the SQL that makes them, and by the tests and constraints of the columns of
// other nodes that they pass on. Deliberately absent: the tests and constraints of the column itself (kept.ts).

import { type Derived, derive, type Reader } from '../../../derived.ts';
import type { Project } from '../../../project.ts';
import { nodeOfFile } from '../../../semantics/modelFiles.ts';
import { sqlOfNode } from '../../../semantics/sql/cells.ts';
import { digest } from '../../../semantics/sql/digest.ts';
import { entryOf, fileOf, type NodeId } from '../../../semantics/sql/nodeId.ts';
import { openPartsOf } from '../../../semantics/sql/openParts.ts';
import { prepareUpstream } from '../../../semantics/sql/prepareUpstream.ts';
import { sameFact } from '../../../semantics/sql/sameFact.ts';
import { columnKey } from '../../../sql/columns.ts';
import { valuesByKey } from '../../../sql/columnValues.ts';
import { dialectOf, nameKey } from '../../../sql/dialect.ts';
import {
  amongValues,
  anything,
  between,
  bothOf,
  isAnything,
  type KnownValues,
  type PlainValue,
  withNull,
} from '../../../sql/knownValues.ts';
import { contractOf } from '../../contract/contract.ts';
import { columnConstraints } from './columnConstraints.ts';
import { columnTests } from './columnTests.ts';
import { describedColumn } from './describedColumn.ts';
import type { Holds } from './testMeanings.ts';

/** What surely holds of a column's values by the SQL of its node and what that reads; nothing where that isn't certain. */
export function provenHolds(
  project: Project,
  node: NodeId,
  column: { readonly name: string; readonly quoted: boolean },
): readonly Holds[] {
  prepareUpstream(project, valuesOfNode, node);
  const dialect = dialectOf(project.artifacts.manifest?.metadata.adapterType);
  const values = derive(project, valuesOfNode, node).get(columnKey(column, dialect));
  return values ? holdsOf(values) : [];
}

type ValuesByKey = ReadonlyMap<string, KnownValues>;

const none: ValuesByKey = new Map();

/** By a node's id: what its SQL proves of its columns, by their keys. Those of which it proves nothing are left out. */
const valuesOfNode: Derived<ValuesByKey> = {
  name: 'values',
  inCycle: none,
  compute(reader, id) {
    const sql = reader.get(sqlOfNode, id);
    if (!sql?.analysis || sql.rendered.cut !== undefined || sql.unread.length > 0) return none;
    const parts = openPartsOf(sql);
    if (parts.hasChoices) return none;
    const { analysis, dialect, rendered } = sql;
    const values = valuesByKey({
      analysis,
      dialect,
      text: rendered.text,
      isOpen: parts.isOpen,
      isOpenFrom: parts.isOpenFrom,
      ofTable: ({ table, name, column }) => {
        const key = nameKey({ text: name, quoted: column?.quoted ?? false }, dialect);
        const made = reader.get(valuesOfNode, table.id).get(key) ?? anything;
        return bothOf(made, reader.get(checkedValues, `${table.id}\n${name}`));
      },
    });
    const anew = isMadeAnew(reader, id);
    return new Map(
      [...values].flatMap(([key, each]): [string, KnownValues][] => {
        // Rows from before a column was added have null there.
        const held = withNull(each, each.nullable || !anew);
        return isAnything(held) ? [] : [[key, held]];
      }),
    );
  },
  same: (before, after) => sameFact([...before], [...after]),
};

/** By a node's id, a line end and a column's name: what tests and enforced constraints hold it to. */
const checkedValues: Derived<KnownValues> = {
  name: 'checked values',
  inCycle: anything,
  compute(reader, key) {
    const at = key.indexOf('\n');
    const [id, name] = [key.slice(0, at), key.slice(at + 1)];
    readFile(reader, id);
    return reader.ask(`checks of ${key}`, (project) => checkedIn(project, id, name), digest);
  },
  same: sameFact,
};

/** Notes that a node's own file is read: it may configure the node. */
function readFile(reader: Reader, id: NodeId): void {
  const path = reader.ask(`file ${id}`, (project) => fileOf(project, id));
  if (path !== undefined) reader.text(path);
}

function checkedIn(project: Project, id: NodeId, name: string): KnownValues {
  const column = describedColumn(project, id, name);
  const holding = [...columnTests(project, column), ...columnConstraints(project, column)];
  return holding
    .flatMap(({ holds, gap }) => (gap === undefined ? holds : []))
    .map(valuesOf)
    .reduce(bothOf, anything);
}

/** Whether every build makes all rows of a node anew. */
function isMadeAnew(reader: Reader, id: NodeId): boolean {
  readFile(reader, id);
  const materialized = reader.ask(`materialization of ${id}`, (project) => {
    const path = fileOf(project, id);
    const node = path === undefined ? undefined : nodeOfFile(project, path);
    if (node?.resourceType !== 'model') return undefined;
    const entry = entryOf(project, id);
    return (
      contractOf(project, node)?.materialized ??
      (entry ? project.artifacts.manifest?.detail(entry)?.materialized : undefined)
    );
  });
  return (
    materialized !== undefined &&
    /^(?:view|table|ephemeral|materialized_view|dynamic_table)$/.test(materialized)
  );
}

function valuesOf(holds: Holds): KnownValues {
  switch (holds.kind) {
    case 'not_null':
      return withNull(anything, false);
    case 'unique':
      return anything;
    case 'accepted_values':
      return holds.values?.some(isPlain)
        ? withNull(amongValues(holds.values.filter(isPlain)), true)
        : anything;
    case 'range':
      return between(limitOf(holds.min), limitOf(holds.max), true);
    case 'pattern':
      return holds.source === undefined ? anything : { ...anything, patterns: [holds.source] };
  }
}

function isPlain(value: unknown): value is PlainValue {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function limitOf(bound: number | 'unknown' | undefined): number | undefined {
  return bound === 'unknown' ? undefined : bound;
}

function holdsOf({ nullable, min, max, among, patterns }: KnownValues): readonly Holds[] {
  const found: Holds[] = patterns.map((source) => ({ kind: 'pattern', source }));
  if (!nullable) found.push({ kind: 'not_null' });
  if (among) found.push({ kind: 'accepted_values', values: among });
  if (min !== undefined || max !== undefined) found.push({ kind: 'range', min, max, open: false });
  return found;
}
