// The enforced contracts that a file has to do with, as all texts stand: of a model's own file its own, of a property file those of
// its entries. Deliberately absent: what the models make (contractMade.ts), and what is wrong.

import { memo } from '../../memo.ts';
import type { Project } from '../../project.ts';
import { hasColumnOfList, nodesOfEntry, yamlEntryOf } from '../../semantics/describedNodes.ts';
import { extensionOf, type FileNode, isYaml, nodeOfFile } from '../../semantics/modelFiles.ts';
import type { YamlEntry } from '../../semantics/notParsedYet.ts';
import { packageNameOf, rootPackageName } from '../../semantics/packages.ts';
import { type ModelSql, modelSql } from '../../semantics/sql/modelSql.ts';
import { type NodeId, nodeIdOf } from '../../semantics/sql/nodeId.ts';
import { type Dialect, dialectOf, nameKey } from '../../sql/dialect.ts';
import type { SourceText } from '../../text.ts';
import { type SchemaColumn, type SchemaEntry, schemaEntries } from '../../yaml/schemaFile.ts';
import { yamlDocument } from '../../yaml/yamlDocument.ts';
import type { RuleContext } from '../rule.ts';
import { type ConfigTexts, configured } from './contractConfig.ts';

/** A column that a contract lists. */
export interface ContractColumn {
  readonly written: SchemaColumn;
  /** Without quotes; of a field (`address.city`) the column that it is in. */
  readonly name: string;
  readonly quoted: boolean;
  /** The name stands for a field of a struct. */
  readonly nested: boolean;
  /** By which the dialect takes names for the same. */
  readonly key: string;
}

/** What is known of a model's contract as its texts stand. */
export interface Contract {
  readonly project: Project;
  readonly node: FileNode;
  readonly id: NodeId;
  readonly dialect: Dialect;
  /** Whether dbt enforces it; undefined where a template decides. */
  readonly enforced: boolean | undefined;
  /** As configured; undefined where nothing that can be known says it. */
  readonly materialized: string | undefined;
  readonly python: boolean;
  readonly texts: ConfigTexts;
  /** Undefined where no YAML describes the model. */
  readonly described: YamlEntry | undefined;
  readonly columns: readonly ContractColumn[];
  /** For people: "`orders`", "`orders` v2". */
  readonly label: string;
}

/** The models of a file that may have a contract; none in packages, and none that are disabled. */
export const contractsIn: (ctx: RuleContext) => readonly Contract[] = memo((ctx) => {
  const { project, path, source } = ctx;
  if (packageNameOf(project, path) !== rootPackageName(project)) return [];
  if (!isYaml(path)) {
    const node = nodeOfFile(project, path);
    const found = node?.resourceType === 'model' ? contractOf(project, node) : undefined;
    return found ? [found] : [];
  }
  // In a file that is broken off, what is missing is perhaps only not read.
  if (yamlDocument(source).problems.length > 0) return [];
  return schemaEntries(source).flatMap((entry) => {
    if (entry.kind !== 'model') return [];
    return nodesOfEntry(project, entry, path).flatMap((described) => {
      const node = described.path === undefined ? undefined : nodeOfFile(project, described.path);
      const found = node && contractOf(project, node);
      const own = found?.described;
      return found && own?.path === path && own.entry.range.start === entry.range.start ? [found] : [];
    });
  });
});

/** The contracts of a file that dbt enforces, with the texts that make them. */
export function enforcedContracts(ctx: RuleContext): readonly Contract[] {
  return contractsIn(ctx).filter(({ enforced }) => enforced === true);
}

/** The contract of a model, enforced or not; undefined where nothing speaks of one, where it is disabled, or has no text here. */
export function contractOf(project: Project, node: FileNode): Contract | undefined {
  const { entry: known, path } = node;
  if (known?.disabled) return undefined;
  const described = yamlEntryOf(project, node);
  if (described?.entry.enabled === false) return undefined;
  const python = extensionOf(path) === 'py';
  const source = project.files.text(path);
  if (!source) return undefined;
  const detail = known && project.artifacts.manifest?.detail(known);
  const plain: ConfigTexts = { path, name: node.name, version: known?.version, sql: undefined, described };
  const words = wordsOf(source);
  // Reading SQL costs more than looking for a word.
  if (!words.contract && !detail?.contractEnforced && !configured(project, plain, 'contract'))
    return undefined;
  const texts = words.any && !python ? { ...plain, sql: modelSql(project, path) } : plain;
  if (texts.sql?.rendered.config.get('enabled') === false) return undefined;
  const adapter = project.artifacts.manifest?.metadata.adapterType;
  const dialect = dialectOf(adapter);
  return {
    project,
    node,
    id: nodeIdOf(node),
    dialect,
    enforced: isEnforced(project, texts),
    materialized: materialization(project, node, texts),
    python,
    texts,
    described,
    columns: described ? columnsOf(described.entry, known?.version, dialect) : [],
    label: `\`${node.name}\`${known?.version === undefined ? '' : ` v${known.version}`}`,
  };
}

/** Whether a text may configure anything of a contract. */
const wordsOf = memo((source: SourceText) => {
  const configures = /\bconfig\b/.test(source.text);
  return {
    contract: configures && /\bcontract\s*=|["']contract["']/.test(source.text),
    any: configures && /\b(?:contract|materialized|enabled|on_schema_change)\b/.test(source.text),
  };
});

function isEnforced(project: Project, texts: ConfigTexts): boolean | undefined {
  const found = configured(project, texts, 'contract');
  if (found === 'unknown') return undefined;
  const value = found?.value;
  return typeof value === 'object' && value !== null && 'enforced' in value && value.enforced === true;
}

function materialization(project: Project, node: FileNode, texts: ConfigTexts): string | undefined {
  const found = configured(project, texts, 'materialized');
  if (found === 'unknown') return undefined;
  if (found) return typeof found.value === 'string' ? found.value : undefined;
  const parsed = node.entry && project.artifacts.manifest?.detail(node.entry)?.materialized;
  return parsed ?? 'view';
}

/** The columns that YAML gives a model or one of its versions. */
function columnsOf(
  entry: SchemaEntry,
  version: string | undefined,
  dialect: Dialect,
): readonly ContractColumn[] {
  const own = entry.versions.find((each) => each.version.text === version)?.columns ?? [];
  const ownNames = new Set(own.map(({ name }) => name.text));
  const shared = entry.columns.filter(
    ({ name }) => !ownNames.has(name.text) && hasColumnOfList(entry, version, name.text),
  );
  return [...own, ...shared].map((written): ContractColumn => {
    const { name: writtenName, quote } = written;
    const inQuotes = /^(["`])(.*)\1$/.exec(writtenName.text);
    const text = inQuotes?.[2] ?? writtenName.text;
    const quoted = quote || inQuotes !== null;
    const nested = !quoted && text.includes('.');
    const name = nested ? (text.split('.')[0] ?? '') : text;
    return { written, name, quoted, nested, key: nameKey({ text: name, quoted }, dialect) };
  });
}

/** Whether dbt compares the columns of a model's query with its contract: for tables, views and incremental models. */
export function comparesColumns({ materialized }: Contract): boolean {
  return materialized === undefined || /^(?:table|view|incremental)$/.test(materialized);
}

/** The SQL of a contract's model; undefined for Python, and where there is none. */
export function sqlOfContract({ project, node, python }: Contract): ModelSql | undefined {
  return python ? undefined : modelSql(project, node.path);
}
