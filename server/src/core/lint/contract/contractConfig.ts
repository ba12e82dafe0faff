// What a model's configuration says as its texts stand: its own config() block, then YAML, then dbt_project.yml, the first that
// says anything. Deliberately absent: what the manifest remembers, and configurations that dbt merges key by key.

import { memo } from '../../memo.ts';
import type { Project } from '../../project.ts';
import type { YamlEntry } from '../../semantics/notParsedYet.ts';
import { packageOf } from '../../semantics/packages.ts';
import type { ModelSql } from '../../semantics/sql/modelSql.ts';
import type { SourceText } from '../../text.ts';
import { projectFile } from '../../yaml/projectConfig.ts';
import { yamlDocument } from '../../yaml/yamlDocument.ts';
import { childOf, dbtJsonOf, pairOf, type YamlMap, type YamlNode } from '../../yaml/yamlTree.ts';

/** A value that a text gives; `unknown` where a template makes it. */
export type ConfigValue = { readonly value: unknown } | 'unknown';

/** What a model's texts are. */
export interface ConfigTexts {
  /** Relative to the project's folder. */
  readonly path: string;
  readonly name: string;
  /** As text; undefined where the model isn't versioned. */
  readonly version: string | undefined;
  /** Its SQL; undefined for Python, and where the text names none of the keys. */
  readonly sql: ModelSql | undefined;
  readonly described: YamlEntry | undefined;
}

/** What the texts say of a key; undefined where none says anything. */
export function configured(project: Project, texts: ConfigTexts, key: string): ConfigValue | undefined {
  return inSql(texts, key) ?? inEntry(texts, key) ?? inProject(project, texts, key);
}

function inSql({ sql }: ConfigTexts, key: string): ConfigValue | undefined {
  const value = sql?.rendered.config.get(key);
  if (value === undefined) return undefined;
  if (value === null || typeof value !== 'object') return { value };
  if (value.kind !== 'dict' || value.partial) return 'unknown';
  const entries = [...value.entries].map(([name, each]) => [name, each] as const);
  if (entries.some(([, each]) => typeof each === 'object' && each !== null)) return 'unknown';
  return { value: Object.fromEntries(entries) };
}

function inEntry({ described, version }: ConfigTexts, key: string): ConfigValue | undefined {
  if (!described) return undefined;
  const { entry } = described;
  const own = entry.versions.find((each) => each.version.text === version);
  const node = (own && configNode(own.node, key)) ?? configNode(entry.node, key);
  return node && jsonValue(node);
}

/** The value of a key in the configuration of an entry, or of one of its versions. */
export function configNode(node: YamlMap, key: string): YamlNode | undefined {
  const config = childOf(node, 'config');
  const found = pairOf(config, key) ?? pairOf(config, `+${key}`) ?? pairOf(node, key);
  return found?.value;
}

function jsonValue(node: YamlNode): ConfigValue {
  const value = dbtJsonOf(node);
  return JSON.stringify(value)?.includes('{{') ? 'unknown' : { value };
}

function inProject(project: Project, texts: ConfigTexts, key: string): ConfigValue | undefined {
  const source = project.files.text(projectFile);
  const models = source && modelsOf(source);
  if (!models) return undefined;
  const place = packageOf(project, texts.path);
  const folder = place.package.config.modelPaths.find((each) => place.path.startsWith(`${each}/`));
  if (folder === undefined || place.package.name === undefined) return undefined;
  const folders = place.path
    .slice(folder.length + 1)
    .split('/')
    .slice(0, -1);
  const steps = [place.package.name, ...folders, texts.name, ...(texts.version ? [`v${texts.version}`] : [])];
  let level: YamlNode | undefined = models;
  let found = levelValue(level, key);
  for (const step of steps) {
    level = childOf(level, step);
    if (!level) break;
    found = levelValue(level, key) ?? found;
  }
  return found && jsonValue(found);
}

/** Without its plus a key with a map is a folder. */
function levelValue(level: YamlNode, key: string): YamlNode | undefined {
  const plain = childOf(level, key);
  return childOf(level, `+${key}`) ?? (plain?.kind === 'map' ? undefined : plain);
}

const modelsOf = memo((source: SourceText): YamlNode | undefined =>
  childOf(yamlDocument(source).root, 'models'),
);
