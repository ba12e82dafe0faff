// A card as data, for a view that draws elements of its own. Same facts, same order as the hover. Deliberately absent: actions,
// which such a view has itself, and how it is drawn.

import type { CardView, RichInline } from '../../lineageProtocol.ts';
import { richBlocks } from '../markdown/richText.ts';
import type { Card, Line } from './card.ts';
import { iconOf, signOf } from './icons.ts';
import { visible, visibleLine } from './visible.ts';

/** A view of its own can be scrolled: descriptions are as long as they are, in reason. */
const descriptionLength = 4_000;

/** See the head of this file. */
export function cardView(card: Card): CardView {
  return {
    title: visibleLine(card.title),
    icon: iconOf(card.kind),
    tags: card.tags.map(visibleLine),
    subtitle: card.subtitle && visibleLine(card.subtitle),
    description: richBlocks(card.description, descriptionLength),
    facts: card.facts.map(({ sign, label, lines }) => ({
      icon: signOf(sign),
      label: visibleLine(label),
      lines: lines.map(lineView),
    })),
  };
}

/** Spaces at the ends of a piece separate it from its neighbours, so they stay. */
function lineView(line: Line): readonly RichInline[] {
  return line.map(({ kind, text }) => ({ kind, text: visible(text).replace(/\s+/g, ' ') }));
}
