// A text, number or boolean as a YAML scalar that readers of YAML 1.1 and 1.2 take for just that.
// Deliberately absent: block scalars and text folded over lines.

/** The quotes that neighbours are written in; empty for none. */
export type Quote = '' | "'" | '"';

/** What any YAML reader takes for that text, in any place. */
const plainInFlow = /^[\p{L}_](?:[\p{L}\p{N}_ .()<>$'"/+=*|&%!?@-]*[\p{L}\p{N}_)>$'"%*])?$/u;
/** The same with what means something in flow collections alone. */
const plainInBlock = /^[\p{L}_](?:[\p{L}\p{N}_ .,()<>[\]$'"/+=*|&%!?@-]*[\p{L}\p{N}_)>\]$'"%*])?$/u;
/** Words that some YAML reader takes for something else than text. */
const otherWords = /^(?:y|n|yes|no|on|off|true|false|null)$/i;
/** Line breaks of YAML 1.1, and what it reads only as an escape. */
const needsEscape = /[\p{Cc}\u2028\u2029\ufeff\ufffe\uffff]/u;

/** A scalar for that value: a text in the quotes that are wanted, else plain where it stays what it is. */
export function scalarText(value: string | number | boolean, quote: Quote, inFlow: boolean): string {
  if (typeof value === 'string') return textScalar(value, quote, inFlow);
  return typeof value === 'boolean' ? String(value) : numberText(value);
}

/** Whether YAML can say that value: no half of a surrogate pair, no number without end. */
export function canSay(value: string | number | boolean): boolean {
  return typeof value === 'string' ? !/\p{Cs}/u.test(value) : Number.isFinite(Number(value));
}

function textScalar(text: string, quote: Quote, inFlow: boolean): string {
  const isPlain = !otherWords.test(text) && (inFlow ? plainInFlow : plainInBlock).test(text);
  if (quote === '' && isPlain) return text;
  const single = quote === "'" || (quote === '' && /["\\]/.test(text));
  return single && !needsEscape.test(text) ? `'${text.replaceAll("'", "''")}'` : `"${escaped(text)}"`;
}

/** The inside of double quotes. */
export function escaped(text: string): string {
  return JSON.stringify(text)
    .slice(1, -1)
    .replace(
      /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
      (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
}

/** YAML 1.1 takes an exponent only behind a point and with a sign. */
function numberText(value: number): string {
  const text = String(Object.is(value, -0) ? 0 : value);
  return text.replace(/^(-?\d+)e/, '$1.0e');
}
