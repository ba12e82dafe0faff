// The documents that the client has open, kept in step edit by edit. Deliberately absent: what they belong to.

import type {
  DidChangeTextDocumentParams,
  DidOpenTextDocumentParams,
  TextDocumentContentChangeEvent,
} from 'vscode-languageserver/node';
import { type SourceText, sourceText } from '../core/text.ts';
import { uriToPath } from '../host/paths.ts';
import { type PositionEncoding, toOffset } from './convert.ts';

/** A document at one version. */
export interface OpenDocument {
  /** As the client writes it. */
  readonly uri: string;
  readonly version: number;
  readonly source: SourceText;
  /** Its path on disk; undefined when it has none. */
  readonly file: string | undefined;
}

/** See the head of this file. */
export class Documents {
  readonly #open = new Map<string, OpenDocument>();
  readonly #uris = new Map<string, string>();

  get all(): readonly OpenDocument[] {
    return [...this.#open.values()];
  }

  get(uri: string): OpenDocument | undefined {
    return this.#open.get(uri);
  }

  /** The URI that the client uses for a file it has open, which may be spelled in another way than ours. */
  uriOf(file: string): string | undefined {
    return this.#uris.get(file);
  }

  opened({ textDocument: { uri, version, text } }: DidOpenTextDocumentParams): OpenDocument {
    return this.#set({ uri, version, source: sourceText(text), file: uriToPath(uri) });
  }

  /** Undefined when the document isn't open. */
  changed(
    { textDocument: { uri, version }, contentChanges }: DidChangeTextDocumentParams,
    encoding: PositionEncoding,
  ): OpenDocument | undefined {
    const before = this.#open.get(uri);
    if (!before) return undefined;
    const source = contentChanges.reduce<SourceText>(
      (text, change) => edited(text, change, encoding),
      before.source,
    );
    return this.#set({ ...before, version, source });
  }

  closed(uri: string): OpenDocument | undefined {
    const document = this.#open.get(uri);
    this.#open.delete(uri);
    if (document?.file) this.#uris.delete(document.file);
    return document;
  }

  #set(document: OpenDocument): OpenDocument {
    this.#open.set(document.uri, document);
    if (document.file) this.#uris.set(document.file, document.uri);
    return document;
  }
}

function edited(
  source: SourceText,
  change: TextDocumentContentChangeEvent,
  encoding: PositionEncoding,
): SourceText {
  if (!('range' in change)) return sourceText(change.text);
  const start = toOffset(source, change.range.start, encoding);
  const end = toOffset(source, change.range.end, encoding);
  return sourceText(source.text.slice(0, start) + change.text + source.text.slice(Math.max(start, end)));
}
