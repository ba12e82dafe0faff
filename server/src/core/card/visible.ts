// Text of others made harmless to look at: control and bidirectional characters become visible, length is bounded.
// Deliberately absent: escaping for a format (markdown.ts does that).

const controls = /[^\P{Cc}\n\t]/gu;
const bidirectional = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Most names and words: nothing in them needs to be looked at. */
const plainLine = /^[!-~]+(?: [!-~]+)*$/;

/** The text with every character that could hide or reorder others shown as a mark of its own; `\n` and `\t` stay. */
export function visible(text: string): string {
  return text
    .replace(/\r\n?|\u2028|\u2029/g, '\n')
    .replace(controls, (character) => {
      const code = character.charCodeAt(0);
      return code < 0x20 ? String.fromCharCode(0x2400 + code) : `[U+${hex(code)}]`;
    })
    .replace(bidirectional, (character) => `[U+${hex(character.charCodeAt(0))}]`)
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd');
}

/** As `visible`, on one line: any run of white space is one space. */
export function visibleLine(text: string): string {
  if (text.length < 4000 && plainLine.test(text)) return text;
  return visible(text.slice(0, 10_000)).replace(/\s+/g, ' ').trim();
}

/** At most `length` characters, cut at a word where one ends near, with `…` where something was left out. */
export function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  const cut = text.slice(0, length);
  const space = cut.lastIndexOf(' ');
  const kept = space > length * 0.7 ? cut.slice(0, space) : cut;
  return `${kept.replace(/[\ud800-\udbff]$/, '').trimEnd()}…`;
}

function hex(code: number): string {
  return code.toString(16).toUpperCase().padStart(4, '0');
}
