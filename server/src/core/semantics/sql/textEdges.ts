// What a node's text reads that dbt didn't parse it with, and what it reads no longer: by the names that stand in the text and by what
// its template prints. Deliberately absent: which nodes have such texts (editedNodes.ts), and hard-coded relations, which are no edges.

import { type Derived, derive, isFresh, lastDerived, type Reader, settle } from '../../derived.ts';
import type { Project } from '../../project.ts';
import { type SourceText, sourceText, type TextRange } from '../../text.ts';
import { definedBlocks } from '../blocks.ts';
import { extensionOf } from '../modelFiles.ts';
import { resolve } from '../resolve.ts';
import type { SymbolName } from '../symbol.ts';
import { spotsOfPython } from '../symbolAtPython.ts';
import { spotsOfTemplate } from '../symbolAtSql.ts';
import { columnsOfNode, renderedSql } from './cells.ts';
import { isParsedAsIs } from './changedColumns.ts';
import { fileOf, type NodeId, nodeIdOfFile } from './nodeId.ts';
import { askEntry, nodeText } from './nodeText.ts';
import { prepareUpstream } from './prepareUpstream.ts';
import { sameFact } from './sameFact.ts';

/** See the head of this file. */
export interface TextEdges {
  /** Nodes that only the text as it stands reads; of what dbt hasn't parsed all that it reads. */
  readonly added: readonly NodeId[];
  /** Nodes that only the text that dbt parsed reads. */
  readonly removed: readonly NodeId[];
}

const none: TextEdges = { added: [], removed: [] };

/** The edges of a node's text; none where dbt parsed it as it stands. */
export function textEdges(project: Project, id: NodeId): TextEdges {
  if (!hasTextEdges(project, id)) prepareUpstream(project, columnsOfNode, id);
  return derive(project, edgesOfText, id);
}

/** The same of a text that was asked about before; undefined for any other. Nothing upstream is understood for it first. */
export function textEdgesAgain(project: Project, id: NodeId): TextEdges | undefined {
  return lastDerived(project, edgesOfText, id) && derive(project, edgesOfText, id);
}

/** Whether they are known, so that asking costs nothing. */
export function hasTextEdges(project: Project, id: NodeId): boolean {
  return isFresh(project, edgesOfText, id);
}

/** Has them; yields after each step. */
export function* prepareTextEdges(project: Project, id: NodeId): Generator<void, void> {
  if (hasTextEdges(project, id)) return;
  for (const step of [renderedSql, edgesOfText]) {
    settle<unknown>(project, step, id);
    yield;
  }
}

const edgesOfText: Derived<TextEdges> = {
  name: 'edges of a text',
  inCycle: none,
  compute(reader, id) {
    const path = reader.ask(`file ${id}`, (project) => fileOf(project, id));
    const source = path === undefined ? undefined : reader.text(path);
    if (path === undefined || !source) return none;
    const entry = askEntry(reader, id);
    if (entry && parsedAsIs(reader, id, source)) return none;
    const python = extensionOf(path) === 'py';
    const now = new Set(readIn(reader, source, { path, python, within: ownRange(reader, id, python) }));
    for (const mark of (python ? undefined : reader.get(renderedSql, id))?.rendered.marks ?? [])
      if (mark.kind === 'relation' && mark.relation.id !== undefined) now.add(mark.relation.id);
    now.delete(id);
    if (!entry) return { added: [...now], removed: [] };
    const code = reader.ask(
      `text parsed of ${id}`,
      (project) => project.artifacts.manifest?.detail(entry)?.rawCode,
      // The entry is another object when its code is another.
      () => true,
    );
    const before = readIn(reader, sourceText(code ?? ''), { path, python, within: undefined });
    const known = new Set([...entry.dependsOn, ...before]);
    return {
      added: [...now].filter((each) => !known.has(each)),
      // What a macro reads never stood in the text.
      removed: entry.dependsOn.filter((each) => before.includes(each) && !now.has(each)),
    };
  },
  same: sameFact,
};

function parsedAsIs(reader: Reader, id: NodeId, source: SourceText): boolean {
  return reader.ask(
    `parsed as is ${id} ${source.text.length}`,
    (project) => isParsedAsIs(project, id, source) !== false,
  );
}

/** The snapshot block that a node is, in its file; undefined for the whole file. */
function ownRange(reader: Reader, id: NodeId, python: boolean): TextRange | undefined {
  const text = python ? undefined : nodeText(reader, id);
  if (!text?.ownFile || text.block === undefined) return undefined;
  return definedBlocks(text.source).find(({ type, name }) => type === 'snapshot' && name === text.block)
    ?.range;
}

interface ReadFrom {
  readonly path: string;
  readonly python: boolean;
  readonly within: TextRange | undefined;
}

/** The nodes that the names in a text mean, each once. */
function readIn(reader: Reader, source: SourceText, { path, python, within }: ReadFrom): readonly NodeId[] {
  const spots = python ? spotsOfPython(source) : spotsOfTemplate(source);
  const found = new Set<NodeId>();
  for (const { symbol } of spots) {
    if (!readKinds.has(symbol.kind)) continue;
    const { range, ...name } = symbol;
    if (within && (range.start < within.start || range.end > within.end)) continue;
    const id = reader.ask(`meaning of ${JSON.stringify(name)} in ${path}`, (project) =>
      meant(project, symbol, path),
    );
    if (id !== undefined) found.add(id);
  }
  return [...found];
}

const readKinds: ReadonlySet<SymbolName['kind']> = new Set(['ref', 'source', 'metric', 'function']);

function meant(project: Project, symbol: SymbolName, path: string): NodeId | undefined {
  const found = resolve(project, symbol, path);
  if (found.kind === 'found') return found.entry.uniqueId;
  // A source that only YAML has yet is no node.
  return found.kind === 'file' ? nodeIdOfFile(project, found.path) : undefined;
}
