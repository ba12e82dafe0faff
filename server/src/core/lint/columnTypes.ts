// What type a column has and where that is known from, most trusted first: the catalog where the file is what was built, the
// declared type, the SQL. Unknown is a good answer. Deliberately absent: types through lineage.

import type { Entry } from '../artifacts/types.ts';
import { memo } from '../memo.ts';
import type { Project } from '../project.ts';
import { finalColumnsOf } from '../semantics/finalColumns.ts';
import { type BaseType, baseType } from '../sql/baseTypes.ts';
import { columnKey } from '../sql/columns.ts';
import { dialectOf, nameKey } from '../sql/dialect.ts';
import { baseOfKnown, type KnownType } from '../sql/knownTypes.ts';
import type { SourceText } from '../text.ts';
import type { SchemaColumn } from '../yaml/schemaFile.ts';
import type { Vocabulary } from '../yaml/vocabulary.ts';
import { sha256 } from '../sha256.ts';

/** A type with its source in words. */
export interface ColumnType {
  readonly base: BaseType;
  /** As the warehouse, the YAML or the SQL writes it. */
  readonly text: string;
  /** "by the catalog", "by its cast" … */
  readonly from: string;
}

/** A column to find the type of. */
export interface TypedColumn {
  readonly name: string;
  /** Taken as written by the warehouse. */
  readonly quoted: boolean;
  /** The node as dbt knows it; undefined while dbt hasn't parsed it. */
  readonly entry: Entry | undefined;
  /** The text of the node's own file; undefined when it isn't there. */
  readonly source: SourceText | undefined;
  /** The YAML entry of the column; undefined when there is none. */
  readonly declared: SchemaColumn | undefined;
  /** Whether the node's contract is enforced. */
  readonly contract: boolean;
}

/** The type of a column; undefined where it isn't known or is none of the base types. */
export function typeOfColumn(project: Project, column: TypedColumn): ColumnType | undefined {
  const { manifest } = project.artifacts;
  const adapter = manifest?.metadata.adapterType;
  const extra = extraTypes(project.context.vocabulary, adapter);
  const built = builtType(project, column);
  if (built !== undefined) {
    const base = baseType(built, adapter, extra);
    return base && { base, text: built, from: 'by the catalog' };
  }
  const declared = column.declared?.dataType?.text;
  if (declared !== undefined) {
    const base = baseType(declared, adapter, extra);
    const from = column.contract ? 'by the contract in YAML' : 'by `data_type` in YAML';
    return base && { base, text: declared, from };
  }
  const known = column.source && typeInSql(project, column.source, column);
  if (!known) return undefined;
  const base = baseOfKnown(known, adapter, extra);
  return base && { base, text: known.text, from: words[known.from] };
}

const words: Readonly<Record<KnownType['from'], string>> = {
  cast: 'by its cast',
  literal: 'by its value',
  function: 'by the function that makes it',
  aggregate: 'by the aggregate that makes it',
  predicate: 'by the comparison that makes it',
};

/** The type in the catalog, which counts only while the file is the one that was built. */
function builtType(project: Project, { entry, source, name, quoted }: TypedColumn): string | undefined {
  const { manifest, catalog } = project.artifacts;
  if (!entry || !manifest || !catalog) return undefined;
  const relation = catalog.relation(entry.uniqueId);
  if (!relation) return undefined;
  const checksum = manifest.detail(entry)?.checksum;
  if (!source || checksum === undefined || !checksums(source).includes(checksum)) return undefined;
  const dialect = dialectOf(manifest.metadata.adapterType);
  const key = nameKey({ text: name, quoted }, dialect);
  const column = relation.columns.find((each) => nameKey({ text: each.name, quoted: true }, dialect) === key);
  return column === undefined || column.type === '' || column.type.startsWith('<') ? undefined : column.type;
}

/** The digests that dbt may have written of a text: of the stripped text, for seeds of the whole. */
const checksums = memo((source: SourceText): readonly string[] => [
  sha256(source.text.trim()),
  sha256(source.text),
]);

function typeInSql(project: Project, source: SourceText, column: TypedColumn): KnownType | undefined {
  const dialect = dialectOf(project.artifacts.manifest?.metadata.adapterType);
  const key = nameKey({ text: column.name, quoted: column.quoted }, dialect);
  const found = finalColumnsOf(project, source).filter(
    (each) => each.kind === 'column' && columnKey(each, dialect) === key,
  );
  const [first] = found;
  return found.length === 1 && first?.kind === 'column' ? first.type : undefined;
}

const noTypes: Readonly<Record<string, BaseType>> = {};

/** The user's own table of types for an adapter. */
function extraTypes(
  vocabulary: Vocabulary | undefined,
  adapter: string | undefined,
): Readonly<Record<string, BaseType>> {
  if (!vocabulary || vocabulary.baseTypes.size === 0) return noTypes;
  return {
    ...Object.fromEntries(vocabulary.baseTypes.get('*') ?? []),
    ...Object.fromEntries((adapter === undefined ? undefined : vocabulary.baseTypes.get(adapter)) ?? []),
  };
}
