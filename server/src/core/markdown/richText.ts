// A description as data for a view that draws elements of its own: the same allow-list of Markdown as markdown.ts writes again, and
// everything else as text. Deliberately absent: how it is drawn; depth (what stands in a list's item or a quote is its text).

import type { Token, Tokens } from 'marked';
import type { RichBlock, RichInline } from '../../lineageProtocol.ts';
import { visibleLine } from '../card/visible.ts';
import { tokensOf } from '../markdown.ts';

type Marked = 'text' | 'strong' | 'emphasis';

/** A description as blocks, cut after `length` characters of source text. HTML, images, icons and other links are text. */
export function richBlocks(description: string, length: number): readonly RichBlock[] {
  return tokensOf(description, length).flatMap((token) => blocksOf(token, 'paragraph'));
}

function blocksOf(token: Token, kind: 'paragraph' | 'quote'): readonly RichBlock[] {
  switch (token.type) {
    case 'space':
    case 'hr':
      return [];
    case 'heading':
      return textBlock('heading', inlinesOf(token.tokens, 'text'));
    case 'code':
      return [{ kind: 'code', text: (token as Tokens.Code).text }];
    case 'blockquote':
      return (token.tokens ?? []).flatMap((each) => blocksOf(each, 'quote'));
    case 'list':
      return [listBlock(token as Tokens.List)];
    case 'table':
      return [{ kind: 'code', text: tableText(token as Tokens.Table) }];
    case 'paragraph':
    case 'text':
      return textBlock(kind, inlinesOf(token.tokens ?? [token], 'text'));
    default:
      return textBlock(kind, [{ kind: 'text', text: token.raw.trim() }]);
  }
}

function textBlock(
  kind: 'paragraph' | 'heading' | 'quote',
  inlines: readonly RichInline[],
): readonly RichBlock[] {
  return inlines.length === 0 ? [] : [{ kind, inlines }];
}

/** Items of a list within an item stand behind it, on the same level. */
function listBlock(list: Tokens.List): RichBlock {
  const items = list.items.flatMap((item): readonly (readonly RichInline[])[] => {
    const own: RichInline[] = [];
    const within: (readonly RichInline[])[] = [];
    for (const token of item.tokens) {
      for (const block of blocksOf(token, 'paragraph')) {
        if (block.kind === 'list') within.push(...block.items);
        else own.push(...(own.length > 0 ? [space] : []), ...lineOf(block));
      }
    }
    return own.length > 0 ? [own, ...within] : within;
  });
  return typeof list.start === 'number'
    ? { kind: 'list', first: list.start, items }
    : { kind: 'list', items };
}

const space: RichInline = { kind: 'text', text: ' ' };

function lineOf(block: Exclude<RichBlock, { readonly kind: 'list' }>): readonly RichInline[] {
  return block.kind === 'code' ? [{ kind: 'code', text: visibleLine(block.text) }] : block.inlines;
}

/** Columns of a table stand below each other in text of fixed width. */
function tableText({ header, rows }: Tokens.Table): string {
  const lines = [header, ...rows].map((cells) =>
    cells.map(({ tokens }) => visibleLine(plainText(inlinesOf(tokens, 'text')))),
  );
  const widths = header.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function plainText(inlines: readonly RichInline[]): string {
  return inlines.map(({ text }) => text).join('');
}

/** Neighbours of the same kind are one piece. */
function inlinesOf(tokens: readonly Token[] | undefined, as: Marked): readonly RichInline[] {
  const pieces: RichInline[] = [];
  for (const piece of (tokens ?? []).flatMap((token) => inlineOf(token, as))) {
    const last = pieces.at(-1);
    if (piece.text === '') continue;
    if (last?.kind === 'text' && piece.kind === 'text')
      pieces[pieces.length - 1] = { kind: 'text', text: last.text + piece.text };
    else pieces.push(piece);
  }
  return pieces;
}

function inlineOf(token: Token, as: Marked): readonly RichInline[] {
  switch (token.type) {
    case 'strong':
      return inlinesOf(token.tokens, 'strong');
    case 'em':
      return inlinesOf(token.tokens, as === 'strong' ? 'strong' : 'emphasis');
    case 'del':
      return inlinesOf(token.tokens, as);
    case 'codespan':
      return [{ kind: 'code', text: (token as Tokens.Codespan).text }];
    case 'br':
      return [space];
    case 'escape':
      return [{ kind: as, text: (token as Tokens.Escape).text }];
    case 'link':
      return [linkOf(token as Tokens.Link, as)];
    case 'text':
      return token.tokens ? inlinesOf(token.tokens, as) : [{ kind: as, text: token.raw }];
    default:
      return [{ kind: as, text: token.raw }];
  }
}

const followed = /^https?:\/\/[^\s<>()"'`\\|]+$/;

function linkOf(token: Tokens.Link, as: Marked): RichInline {
  const text = visibleLine(plainText(inlinesOf(token.tokens, 'text')));
  return followed.test(token.href) && text !== ''
    ? { kind: 'link', text, href: token.href }
    : { kind: as, text: token.raw };
}
