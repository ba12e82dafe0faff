// textDocument/completion and completionItem/resolve: core's items in what the client can show and insert, their cards on demand.

import {
  type CancellationToken,
  type CompletionItem,
  type CompletionItemKind,
  type CompletionList,
  type CompletionParams,
  InsertTextFormat,
  type MarkupContent,
} from 'vscode-languageserver/node';
import { cardToText } from '../../core/card/cardText.ts';
import { completion } from '../../core/features/completion.ts';
import type {
  CompletionKind,
  Completions,
  CompletionItem as CoreItem,
  ItemSubject,
} from '../../core/features/completionItem.ts';
import { subjectCard } from '../../core/features/hoverSubject.ts';
import { cardToMarkdown } from '../../core/markdown.ts';
import type { SourceText } from '../../core/text.ts';
import { toOffset } from '../convert.ts';
import { checkPosition } from '../guard.ts';
import type { Session } from '../session.ts';

/** Behind these an editor asks by itself; a space is none of them, since the next Enter would take what is offered. */
export const triggerCharacters: string[] = ["'", '"', '(', '.'];

const kinds: Readonly<Record<CompletionKind, CompletionItemKind>> = {
  model: 7, // Class
  seed: 7,
  snapshot: 7,
  source: 9, // Module
  table: 22, // Struct
  macro: 3, // Function
  function: 3,
  filter: 3,
  variable: 6, // Variable
  column: 5, // Field
  relation: 8, // Interface
  key: 10, // Property
  value: 12, // Value
  keyword: 14, // Keyword
  test: 2, // Method
  doc: 17, // File
  package: 9,
  group: 19, // Folder
};

export async function completionRequest(
  session: Session,
  params: CompletionParams,
  token: CancellationToken,
): Promise<CompletionList | null> {
  checkPosition(params);
  const file = await session.fileOf(params.textDocument.uri, token);
  if (!file) return null;
  const { project, path, source } = file;
  const offset = toOffset(source, params.position, session.traits.encoding);
  await session.understand(file, token);
  const trigger = params.context?.triggerKind === 2 ? params.context.triggerCharacter : undefined;
  const found = completion(project, path, offset, trigger);
  if (!found) return null;
  const convert = converter(session, source, found, params.textDocument.uri);
  return { isIncomplete: found.incomplete, items: found.items.map(convert) };
}

function converter(
  session: Session,
  source: SourceText,
  { typed, whole }: Completions,
  uri: string,
): (item: CoreItem, index: number) => CompletionItem {
  const { snippets, insertReplace, labelDetails } = session.traits.completion;
  const insert = session.rangeIn(source, typed);
  const replace = session.rangeIn(source, whole);
  return (item, index) => {
    const snippet = snippets ? item.snippet : undefined;
    const newText = snippet ?? item.insert ?? item.label;
    const what = [item.detail, item.from].filter(Boolean).join(' · ');
    return {
      label: item.label,
      kind: kinds[item.kind],
      ...(labelDetails
        ? { labelDetails: { ...(item.signature ? { detail: item.signature } : {}), description: what } }
        : { detail: [item.signature, what].filter(Boolean).join(' ') }),
      ...(item.filter === undefined ? {} : { filterText: item.filter }),
      sortText: String(index).padStart(4, '0'),
      textEdit: insertReplace ? { newText, insert, replace } : { newText, range: insert },
      ...(snippet === undefined ? {} : { insertTextFormat: InsertTextFormat.Snippet }),
      ...(item.deprecated ? { deprecated: true } : {}),
      ...(item.subject ? { data: { uri, subject: item.subject } satisfies ItemData } : {}),
    };
  };
}

interface ItemData {
  readonly uri: string;
  readonly subject: ItemSubject;
}

export async function resolveCompletionRequest(
  session: Session,
  item: CompletionItem,
  token: CancellationToken,
): Promise<CompletionItem> {
  const { uri, subject } = (item.data ?? {}) as Partial<ItemData>;
  if (typeof uri !== 'string' || !subject) return item;
  const documentation = await documentationOf(session, uri, subject, token);
  return documentation ? { ...item, documentation } : item;
}

async function documentationOf(
  session: Session,
  uri: string,
  subject: ItemSubject,
  token: CancellationToken,
): Promise<MarkupContent | undefined> {
  if (subject.kind === 'text')
    return subject.text === '' ? undefined : { kind: 'plaintext', value: subject.text };
  const file = await session.fileOf(uri, token);
  if (!file) return undefined;
  await session.readEdited(file.project, token);
  const card = subjectCard(file.project, subject, session.now());
  if (!card) return undefined;
  if (!session.traits.completion.markdown) return { kind: 'plaintext', value: cardToText(card) };
  // Screen readers read an item's documentation as it is written, so an icon would be read as `$(name)`.
  return { kind: 'markdown', value: cardToMarkdown(card, { icons: false, actionUri: () => undefined }) };
}
