// How wide text is, by its letters alone: what is asked for before there is anything to measure. Pure. Deliberately absent: fonts, of which
// it takes one of the wider.

const narrow = /[fijlrtI.,:;'|!()[\]{}\s]/;
const wide = /[mwMW@%…]/;
/** Of scripts whose signs are as wide as high. */
const full = 0x2e80;

/** Pixels at a font of `size` pixels. */
export function textWidth(text: string, size: number): number {
  let ems = 0;
  for (const sign of text) {
    if ((sign.codePointAt(0) ?? 0) >= full) ems += 1;
    else if (narrow.test(sign)) ems += 0.37;
    else if (wide.test(sign)) ems += 0.9;
    else ems += /[A-Z]/.test(sign) ? 0.67 : 0.57;
  }
  return Math.ceil(ems * size);
}
