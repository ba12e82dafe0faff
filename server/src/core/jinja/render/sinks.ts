// Where rendered text goes: into pieces with their source, or into a text. Deliberately absent: what is rendered.

import type { TextRange } from '../../text.ts';
import { literal } from './evaluate.ts';
import { type Mark, marked, takeMarks } from './marks.ts';
import type { RenderedPiece } from './rendered.ts';
import { limits, type Rendering } from './rendering.ts';

/** See the head of this file. */
export interface Sink {
  /** Whether its text is the template's own, which goes on whatever happens in a tag. */
  readonly main: boolean;
  /** Text of the template as it stands there. */
  verbatim(start: number, end: number): void;
  /** Text that a tag made. */
  printed(text: string, origin: TextRange): void;
  /** Between the two is text that may come any number of times. */
  open(why: string): void;
  close(): void;
}

/** Text alone, marks in it. */
export class TextSink implements Sink {
  readonly main = false;
  readonly #source: string;
  readonly #run: Rendering;
  readonly #outer: { readonly before: string; readonly why: string }[] = [];
  text = '';

  constructor(source: string, run: Rendering) {
    this.#source = source;
    this.#run = run;
  }

  verbatim(start: number, end: number): void {
    this.#add(literal(this.#source.slice(start, end)));
  }

  printed(text: string): void {
    this.#add(text);
  }

  open(why: string): void {
    this.#outer.push({ before: this.text, why });
    this.text = '';
  }

  close(): void {
    const outer = this.#outer.pop();
    if (!outer) return;
    const inside = this.text;
    this.text =
      outer.before + (inside === '' ? '' : marked(inside, { repeated: outer.why }, this.#run.table));
  }

  #add(text: string): void {
    if (this.text.length + text.length <= limits.length) this.text += text;
    else this.#run.exhaust('the template makes a text too long to be followed');
  }
}

/** Text with its source. */
export class PieceSink implements Sink {
  readonly main = true;
  readonly pieces: RenderedPiece[] = [];
  readonly #marks: (Mark | undefined)[] = [];
  readonly #open: { readonly place: number; readonly start: number; readonly why: string }[] = [];
  readonly #source: string;
  readonly #run: Rendering;
  text = '';

  constructor(source: string, run: Rendering) {
    this.#source = source;
    this.#run = run;
  }

  get marks(): readonly Mark[] {
    return this.#marks.filter((mark) => mark !== undefined);
  }

  verbatim(start: number, end: number): void {
    if (start >= end || this.#full(end - start)) return;
    const at = this.text.length;
    this.text += this.#source.slice(start, end);
    const range = { start: at, end: this.text.length };
    const last = this.pieces.at(-1);
    if (last?.verbatim && last.origin.end === start) {
      this.pieces[this.pieces.length - 1] = {
        range: { start: last.range.start, end: range.end },
        origin: { start: last.origin.start, end },
        verbatim: true,
      };
    } else {
      this.pieces.push({ range, origin: { start, end }, verbatim: true });
    }
  }

  printed(written: string, origin: TextRange): void {
    if (written === '' || this.#full(written.length)) return;
    const at = this.text.length;
    const { text, marks } = takeMarks(written, this.#run.table, at);
    for (const mark of marks) this.#marks.push(mark);
    if (text === '') return;
    this.text += text;
    this.pieces.push({ range: { start: at, end: this.text.length }, origin, verbatim: false });
  }

  open(why: string): void {
    this.#open.push({ place: this.#marks.push(undefined) - 1, start: this.text.length, why });
  }

  close(): void {
    const open = this.#open.pop();
    if (!open || open.start === this.text.length) return;
    const range = { start: open.start, end: this.text.length };
    this.#marks[open.place] = { kind: 'repeated', range, why: open.why };
  }

  #full(more: number): boolean {
    if (this.text.length + more <= limits.length) return false;
    this.#run.spend('the template makes a text too long to be followed');
    return true;
  }
}
