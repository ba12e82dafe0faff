// Names and values in property files: what an entry could be called, columns, tests and their arguments, relations.
// Deliberately absent: which key takes which of them (completionYamlSchema.ts).

import type { Entry, Manifest } from '../artifacts/types.ts';
import { memo } from '../memo.ts';
import { listMacros, listRefables, listSources } from '../semantics/listed.ts';
import { entriesNamed, entriesOfType, refableTypes } from '../semantics/names.ts';
import { packageNameOf, packagesWithin } from '../semantics/packages.ts';
import { resolve } from '../semantics/resolve.ts';
import { nodeColumns } from '../semantics/sql/nodeColumns.ts';
import { fileNodeId, type NodeId } from '../semantics/sql/nodeId.ts';
import { namesBeside } from '../yaml/namesBeside.ts';
import { schemaNames } from '../yaml/schemaIndex.ts';
import type { YamlCursor } from '../yaml/yamlAt.ts';
import { settingValues } from './completionConfigItems.ts';
import type { CompletionItem, CompletionKind } from './completionItem.ts';
import {
  type CompletionPlace,
  groupItems,
  packageRank,
  refItems,
  usedWords,
  valueItems,
} from './completionNames.ts';
import { namedWords } from './completionYamlSchema.ts';
import { testItems } from './completionYamlTests.ts';

/** What a value can be; `names` is the schema's word for it. */
export function yamlNameItems(
  place: CompletionPlace,
  cursor: YamlCursor,
  names: string,
  entry: string,
): readonly CompletionItem[] {
  const setting = /^setting (.*)$/.exec(names)?.[1];
  if (setting !== undefined) return settingValues(place, setting, entry);
  const words = Object.hasOwn(namedWords, names) ? namedWords[names] : undefined;
  if (words) return valueItems(words);
  switch (names) {
    case 'newNode':
      return newNodeItems(place, entry);
    case 'newMacro':
      return newMacroItems(place);
    case 'model':
      return refItems(place).filter(({ kind, rank }) => kind === 'model' && rank === 0);
    case 'column':
      return columnItems(
        place,
        ownerOf(place, cursor),
        cursor.path.at(-1) === 'name' ? namesBeside(place.source, place.offset) : new Set(),
      );
    case 'targetColumn':
      return columnItems(place, targetOf(place, cursor), new Set());
    case 'relation':
      return relationItems(place, cursor.quote);
    case 'input':
      return inputItems(place, cursor);
    case 'test':
      return testItems(place, cursor).map((item) => ({ ...item, insert: item.label, snippet: undefined }));
    case 'group':
      return groupItems(place);
    case 'tag':
      return valueItems(usedWords(place.project).tags, 'tag');
    case 'dataType':
      return valueItems(usedWords(place.project).dataTypes, 'type');
    case 'package':
      return valueItems(packagesWithin(place.project), 'package');
    default:
      return [];
  }
}

/** Nodes of the file's package that have no entry yet, neither in this file nor in another that dbt knows. */
function newNodeItems(place: CompletionPlace, type: string): readonly CompletionItem[] {
  const { project, path, source } = place;
  const { manifest } = project.artifacts;
  const own = packageNameOf(project, path);
  const here = new Set(
    type === 'model' || type === 'seed' || type === 'snapshot' || type === 'analysis'
      ? schemaNames(source, type)
      : [],
  );
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  return listRefables(project).flatMap((listed): readonly CompletionItem[] => {
    const { name, resourceType, packageName, entry } = listed;
    if (resourceType !== type || packageName !== own || here.has(name)) return [];
    if (entry && manifest && described(manifest).has(entry)) return [];
    const near = (listed.path ?? entry?.originalFilePath ?? '').startsWith(folder);
    const subject = entry && ({ kind: 'entry', uniqueId: entry.uniqueId } as const);
    return [
      {
        label: name,
        kind: type as CompletionKind,
        detail: `${type} without an entry`,
        rank: near ? 0 : 1,
        subject,
      },
    ];
  });
}

/** The nodes that a property file describes. */
const described = memo((manifest: Manifest): ReadonlySet<Entry> => {
  const nodes = refableTypes.flatMap((type) => entriesOfType(manifest, type));
  return new Set(nodes.filter((entry) => manifest.detail(entry)?.patchPath !== undefined));
});

function newMacroItems({ project, path, source }: CompletionPlace): readonly CompletionItem[] {
  const own = packageNameOf(project, path) ?? '';
  const here = new Set(schemaNames(source, 'macro'));
  return (listMacros(project).get(own) ?? []).flatMap(({ name }): readonly CompletionItem[] =>
    here.has(name) ? [] : [{ label: name, kind: 'macro', detail: 'macro without an entry here', rank: 0 }],
  );
}

