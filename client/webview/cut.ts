// Text cut to a width, with an ellipsis where it doesn't fit. Names of a project differ at their ends, so a name is cut before its last
// letters. Pure: what measures is given.

/** The width of text in pixels, in the font of the picture. */
export type Measure = (text: string, size: number, bold: boolean) => number;

/** How many letters at the end of a name are kept, about: as many as there is room for. */
export const nameTail = 12;
export const columnTail = 8;

/** More than this fits nowhere; so that a name of a million letters is measured in no time. */
const mostLetters = 500;

export function cut(text: string, width: number, measured: (text: string) => number): string {
  if (fits(text, width, measured)) return text;
  const letters = [...new Intl.Segmenter().segment(text.slice(0, mostLetters))].map(({ segment }) => segment);
  let [some, tooMany] = [0, letters.length + 1];
  while (tooMany - some > 1) {
    const middle = (some + tooMany) >> 1;
    if (measured(`${letters.slice(0, middle).join('')}…`) <= width) some = middle;
    else tooMany = middle;
  }
  return `${letters.slice(0, some).join('').trimEnd()}…`;
}

/** The same, with the ellipsis before the last letters. */
export function cutName(
  name: string,
  tail: number,
  width: number,
  measured: (text: string) => number,
): string {
  const at = fits(name, width, measured) ? undefined : cutPlace(name, tail);
  const end = at === undefined ? '' : name.slice(at);
  const room = width - measured(end);
  return end === '' || measured('…') > room
    ? cut(name, width, measured)
    : cut(name.slice(0, at), room, measured) + end;
}

/** Where a name's end begins that is to be kept: in front of a separator if there is one about there. Undefined where the name is short, or has letters there that belong together. */
export function cutPlace(name: string, tail: number): number | undefined {
  const wanted = name.length - tail;
  if (wanted < 6) return undefined;
  for (let away = 0; away <= 4; away++) {
    for (const at of [wanted - away, wanted + away]) {
      if (/[_.\-\s]/.test(name.charAt(at)) && /[^_]/.test(name.charAt(at - 1))) return at;
    }
  }
  return /^[ -~]{2}$/.test(name.slice(wanted - 1, wanted + 1)) ? wanted : undefined;
}

function fits(text: string, width: number, measured: (text: string) => number): boolean {
  return text.length <= mostLetters && measured(text) <= width;
}
