// Draws text and icons of the picture, in the font, colours and measures it is given.

import type { LineageState } from '../../../server/src/protocol.ts';
import { cut, cutName } from '../cut.ts';
import { oneLine } from './plainText.ts';
import type { SvgColours, SvgOptions } from './svg.ts';
import { element, joined, type Xml } from './xml.ts';

export interface TextPlace {
  readonly x: number;
  /** Of the baseline. */
  readonly y: number;
  readonly size: number;
  /** What doesn't fit is cut. */
  readonly width: number;
  /** Of a name: how many letters at its end are kept, about. */
  readonly tail?: number;
  readonly colour?: string;
  readonly bold?: boolean;
  /** `end`: the text ends at `x`. */
  readonly anchor?: 'start' | 'middle' | 'end';
}

export class Pen {
  readonly colours: SvgColours;
  readonly #options: SvgOptions;

  constructor(options: SvgOptions) {
    this.colours = options.colours;
    this.#options = options;
  }

  width(text: string, size: number, bold = false): number {
    return this.#options.measure(oneLine(text), size, bold);
  }

  /** Letters decide their own direction, wherever the text stands. */
  text(text: string, { x, y, size, width, tail, colour, bold = false, anchor }: TextPlace): Xml {
    const line = oneLine(text);
    const measured = (part: string) => this.width(part, size, bold);
    const shown = tail === undefined ? cut(line, width, measured) : cutName(line, tail, width, measured);
    const attributes = {
      x,
      y,
      'font-size': size,
      'font-weight': bold ? 600 : undefined,
      'text-anchor': anchor,
      fill: colour,
      'unicode-bidi': 'plaintext',
    };
    return element('text', attributes, shown);
  }

  /** In a square of `size` whose top left corner is at x, y. */
  icon(name: string, x: number, y: number, size: number, colour: string): Xml {
    const drawing = this.#options.drawingOf(name);
    const paths = drawing.paths.map(({ d, evenOdd }) =>
      element('path', { d, 'fill-rule': evenOdd ? 'evenodd' : undefined }),
    );
    const transform = `translate(${x} ${y}) scale(${size / drawing.size})`;
    return element('g', { transform, fill: colour }, joined(paths));
  }

  stateColour(state: LineageState): string {
    return state === 'unknown' ? this.colours.muted : this.colours[state];
  }
}
