// The only builder of Markdown. Everything that came from an artifact is text until it passed here: descriptions are parsed
// and only an allow-list of what they hold is written again; all else is escaped. HTML, images, icons, command and other
// links become visible text. Deliberately absent: what a card says (features), links that only one editor knows (lsp), descriptions
// for views that draw no Markdown (markdown/richText.ts).

import { marked, type Token, type Tokens } from 'marked';
import type { Action, Card, Inline, Line } from './card/card.ts';
import { iconOf, signOf } from './card/icons.ts';
import { shorten, visible, visibleLine } from './card/visible.ts';

/** What the client's renderer can do. */
export interface MarkdownOptions {
  /** Theme icons (`$(name)`) are drawn. */
  readonly icons: boolean;
  /** The URI that runs an action; undefined where the client can't. */
  actionUri(action: Action): string | undefined;
}

/** Descriptions are cut to this many characters on a card with facts. */
const descriptionLength = 400;

const longestDescription = 4_000;

/** Further paragraphs stand before the facts while the text so far is no longer than this: about two lines. */
const leadCharacters = 200;

/**
 * VS Code looks for icons in the finished HTML, in code too, so no escape of Markdown's holds: a character without width between
 * the two does.
 */
const iconStart = /\$\(/g;
const brokenIcon = '$$\u2060(';

/** A card as Markdown. Short lines, most useful first; empty parts are left out. */
export function cardToMarkdown(card: Card, options: MarkdownOptions): string {
  const icon = (name: string) => (options.icons ? `$(${name}) ` : '');
  const tags = card.tags.map((tag) => escapeMarkdown(visibleLine(tag))).join(' · ');
  const title = `${icon(iconOf(card.kind))}**${escapeMarkdown(visibleLine(card.title))}**${tags && ` · ${tags}`}`;
  const blocks = [card.subtitle ? `${title}  \n${linkOrCode(card.subtitle)}` : title];
  // A hover shows about ten lines before it is scrolled: what is long in a description stands after the facts.
  const { lead, rest } = descriptionParts(card);
  if (lead) blocks.push('---', lead);
  const facts = card.facts.map((fact) => {
    const [first = [], ...rest] = fact.lines;
    const label = fact.label ? `**${escapeMarkdown(fact.label)}** ` : '';
    const head = `${icon(signOf(fact.sign))}${label}${lineToMarkdown(first, options)}`;
    return [head, ...rest.map((line) => `\u2003${lineToMarkdown(line, options)}`)].join('  \n');
  });
  if (facts.length > 0) blocks.push('---', facts.join('  \n'));
  if (rest) blocks.push('---', rest);
  const links = card.actions.flatMap((action) => {
    const uri = options.actionUri(action);
    return uri ? [`[${escapeMarkdown(action.label)}](${uri})`] : [];
  });
  if (links.length > 0) blocks.push('---', links.join(' · '));
  return blocks.join('\n\n');
}

/** One line of a card as Markdown. */
export function lineToMarkdown(line: Line, options: Pick<MarkdownOptions, 'icons'>): string {
  return line.map((piece) => inlineToMarkdown(piece, options)).join('');
}

function inlineToMarkdown(piece: Inline, options: Pick<MarkdownOptions, 'icons'>): string {
  switch (piece.kind) {
    case 'text':
      return escapeMarkdown(visibleText(piece.text));
    case 'code':
      return codeSpan(piece.text);
    case 'muted':
      return emphasised(piece.text, '*');
    case 'alert':
      return `${options.icons ? '$(warning) ' : ''}${emphasised(piece.text, '**')}`;
  }
}

/** Emphasis begins and ends at a letter, so spaces at the ends of the text and what goes on from a word before stand outside of it. */
function emphasised(value: string, mark: '*' | '**'): string {
  const line = visibleLine(value);
  const joint = /^[:;,.] /.exec(line)?.[0] ?? '';
  const inner = line.slice(joint.length);
  if (inner === '') return '';
  const [before, after] = [/^\s/.test(value) ? ' ' : '', /\s$/.test(value) ? ' ' : ''];
  return `${before}${joint}${mark}${escapeMarkdown(inner)}${mark}${after}`;
}

/** Spaces at the ends of a piece separate it from its neighbours, so they stay. */
function visibleText(value: string): string {
  return visible(value).replace(/\s+/g, ' ');
}

/**
 * Text that Markdown shows as it is: nothing in it starts emphasis, a link, HTML, a table cell, an icon or an automatic link.
 * What can't start anything where it stands is left alone, so that the source reads well too.
 */
export function escapeMarkdown(value: string): string {
  return value
    .replace(/[\\`*[\]<>|~]/g, '\\$&')
    .replace(/(?<!\w)_|_(?!\w)/g, '\\_')
    .replace(/&(?=#|\w+;)/g, '\\&')
    .replace(/^([^\S\n]*)([#+=-]|\d+[.)])/gm, escapeFirst)
    .replace(/\b(https?|ftp|mailto|xmpp):/gi, '$1\\:')
    .replace(/\bwww\./gi, (match) => `${match.slice(0, 3)}\\.`)
    .replace(/(\w)@(?=\w)/g, '$1\\@')
    .replace(iconStart, brokenIcon);
}

/** What would make a heading, a list or a rule of a line that starts with it. */
function escapeFirst(_match: string, indent: string, marker: string): string {
  return `${indent}${marker.slice(0, -1)}\\${marker.slice(-1)}`;
}

/** Text as a code span on one line, whatever backticks it holds. */
export function codeSpan(value: string): string {
  const line = visibleLine(value).replaceAll('|', '\u2502').replace(iconStart, brokenIcon);
  if (line === '') return '';
  const longest = Math.max(0, ...(line.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = longest > 0 ? ' ' : '';
  return `${fence}${pad}${line}${pad}${fence}`;
}

/** How many characters of its description a card shows: more where there is nothing else to read, as of a docs block. */
export function shownLength(card: Card): number {
  return card.facts.length === 0 ? longestDescription : descriptionLength;
}

/** The description's beginning, and what stands after the facts. */
function descriptionParts(card: Card): { readonly lead: string; readonly rest: string } {
  const tokens = tokensOf(card.description, shownLength(card));
  const end = card.facts.length === 0 ? tokens.length : leadLength(tokens);
  return { lead: blocks(tokens.slice(0, end)).trim(), rest: blocks(tokens.slice(end)).trim() };
}

/** How many tokens are headings and the first paragraphs, up to `leadCharacters`; the first paragraph counts however long it is. */
function leadLength(tokens: readonly Token[]): number {
  let end = 0;
  let characters = 0;
  for (const [index, token] of tokens.entries()) {
    if (token.type === 'space' || token.type === 'heading') continue;
    if (token.type !== 'paragraph') break;
    if (end > 0 && characters + token.raw.length > leadCharacters) break;
    characters += token.raw.length;
    end = index + 1;
  }
  return end;
}

/**
 * A description as safe Markdown: emphasis, lists, tables, code, quotes and https links are kept, headings are bold, the
 * rest is visible text. Cut after `length` characters of source text.
 */
export function descriptionToMarkdown(description: string, length: number): string {
  return blocks(tokensOf(description, length)).trim();
}

/** What Markdown holds, of a text of others: control characters are visible, and it is cut after `length` characters. */
export function tokensOf(description: string, length: number): readonly Token[] {
  const cut = shorten(visible(description.slice(0, longestDescription)).trim(), length)
    // A link that lost its end would be shown as its source.
    .replace(/\[[^\]]*(?:\]\([^)]*)?…$/, '…');
  if (cut === '') return [];
  try {
    return marked.lexer(cut, { gfm: true });
  } catch {
    return [{ type: 'text', raw: cut, text: cut }];
  }
}

function blocks(tokens: readonly Token[]): string {
  return tokens
    .map(block)
    .filter((part) => part !== '')
    .join('\n\n');
}

function block(token: Token): string {
  switch (token.type) {
    case 'space':
    case 'def':
      return token.type === 'def' ? escapeMarkdown(token.raw.trim()) : '';
    case 'heading':
      return `**${inlines(token.tokens)}**`;
    case 'code':
      return fenced((token as Tokens.Code).text);
    case 'hr':
      return '---';
    case 'blockquote':
      return blocks(token.tokens ?? []).replace(/^/gm, '> ');
    case 'list':
      return list(token as Tokens.List);
    case 'table':
      return table(token as Tokens.Table);
    case 'paragraph':
    case 'text':
      return token.tokens ? inlines(token.tokens) : escapeMarkdown(token.raw);
    default:
      return escapeMarkdown(token.raw.trim());
  }
}

function list(token: Tokens.List): string {
  const first = typeof token.start === 'number' ? token.start : 1;
  return token.items
    .map((item, index) => {
      const marker = token.ordered ? `${first + index}. ` : '- ';
      return marker + blocks(item.tokens).replace(/\n+/g, (lines) => lines + ' '.repeat(marker.length));
    })
    .join('\n');
}

function table(token: Tokens.Table): string {
  const row = (cells: readonly Tokens.TableCell[]) =>
    `| ${cells.map((cell) => inlines(cell.tokens).replace(/\n/g, ' ')).join(' | ')} |`;
  const rule = `|${token.header.map(() => ' --- ').join('|')}|`;
  return [row(token.header), rule, ...token.rows.map(row)].join('\n');
}

function fenced(content: string): string {
  const longest = Math.max(2, ...(content.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}\n${content.replace(iconStart, brokenIcon)}\n${fence}`;
}

function inlines(tokens: readonly Token[] | undefined): string {
  return (tokens ?? []).map(inline).join('');
}

function inline(token: Token): string {
  switch (token.type) {
    case 'strong':
      return `**${inlines(token.tokens)}**`;
    case 'em':
      return `*${inlines(token.tokens)}*`;
    case 'del':
      return `~~${inlines(token.tokens)}~~`;
    case 'codespan':
      return codeSpan((token as Tokens.Codespan).text);
    case 'br':
      return '  \n';
    case 'escape':
      return escapeMarkdown((token as Tokens.Escape).text);
    case 'link':
      return link(token as Tokens.Link);
    case 'text':
      return token.tokens ? inlines(token.tokens) : escapeMarkdown(token.raw);
    default:
      return escapeMarkdown(token.raw);
  }
}

const safeTarget = /^https:\/\/[^\s<>()"'`\\|]+$/;

/** An exposure's address is there to be followed; anything else under a title is a name. */
function linkOrCode(value: string): string {
  return safeTarget.test(value) && visibleLine(value) === value
    ? `[${escapeMarkdown(value)}](<${value}>)`
    : codeSpan(value);
}

function link(token: Tokens.Link): string {
  const target = safeTarget.test(token.href) ? token.href : undefined;
  return target ? `[${inlines(token.tokens)}](<${target}>)` : escapeMarkdown(token.raw);
}
