// Which names in an entry of YAML dbt looks up: tests and docs blocks. Deliberately absent: names in Jinja, and what is found.

import { memo } from '../../memo.ts';
import type { SymbolName } from '../../semantics/symbol.ts';
import { type SourceText, type TextRange, touches } from '../../text.ts';
import { type SchemaEntry, type SchemaKind, type SchemaTest, schemaEntries } from '../../yaml/schemaFile.ts';
import { yamlDocument } from '../../yaml/yamlDocument.ts';
import { booleanOf, childOf, scalarsWithin } from '../../yaml/yamlTree.ts';

/** The entry of a property file that an offset is in; undefined for a name of no entry. */
export function entryAt(source: SourceText, offset: number): SchemaEntry | undefined {
  return partAt(sortedEntries(source), offset);
}

/** The table of a source that an offset is in. */
export function tableAt(entry: SchemaEntry, offset: number): SchemaEntry | undefined {
  return partAt(entry.tables, offset);
}

/** The data test of an entry, its columns, versions and tables that an offset is in. */
export function testAt(entry: SchemaEntry, offset: number): SchemaTest | undefined {
  return partAt(testsOf(entry), offset);
}

/** The entries whose data test a name is, where dbt looks up its macro; several where an alias repeats what an anchor holds. */
export function entriesTestedBy(
  source: SourceText,
  symbol: Extract<SymbolName, { kind: 'test' }>,
): readonly SchemaEntry[] {
  // The name of a singular test's own entry isn't looked up.
  if (symbol.node === undefined || !/^\w+$/.test(symbol.name)) return [];
  return entriesByTest(source).get(symbol.range.end) ?? [];
}

/** Kinds of entry whose descriptions dbt doesn't render. */
const plain: ReadonlySet<SchemaKind> = new Set(['unit_test', 'group']);

/** Whether a call at an offset stands in a description that dbt renders, of an entry or of an anchor that an entry repeats. */
export function judgedDoc(source: SourceText, entry: SchemaEntry | undefined, offset: number): boolean {
  const description = partAt(descriptions(source), offset);
  if (!description) return false;
  return entry ? !plain.has(entry.kind) : repeatedDescriptions(source).has(description.range.start);
}

/** By the end of the test's name; without those that are switched off or stand below a disabled table. */
const entriesByTest = memo((source: SourceText): ReadonlyMap<number, readonly SchemaEntry[]> => {
  const found = new Map<number, SchemaEntry[]>();
  for (const entry of schemaEntries(source)) {
    for (const part of [entry, ...entry.tables]) {
      if (part.enabled === false) continue;
      for (const { name, options } of testsOfPart(part)) {
        const enabled = childOf(childOf(options, 'config'), 'enabled') ?? childOf(options, 'enabled');
        if (booleanOf(enabled) === false) continue;
        const known = found.get(name.range.end);
        if (known) known.push(entry);
        else found.set(name.range.end, [entry]);
      }
    }
  }
  return found;
});

/** Where the descriptions start that entries and their columns have. */
const repeatedDescriptions = memo((source: SourceText): ReadonlySet<number> => {
  const parts = schemaEntries(source).flatMap((entry) =>
    plain.has(entry.kind) ? [] : [entry, ...entry.tables],
  );
  const described = parts.flatMap((part) => [
    part,
    ...part.columns,
    ...part.versions.flatMap(({ columns }) => columns),
  ]);
  return new Set(described.flatMap(({ description }) => description?.range.start ?? []));
});

const sortedEntries = memo((source: SourceText) => inOrder(schemaEntries(source)));

const testsOf = memo((entry: SchemaEntry): readonly SchemaTest[] =>
  inOrder([entry, ...entry.tables].flatMap(testsOfPart)),
);

function testsOfPart({ tests, columns, versions }: SchemaEntry): readonly SchemaTest[] {
  return [
    ...tests,
    ...columns.flatMap((column) => column.tests),
    ...versions.flatMap((version) => [
      ...(version.tests ?? []),
      ...version.columns.flatMap((column) => column.tests),
    ]),
  ];
}

const descriptions = memo((source: SourceText) =>
  inOrder(
    yamlDocument(source).roots.flatMap((root) =>
      [...scalarsWithin(root)].flatMap(({ scalar, path }) =>
        path.at(-1) === 'description' && !path.includes('meta') ? [scalar] : [],
      ),
    ),
  ),
);

function inOrder<Part extends { readonly range: TextRange }>(parts: readonly Part[]): readonly Part[] {
  return parts.toSorted((a, b) => a.range.start - b.range.start);
}

/** The one of some parts, in order and apart from each other, that an offset is in. */
function partAt<Part extends { readonly range: TextRange }>(
  parts: readonly Part[],
  offset: number,
): Part | undefined {
  let low = 0;
  let high = parts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((parts[middle]?.range.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  const found = parts[low - 1];
  return found && touches(found.range, offset) ? found : undefined;
}
