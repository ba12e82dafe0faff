// Colours of a terminal, where it has them and nobody asked for none. Deliberately absent: what is coloured.

import type { Terminal } from '../terminal.ts';

/** Paints a text. */
export type Paint = (text: string) => string;

/** The colours that are used. */
export interface Colors {
  readonly error: Paint;
  readonly warning: Paint;
  readonly information: Paint;
  readonly hint: Paint;
  readonly strong: Paint;
  readonly faint: Paint;
}

const plain: Paint = (text) => text;

/** By NO_COLOR and FORCE_COLOR, which go before what the terminal is. */
export function colorsOf({ environment, screen }: Pick<Terminal, 'environment' | 'screen'>): Colors {
  const forced = environment['FORCE_COLOR'];
  const off = (environment['NO_COLOR'] ?? '') !== '' || environment['TERM'] === 'dumb';
  const on = forced === undefined ? !off && screen !== undefined : forced !== '0' && forced !== 'false';
  const paint = (code: string, end: string): Paint =>
    on ? (text) => (text === '' ? '' : `\u001b[${code}m${text}\u001b[${end}m`) : plain;
  return {
    error: paint('31', '39'),
    warning: paint('33', '39'),
    information: paint('34', '39'),
    hint: paint('36', '39'),
    strong: paint('1', '22'),
    faint: paint('2', '22'),
  };
}
