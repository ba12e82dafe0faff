// Which names in an entry of YAML dbt looks up: tests and docs blocks. Deliberately absent: names in Jinja, and what is found.

import { memo } from '../memo.ts';
import type { SymbolName } from '../semantics/symbol.ts';
import { type SourceText, type TextRange, touches } from '../text.ts';
import { type SchemaEntry, type SchemaKind, type SchemaTest, schemaEntries } from '../yaml/schemaFile.ts';
import { yamlDocument } from '../yaml/yamlDocument.ts';
import { booleanOf, childOf, scalarsWithin } from '../yaml/yamlTree.ts';

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

/** Whether dbt looks up the macro of a generic test: not that of one that is switched off or stands below a disabled table. */
export function judgedTest(entry: SchemaEntry, symbol: Extract<SymbolName, { kind: 'test' }>): boolean {
  if (symbol.node === undefined || !/^\w+$/.test(symbol.name)) return false;
  const at = symbol.range.start;
  if (tableAt(entry, at)?.enabled === false) return false;
  const options = testAt(entry, at)?.options;
  return booleanOf(childOf(childOf(options, 'config'), 'enabled') ?? childOf(options, 'enabled')) !== false;
}

/** Kinds of entry whose descriptions dbt doesn't render. */
const plain: ReadonlySet<SchemaKind> = new Set(['unit_test', 'group']);

/** Whether a call at an offset of an entry stands in a description that dbt renders. */
export function judgedDoc(source: SourceText, entry: SchemaEntry, offset: number): boolean {
  return !plain.has(entry.kind) && partAt(descriptions(source), offset) !== undefined;
}

const sortedEntries = memo((source: SourceText) => inOrder(schemaEntries(source)));

const testsOf = memo((entry: SchemaEntry): readonly SchemaTest[] =>
  inOrder(
    [entry, ...entry.tables].flatMap((each) => [
      ...each.tests,
      ...each.columns.flatMap(({ tests }) => tests),
      ...each.versions.flatMap(({ columns }) => columns.flatMap(({ tests }) => tests)),
    ]),
  ),
);

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
