// What type a column has and where that is known from, most trusted first: the catalog where the column is what was built, the
// declared type, the SQL. Unknown is a good answer. Deliberately absent: words.

import type { Reader } from '../../derived.ts';
import type { Project } from '../../project.ts';
import { type BaseType, baseType } from '../../sql/baseTypes.ts';
import type { NamedColumn } from '../../sql/columns.ts';
import { baseOfKnown, type KnownType } from '../../sql/knownTypes.ts';
import type { Vocabulary } from '../../yaml/vocabulary.ts';
import { columnFingerprint } from './columnFingerprint.ts';
import type { ListedColumn } from './listColumns.ts';
import type { ModelSql } from './modelSql.ts';
import type { ColumnType } from './nodeColumns.ts';
import type { NodeFacts } from './nodeFacts.ts';
import { seedType } from './seedColumns.ts';
import { isOfTable } from './tableOf.ts';

/** The types of a node's columns: a function of each. `asParsed` gives what made each when dbt parsed the node. */
export function typesOfColumns(
  reader: Reader,
  facts: NodeFacts,
  sql: ModelSql | undefined,
  asParsed: () => ReadonlyMap<string, string>,
): (column: ListedColumn) => ColumnType | undefined {
  const { adapterType } = facts;
  const extra = reader.ask('vocabulary', vocabularyOf);
  const base = (text: string) => baseType(text, adapterType, extraTypes(extra, adapterType));
  const isAsParsed = (made: NamedColumn | undefined, name: string) => {
    const own = made && sql && columnFingerprint(sql, made);
    return own !== undefined && own === asParsed().get(name.toLowerCase());
  };
  return ({ built, declared, made, name }) => {
    const type = built?.type ?? '';
    if (type !== '' && !type.startsWith('<') && (facts.asBuilt || isAsParsed(made, name)))
      return { text: type, base: base(type), from: 'catalog' };
    if (declared?.dataType !== undefined)
      return {
        text: declared.dataType,
        base: base(declared.dataType),
        from: facts.contractEnforced ? 'contract' : 'YAML',
      };
    const ofSeed = facts.resourceType === 'seed' ? seedType(facts.config, name) : undefined;
    if (ofSeed !== undefined) return { text: ofSeed, base: base(ofSeed), from: 'seed' };
    return made?.type && typeInSql(made.type, adapterType, extraTypes(extra, adapterType));
  };
}

/** Apart, so that the fact keeps no analysis alive. */
function vocabularyOf({ context }: Project): Vocabulary | undefined {
  return context.vocabulary;
}

/** A type that YAML declares, as it is written. */
export function declaredType(project: Project, text: string, contract: boolean): ColumnType {
  const adapter = project.artifacts.manifest?.metadata.adapterType;
  const base = baseType(text, adapter, extraTypes(project.context.vocabulary, adapter));
  return { text, base, from: contract ? 'contract' : 'YAML' };
}

/** The base type that the SQL of a file gives a column; undefined where that isn't known. */
export function baseInSql(project: Project, { type }: NamedColumn): BaseType | undefined {
  const adapter = project.artifacts.manifest?.metadata.adapterType;
  return type && typeInSql(type, adapter, extraTypes(project.context.vocabulary, adapter)).base;
}

/** A type of an analysis with where it is known from. */
function typeInSql(
  type: KnownType,
  adapterType: string | undefined,
  extra: Readonly<Record<string, BaseType>>,
): ColumnType {
  if (isOfTable(type)) return { text: type.text, base: type.base, from: 'upstream' };
  return { text: type.text, base: baseOfKnown(type, adapterType, extra), from: type.from };
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