/** The node whose entry the cursor is in. */
function ownerOf({ project, path }: CompletionPlace, cursor: YamlCursor): NodeId | undefined {
  const item = cursor.around.find(({ path: keys }) => keys.length === 2 && keys[1] === '*');
  const section = item?.path[0] ?? '';
  const name = item?.fields.get('name') ?? '';
  if (section === 'sources') {
    const table = cursor.around.find(({ path: keys }) => keys.length === 4 && keys[2] === 'tables');
    const tables = listSources(project).get(name) ?? [];
    return tables.find((each) => each.name === table?.fields.get('name'))?.entry?.uniqueId;
  }
  if (section === 'semantic_models') return relationNode(project, path, item?.fields.get('model') ?? '');
  const type = /^(model|seed|snapshot|analys)/.exec(section)?.[1];
  if (type === undefined) return undefined;
  const version = cursor.around
    .find(({ path: keys }) => keys.length === 4 && keys[2] === 'versions')
    ?.fields.get('v');
  const resourceType = type === 'analys' ? 'analysis' : type;
  return idOf(
    resolve(project, { kind: 'node', resourceType, name, version, range: { start: 0, end: 0 } }, path),
  );
}

function idOf(found: ReturnType<typeof resolve>): NodeId | undefined {
  if (found.kind === 'found' || found.kind === 'disabled') return found.entry.uniqueId;
  return found.kind === 'file' ? fileNodeId(found.path) : undefined;
}

function columnItems(
  { project }: CompletionPlace,
  node: NodeId | undefined,
  listed: ReadonlySet<string>,
): readonly CompletionItem[] {
  if (node === undefined) return [];
  return nodeColumns(project, node).columns.flatMap(({ name, type }, rank): readonly CompletionItem[] =>
    listed.has(name.toLowerCase())
      ? []
      : [
          {
            label: name,
            kind: 'column',
            detail: type?.text.toLowerCase(),
            rank,
            subject: { kind: 'column', node, column: name },
          },
        ],
  );
}

/** The node that `to:` beside the cursor names. */
function targetOf({ project, path }: CompletionPlace, cursor: YamlCursor): NodeId | undefined {
  return relationNode(project, path, cursor.around[0]?.fields.get('to') ?? '');
}

function relationNode(
  project: CompletionPlace['project'],
  path: string,
  written: string,
): NodeId | undefined {
  const call = /\b(ref|source)\s*\(\s*['"]([^'"]+)['"]\s*(?:,\s*['"]([^'"]+)['"])?/.exec(written);
  const [, kind, first = '', second] = call ?? [];
  const range = { start: 0, end: 0 };
  if (kind === 'ref') {
    const named =
      second === undefined ? { name: first, package: undefined } : { name: second, package: first };
    return idOf(resolve(project, { kind: 'ref', ...named, version: undefined, range }, path));
  }
  if (kind === 'source' && second !== undefined)
    return idOf(resolve(project, { kind: 'source', source: first, table: second, range }, path));
  return undefined;
}

/** `ref('…')` and `source('…', '…')` as YAML takes them. */
function relationItems(place: CompletionPlace, around: string): readonly CompletionItem[] {
  const quote = around === "'" ? '"' : "'";
  const refs = refItems(place, undefined, (name) => ({
    insert: `ref(${quote}${name}${quote})`,
    filter: `${name} ref(${quote}${name}`,
  }));
  const sources = [...listSources(place.project)].flatMap(([source, tables]) =>
    tables.map(
      (table): CompletionItem => ({
        label: `${source}.${table.name}`,
        kind: 'table',
        detail: 'source table',
        insert: `source(${quote}${source}${quote}, ${quote}${table.name}${quote})`,
        filter: `${table.name} source(${quote}${source}${quote}, ${quote}${table.name}`,
        rank: packageRank(place, table.packageName) + 1,
        subject: table.entry && { kind: 'entry', uniqueId: table.entry.uniqueId },
      }),
    ),
  );
  return [...refs, ...sources];
}

/** Inputs of a unit test: what its model reads come first. */
function inputItems(place: CompletionPlace, cursor: YamlCursor): readonly CompletionItem[] {
  const { manifest } = place.project.artifacts;
  const model = cursor.around.find(({ path }) => path.length === 2)?.fields.get('model') ?? '';
  const own = packageNameOf(place.project, place.path);
  const entry =
    manifest && entriesNamed(manifest, 'model', model).find((each: Entry) => each.packageName === own);
  const read = new Set(entry?.dependsOn);
  const items = relationItems(place, cursor.quote).map((item) => ({
    ...item,
    rank: item.subject?.kind === 'entry' && read.has(item.subject.uniqueId) ? 0 : item.rank + 1,
  }));
  return [{ label: 'this', kind: 'keyword', detail: 'the model itself', rank: 1 }, ...items];
}
