// What the client said it can do, read once from `initialize`. Nothing here assumes a particular editor.

import type { CompletionClientCapabilities, InitializeParams } from 'vscode-languageserver/node';
import type { InitializationOptions } from '../protocol.ts';
import { chooseEncoding, type PositionEncoding } from './convert.ts';

/** See the head of this file. */
export interface ClientTraits {
  readonly encoding: PositionEncoding;
  readonly definitionLinks: boolean;
  readonly typeDefinitionLinks: boolean;
  /** Symbols of a document as a tree, else as a list. */
  readonly hierarchicalSymbols: boolean;
  readonly hoverMarkdown: boolean;
  readonly progress: boolean;
  /** Settings can be asked for, by folder. */
  readonly configuration: boolean;
  /** Tells when settings change, once asked to. */
  readonly configurationChanges: boolean;
  readonly watchedFiles: boolean;
  readonly relativePatterns: boolean;
  readonly diagnosticVersions: boolean;
  readonly relatedInformation: boolean;
  readonly codeDescriptions: boolean;
  /** Asks for code lenses again when it is told to. */
  readonly codeLensRefresh: boolean;
  readonly codeActionLiterals: boolean;
  /** Asks for the edit of an action when it is chosen. */
  readonly codeActionResolve: boolean;
  /** Takes edits of documents with the version that they are for. */
  readonly documentChanges: boolean;
  /** Shows changes that are to be confirmed before it makes them. */
  readonly changeAnnotations: boolean;
  readonly completion: CompletionTraits;
  /** Parameters of a signature can be given as ranges of its label. */
  readonly labelOffsets: boolean;
  readonly signatureMarkdown: boolean;
  readonly options: InitializationOptions;
}

/** What the client's completion can show and insert. */
export interface CompletionTraits {
  readonly snippets: boolean;
  /** Takes the range before the cursor and that of the whole word. */
  readonly insertReplace: boolean;
  readonly labelDetails: boolean;
  readonly markdown: boolean;
}

export function clientTraits(params: InitializeParams): ClientTraits {
  const { general, textDocument, window, workspace } = params.capabilities;
  const options: unknown = params.initializationOptions;
  return {
    encoding: chooseEncoding(general?.positionEncodings),
    definitionLinks: textDocument?.definition?.linkSupport === true,
    typeDefinitionLinks: textDocument?.typeDefinition?.linkSupport === true,
    hierarchicalSymbols: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    hoverMarkdown: textDocument?.hover?.contentFormat?.includes('markdown') ?? false,
    progress: window?.workDoneProgress === true,
    configuration: workspace?.configuration === true,
    configurationChanges: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    watchedFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    relativePatterns: workspace?.didChangeWatchedFiles?.relativePatternSupport === true,
    diagnosticVersions: textDocument?.publishDiagnostics?.versionSupport === true,
    relatedInformation: textDocument?.publishDiagnostics?.relatedInformation === true,
    codeDescriptions: textDocument?.publishDiagnostics?.codeDescriptionSupport === true,
    codeLensRefresh: workspace?.codeLens?.refreshSupport === true,
    codeActionLiterals: textDocument?.codeAction?.codeActionLiteralSupport !== undefined,
    codeActionResolve:
      textDocument?.codeAction?.dataSupport === true &&
      (textDocument.codeAction.resolveSupport?.properties.includes('edit') ?? false),
    documentChanges: workspace?.workspaceEdit?.documentChanges === true,
    changeAnnotations: workspace?.workspaceEdit?.changeAnnotationSupport !== undefined,
    completion: completionTraits(textDocument?.completion),
    labelOffsets:
      textDocument?.signatureHelp?.signatureInformation?.parameterInformation?.labelOffsetSupport === true,
    signatureMarkdown:
      textDocument?.signatureHelp?.signatureInformation?.documentationFormat?.includes('markdown') ?? false,
    options: typeof options === 'object' && options !== null ? options : {},
  };
}

function completionTraits(client: CompletionClientCapabilities | undefined): CompletionTraits {
  const { completionItem } = client ?? {};
  return {
    snippets: completionItem?.snippetSupport === true,
    insertReplace: completionItem?.insertReplaceSupport === true,
    labelDetails: completionItem?.labelDetailsSupport === true,
    markdown: completionItem?.documentationFormat?.includes('markdown') ?? false,
  };
}
