// The text whose query makes a node: its file or the block of a file, the relation that a YAML snapshot names, else what dbt parsed
// where no file is here. Deliberately absent: rendering it (renderedSql.ts).

import type { Entry } from '../../artifacts/types.ts';
import type { Reader } from '../../derived.ts';
import type { Project } from '../../project.ts';
import { type SourceText, sourceText } from '../../text.ts';
import { childOf, textOf } from '../../yaml/yamlTree.ts';
import { definedBlocks } from '../blocks.ts';
import { describedBy } from '../definedPlaces.ts';
import { extensionOf, nodeOfFile } from '../modelFiles.ts';
import { digest } from './digest.ts';
import { entryOf, fileOf, type NodeId } from './nodeId.ts';

/** See the head of this file. */
export interface NodeText {
  readonly id: NodeId;
  readonly source: SourceText;
  /** The file in the project; for other texts the path that dbt knows. */
  readonly path: string;
  /** Whether `source` is the text of that file. */
  readonly ownFile: boolean;
  /** The snapshot block that is meant; undefined for the whole text. */
  readonly block: string | undefined;
}

const queryTypes: ReadonlySet<string> = new Set(['model', 'snapshot', 'analysis', 'test']);

/** The entry of a node, read by a computation; undefined as in `entryOf`. */
export function askEntry(reader: Reader, id: NodeId): Entry | undefined {
  return reader.ask(`entry ${id}`, (project) => entryOf(project, id));
}

/** The text that makes a node; undefined where there is none, or none in SQL. */
export function nodeText(reader: Reader, id: NodeId): NodeText | undefined {
  const entry = askEntry(reader, id);
  const path = reader.ask(`file ${id}`, (project) => fileOf(project, id));
  const type =
    entry?.resourceType ??
    (path === undefined
      ? undefined
      : reader.ask(`type ${path}`, (project) => nodeOfFile(project, path)?.resourceType));
  if (type === undefined || !queryTypes.has(type)) return undefined;
  const source = path === undefined ? undefined : reader.text(path);
  if (path !== undefined && source) {
    const extension = extensionOf(path);
    if (extension === 'sql') {
      const block = type === 'snapshot' ? blockName(source, entry) : undefined;
      return { id, source, path, ownFile: true, block };
    }
    if (extension === 'py') return undefined;
  }
  if (!entry) return undefined;
  const relation = reader.ask(`relation of ${id}`, (project) => yamlRelation(project, entry));
  const rawCode =
    relation === undefined
      ? reader.ask(`code of ${id}`, (project) => rawCodeOf(project, entry), digest)
      : `select * from {{ ${relation} }}`;
  return rawCode === undefined
    ? undefined
    : {
        id,
        source: sourceText(rawCode),
        path: path ?? entry.originalFilePath,
        ownFile: false,
        block: undefined,
      };
}

/** The text that dbt parsed of a node last, whatever its file says by now; undefined where the manifest holds none in SQL. */
export function textAsParsed(reader: Reader, id: NodeId): NodeText | undefined {
  const entry = askEntry(reader, id);
  if (!entry || !queryTypes.has(entry.resourceType)) return undefined;
  const path = reader.ask(`file ${id}`, (project) => fileOf(project, id)) ?? entry.originalFilePath;
  // The entry is another object when its code is another.
  const code = reader.ask(
    `code of ${id}`,
    (project) => rawCodeOf(project, entry),
    () => true,
  );
  return code === undefined
    ? undefined
    : { id, source: sourceText(code), path, ownFile: false, block: undefined };
}

/** What dbt parsed of a node in SQL; undefined for Python, and where the manifest doesn't hold it. */
export function rawCodeOf(project: Project, entry: Entry): string | undefined {
  const detail = project.artifacts.manifest?.detail(entry);
  if (detail?.rawCode === undefined || detail.rawCode.trim() === '') return undefined;
  return detail.language === 'python' || /\.py$/i.test(entry.originalFilePath) ? undefined : detail.rawCode;
}

/** The block that makes a snapshot: that of its name, else the only one, whose name is being changed. */
function blockName(source: SourceText, entry: Entry | undefined): string | undefined {
  const blocks = definedBlocks(source).filter(({ type }) => type === 'snapshot');
  const [first, ...more] = blocks;
  const own = blocks.find(({ name }) => name === entry?.name);
  return own?.name ?? (entry && more.length > 0 ? undefined : first?.name);
}

function yamlRelation(project: Project, entry: Entry): string | undefined {
  if (entry.resourceType !== 'snapshot') return undefined;
  const described = describedBy(project, entry);
  const text = described && textOf(childOf(described.node, 'relation'));
  return text !== undefined && /^\s*(?:ref|source)\s*\([^{}]*\)\s*$/.test(text) ? text : undefined;
}
