// Hovers and definitions asked for while the server is still starting: they wait for it instead of finding nobody. Gone as
// soon as the language client has its own providers. Deliberately absent: everything else that can be asked for again.

import {
  Disposable,
  Hover,
  type LocationLink,
  MarkdownString,
  type Position,
  Range,
  type TextDocument,
  Uri,
  languages as vscodeLanguages,
} from 'vscode';
import { hoverCommands, type ProtocolLocation } from '../../server/src/protocol.ts';
import { languages } from './languages.ts';
import type { Server } from './server.ts';
import { targetsFor } from './targets.ts';

interface HoverAnswer {
  readonly contents: { readonly value: string };
  readonly range?: ProtocolLocation['range'];
}

interface LinkAnswer {
  readonly originSelectionRange?: ProtocolLocation['range'];
  readonly targetUri: string;
  readonly targetRange: ProtocolLocation['range'];
  readonly targetSelectionRange: ProtocolLocation['range'];
}

/** Registers the two providers; dispose them once the server runs. */
export function answerEarly(server: Server): Disposable {
  const selector = languages.map((language) => ({ scheme: 'file', language }));
  return Disposable.from(
    vscodeLanguages.registerHoverProvider(selector, {
      async provideHover(document, position) {
        const answer = await server.request<HoverAnswer | null>('textDocument/hover', at(document, position));
        if (!answer) return undefined;
        const markdown = new MarkdownString(answer.contents.value, true);
        markdown.isTrusted = { enabledCommands: Object.values(hoverCommands) };
        return new Hover(markdown, answer.range && toRange(answer.range));
      },
    }),
    vscodeLanguages.registerDefinitionProvider(selector, {
      async provideDefinition(document, position) {
        const links = await server.request<readonly LinkAnswer[] | null>(
          'textDocument/definition',
          at(document, position),
        );
        return targetsFor(document, links ?? []).map((link): LocationLink => {
          const origin = link.originSelectionRange && toRange(link.originSelectionRange);
          return {
            ...(origin ? { originSelectionRange: origin } : {}),
            targetUri: Uri.parse(link.targetUri),
            targetRange: toRange(link.targetRange),
            targetSelectionRange: toRange(link.targetSelectionRange),
          };
        });
      },
    }),
  );
}

function at(document: TextDocument, { line, character }: Position): object {
  return { textDocument: { uri: document.uri.toString() }, position: { line, character } };
}

function toRange({ start, end }: ProtocolLocation['range']): Range {
  return new Range(start.line, start.character, end.line, end.character);
}
