// A request of any kind that the server knows, about a random place. Deliberately absent: sending it, and what is right.

import { methods } from '../../server/src/protocol.ts';
import { randomColumn, randomGraph } from './fuzzViews.ts';
import type { Random } from './random.ts';

/** As LSP has it. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface FuzzRequest {
  readonly method: string;
  readonly params: object;
}

/** What a request may be about: a file, its project's folder, and unique ids, which may be anything. */
export interface About {
  readonly uri: string;
  readonly folder: string;
  readonly id: string;
  readonly otherId: string;
}

/** See the head of this file. */
export function randomRequest(random: Random, about: About, somewhere: () => Position): FuzzRequest {
  const { uri, folder, id, otherId } = about;
  const textDocument = { uri };
  const position = somewhere();
  const range = { start: position, end: random() < 0.5 ? position : somewhere() };
  const at = { textDocument, position };
  const direction = random() < 0.5 ? 'upstream' : 'downstream';
  const column = random() < 0.5 ? {} : { column: randomColumn(random) };
  const by = random() < 0.5 ? 'rule' : 'owner';
  const context = random() < 0.5 ? {} : { context: { triggerKind: 2, triggerCharacter: '.' } };
  const kinds: readonly (readonly [method: string, params: object])[] = [
    ['textDocument/hover', at],
    ['textDocument/hover', at],
    ['textDocument/hover', at],
    ['textDocument/definition', at],
    ['textDocument/definition', at],
    ['textDocument/typeDefinition', at],
    ['textDocument/completion', at],
    ['textDocument/completion', { ...at, ...context }],
    ['textDocument/completion', { ...at, ...context }],
    ['textDocument/references', { ...at, context: { includeDeclaration: random() < 0.5 } }],
    ['textDocument/documentHighlight', at],
    ['textDocument/documentSymbol', { textDocument }],
    ['textDocument/codeAction', { textDocument, range, context: { diagnostics: [] } }],
    ['textDocument/prepareRename', at],
    ['textDocument/rename', { ...at, newName: random() < 0.5 ? 'id' : 'New Name' }],
    [methods.columns, { uri }],
    [methods.names, { uri }],
    [methods.lineageRoots, { uri, position }],
    [methods.lineageRoots, { uri, uniqueId: id }],
    [methods.lineageChildren, { folder, direction, path: [otherId, id] }],
    [methods.lineageColumns, { folder, node: id, ...column, ...(random() < 0.5 ? { direction } : {}) }],
    [methods.lineageGraph, randomGraph(random, about, position)],
    [methods.lineageGraph, randomGraph(random, about, position)],
    [methods.card, { folder, node: id, ...column }],
    [methods.findings, { uris: [uri], by }],
    [methods.findingsOfGroup, { folder, by, key: id, limit: 20 }],
    [methods.watchFindings, random() < 0.8 ? { folder } : {}],
    ['textDocument/prepareCallHierarchy', at],
    ['textDocument/prepareCallHierarchy', at],
    ['textDocument/codeLens', { textDocument }],
    [methods.showNode, { uri: folder, name: id }],
    [methods.facts, { uri, uniqueId: id }],
  ];
  const [method, params] = kinds[Math.floor(random() * kinds.length)] ?? ['textDocument/hover', at];
  return { method, params };
}
