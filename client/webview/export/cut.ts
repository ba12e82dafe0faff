// Text cut to a width, with an ellipsis where it doesn't fit. Pure: what measures is given.

/** The width of text in pixels, in the font of the picture. */
export type Measure = (text: string, size: number, bold: boolean) => number;

/** More than this fits nowhere; so that a name of a million letters is measured in no time. */
const mostLetters = 500;

export function cut(text: string, width: number, measured: (text: string) => number): string {
  const letters = [...new Intl.Segmenter().segment(text.slice(0, mostLetters))].map(({ segment }) => segment);
  if (text.length <= mostLetters && measured(text) <= width) return text;
  let [fits, tooLong] = [0, letters.length + 1];
  while (tooLong - fits > 1) {
    const middle = (fits + tooLong) >> 1;
    if (measured(`${letters.slice(0, middle).join('')}…`) <= width) fits = middle;
    else tooLong = middle;
  }
  return `${letters.slice(0, fits).join('').trimEnd()}…`;
}
