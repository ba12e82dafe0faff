// A card as plain text: for the terminal, and for clients that show no Markdown. Same facts, same order as the hover.

import { shownLength } from '../markdown.ts';
import type { Card, Line } from './card.ts';
import { shorten, visible, visibleLine } from './visible.ts';

/** A card as lines of plain text without control characters. */
export function cardToText(card: Card): string {
  const lines = [[visibleLine(card.title), ...card.tags.map(visibleLine)].join(' · ')];
  if (card.subtitle) lines.push(visibleLine(card.subtitle));
  const description = shorten(visible(card.description).trim(), shownLength(card));
  if (description) lines.push('', description);
  if (card.facts.length > 0) lines.push('');
  const width = Math.max(0, ...card.facts.map((fact) => fact.label.length));
  for (const fact of card.facts) {
    fact.lines.forEach((line, index) => {
      lines.push(`${(index === 0 ? fact.label : '').padEnd(width)}  ${lineToText(line)}`.trimEnd());
    });
  }
  return lines.join('\n');
}

/** One line of a card as plain text. */
export function lineToText(line: Line): string {
  return line
    .map((piece) => visible(piece.text).replace(/\s+/g, ' '))
    .join('')
    .trim();
}
