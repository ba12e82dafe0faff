// Wraps text at a width as Python's textwrap does for Jinja's `wordwrap`. Deliberately absent: everything else of textwrap.

/** The text with each of its lines wrapped, the lines joined by `between`. */
export function wrapped(
  text: string,
  width: number,
  breakLong: boolean,
  atHyphens: boolean,
  between: string,
): string {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => wrapLine(line, width, breakLong, atHyphens).join(between))
    .join(between);
}

function wrapLine(line: string, width: number, breakLong: boolean, atHyphens: boolean): string[] {
  const waiting = (line.match(/\s+|\S+/g) ?? [])
    .flatMap((word) => (atHyphens ? word.split(/(?<=\p{L}-)(?=\p{L})/u) : [word]))
    .reverse();
  const lines: string[] = [];
  while (waiting.length > 0) {
    let made = '';
    // Blanks at a break go, those at the very start stay.
    if (lines.length > 0 && /^\s+$/.test(waiting.at(-1) ?? '')) waiting.pop();
    for (
      let next = waiting.at(-1);
      next !== undefined && made.length + next.length <= width;
      next = waiting.at(-1)
    ) {
      made += next;
      waiting.pop();
    }
    const next = waiting.at(-1);
    if (next !== undefined && next.length > width) {
      if (breakLong) {
        const room = Math.max(1, width - made.length);
        made += next.slice(0, room);
        waiting[waiting.length - 1] = next.slice(room);
      } else if (made === '') {
        made = next;
        waiting.pop();
      }
    }
    const kept = made.trimEnd();
    if (kept !== '') lines.push(kept);
    else if (made === '' && next === undefined) break;
  }
  return lines;
}
